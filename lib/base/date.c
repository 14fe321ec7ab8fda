#include "base/date.h"

#include <stdio.h>
#include <string.h>

#define DAY_MIN (-719162) /* 0001-01-01 */
#define DAY_MAX 2932896	  /* 9999-12-31 */

static bool
is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int
month_length(int y, int m)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };

	return m == 2 && is_leap(y) ? 29 : length[m - 1];
}

/*
 * Years begin in March here, so that the leap day is the last of a year;
 * an era is 400 years, 146097 days.
 */
int32_t
date_from_civil(int y, int m, int d)
{
	int era, year, day;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	year = y - era * 400;
	day = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	day += year * 365 + year / 4 - year / 100;
	return era * 146097 + day - 719468;
}

void
date_to_civil(int32_t day, int *y, int *m, int *d)
{
	int era, rest, year, month;

	day += 719468;
	era = (day >= 0 ? day : day - 146096) / 146097;
	rest = day - era * 146097;
	year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
	rest -= year * 365 + year / 4 - year / 100;
	month = (5 * rest + 2) / 153;
	*d = rest - (153 * month + 2) / 5 + 1;
	*m = month + (month < 10 ? 3 : -9);
	*y = year + era * 400 + (*m <= 2);
}

bool
date_is_civil(int y, int m, int d)
{
	return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 &&
	       d <= month_length(y, m);
}

static int
digits(const char *s, int n)
{
	int v = 0;

	for (; n > 0; n--, s++) {
		if (*s < '0' || *s > '9')
			return -1;
		v = v * 10 + *s - '0';
	}
	return v;
}

bool
date_parse_prefix(const char *s, int32_t *ret)
{
	int y, m, d;

	if (strnlen(s, 10) < 10 || s[4] != '-' || s[7] != '-')
		return false;
	y = digits(s, 4);
	m = digits(s + 5, 2);
	d = digits(s + 8, 2);
	if (!date_is_civil(y, m, d))
		return false;
	*ret = date_from_civil(y, m, d);
	return true;
}

bool
date_parse(const char *s, int32_t *ret)
{
	return strlen(s) == 10 && date_parse_prefix(s, ret);
}

int32_t
date_clamp(int64_t day)
{
	if (day < DAY_MIN)
		return DAY_MIN;
	return day > DAY_MAX ? DAY_MAX : (int32_t)day;
}

void
date_format(char ret[11], int32_t day)
{
	char s[40];
	int y, m, d;

	date_to_civil(date_clamp(day), &y, &m, &d);
	snprintf(s, sizeof(s), "%04d-%02d-%02d", y, m, d);
	memcpy(ret, s, 10);
	ret[10] = '\0';
}

int
date_weekday(int32_t day)
{
	int r = (day + 3) % 7; /* 1970-01-01 was a Thursday */

	return r < 0 ? r + 7 : r;
}

int32_t
date_add_months(int32_t day, int n)
{
	int64_t month;
	int y, m, d;

	date_to_civil(date_clamp(day), &y, &m, &d);
	month = (int64_t)y * 12 + m - 1 + n;
	if (month < 12)
		return DAY_MIN;
	if (month >= 10000 * 12)
		return DAY_MAX;
	y = (int)(month / 12);
	m = (int)(month % 12) + 1;
	if (d > month_length(y, m))
		d = month_length(y, m);
	return date_from_civil(y, m, d);
}
