#include "base/num.h"

#include <string.h>

#include "base/utf8.h"

#define DISCOUNT_WHOLE 10000 /* 100 % */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* value * 10 + digit, up to INT64_MAX, so that any value has a negative. */
static bool
push(int64_t *value, int digit)
{
	if (*value > (INT64_MAX - digit) / 10)
		return false;
	*value = *value * 10 + digit;
	return true;
}

/*
 * Reads digits and a point's further digits, scaled by 10^scale; *end is
 * behind them. No sign.
 */
static bool
scan(const char *s, int scale, int64_t *ret, const char **end)
{
	int64_t value = 0;
	const char *p;

	for (p = s; is_digit(*p); p++)
		if (!push(&value, *p - '0'))
			return false;
	if (*p == '.') {
		if (!is_digit(p[1]))
			return false;
		for (p++; is_digit(*p); p++)
			if (scale-- <= 0 || !push(&value, *p - '0'))
				return false;
	} else if (p == s) {
		return false;
	}
	while (scale-- > 0)
		if (!push(&value, 0))
			return false;
	*ret = value;
	*end = p;
	return true;
}

bool
num_parse(const char *s, int scale, int64_t *ret)
{
	bool negative = *s == '-';
	const char *end;
	int64_t value;

	s += negative;
	if (!is_digit(*s) || (*s == '0' && is_digit(s[1])))
		return false;
	if (!scan(s, scale, &value, &end) || *end != '\0')
		return false;
	*ret = negative ? -value : value;
	return true;
}

/*
 * What a person typed, in one letter each: digits , . + - % as they are,
 * Y for a sign of money, W for 万, E for 亿, R for 元. Blanks go.
 */
static char
letter(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xfee0;
	if ((c >= '0' && c <= '9') ||
	    (c < 0x80 && c && strchr(",.+-%", (int)c)))
		return (char)c;
	switch (c) {
	case 0x2212: return '-';
	case 0xa5:
	case 0xffe5: return 'Y';
	case 0x4e07:
	case 0x842c: return 'W';
	case 0x4ebf:
	case 0x5104: return 'E';
	case 0x5143:
	case 0x5706: return 'R';
	default: return '\0';
	}
}

static bool
is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xa0 || c == 0x3000;
}

/*
 * Letters of s in ret. A blank may not stand between two digits ("1 2" is
 * no number).
 */
static bool
letters(const char *s, char *ret, size_t size)
{
	size_t i = 0, n = strlen(s), to = 0;
	bool blank = false;
	uint32_t c;
	int len;

	while (i < n) {
		len = utf8_decode(s + i, n - i, &c);
		if (len == 0)
			return false;
		i += (size_t)len;
		if (is_blank(c)) {
			blank = true;
			continue;
		}
		ret[to] = letter(c);
		if (ret[to] == '\0' || to + 2 > size ||
		    (blank && to > 0 && strchr("0123456789.,", ret[to]) &&
			strchr("0123456789.,", ret[to - 1])))
			return false;
		blank = false;
		to++;
	}
	ret[to] = '\0';
	return true;
}

/* Takes out the commas of "1,234,567.89"; false if they stand elsewhere. */
static bool
ungroup(char *s)
{
	char *from = s, *to = s;
	int run = 0;
	bool grouped = false;

	for (; is_digit(*from) || *from == ','; from++) {
		if (*from != ',') {
			*to++ = *from;
			run++;
			continue;
		}
		if (run == 0 || run > 3 || (grouped && run != 3))
			return false;
		grouped = true;
		run = 0;
	}
	if (grouped && run != 3)
		return false;
	memmove(to, from, strlen(from) + 1);
	return strchr(s, ',') == NULL;
}

/* Digits that a trailing 万 or 亿 shifts the point by. */
static int
shift(const char *s)
{
	const char *p = s + strspn(s, "0123456789.");
	int n = 0;

	for (; *p == 'W' || *p == 'E'; p++)
		n += *p == 'W' ? 4 : 8;
	return n;
}

static bool
tail_ok(const char *s, bool money, bool percent)
{
	if (*s == 'W')
		s++;
	if (*s == 'E')
		s++;
	if (*s == 'R' && !percent)
		s++;
	else if (*s == '%' && percent && !money)
		s++;
	return *s == '\0';
}

bool
num_parse_input(const char *s, int scale, bool percent, int64_t *ret)
{
	bool negative = false, money = false, sign = false;
	char text[80], *p = text;
	const char *end;
	int64_t value;

	if (!letters(s, text, sizeof(text)))
		return false;
	for (; *p == 'Y' || *p == '+' || *p == '-'; p++) {
		if (*p == 'Y' ? money || percent : sign)
			return false;
		money = money || *p == 'Y';
		sign = sign || *p != 'Y';
		negative = negative || *p == '-';
	}
	if (!ungroup(p) || !scan(p, scale + shift(p), &value, &end) ||
	    !tail_ok(end, money, percent))
		return false;
	*ret = negative ? -value : value;
	return true;
}

static uint64_t
magnitude(int64_t v)
{
	return v < 0 ? -(uint64_t)v : (uint64_t)v;
}

/* Splits at the point: "1234" into whole, "50" into part (scale digits). */
static void
split(int64_t v, int scale, char whole[24], char part[24])
{
	uint64_t u = magnitude(v);
	int i;

	part[scale] = '\0';
	for (i = scale; i-- > 0; u /= 10)
		part[i] = (char)('0' + u % 10);
	i = 23;
	whole[i] = '\0';
	do
		whole[--i] = (char)('0' + u % 10);
	while ((u /= 10) > 0);
	memmove(whole, whole + i, (size_t)(24 - i));
}

void
num_format(struct buf *ret, int64_t v, int scale, bool fixed)
{
	char whole[24], part[24];
	size_t n;

	split(v, scale, whole, part);
	n = strlen(part);
	while (!fixed && n > 0 && part[n - 1] == '0')
		n--;
	if (v < 0)
		buf_addch(ret, '-');
	buf_addstr(ret, whole);
	if (n > 0) {
		buf_addch(ret, '.');
		buf_add(ret, part, n);
	}
}

void
num_format_grouped(struct buf *ret, int64_t v, int scale)
{
	char whole[24], part[24];
	size_t i, n;

	split(v, scale, whole, part);
	if (v < 0)
		buf_addch(ret, '-');
	n = strlen(whole);
	for (i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			buf_addch(ret, ',');
		buf_addch(ret, whole[i]);
	}
	if (scale > 0)
		buf_printf(ret, ".%s", part);
}

/* n/d rounded half away from zero. */
static bool
divide(__int128 n, __int128 d, int64_t *ret)
{
	bool negative = (n < 0) != (d < 0);
	__int128 q;

	if (d == 0)
		return false;
	n = n < 0 ? -n : n;
	d = d < 0 ? -d : d;
	q = n / d;
	if (n % d >= d - n % d)
		q++;
	if (q > INT64_MAX)
		return false;
	*ret = negative ? -(int64_t)q : (int64_t)q;
	return true;
}

bool
num_muldiv(int64_t a, int64_t b, int64_t c, int64_t *ret)
{
	return divide((__int128)a * b, c, ret);
}

bool
num_line_amount(int64_t qty, int64_t price, int64_t discount, int64_t *ret)
{
	__int128 n = (__int128)qty * price;

	if (__builtin_mul_overflow(n, (__int128)DISCOUNT_WHOLE - discount, &n))
		return false;
	return divide(n, (__int128)10000 * DISCOUNT_WHOLE, ret);
}

bool
num_net(int64_t gross, int64_t rate, int64_t *ret)
{
	if (rate < 0)
		return false;
	return divide((__int128)gross * 10000, (__int128)10000 + rate, ret);
}
