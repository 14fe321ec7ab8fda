#include "app/change.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"

/* The day the number's period comes from. */
static int32_t
number_day(const struct staged *s)
{
	const char *date = NULL;
	int32_t day;

	if (s->kind->number.date != NULL)
		date = node_text(s->now, s->kind->number.date);
	if (date != NULL && date_parse(date, &day))
		return day;
	return time_day(clock_now());
}

/* Fills the date into the part of the pattern before {seq}; *width gets
 * the digits, *rest what stands behind. */
static void
fill_series(const char *pattern, int32_t day, struct buf *ret, int *width,
    const char **rest)
{
	int y, m, d;
	const char *p = pattern;

	date_to_civil(day, &y, &m, &d);
	*width = 3;
	*rest = "";
	while (*p != '\0') {
		if (strncmp(p, "{yyyy}", 6) == 0) {
			buf_printf(ret, "%04d", y);
			p += 6;
		} else if (strncmp(p, "{yy}", 4) == 0) {
			buf_printf(ret, "%02d", y % 100);
			p += 4;
		} else if (strncmp(p, "{mm}", 4) == 0) {
			buf_printf(ret, "%02d", m);
			p += 4;
		} else if (strncmp(p, "{dd}", 4) == 0) {
			buf_printf(ret, "%02d", d);
			p += 4;
		} else if (strncmp(p, "{seq", 4) == 0) {
			if (p[4] == ':')
				*width = atoi(p + 5);
			p = strchrnul(p, '}');
			*rest = *p ? p + 1 : p;
			return;
		} else {
			buf_addch(ret, *p++);
		}
	}
}

/* "-V2" for a revision; nothing for the first. */
static int
add_suffix(
    struct change *c, struct staged *s, struct buf *number, struct err *err)
{
	const char *suffix = s->kind->number.suffix, *open, *close, *v;
	char *name;

	(void)c;
	(void)err;
	if (suffix == NULL || (open = strchr(suffix, '{')) == NULL ||
	    (close = strchr(open, '}')) == NULL)
		return 0;
	name = arena_strndup(&c->arena, open + 1, (size_t)(close - open - 1));
	v = node_text(s->now, name);
	if (v == NULL || atoi(v) <= 1)
		return 0;
	buf_add(number, suffix, (size_t)(open - suffix));
	buf_printf(number, "%s%s", v, close + 1);
	return 0;
}

/* A revision keeps the number of what it replaces, suffix apart. */
static const char *
revised_base(struct change *c, struct staged *s)
{
	const char *suffix = s->kind->number.suffix;
	const char *old = node_text(s->now, "revises_number");
	char *base, *cut, *mark;

	if (old == NULL || suffix == NULL)
		return NULL;
	base = arena_strdup(&c->arena, old);
	mark = arena_strndup(&c->arena, suffix, strcspn(suffix, "{"));
	cut = strstr(base, mark);
	if (cut != NULL && mark[0] != '\0')
		*cut = '\0';
	return base;
}

int
number_issue(struct change *c, struct staged *s, struct err *err)
{
	struct buf number = BUF_INIT;
	const char *rest, *base;
	int64_t last;
	int width, r;
	bool was = s->unfrozen;

	if (s->kind->number.pattern == NULL ||
	    node_text(s->now, "number") != NULL)
		return 0;
	base = revised_base(c, s);
	if (base != NULL) {
		buf_addstr(&number, base);
	} else {
		fill_series(s->kind->number.pattern, number_day(s), &number,
		    &width, &rest);
		last = record_last_number(c->app->index, number.data);
		buf_printf(
		    &number, "%0*lld%s", width, (long long)last + 1, rest);
	}
	r = add_suffix(c, s, &number, err);
	s->unfrozen = true;
	if (r == 0)
		r = change_set_text(c, s, "number", number.data, err);
	s->unfrozen = was;
	buf_release(&number);
	return r;
}
