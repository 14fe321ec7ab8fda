#include "base/sha1_ni.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

bool
sha1_ni_works(void)
{
	unsigned int a, b, c, d;

	/* SSSE3 and SSE4.1 first, then SHA itself */
	return __get_cpuid(1, &a, &b, &c, &d) && (c >> 9 & 1) &&
	       (c >> 19 & 1) && __get_cpuid_count(7, 0, &a, &b, &c, &d) &&
	       (b >> 29 & 1);
}

/* FIPS 180-4 section 6.1.2, four rounds at a time; `k` must be a constant. */
#define ROUNDS(k)                                                              \
	_Pragma("GCC unroll 5") for (int g = 5 * (k); g < 5 * (k) + 5; g++)    \
	{                                                                      \
		if (g >= 4)                                                    \
			w[g & 3] = _mm_sha1msg2_epu32(                         \
			    _mm_xor_si128(                                     \
				_mm_sha1msg1_epu32(w[g & 3], w[(g + 1) & 3]),  \
				w[(g + 2) & 3]),                               \
			    w[(g + 3) & 3]);                                   \
		now = g == 0 ? _mm_add_epi32(e, w[0])                          \
			     : _mm_sha1nexte_epu32(before, w[g & 3]);          \
		before = abcd;                                                 \
		abcd = _mm_sha1rnds4_epu32(abcd, now, (k));                    \
	}

__attribute__((target("sha,sse4.1,ssse3"))) void
sha1_ni_blocks(uint32_t state[5], const unsigned char *p, size_t n)
{
	const __m128i swap =
	    _mm_set_epi64x(0x0001020304050607LL, 0x08090a0b0c0d0e0fLL);
	__m128i abcd =
	    _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0x1b);
	__m128i e = _mm_set_epi32(state[4], 0, 0, 0);

	for (; n > 0; n--, p += 64) {
		__m128i abcd_was = abcd, e_was = e;
		__m128i w[4], now, before = abcd;

		for (int i = 0; i < 4; i++)
			w[i] = _mm_shuffle_epi8(
			    _mm_loadu_si128((const __m128i *)(p + 16 * i)),
			    swap);
		ROUNDS(0)
		ROUNDS(1)
		ROUNDS(2)
		ROUNDS(3)
		e = _mm_sha1nexte_epu32(before, e_was);
		abcd = _mm_add_epi32(abcd, abcd_was);
	}
	_mm_storeu_si128((__m128i *)state, _mm_shuffle_epi32(abcd, 0x1b));
	state[4] = _mm_extract_epi32(e, 3);
}

#else

bool
sha1_ni_works(void)
{
	return false;
}

void
sha1_ni_blocks(uint32_t state[5], const unsigned char *p, size_t n)
{
	(void)state;
	(void)p;
	(void)n;
}

#endif
