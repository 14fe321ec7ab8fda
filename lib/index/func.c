#include "index/func.h"

#include <libintl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

struct bound {
	struct index *ix;
	const struct func *func;
};

void
call_error(struct call *c, const char *fmt, ...)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	va_list ap;

	buf_printf(&b, "%s: ", c->name);
	va_start(ap, fmt);
	buf_vprintf(&b, gettext(fmt), ap);
	va_end(ap);
	sqlite3_result_error(c->sql, b.data, (int)b.len);
}

void
call_overflow(struct call *c)
{
	call_error(c, "the result is too large");
}

const char *
call_text(struct call *c, int i)
{
	return (const char *)sqlite3_value_text(c->args[i]);
}

bool
call_int(struct call *c, int i, int64_t *ret)
{
	int type = sqlite3_value_type(c->args[i]);

	if (type == SQLITE_INTEGER) {
		*ret = sqlite3_value_int64(c->args[i]);
		return true;
	}
	if (type == SQLITE_FLOAT)
		call_error(c,
		    "%s is not exact; take money(), decimal() or muldiv()",
		    call_text(c, i));
	else
		call_error(c, "'%.60s' is no whole number", call_text(c, i));
	return false;
}

/* A date, or the day of a time. */
bool
call_day(struct call *c, int i, int32_t *ret)
{
	const char *s = call_text(c, i);
	int64_t t;

	if (date_parse(s, ret))
		return true;
	if (strchr(s, 'T') && time_parse(s, &t)) {
		*ret = time_day(t);
		return true;
	}
	call_error(c, "'%.60s' is no date", s);
	return false;
}

void
call_ret_int(struct call *c, int64_t v)
{
	sqlite3_result_int64(c->sql, v);
}

void
call_ret_day(struct call *c, int64_t day)
{
	char text[11];

	if (day < date_from_civil(1, 1, 1) ||
	    day > date_from_civil(9999, 12, 31)) {
		call_error(c, "the date is out of range");
		return;
	}
	date_format(text, (int32_t)day);
	call_ret_text(c, text);
}

void
call_ret_text(struct call *c, const char *s)
{
	sqlite3_result_text(c->sql, s, -1, SQLITE_TRANSIENT);
}

static void
dispatch(sqlite3_context *sql, int n, sqlite3_value **args)
{
	const struct bound *b = sqlite3_user_data(sql);
	struct call c = { sql, b->ix, b->func->name, args, n };
	int i;

	for (i = 0; i < n; i++) {
		if (sqlite3_value_type(args[i]) == SQLITE_NULL)
			return;
		if (sqlite3_value_type(args[i]) == SQLITE_BLOB) {
			call_error(&c, "bytes are no value");
			return;
		}
	}
	b->func->run(&c);
}

/*
 * All are deterministic in SQLite's sense: within one statement. Today, a
 * setting, a rate do not change while it runs.
 */
static int
register_all(struct index *ix, const struct func *v, size_t n)
{
	struct bound *b;
	size_t i;
	int code;

	for (i = 0; i < n; i++) {
		b = xmalloc(sizeof(*b));
		*b = (struct bound){ ix, &v[i] };
		code = sqlite3_create_function_v2(ix->db, v[i].name, v[i].n,
		    SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, b,
		    dispatch, NULL, NULL, free);
		if (code != SQLITE_OK)
			return code;
	}
	return SQLITE_OK;
}

int
func_register(struct index *ix, struct err *err)
{
	if (register_all(ix, func_num, n_func_num) == SQLITE_OK &&
	    register_all(ix, func_date, n_func_date) == SQLITE_OK &&
	    register_all(ix, func_text, n_func_text) == SQLITE_OK &&
	    func_register_avg(ix->db) == SQLITE_OK)
		return 0;
	return db_error(ix, "index", err);
}
