/*
 * Two of the calls that nonet.c answers leave something behind: libgit2's
 * shutdown frees what stands in the configuration, so it must hold nothing,
 * or what was put there.
 */
#include <string.h>

#include <mbedtls/ssl.h>

void
mbedtls_ssl_config_init(mbedtls_ssl_config *conf)
{
	memset(conf, 0, sizeof(*conf));
}

void
mbedtls_ssl_conf_rng(mbedtls_ssl_config *conf,
    int (*f_rng)(void *, unsigned char *, size_t), void *p_rng)
{
	conf->f_rng = f_rng;
	conf->p_rng = p_rng;
}
