#include "base/sha1.h"

#include <mbedtls/sha1.h>
#include <mbedtls/version.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sha1_ni.h"

/* None of these can fail with the library's own implementation. */
#if MBEDTLS_VERSION_MAJOR < 3
#define mbedtls_sha1_starts mbedtls_sha1_starts_ret
#define mbedtls_sha1_update mbedtls_sha1_update_ret
#define mbedtls_sha1_finish mbedtls_sha1_finish_ret
#endif

#define BLOCK 64

struct sha1 {
	bool fast; /* by the processor */
	uint32_t state[5];
	uint64_t n; /* bytes so far */
	unsigned char rest[BLOCK];
	mbedtls_sha1_context ctx; /* otherwise */
};

struct sha1 *
sha1_begin(void)
{
	static const uint32_t start[] = { 0x67452301, 0xefcdab89, 0x98badcfe,
		0x10325476, 0xc3d2e1f0 };
	struct sha1 *h = xcalloc(1, sizeof(*h));

	h->fast = sha1_ni_works();
	memcpy(h->state, start, sizeof(start));
	mbedtls_sha1_init(&h->ctx);
	(void)!mbedtls_sha1_starts(&h->ctx);
	return h;
}

static void
add_fast(struct sha1 *h, const unsigned char *p, size_t n)
{
	size_t held = h->n % BLOCK, take = BLOCK - held;

	h->n += n;
	if (held > 0) {
		if (take > n)
			take = n;
		memcpy(h->rest + held, p, take);
		p += take;
		n -= take;
		if (held + take < BLOCK)
			return;
		sha1_ni_blocks(h->state, h->rest, 1);
	}
	sha1_ni_blocks(h->state, p, n / BLOCK);
	memcpy(h->rest, p + n / BLOCK * BLOCK, n % BLOCK);
}

static void
end_fast(struct sha1 *h, unsigned char ret[SHA1_LEN])
{
	static const unsigned char pad[BLOCK] = { 0x80 };
	unsigned char bits[8];

	for (int i = 0; i < 8; i++)
		bits[i] = h->n * 8 >> (56 - 8 * i);
	add_fast(h, pad, BLOCK - (h->n + 8) % BLOCK);
	add_fast(h, bits, sizeof(bits));
	for (int i = 0; i < SHA1_LEN; i++)
		ret[i] = h->state[i / 4] >> (24 - 8 * (i % 4));
}

void
sha1_add(struct sha1 *h, const void *data, size_t n)
{
	if (n == 0)
		return;
	if (h->fast)
		add_fast(h, data, n);
	else
		(void)!mbedtls_sha1_update(&h->ctx, data, n);
}

void
sha1_end(struct sha1 *h, unsigned char ret[SHA1_LEN])
{
	unsigned char sum[SHA1_LEN];

	if (h == NULL)
		return;
	if (h->fast)
		end_fast(h, sum);
	else
		(void)!mbedtls_sha1_finish(&h->ctx, sum);
	if (ret != NULL)
		memcpy(ret, sum, sizeof(sum));
	mbedtls_sha1_free(&h->ctx);
	free(h);
}
