/* Types date and time. */
#include <libintl.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "kind/type_family.h"

/* ISO dates compare as text. */
static bool
in_range(const struct field *f, const char *date)
{
	return (f->min == NULL || strcmp(date, f->min) >= 0) &&
	       (f->max == NULL || strcmp(date, f->max) <= 0);
}

static int
date_input(struct arena *a, const struct field *f, const char *typed,
    int32_t today, const char **ret, struct err *err)
{
	char text[11];
	int32_t day;

	if (!date_parse_input(typed, today, &day))
		return type_refuse(f, typed, err);
	date_format(text, day);
	if (!in_range(f, text))
		return type_refuse(f, typed, err);
	*ret = arena_strdup(a, text);
	return 0;
}

static int
date_check(const struct field *f, const char *text, struct err *err)
{
	int32_t day;

	if (!date_parse(text, &day) || !in_range(f, text))
		return type_refuse(f, text, err);
	return 0;
}

static void
date_to_index(
    struct arena *a, const struct field *f, const char *text, struct value *ret)
{
	int32_t day;

	(void)a;
	(void)f;
	if (!date_parse(text, &day))
		return;
	ret->type = VALUE_TEXT;
	ret->text = text;
}

static void
date_allowed(struct buf *ret, const struct field *f, enum lang lang)
{
	(void)lang;
	buf_addstr(ret, gettext("a date like 2026-11-23"));
	if (f->min != NULL && f->max != NULL)
		buf_printf(ret, gettext(" from %s to %s"), f->min, f->max);
	else if (f->min != NULL)
		buf_printf(ret, gettext(" not before %s"), f->min);
	else if (f->max != NULL)
		buf_printf(ret, gettext(" not after %s"), f->max);
}

static int
time_input(struct arena *a, const struct field *f, const char *typed,
    int32_t today, const char **ret, struct err *err)
{
	int64_t now = time_of_day(today), t;
	char text[26];

	/* A replayed or --as-of day has no time of its own but the clock's. */
	now += clock_now() - time_of_day(time_day(clock_now()));
	if (!time_parse_input(typed, now, &t) &&
	    !time_parse_input(utf8_fold(a, typed), now, &t))
		return type_refuse(f, typed, err);
	time_format(text, t);
	*ret = arena_strdup(a, text);
	return 0;
}

static int
time_check(const struct field *f, const char *text, struct err *err)
{
	int64_t t;

	return time_parse(text, &t) ? 0 : type_refuse(f, text, err);
}

static void
time_to_index(
    struct arena *a, const struct field *f, const char *text, struct value *ret)
{
	char utc[21];
	int64_t t;

	(void)f;
	if (!time_parse(text, &t))
		return;
	time_format_utc(utc, t);
	ret->type = VALUE_TEXT;
	ret->text = arena_strdup(a, utc);
}

static const char *
time_from_index(struct arena *a, const struct field *f, const struct value *v)
{
	char text[26];
	int64_t t;

	(void)f;
	if (v->type != VALUE_TEXT || !time_parse(v->text, &t))
		return v->type == VALUE_TEXT ? arena_strdup(a, v->text) : NULL;
	time_format(text, t);
	return arena_strdup(a, text);
}

static const char *
time_show(
    struct arena *a, const struct field *f, const char *text, enum lang lang)
{
	char full[26];
	int64_t t;

	(void)f;
	(void)lang;
	if (!time_parse(text, &t))
		return text;
	time_format(full, t);
	return arena_printf(a, "%.10s %.5s", full, full + 11);
}

static void
time_allowed(struct buf *ret, const struct field *f, enum lang lang)
{
	(void)f;
	(void)lang;
	buf_addstr(ret, gettext("a time like 2026-11-23 09:30"));
}

const struct type_family type_date = {
	.input = date_input,
	.check = date_check,
	.to_index = date_to_index,
	.allowed = date_allowed,
};

const struct type_family type_time = {
	.input = time_input,
	.check = time_check,
	.to_index = time_to_index,
	.from_index = time_from_index,
	.show = time_show,
	.allowed = time_allowed,
};
