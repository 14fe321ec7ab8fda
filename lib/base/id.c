#include "base/id.h"

#include <stdint.h>
#include <string.h>

#include "base/clock.h"

static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

#define LETTERS 22 /* the last so many of the alphabet */

/*
 * A letter, then five bits a character: bytes are drawn once and none is
 * thrown away. Sixteen bits over 22 letters leave a bias below 1 in 2900.
 */
static void
draw(char *ret, int len)
{
	unsigned char raw[2 + 8];
	uint64_t bits = 0;
	int i, n = 2 + (5 * (len - 1) + 7) / 8;
	uint32_t first;

	random_bytes(raw, n);
	first = (uint32_t)raw[0] << 8 | raw[1];
	ret[0] = alphabet[32 - LETTERS + (first * LETTERS >> 16)];
	for (i = 2; i < n; i++)
		bits = bits << 8 | raw[i];
	for (i = 1; i < len; i++, bits >>= 5)
		ret[i] = alphabet[bits & 31];
	ret[len] = '\0';
}

void
id_new(char ret[ID_LEN + 1])
{
	draw(ret, ID_LEN);
}

void
row_new(char ret[ROW_LEN + 1])
{
	draw(ret, ROW_LEN);
}

/* Length of s where all of it is of the alphabet, else 0. */
static size_t
measure(const char *s)
{
	size_t n = strspn(s, alphabet);

	return s[n] == '\0' ? n : 0;
}

static bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

bool
id_valid(const char *s)
{
	return is_letter(*s) && measure(s) == ID_LEN;
}

bool
row_valid(const char *s)
{
	return measure(s) == ROW_LEN;
}

bool
id_prefix_valid(const char *s)
{
	size_t n = measure(s);

	return is_letter(*s) && n >= 1 && n <= ID_LEN;
}

bool
name_valid(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return is_letter(*s) && s[n] == '\0' && n <= 31;
}
