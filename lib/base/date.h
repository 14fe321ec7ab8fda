/*
 * Dates are days of the proleptic Gregorian calendar, counted from
 * 1970-01-01; times are seconds UTC. Formatting of times needs the book's
 * zone, which is set once ("+08:00" or an IANA name).
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/*
 * The zone of the book: "+08:00", "Z", "UTC", or an IANA name (then TZ of
 * the environment is set to it, and programs we start see it). CRM_ECONFIG
 * for one that this system has no rules for; the zone stays what it was.
 * UTC until it is set.
 */
int date_set_zone(const char *zone, struct err *err);

/* "2026-11-23", strictly; years 0001 to 9999. */
bool date_parse(const char *s, int32_t *ret);
/* The same of the first ten characters. */
bool date_parse_prefix(const char *s, int32_t *ret);
/* Is there such a day (year 1 to 9999)? */
bool date_is_civil(int y, int m, int d);
/* The nearest day from 0001-01-01 to 9999-12-31. */
int32_t date_clamp(int64_t day);
void date_format(char ret[11], int32_t day);
int32_t date_from_civil(int y, int m, int d);
void date_to_civil(int32_t day, int *y, int *m, int *d);
/* Monday = 0. */
int date_weekday(int32_t day);
/*
 * n months on; the day is cut to the month's end (01-31 + 1 = 02-28), the
 * result to the calendar's ends.
 */
int32_t date_add_months(int32_t day, int n);
/*
 * What a person types: an ISO date, 2026/3/5, 2026年3月5日, 20260305,
 * today, yesterday, tomorrow, 今天, 昨天, 明天, 后天, today+7d, +7d, -2w,
 * +1m, +1y, +1m-1d; also in full width. False otherwise.
 */
bool date_parse_input(const char *s, int32_t today, int32_t *ret);
/*
 * A period: a date as above, 2026, 2026-03, 2026年3月, 2026q1, A..B (either
 * end may be left out, each end a period), or this, last, next with week,
 * month, quarter, year: "last-month". Sets first and last day; false where
 * the last would be before the first.
 */
bool
date_parse_period(const char *s, int32_t today, int32_t *first, int32_t *last);

/* "2026-11-23T09:30:00+08:00" or ...Z; a date alone is midnight in zone. */
bool time_parse(const char *s, int64_t *ret);
/*
 * What a person types: the same, "now", or a day as above with "T09:30",
 * " 09:30" or " 09:30:00" behind it, or nothing (midnight); in the book's
 * zone.
 */
bool time_parse_input(const char *s, int64_t now, int64_t *ret);
/* In the book's zone, with offset. */
void time_format(char ret[26], int64_t t);
/* "...Z", as the index keeps it. */
void time_format_utc(char ret[21], int64_t t);
/* The day in the book's zone; and its offset from UTC in minutes. */
int32_t time_day(int64_t t);
int time_offset(int64_t t);
/* First second of the day in the book's zone. */
int64_t time_of_day(int32_t day);

#endif
