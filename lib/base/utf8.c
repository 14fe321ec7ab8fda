#include "base/utf8.h"

#include <string.h>

static bool
is_tail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

static int
decode_three(const unsigned char *p, size_t n, uint32_t *ret)
{
	uint32_t c;

	if (n < 3 || !is_tail(p[1]) || !is_tail(p[2]))
		return 0;
	c = (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 |
	    (uint32_t)(p[2] & 0x3f);
	if (c < 0x800 || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	*ret = c;
	return 3;
}

static int
decode_four(const unsigned char *p, size_t n, uint32_t *ret)
{
	uint32_t c;

	if (n < 4 || !is_tail(p[1]) || !is_tail(p[2]) || !is_tail(p[3]))
		return 0;
	c = (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12 |
	    (uint32_t)(p[2] & 0x3f) << 6 | (uint32_t)(p[3] & 0x3f);
	if (c < 0x10000 || c > 0x10ffff)
		return 0;
	*ret = c;
	return 4;
}

int
utf8_decode(const char *s, size_t n, uint32_t *ret)
{
	const unsigned char *p = (const unsigned char *)s;

	if (p[0] < 0x80) {
		*ret = p[0];
		return 1;
	}
	if (p[0] >= 0xf0)
		return p[0] > 0xf4 ? 0 : decode_four(p, n, ret);
	if (p[0] >= 0xe0)
		return decode_three(p, n, ret);
	if (p[0] < 0xc2 || n < 2 || !is_tail(p[1]))
		return 0;
	*ret = (uint32_t)(p[0] & 0x1f) << 6 | (uint32_t)(p[1] & 0x3f);
	return 2;
}

void
utf8_add(struct buf *ret, uint32_t c)
{
	char s[4];

	if (c < 0x80) {
		buf_addch(ret, (char)c);
	} else if (c < 0x800) {
		s[0] = (char)(0xc0 | c >> 6);
		s[1] = (char)(0x80 | (c & 0x3f));
		buf_add(ret, s, 2);
	} else if (c < 0x10000) {
		s[0] = (char)(0xe0 | c >> 12);
		s[1] = (char)(0x80 | (c >> 6 & 0x3f));
		s[2] = (char)(0x80 | (c & 0x3f));
		buf_add(ret, s, 3);
	} else {
		s[0] = (char)(0xf0 | c >> 18);
		s[1] = (char)(0x80 | (c >> 12 & 0x3f));
		s[2] = (char)(0x80 | (c >> 6 & 0x3f));
		s[3] = (char)(0x80 | (c & 0x3f));
		buf_add(ret, s, 4);
	}
}

size_t
utf8_check(const char *s, size_t n)
{
	size_t i = 0;
	uint32_t c;
	int len;

	while (i < n) {
		len = utf8_decode(s + i, n - i, &c);
		if (len == 0)
			break;
		i += (size_t)len;
	}
	return i;
}

size_t
utf8_length(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		if (!is_tail((unsigned char)*s))
			n++;
	return n;
}

bool
utf8_is_cjk(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{ 0x1100, 0x11ff },
		{ 0x2e80, 0x2fdf },
		{ 0x3005, 0x3007 },
		{ 0x3021, 0x3029 },
		{ 0x3040, 0x30ff },
		{ 0x3100, 0x318f },
		{ 0x31a0, 0x31ff },
		{ 0x3400, 0x4dbf },
		{ 0x4e00, 0x9fff },
		{ 0xa960, 0xa97f },
		{ 0xac00, 0xd7ff },
		{ 0xf900, 0xfaff },
		{ 0x20000, 0x3fffd },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ranges); i++)
		if (c <= ranges[i].last)
			return c >= ranges[i].first;
	return false;
}

bool
utf8_is_control(uint32_t c)
{
	if (c < 0x20)
		return c != '\n' && c != '\t';
	return (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 ||
	       c == 0xfeff || (c & 0xfffe) == 0xfffe;
}

static bool
is_bidi(uint32_t c)
{
	return c == 0x061c || c == 0x200e || c == 0x200f ||
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
add_visible(struct buf *ret, uint32_t c, bool multiline)
{
	if (c == '\n' || c == '\t') {
		if (multiline)
			buf_addch(ret, (char)c);
		else
			buf_addstr(ret, c == '\n' ? "\\n" : "\\t");
	} else if (c < 0x80) {
		buf_printf(ret, "\\x%02x", (unsigned)c);
	} else {
		buf_printf(ret, "\\u%04x", (unsigned)c);
	}
}

void
utf8_safe(struct buf *ret, const char *s, bool multiline)
{
	size_t i = 0, start = 0, n = strlen(s);
	uint32_t c;
	int len;

	while (i < n) {
		len = utf8_decode(s + i, n - i, &c);
		if (len > 0 && c != '\n' && c != '\t' && !utf8_is_control(c) &&
		    !is_bidi(c)) {
			i += (size_t)len;
			continue;
		}
		buf_add(ret, s + start, i - start);
		if (len == 0)
			buf_printf(ret, "\\x%02x", (unsigned char)s[i]);
		else
			add_visible(ret, c, multiline);
		i += len > 0 ? (size_t)len : 1;
		start = i;
	}
	buf_add(ret, s + start, n - start);
}
