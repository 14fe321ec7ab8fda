#include "base/hash.h"

#include <mbedtls/sha256.h>
#include <mbedtls/version.h>

void
hash_raw(const void *data, size_t n, unsigned char ret[HASH_LEN])
{
	/* It fails only for a null pointer or another hash than these two. */
#if MBEDTLS_VERSION_MAJOR < 3
	mbedtls_sha256_ret(data, n, ret, 0);
#else
	(void)!mbedtls_sha256(data, n, ret, 0);
#endif
}

void
hash_hex(const void *data, size_t n, char ret[HASH_HEX + 1])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char raw[HASH_LEN];
	int i;

	hash_raw(data, n, raw);
	for (i = 0; i < HASH_LEN; i++) {
		ret[2 * i] = hex[raw[i] >> 4];
		ret[2 * i + 1] = hex[raw[i] & 15];
	}
	ret[HASH_HEX] = '\0';
}
