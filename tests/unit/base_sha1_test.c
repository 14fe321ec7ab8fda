#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <mbedtls/sha1.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha1.h"

static void
is(const char *text, size_t times, const char *want)
{
	struct sha1 *h = sha1_begin();
	unsigned char sum[SHA1_LEN];
	char hex[2 * SHA1_LEN + 1];

	for (size_t i = 0; i < times; i++)
		sha1_add(h, text, strlen(text));
	sha1_end(h, sum);
	for (int i = 0; i < SHA1_LEN; i++)
		snprintf(hex + 2 * i, 3, "%02x", sum[i]);
	assert_string_equal(hex, want);
}

/* FIPS 180's own examples. */
static void
examples(void **state)
{
	(void)state;
	is("", 1, "da39a3ee5e6b4b0d3255bfef95601890afd80709");
	is("abc", 1, "a9993e364706816aba3e25717850c26c9cd0d89d");
	is("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
	    "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
	is("a", 1000000, "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
	sha1_end(sha1_begin(), NULL);
	sha1_end(NULL, NULL);
}

/* Any length in any pieces gives what the library gives. */
static void
pieces(void **state)
{
	static unsigned char data[700], sum[SHA1_LEN], want[SHA1_LEN];

	(void)state;
	srand(7);
	for (size_t i = 0; i < sizeof(data); i++)
		data[i] = rand();
	for (size_t n = 0; n <= sizeof(data); n++) {
		struct sha1 *h = sha1_begin();
		size_t at = 0;

		while (at < n) {
			size_t k = 1 + rand() % 200;

			k = k < n - at ? k : n - at;
			sha1_add(h, data + at, k);
			at += k;
		}
		sha1_end(h, sum);
		assert_int_equal(mbedtls_sha1_ret(data, n, want), 0);
		assert_memory_equal(sum, want, SHA1_LEN);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(examples),
		cmocka_unit_test(pieces) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
