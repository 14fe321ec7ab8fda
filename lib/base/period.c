#include "base/date.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define TEXT 64

/*
 * Half-width lower-case text without blanks at its ends; 年 and 月 become
 * '/', 日 and 号 nothing. False if that is longer than `ret`.
 */
static bool
plain(const char *s, char ret[TEXT])
{
	size_t i = 0, n = strlen(s), to = 0;
	uint32_t c;
	int len;

	while (i < n) {
		len = utf8_decode(s + i, n - i, &c);
		if (len == 0 || to + 5 > TEXT)
			return false;
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		if (c == 0x3000)
			c = ' ';
		if (c == 0x5e74 || c == 0x6708)
			c = '/';
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		if (c < 0x80 && (c != ' ' || to > 0)) {
			ret[to++] = (char)c;
		} else if (c >= 0x80 && c != 0x53f7 && c != 0x65e5) {
			memcpy(ret + to, s + i, (size_t)len);
			to += (size_t)len;
		}
		i += (size_t)len;
	}
	while (to > 0 && ret[to - 1] == ' ')
		to--;
	ret[to] = '\0';
	return true;
}

/* Up to `max` digits at *s, behind which it is moved; -1 if there is none. */
static int
number(const char **s, int max)
{
	int n, v = 0;

	for (n = 0; n < max && **s >= '0' && **s <= '9'; n++, (*s)++)
		v = v * 10 + **s - '0';
	return n > 0 ? v : -1;
}

/* 2026/3/5 (2026年3月5日 too by now), 2026-03-05, 20260305 */
static bool
parse_civil(const char *s, int32_t *ret)
{
	size_t n = strspn(s, "0123456789");
	int y, m, d;
	char sep;

	y = number(&s, 4);
	sep = *s;
	if (n != 4 && !(n == 8 && s[4] == '\0'))
		return false;
	if (n == 4 && ((sep != '-' && sep != '/') || *s++ == '\0'))
		return false;
	m = number(&s, 2);
	if (n == 4 && *s++ != sep)
		return false;
	d = number(&s, 2);
	if (*s != '\0' || !date_is_civil(y, m, d))
		return false;
	*ret = date_from_civil(y, m, d);
	return true;
}

static const struct {
	const char *word;
	int days;
} day_words[] = {
	{ "today", 0 },
	{ "yesterday", -1 },
	{ "tomorrow", 1 },
	{ "今天", 0 },
	{ "昨天", -1 },
	{ "明天", 1 },
	{ "后天", 2 },
};

static bool
move(int32_t *day, int n, char unit)
{
	int64_t to = *day;

	switch (unit) {
	case 'd': to += n; break;
	case 'w': to += (int64_t)n * 7; break;
	case 'm': to = date_add_months(*day, n); break;
	case 'y': to = date_add_months(*day, n * 12); break;
	default: return false;
	}
	*day = date_clamp(to);
	/* The ends themselves are where months were cut to. */
	return *day == to && to > date_clamp(INT32_MIN) &&
	       to < date_clamp(INT32_MAX);
}

/* +7d, -2w+1d: behind a day's word or alone; at least one. */
static bool
parse_steps(const char *s, int32_t *day)
{
	bool negative;
	int n;

	do {
		if (*s != '+' && *s != '-')
			return false;
		negative = *s++ == '-';
		n = number(&s, 5);
		if (n < 0 || *s == '\0' || !move(day, negative ? -n : n, *s))
			return false;
	} while (*++s != '\0');
	return true;
}

static bool
parse_day(const char *s, int32_t today, int32_t *ret)
{
	int32_t day = today;
	size_t i, n = 0;

	if (parse_civil(s, ret))
		return true;
	for (i = 0; i < ARRAY_SIZE(day_words); i++) {
		n = strlen(day_words[i].word);
		if (strncmp(s, day_words[i].word, n) == 0)
			break;
		n = 0;
	}
	if (n > 0)
		day = date_clamp((int64_t)today + day_words[i].days);
	if ((n == 0 || s[n] != '\0') && !parse_steps(s + n, &day))
		return false;
	*ret = day;
	return true;
}

bool
date_parse_input(const char *s, int32_t today, int32_t *ret)
{
	char text[TEXT];

	return plain(s, text) && parse_day(text, today, ret);
}

/* Sets the n months that begin with month m (from 1) of year y. */
static void
set_months(int y, int m, int n, int32_t *first, int32_t *last)
{
	*first = date_from_civil(y, m, 1);
	*last = date_from_civil(y + (m + n - 1) / 12, (m + n - 1) % 12 + 1, 1);
	*last -= 1;
}

/* 2026, 2026q1, 2026-q1, 2026-03, 2026/3, 2026/3/ (once 2026年3月) */
static bool
parse_months(const char *s, int32_t *first, int32_t *last)
{
	int y, m;
	char sep;

	if (strspn(s, "0123456789") != 4 || (y = number(&s, 4)) < 1)
		return false;
	sep = *s;
	if (sep == '\0' || (sep == '/' && s[1] == '\0')) {
		set_months(y, 1, 12, first, last);
		return true;
	}
	if (sep == '-' || sep == '/')
		s++;
	if (*s == 'q' && s[1] >= '1' && s[1] <= '4' && s[2] == '\0') {
		set_months(y, (s[1] - '1') * 3 + 1, 3, first, last);
		return true;
	}
	m = number(&s, 2);
	if (sep == '/' && *s == '/')
		s++;
	if ((sep != '-' && sep != '/') || m < 1 || m > 12 || *s != '\0')
		return false;
	set_months(y, m, 1, first, last);
	return true;
}

static bool
parse_named(const char *s, int32_t today, int32_t *first, int32_t *last)
{
	int y, m, d, step;
	const char *unit;

	if (strncmp(s, "this-", 5) == 0)
		step = 0;
	else if (strncmp(s, "last-", 5) == 0)
		step = -1;
	else if (strncmp(s, "next-", 5) == 0)
		step = 1;
	else
		return false;
	unit = s + 5;
	if (strcmp(unit, "week") == 0) {
		*first = today - date_weekday(today) + 7 * step;
		*last = *first + 6;
		return true;
	}
	date_to_civil(today, &y, &m, &d);
	if (strcmp(unit, "month") == 0) {
		date_to_civil(date_add_months(today, step), &y, &m, &d);
		set_months(y, m, 1, first, last);
	} else if (strcmp(unit, "quarter") == 0) {
		date_to_civil(date_add_months(today, 3 * step), &y, &m, &d);
		set_months(y, (m - 1) / 3 * 3 + 1, 3, first, last);
	} else if (strcmp(unit, "year") == 0) {
		set_months(y + step, 1, 12, first, last);
	} else {
		return false;
	}
	return true;
}

static bool
parse_part(const char *s, int32_t today, int32_t *first, int32_t *last)
{
	if (parse_months(s, first, last) || parse_named(s, today, first, last))
		return true;
	if (!parse_day(s, today, first))
		return false;
	*last = *first;
	return true;
}

bool
date_parse_period(const char *s, int32_t today, int32_t *first, int32_t *last)
{
	int32_t from, to, a, b;
	char text[TEXT], *dots;

	if (!plain(s, text))
		return false;
	dots = strstr(text, "..");
	if (dots == NULL)
		return parse_part(text, today, first, last);
	*dots = '\0';
	from = date_clamp(INT32_MIN);
	to = date_clamp(INT32_MAX);
	if (dots == text && dots[2] == '\0')
		return false;
	if (dots > text && !parse_part(text, today, &from, &b))
		return false;
	if (dots[2] != '\0' && !parse_part(dots + 2, today, &a, &to))
		return false;
	if (from > to)
		return false;
	*first = from;
	*last = to;
	return true;
}
