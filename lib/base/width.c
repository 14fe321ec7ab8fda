#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

static int
char_width(uint32_t c)
{
	if (c < 0x20)
		return 0;
	if (c < 0x7f)
		return 1;
	/* Planes of Han: also what is younger than the library's tables. */
	if (c >= 0x20000 && c <= 0x3fffd)
		return 2;
	return utf8proc_charwidth((utf8proc_int32_t)c);
}

/* The next character of s (not at its end); a bad byte is one column. */
static int
next(const char *s, size_t n, uint32_t *c, int *width)
{
	int len = utf8_decode(s, n, c);

	if (len == 0) {
		*c = 0xfffd;
		*width = 1;
		return 1;
	}
	*width = char_width(*c);
	return len;
}

int
utf8_width(const char *s)
{
	size_t i = 0, n = strlen(s);
	int total = 0, w;
	uint32_t c;

	while (i < n) {
		i += (size_t)next(s + i, n - i, &c, &w);
		total += w;
	}
	return total;
}

/* Bytes of s that fit in `width` columns, with what combines behind. */
static size_t
fit(const char *s, size_t n, int width, int *used)
{
	size_t i = 0;
	uint32_t c;
	int len, w;

	*used = 0;
	while (i < n) {
		len = next(s + i, n - i, &c, &w);
		if (*used + w > width)
			break;
		*used += w;
		i += (size_t)len;
	}
	return i;
}

void
utf8_cut(struct buf *ret, const char *s, int width)
{
	size_t n = strlen(s), len;
	int used;

	if (width <= 0)
		return;
	if (fit(s, n, width, &used) == n) {
		buf_add(ret, s, n);
		return;
	}
	len = fit(s, n, width - 1, &used);
	buf_add(ret, s, len);
	buf_addstr(ret, "…");
}

/* Marks that must not begin a line. */
static bool
clings(uint32_t c)
{
	static const uint32_t marks[] = {
		'!',
		')',
		',',
		'.',
		':',
		';',
		'?',
		']',
		'}',
		0x2019,
		0x201d,
		0x2026,
		0x3001,
		0x3002,
		0x3009,
		0x300b,
		0x300d,
		0x300f,
		0x3011,
		0x3015,
		0xff01,
		0xff05,
		0xff09,
		0xff0c,
		0xff0e,
		0xff1a,
		0xff1b,
		0xff1f,
		0xff3d,
		0xff5d,
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(marks); i++)
		if (marks[i] == c)
			return true;
	return false;
}

/* Marks that must not end a line. */
static bool
opens(uint32_t c)
{
	return c == '(' || c == '[' || c == '{' || c == 0x2018 || c == 0x201c ||
	       c == 0x3008 || c == 0x300a || c == 0x300c || c == 0x300e ||
	       c == 0x3010 || c == 0x3014 || c == 0xff08 || c == 0xff3b ||
	       c == 0xff5b;
}

static bool
is_wide(uint32_t c)
{
	return utf8_is_cjk(c) || char_width(c) == 2;
}

/* May a line end between these two neighbours? */
static bool
may_break(uint32_t before, uint32_t after)
{
	if (before == ' ')
		return after != ' ';
	if (after == ' ' || clings(after) || opens(before))
		return false;
	return is_wide(before) || is_wide(after);
}

/*
 * Length of the first line of s (n bytes, no line feed): up to the last
 * place that fits, or all that fits where there is no such place.
 */
static size_t
line_length(const char *s, size_t n, int width)
{
	size_t i = 0, best = 0;
	uint32_t before = 0, c;
	int used = 0, len, w;

	while (i < n) {
		len = next(s + i, n - i, &c, &w);
		if (i > 0 && may_break(before, c))
			best = i;
		if (used + w > width && c != ' ' && i > 0)
			return best > 0 ? best : i;
		used += w;
		before = c;
		i += (size_t)len;
	}
	return n;
}

static void
wrap_paragraph(
    struct buf *ret, const char *s, size_t n, int width, const char *indent)
{
	size_t len, end;

	do {
		len = line_length(s, n, width);
		for (end = len; end > 0 && s[end - 1] == ' '; end--)
			;
		if (end > 0) {
			buf_addstr(ret, indent);
			buf_add(ret, s, end);
		}
		buf_addch(ret, '\n');
		s += len;
		n -= len;
	} while (n > 0);
}

void
utf8_wrap(struct buf *ret, const char *s, int width, const char *indent)
{
	const char *end;
	int room = width - utf8_width(indent);

	if (room < 2)
		room = 2;
	while (*s != '\0') {
		end = strchrnul(s, '\n');
		wrap_paragraph(ret, s, (size_t)(end - s), room, indent);
		s = *end == '\n' ? end + 1 : end;
	}
}
