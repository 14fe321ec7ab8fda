#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"

#define DAY 86400
#define ZONES "/usr/share/zoneinfo"

/* The book's zone: an offset, or where `named` what TZ holds. */
static struct {
	bool named;
	int minutes;
} zone_state;

static bool
parse_offset(const char *s, int *ret)
{
	int h, m;

	if (strcmp(s, "Z") == 0 || strcmp(s, "UTC") == 0) {
		*ret = 0;
		return true;
	}
	if (strlen(s) != 6 || (*s != '+' && *s != '-') || s[3] != ':' ||
	    strspn(s + 1, "0123456789") != 2 ||
	    strspn(s + 4, "0123456789") != 2)
		return false;
	h = (s[1] - '0') * 10 + s[2] - '0';
	m = (s[4] - '0') * 10 + s[5] - '0';
	if (h > 15 || m > 59)
		return false;
	*ret = (h * 60 + m) * (*s == '-' ? -1 : 1);
	return true;
}

/* Has the system rules for this zone? */
static bool
zone_known(const char *zone)
{
	_cleanup_(freep) char *path = NULL;
	char magic[4];
	FILE *f;
	bool ok;

	if (*zone < 'A' || *zone > 'Z' || strstr(zone, "..") != NULL)
		return false;
	path = xasprintf("%s/%s", ZONES, zone);
	f = fopen(path, "re");
	if (f == NULL)
		return false;
	ok = fread(magic, 1, 4, f) == 4 && memcmp(magic, "TZif", 4) == 0;
	fclose(f);
	return ok;
}

int
date_set_zone(const char *zone, struct err *err)
{
	int minutes;

	if (parse_offset(zone, &minutes)) {
		zone_state.named = false;
		zone_state.minutes = minutes;
		return 0;
	}
	if (!zone_known(zone))
		return err_set(err, CRM_ECONFIG,
		    "time zone '%s' is not known on this system; "
		    "use an offset like +08:00",
		    zone);
	if (setenv("TZ", zone, 1) < 0)
		return err_errno(err, "cannot set time zone '%s'", zone);
	tzset();
	zone_state.named = true;
	return 0;
}

int
time_offset(int64_t t)
{
	time_t when = (time_t)t;
	struct tm tm;

	if (!zone_state.named)
		return zone_state.minutes;
	if (localtime_r(&when, &tm) == NULL)
		return 0;
	return (int)(tm.tm_gmtoff / 60);
}

/* First second whose offset is that of hi; lo has another. */
static int64_t
transition(int64_t lo, int64_t hi)
{
	int after = time_offset(hi);
	int64_t mid;

	while (hi - lo > 1) {
		mid = lo + (hi - lo) / 2;
		if (time_offset(mid) == after)
			hi = mid;
		else
			lo = mid;
	}
	return hi;
}

/*
 * UTC of a time on the book's clocks: the first of two where they were put
 * back, the second behind the gap where they were put forward.
 */
static int64_t
from_local(int64_t local)
{
	int before = time_offset(local - DAY), after = time_offset(local + DAY);
	int64_t first = local - before * 60, second = local - after * 60;

	if (before == after || time_offset(first) == before)
		return first;
	if (time_offset(second) == after)
		return second;
	return transition(second, first);
}

static int64_t
floor_day(int64_t seconds)
{
	return (seconds >= 0 ? seconds : seconds - (DAY - 1)) / DAY;
}

int32_t
time_day(int64_t t)
{
	return date_clamp(floor_day(t + time_offset(t) * 60));
}

int64_t
time_of_day(int32_t day)
{
	return from_local((int64_t)day * DAY);
}

/* "09:30" or "09:30:00" at *s, behind which it is moved; seconds of a day. */
static bool
parse_clock(const char **s, bool need_seconds, int *ret)
{
	const char *p = *s;
	int part[3] = { 0, 0, 0 }, i;

	for (i = 0; i < 3; i++) {
		if (i > 0 && *p != ':' && i == 2 && !need_seconds)
			break;
		if (i > 0 && *p++ != ':')
			return false;
		if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9')
			return false;
		part[i] = (p[0] - '0') * 10 + p[1] - '0';
		p += 2;
	}
	if (part[0] > 23 || part[1] > 59 || part[2] > 59)
		return false;
	*ret = part[0] * 3600 + part[1] * 60 + part[2];
	*s = p;
	return true;
}

bool
time_parse(const char *s, int64_t *ret)
{
	int seconds, minutes;
	int32_t day;

	if (!date_parse_prefix(s, &day))
		return false;
	s += 10;
	if (*s == '\0') {
		*ret = time_of_day(day);
		return true;
	}
	if (*s++ != 'T' || !parse_clock(&s, true, &seconds) ||
	    !parse_offset(s, &minutes) || strcmp(s, "UTC") == 0)
		return false;
	*ret = (int64_t)day * DAY + seconds - minutes * 60;
	return true;
}

bool
time_parse_input(const char *s, int64_t now, int64_t *ret)
{
	_cleanup_(freep) char *text = NULL;
	int seconds = 0;
	const char *p;
	int32_t day;
	size_t n;

	if (strcmp(s, "now") == 0) {
		*ret = now;
		return true;
	}
	if (time_parse(s, ret))
		return true;
	n = strcspn(s, " T");
	p = s + n;
	if (n > 0 && *p != '\0') {
		p++;
		if (!parse_clock(&p, false, &seconds) || *p != '\0')
			return false;
	}
	text = xstrndup(s, n > 0 ? n : strlen(s));
	if (!date_parse_input(text, time_day(now), &day))
		return false;
	*ret = seconds ? from_local((int64_t)day * DAY + seconds)
		       : time_of_day(day);
	return true;
}

/* "2026-11-23T09:30:00" */
static void
format_local(char ret[20], int64_t local)
{
	int64_t day = floor_day(local);
	int second = (int)(local - day * DAY);
	char date[11], s[48];

	date_format(date, date_clamp(day));
	snprintf(s, sizeof(s), "%sT%02d:%02d:%02d", date, second / 3600,
	    second / 60 % 60, second % 60);
	memcpy(ret, s, 19);
	ret[19] = '\0';
}

void
time_format(char ret[26], int64_t t)
{
	int offset = time_offset(t), minutes = offset < 0 ? -offset : offset;
	char s[20], zone[32];

	format_local(s, t + offset * 60);
	snprintf(zone, sizeof(zone), "%c%02d:%02d", offset < 0 ? '-' : '+',
	    minutes / 60, minutes % 60);
	memcpy(ret, s, 19);
	memcpy(ret + 19, zone, 6);
	ret[25] = '\0';
}

void
time_format_utc(char ret[21], int64_t t)
{
	format_local(ret, t);
	ret[19] = 'Z';
	ret[20] = '\0';
}
