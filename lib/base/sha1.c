#include "base/sha1.h"

#include <mbedtls/sha1.h>
#include <mbedtls/version.h>
#include <stdlib.h>

#include "base/mem.h"

/* None of these can fail with the library's own implementation. */
#if MBEDTLS_VERSION_MAJOR < 3
#define mbedtls_sha1_starts mbedtls_sha1_starts_ret
#define mbedtls_sha1_update mbedtls_sha1_update_ret
#define mbedtls_sha1_finish mbedtls_sha1_finish_ret
#endif

struct sha1 {
	mbedtls_sha1_context ctx;
};

struct sha1 *
sha1_begin(void)
{
	struct sha1 *h = xmalloc(sizeof(*h));

	mbedtls_sha1_init(&h->ctx);
	(void)!mbedtls_sha1_starts(&h->ctx);
	return h;
}

void
sha1_add(struct sha1 *h, const void *data, size_t n)
{
	(void)!mbedtls_sha1_update(&h->ctx, data, n);
}

void
sha1_end(struct sha1 *h, unsigned char ret[SHA1_LEN])
{
	unsigned char sum[SHA1_LEN];

	if (h == NULL)
		return;
	(void)!mbedtls_sha1_finish(&h->ctx, ret ? ret : sum);
	mbedtls_sha1_free(&h->ctx);
	free(h);
}
