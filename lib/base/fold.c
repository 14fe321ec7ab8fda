#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define FOLD                                                                   \
	(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |                \
	    UTF8PROC_CASEFOLD | UTF8PROC_IGNORE)

static char *
map(struct arena *a, const char *s, size_t n, int options)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t len;
	char *ret;

	len = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n,
	    &out, (utf8proc_option_t)options);
	if (len < 0)
		return arena_strndup(a, s, n);
	ret = arena_strndup(a, (const char *)out, (size_t)len);
	free(out);
	return ret;
}

/*
 * Nearly all text is ASCII and Han, which NFC leaves alone: no code point
 * here decomposes, combines, or is reordered.
 */
static bool
is_plain(uint32_t c)
{
	return c < 0x300 || (c >= 0x3001 && c <= 0x3029) ||
	       (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff) ||
	       (c >= 0xff01 && c <= 0xff5e) || (c >= 0x2010 && c <= 0x2027);
}

char *
utf8_nfc(struct arena *a, const char *s)
{
	size_t i = 0, n = strlen(s);
	uint32_t c;
	int len;

	while (
	    i < n && (len = utf8_decode(s + i, n - i, &c)) > 0 && is_plain(c))
		i += (size_t)len;
	if (i == n || utf8_check(s, n) < n)
		return arena_strndup(a, s, n);
	return map(a, s, n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

static bool
is_blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 ||
	       c == 0x1680 || c == 0x2028 || c == 0x2029;
}

/* One blank for a run of white space, none at the ends; in place. */
static void
squeeze(char *s)
{
	size_t i = 0, n = strlen(s), to = 0;
	bool blank = false;
	uint32_t c;
	int len;

	while (i < n) {
		len = utf8_decode(s + i, n - i, &c);
		if (len > 0 && is_blank(c)) {
			blank = true;
			i += (size_t)len;
			continue;
		}
		if (len == 0)
			len = 1;
		if (blank && to > 0)
			s[to++] = ' ';
		blank = false;
		memmove(s + to, s + i, (size_t)len);
		to += (size_t)len;
		i += (size_t)len;
	}
	s[to] = '\0';
}

/*
 * What a code point folds to that stands for itself whatever its neighbours:
 * ASCII, Han and their punctuation, full width ASCII; a blank for white
 * space; 0 for all others.
 */
static uint32_t
fold_plain(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xfee0;
	if (c >= 'A' && c <= 'Z')
		return c + 'a' - 'A';
	if (c < 0x80)
		return is_blank(c) ? ' ' : c;
	if (c == 0x3000)
		return ' ';
	if ((c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) ||
	    c == 0x3001 || c == 0x3002 || (c >= 0x3008 && c <= 0x3011))
		return c;
	return 0;
}

/*
 * Nearly all text is made of these, so it is worth a pass without tables;
 * NULL where a text has anything else.
 */
static char *
fold_fast(struct arena *a, const char *s, size_t n)
{
	char *ret = arena_alloc(a, n + 1), *to = ret;
	bool blank = false;
	size_t i = 0;
	uint32_t c;
	int len;

	while (i < n) {
		len = utf8_decode(s + i, n - i, &c);
		if (len == 0 || (c = fold_plain(c)) == 0)
			return NULL;
		if (c == ' ') {
			blank = true;
			i += (size_t)len;
			continue;
		}
		if (blank && to > ret)
			*to++ = ' ';
		blank = false;
		if (c < 0x80) {
			*to++ = (char)c;
		} else {
			memcpy(to, s + i, (size_t)len);
			to += len;
		}
		i += (size_t)len;
	}
	*to = '\0';
	return ret;
}

char *
utf8_fold(struct arena *a, const char *s)
{
	size_t n = strlen(s);
	char *ret = fold_fast(a, s, n);

	if (ret != NULL)
		return ret;
	if (utf8_check(s, n) < n)
		return arena_strndup(a, s, n);
	ret = map(a, s, n, FOLD);
	squeeze(ret);
	return ret;
}

/* At most two blanks are added for a character of three bytes. */
char *
utf8_spaced(struct arena *a, const char *s)
{
	size_t i = 0, n = strlen(s);
	char *ret = arena_alloc(a, 2 * n + 1), *to = ret;
	bool gap = false, cjk;
	uint32_t c;
	int len;

	while (i < n) {
		len = utf8_decode(s + i, n - i, &c);
		if (len == 0) {
			len = 1;
			c = 0;
		}
		cjk = c >= 0x80 && utf8_is_cjk(c);
		if ((gap || cjk) && to > ret && c != ' ' && to[-1] != ' ')
			*to++ = ' ';
		memcpy(to, s + i, (size_t)len);
		to += len;
		gap = cjk;
		i += (size_t)len;
	}
	*to = '\0';
	return ret;
}
