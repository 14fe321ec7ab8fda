#include "app/report_sql.h"

#include <string.h>

#include "base/date.h"

static bool
skip(const char **p, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*p, word, n) != 0)
		return false;
	*p += n;
	return true;
}

void
report_fill(const char *sql, int *from, int *to, bool *filter, struct buf *ret)
{
	bool has_from = false, has_to = false;
	const char *p = sql;

	*filter = false;
	while (*p != '\0') {
		if (skip(&p, "{filter}")) {
			*filter = true;
			buf_addstr(ret, "(" REPORT_FILTER ")");
		} else if (skip(&p, "{from}")) {
			has_from = true;
			buf_printf(ret, "?%d", *from);
		} else if (skip(&p, "{to}")) {
			has_to = true;
			buf_printf(ret, "?%d", *to);
		} else {
			buf_addch(ret, *p++);
		}
	}
	*from = has_from ? *from : 0;
	*to = has_to ? *to : 0;
}

void
report_put_filter(struct buf *sql, const char *select)
{
	size_t len = strlen(select), pos;
	char *at;

	while ((at = strstr(sql->data, REPORT_FILTER)) != NULL) {
		pos = (size_t)(at - sql->data);
		buf_splice(sql, pos, strlen(REPORT_FILTER), select, len);
	}
}

static int
parse(const char *option, const char *text, int32_t today, int32_t *first,
    int32_t *last, struct err *err)
{
	if (date_parse_period(text, today, first, last))
		return 0;
	return err_set(err, CRM_EUSAGE,
	    "%s: \"%s\" is no day or period like 2026-03-31, 2026-03, 2026q1, "
	    "last-month",
	    option, text);
}

static const char *
day(struct arena *a, int32_t d)
{
	char text[11];

	date_format(text, d);
	return arena_strdup(a, text);
}

int
report_period(struct app *app, struct arena *a, const struct report_args *args,
    const char **from, const char **to, struct err *err)
{
	int32_t first, last;
	int r = 0;

	*from = *to = NULL;
	if (args->period != NULL) {
		r = parse(
		    "--period", args->period, app->today, &first, &last, err);
		if (r == 0) {
			*from = day(a, first);
			*to = day(a, last);
		}
	}
	if (r == 0 && args->from != NULL) {
		r = parse("--from", args->from, app->today, &first, &last, err);
		if (r == 0)
			*from = day(a, first);
	}
	if (r == 0 && args->to != NULL) {
		r = parse("--to", args->to, app->today, &first, &last, err);
		if (r == 0)
			*to = day(a, last);
	}
	return r;
}
