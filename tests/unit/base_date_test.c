#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

static int32_t
day(const char *s)
{
	int32_t ret;

	if (!date_parse(s, &ret))
		fail_msg("'%s' is no date", s);
	return ret;
}

static void
knows_the_calendar(void **state)
{
	static const char *const bad[] = { "", "2026-02-29", "2100-02-29",
		"2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31",
		"0000-01-01", "2026-1-1", "20260101", "2026-01-01 ",
		" 2026-01-01", "2026/01/01", "２026-01-01", "10000-01-01" };
	char s[11];
	int32_t d, last;
	size_t i;
	int y, m, k;

	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("2000-03-01"), 11017);
	assert_int_equal(day("2024-02-29") + 1, day("2024-03-01"));
	assert_int_equal(date_weekday(day("1970-01-01")), 3);
	assert_int_equal(date_weekday(day("2026-11-23")), 0);
	assert_int_equal(date_weekday(day("1900-01-07")), 6);
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		if (date_parse(bad[i], &d))
			fail_msg("took '%s'", bad[i]);
	last = day("9999-12-31");
	for (d = day("0001-01-01"); d <= last; d += 97) {
		date_to_civil(d, &y, &m, &k);
		assert_true(date_is_civil(y, m, k));
		assert_int_equal(date_from_civil(y, m, k), d);
		date_format(s, d);
		assert_int_equal(day(s), d);
	}
	date_format(s, INT32_MAX);
	assert_string_equal(s, "9999-12-31");
	date_format(s, INT32_MIN);
	assert_string_equal(s, "0001-01-01");
}

static void
adds_months(void **state)
{
	static const struct {
		const char *from;
		int n;
		const char *to;
	} t[] = {
		{ "2026-01-31", 1, "2026-02-28" },
		{ "2024-01-31", 1, "2024-02-29" },
		{ "2024-02-29", 12, "2025-02-28" },
		{ "2026-11-30", 3, "2027-02-28" },
		{ "2026-03-31", -1, "2026-02-28" },
		{ "2026-01-15", -13, "2024-12-15" },
		{ "2026-05-05", 0, "2026-05-05" },
		{ "9999-12-01", 1, "9999-12-31" },
		{ "0001-01-20", -1, "0001-01-01" },
		{ "2026-01-01", INT32_MAX, "9999-12-31" },
	};
	char s[11];
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		date_format(s, date_add_months(day(t[i].from), t[i].n));
		assert_string_equal(s, t[i].to);
	}
}

static void
reads_what_people_type(void **state)
{
	static const struct {
		const char *s, *date;
	} t[] = {
		{ "2026-03-05", "2026-03-05" },
		{ "2026-3-5", "2026-03-05" },
		{ "2026/3/5", "2026-03-05" },
		{ "2026/03/05", "2026-03-05" },
		{ "2026年3月5日", "2026-03-05" },
		{ "2026年03月05号", "2026-03-05" },
		{ "２０２６年３月５日", "2026-03-05" },
		{ "20260305", "2026-03-05" },
		{ " today ", "2026-11-23" },
		{ "Today", "2026-11-23" },
		{ "ｔｏｄａｙ", "2026-11-23" },
		{ "今天", "2026-11-23" },
		{ "yesterday", "2026-11-22" },
		{ "tomorrow", "2026-11-24" },
		{ "后天", "2026-11-25" },
		{ "today+7d", "2026-11-30" },
		{ "明天+1w", "2026-12-01" },
		{ "+7d", "2026-11-30" },
		{ "＋７d", "2026-11-30" },
		{ "-2w", "2026-11-09" },
		{ "+1m", "2026-12-23" },
		{ "+1y", "2027-11-23" },
		{ "+1m-1d", "2026-12-22" },
	};
	static const char *const bad[] = {
		"", " ", "7d", "+d", "+7", "+7x", "2026", "2026-3", "2026-3/5",
		"2026/2/30", "202603051", "2026030", "todayish", "today7d",
		"+99999y", "-99999m", "2026-", "2026--5", "2026-3-",
		"12026-3-5", "\xff",
		"today+1d+1d+1d+1d+1d+1d+1d+1d+1d+1d+1d+1d+1d+1d+1d+1d+1d+1d+1d"
	};
	int32_t today = day("2026-11-23"), d;
	char s[11];
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		if (!date_parse_input(t[i].s, today, &d))
			fail_msg("refused '%s'", t[i].s);
		date_format(s, d);
		assert_string_equal(s, t[i].date);
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		if (date_parse_input(bad[i], today, &d))
			fail_msg("took '%s'", bad[i]);
}

static void
reads_periods(void **state)
{
	static const struct {
		const char *s, *first, *last;
	} t[] = {
		{ "2026-03-05", "2026-03-05", "2026-03-05" },
		{ "2026", "2026-01-01", "2026-12-31" },
		{ "2026年", "2026-01-01", "2026-12-31" },
		{ "2026-02", "2026-02-01", "2026-02-28" },
		{ "2024/2", "2024-02-01", "2024-02-29" },
		{ "2026年12月", "2026-12-01", "2026-12-31" },
		{ "2026q1", "2026-01-01", "2026-03-31" },
		{ "2026Q4", "2026-10-01", "2026-12-31" },
		{ "2026-q2", "2026-04-01", "2026-06-30" },
		{ "2026-03..2026-05", "2026-03-01", "2026-05-31" },
		{ "2026q1..today", "2026-01-01", "2026-01-31" },
		{ "2026年1月5日..2026年1月9日", "2026-01-05", "2026-01-09" },
		{ "..2026-03", "0001-01-01", "2026-03-31" },
		{ "2026-03..", "2026-03-01", "9999-12-31" },
		{ "today", "2026-01-31", "2026-01-31" },
		{ "-7d..today", "2026-01-24", "2026-01-31" },
		{ "this-month", "2026-01-01", "2026-01-31" },
		{ "last-month", "2025-12-01", "2025-12-31" },
		{ "next-month", "2026-02-01", "2026-02-28" },
		{ "this-quarter", "2026-01-01", "2026-03-31" },
		{ "last-quarter", "2025-10-01", "2025-12-31" },
		{ "this-year", "2026-01-01", "2026-12-31" },
		{ "last-year", "2025-01-01", "2025-12-31" },
		{ "this-week", "2026-01-26", "2026-02-01" },
		{ "last-year..last-month", "2025-01-01", "2025-12-31" },
	};
	static const char *const bad[] = { "", "..", "...", "2026-13",
		"2026-00", "2026q5", "2026q", "q1", "202", "20261", "0000",
		"2026-05..2026-03", "a..b", "2026..x", "this-day", "this-",
		"2026-03-05..2026-03-04", "2026-3-", "2026-03x", "2026..2027..",
		"2026//" };
	int32_t today = day("2026-01-31"), first, last;
	char s[11];
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		if (!date_parse_period(t[i].s, today, &first, &last))
			fail_msg("refused '%s'", t[i].s);
		date_format(s, first);
		assert_string_equal(s, t[i].first);
		date_format(s, last);
		assert_string_equal(s, t[i].last);
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		if (date_parse_period(bad[i], today, &first, &last))
			fail_msg("took '%s'", bad[i]);
}

static void
refuses_zones(void **state)
{
	static const char *const bad[] = { "", "8", "+8", "+0800", "08:00",
		"+08:60", "+16:00", "Mars/Olympus", "../etc/passwd", "Asia",
		"/etc/localtime", "A/../Asia/Shanghai" };
	struct err err = ERR_INIT;
	size_t i;

	(void)state;
	assert_int_equal(date_set_zone("-05:30", &err), 0);
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		assert_int_equal(date_set_zone(bad[i], &err), CRM_ECONFIG);
		assert_non_null(strstr(err.text, "+08:00"));
		assert_int_equal(time_offset(0), -330);
	}
	err_clear(&err);
}

static void
reads_times(void **state)
{
	static const struct {
		const char *s;
		int64_t t;
	} good[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "1970-01-01T08:00:00+08:00", 0 },
		{ "1969-12-31T18:30:00-05:30", 0 },
		{ "2026-11-23T09:30:00+08:00", 1795397400 },
		{ "1970-01-01", -8 * 3600 },
	};
	static const char *const bad[] = { "", "2026-11-23T09:30:00",
		"2026-11-23T09:30+08:00", "2026-11-23 09:30:00Z",
		"2026-11-23T24:00:00Z", "2026-11-23T09:60:00Z",
		"2026-11-23T09:30:60Z", "2026-11-23T09:30:00UTC",
		"2026-11-23T09:30:00+0800", "2026-02-30T09:30:00Z",
		"2026-11-23T09:30:00Zz", "2026-11-23T", "2026-11-23T9:30:00Z",
		"2026-11-23T09:30:00.5Z" };
	char s[26], u[21];
	int64_t t;
	size_t i;

	(void)state;
	assert_int_equal(date_set_zone("+08:00", NULL), 0);
	for (i = 0; i < ARRAY_SIZE(good); i++) {
		assert_true(time_parse(good[i].s, &t));
		assert_int_equal(t, good[i].t);
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		if (time_parse(bad[i], &t))
			fail_msg("took '%s'", bad[i]);
	time_format(s, 1795397400);
	assert_string_equal(s, "2026-11-23T09:30:00+08:00");
	time_format_utc(u, 1795397400);
	assert_string_equal(u, "2026-11-23T01:30:00Z");
	time_format_utc(u, -1);
	assert_string_equal(u, "1969-12-31T23:59:59Z");
	assert_int_equal(time_day(-1), 0);
	assert_int_equal(time_day(-8 * 3600 - 1), -1);
	assert_int_equal(time_of_day(day("2026-11-23")), 1795363200);
	assert_int_equal(date_set_zone("-05:30", NULL), 0);
	time_format(s, 0);
	assert_string_equal(s, "1969-12-31T18:30:00-05:30");
}

static void
reads_typed_times(void **state)
{
	static const struct {
		const char *s, *time;
	} t[] = {
		{ "now", "2026-11-23T09:30:00+08:00" },
		{ "2026-11-23T01:30:00Z", "2026-11-23T09:30:00+08:00" },
		{ "2026-11-24T08:05", "2026-11-24T08:05:00+08:00" },
		{ "2026-11-24 08:05", "2026-11-24T08:05:00+08:00" },
		{ "2026/11/24 08:05:09", "2026-11-24T08:05:09+08:00" },
		{ "tomorrow 14:00", "2026-11-24T14:00:00+08:00" },
		{ "Tomorrow", "2026-11-24T00:00:00+08:00" },
		{ "+7d", "2026-11-30T00:00:00+08:00" },
	};
	static const char *const bad[] = { "", "tomorrow 25:00", "14:00",
		"tomorrow 14", "2026-11-24T08:05x", "soon" };
	int64_t now = 1795397400, v;
	char s[26];
	size_t i;

	(void)state;
	assert_int_equal(date_set_zone("+08:00", NULL), 0);
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		if (!time_parse_input(t[i].s, now, &v))
			fail_msg("refused '%s'", t[i].s);
		time_format(s, v);
		assert_string_equal(s, t[i].time);
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		if (time_parse_input(bad[i], now, &v))
			fail_msg("took '%s'", bad[i]);
}

static void
follows_named_zones(void **state)
{
	static const struct {
		const char *zone, *date, *first;
	} t[] = {
		{ "Asia/Shanghai", "2026-11-23", "2026-11-23T00:00:00+08:00" },
		{ "Europe/Berlin", "2026-03-29", "2026-03-29T00:00:00+01:00" },
		{ "Europe/Berlin", "2026-03-30", "2026-03-30T00:00:00+02:00" },
		{ "Europe/Berlin", "2026-10-25", "2026-10-25T00:00:00+02:00" },
		/* Midnight was left out. */
		{ "America/Sao_Paulo", "2018-11-04",
		    "2018-11-04T01:00:00-02:00" },
		/* Put back at midnight to 23:00. */
		{ "America/Sao_Paulo", "2018-02-18",
		    "2018-02-18T00:00:00-03:00" },
		{ "UTC", "2026-03-29", "2026-03-29T00:00:00+00:00" },
	};
	char s[26];
	int64_t v;
	size_t i;

	(void)state;
	if (date_set_zone("Europe/Berlin", NULL) < 0)
		skip();
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		assert_int_equal(date_set_zone(t[i].zone, NULL), 0);
		v = time_of_day(day(t[i].date));
		time_format(s, v);
		assert_string_equal(s, t[i].first);
		assert_int_equal(time_day(v), day(t[i].date));
		assert_int_equal(time_day(v - 1), day(t[i].date) - 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_the_calendar),
		cmocka_unit_test(adds_months),
		cmocka_unit_test(reads_what_people_type),
		cmocka_unit_test(reads_periods),
		cmocka_unit_test(refuses_zones),
		cmocka_unit_test(reads_times),
		cmocka_unit_test(reads_typed_times),
		cmocka_unit_test(follows_named_zones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
