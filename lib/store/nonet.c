/*
 * What Debian's static libgit2 wants of the network libraries that are not
 * linked: each use fails cleanly, and what its start-up calls succeeds.
 * Fetch and push run git itself.
 */
#include <stdint.h>

#define REFUSE(name, value)                                                    \
	intptr_t name(void);                                                   \
	intptr_t name(void)                                                    \
	{                                                                      \
		return (value);                                                \
	}
#define NOTHING(name) REFUSE(name, 0)

/* GSSAPI: any non-zero major status is a failure */
extern void *GSS_C_NT_HOSTBASED_SERVICE;
void *GSS_C_NT_HOSTBASED_SERVICE;
REFUSE(gss_delete_sec_context, 1)
REFUSE(gss_display_status, 1)
REFUSE(gss_import_name, 1)
REFUSE(gss_indicate_mechs, 1)
REFUSE(gss_init_sec_context, 1)
NOTHING(gss_release_buffer)
NOTHING(gss_release_name)
NOTHING(gss_release_oid_set)

REFUSE(http_errno_description, (intptr_t) "no network")
NOTHING(http_parser_execute)
NOTHING(http_parser_init)
REFUSE(http_parser_parse_url, 1)
NOTHING(http_parser_pause)
NOTHING(http_should_keep_alive)

REFUSE(libssh2_agent_connect, -1)
NOTHING(libssh2_agent_disconnect)
NOTHING(libssh2_agent_free)
REFUSE(libssh2_agent_get_identity, -1)
NOTHING(libssh2_agent_init)
REFUSE(libssh2_agent_list_identities, -1)
REFUSE(libssh2_agent_userauth, -1)
REFUSE(libssh2_channel_close, -1)
NOTHING(libssh2_channel_free)
NOTHING(libssh2_channel_open_ex)
REFUSE(libssh2_channel_process_startup, -1)
REFUSE(libssh2_channel_read_ex, -1)
NOTHING(libssh2_channel_set_blocking)
REFUSE(libssh2_channel_write_ex, -1)
NOTHING(libssh2_exit)
NOTHING(libssh2_hostkey_hash)
NOTHING(libssh2_init)
REFUSE(libssh2_knownhost_checkp, -1)
NOTHING(libssh2_knownhost_free)
NOTHING(libssh2_knownhost_init)
REFUSE(libssh2_knownhost_readfile, -1)
NOTHING(libssh2_session_abstract)
REFUSE(libssh2_session_disconnect_ex, -1)
NOTHING(libssh2_session_free)
REFUSE(libssh2_session_handshake, -1)
NOTHING(libssh2_session_hostkey)
NOTHING(libssh2_session_init_ex)
REFUSE(libssh2_session_last_error, -1)
REFUSE(libssh2_session_method_pref, -1)
NOTHING(libssh2_session_set_blocking)
NOTHING(libssh2_userauth_authenticated)
REFUSE(libssh2_userauth_keyboard_interactive_ex, -1)
NOTHING(libssh2_userauth_list)
REFUSE(libssh2_userauth_password_ex, -1)
REFUSE(libssh2_userauth_publickey, -1)
REFUSE(libssh2_userauth_publickey_fromfile_ex, -1)
REFUSE(libssh2_userauth_publickey_frommemory, -1)

/* start-up seeds a generator for TLS alone */
NOTHING(mbedtls_ctr_drbg_free)
NOTHING(mbedtls_ctr_drbg_init)
REFUSE(mbedtls_ctr_drbg_random, -1)
NOTHING(mbedtls_ctr_drbg_seed)
NOTHING(mbedtls_entropy_free)
REFUSE(mbedtls_entropy_func, -1)
NOTHING(mbedtls_entropy_init)
REFUSE(mbedtls_ssl_close_notify, -1)
NOTHING(mbedtls_ssl_conf_authmode)
NOTHING(mbedtls_ssl_conf_ca_chain)
NOTHING(mbedtls_ssl_conf_ciphersuites)
NOTHING(mbedtls_ssl_conf_min_version)
NOTHING(mbedtls_ssl_config_defaults)
NOTHING(mbedtls_ssl_config_free)
NOTHING(mbedtls_ssl_free)
REFUSE(mbedtls_ssl_get_ciphersuite_id, 1)
NOTHING(mbedtls_ssl_get_peer_cert)
REFUSE(mbedtls_ssl_get_verify_result, -1)
REFUSE(mbedtls_ssl_handshake, -1)
NOTHING(mbedtls_ssl_init)
REFUSE(mbedtls_ssl_read, -1)
NOTHING(mbedtls_ssl_set_bio)
REFUSE(mbedtls_ssl_set_hostname, -1)
REFUSE(mbedtls_ssl_setup, -1)
REFUSE(mbedtls_ssl_write, -1)
NOTHING(mbedtls_x509_crt_free)
NOTHING(mbedtls_x509_crt_init)
REFUSE(mbedtls_x509_crt_parse_file, -1)
REFUSE(mbedtls_x509_crt_parse_path, -1)
REFUSE(mbedtls_x509_crt_verify_info, -1)
