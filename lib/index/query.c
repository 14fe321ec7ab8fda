#include "index/query.h"

#include <stdlib.h>

#include "index/guard.h"

/* A statement that runs. */
struct run {
	struct index *ix;
	sqlite3_stmt *stmt;
	struct row row;
	const char **names;
	struct value *values;
	int64_t rows;
};

static void
run_columns(struct run *r)
{
	size_t i;

	r->row.n = (size_t)sqlite3_column_count(r->stmt);
	r->names = xcalloc(r->row.n, sizeof(*r->names));
	r->values = xcalloc(r->row.n, sizeof(*r->values));
	for (i = 0; i < r->row.n; i++)
		r->names[i] = sqlite3_column_name(r->stmt, (int)i);
	r->row.names = r->names;
	r->row.v = r->values;
}

static int
inexact(sqlite3_stmt *stmt, int i, struct err *err)
{
	const char *name = sqlite3_column_name(stmt, i);

	if (sqlite3_column_type(stmt, i) == SQLITE_BLOB)
		return err_set(err, CRM_EDATA, "column '%s' is no text", name);
	return err_set(err, CRM_EDATA,
	    "column '%s' is not exact: %s; take muldiv(), ratio(),"
	    " avg_exact() (or a sum became too large)",
	    name, (const char *)sqlite3_column_text(stmt, i));
}

/* A value of the row: text is SQLite's, until the next step. */
static int
column_value(sqlite3_stmt *stmt, int i, struct value *ret, struct err *err)
{
	*ret = (struct value){ .type = VALUE_NULL };
	switch (sqlite3_column_type(stmt, i)) {
	case SQLITE_INTEGER:
		ret->type = VALUE_INT;
		ret->i = sqlite3_column_int64(stmt, i);
		return 0;
	case SQLITE_TEXT:
		ret->type = VALUE_TEXT;
		ret->text = (const char *)sqlite3_column_text(stmt, i);
		return 0;
	case SQLITE_NULL: return 0;
	default: return inexact(stmt, i, err);
	}
}

static int
run_row(struct run *r, row_fn each, void *arg, struct err *err)
{
	int64_t limit = r->ix->limit_rows;
	size_t i;
	int e;

	if (limit > 0 && ++r->rows > limit)
		return err_set(err, CRM_EDATA,
		    "more than %lld rows; narrow the question",
		    (long long)limit);
	for (i = 0; i < r->row.n; i++) {
		e = column_value(r->stmt, (int)i, &r->values[i], err);
		if (e < 0)
			return e;
	}
	return each ? each(&r->row, arg, err) : 0;
}

/* The names of columns are known for sure behind the first step. */
static int
run_steps(struct run *r, row_fn head, row_fn each, void *arg, struct err *err)
{
	int code, e = 0;

	code = sqlite3_step(r->stmt);
	if (code == SQLITE_ROW || code == SQLITE_DONE) {
		run_columns(r);
		if (head)
			e = head(&r->row, arg, err);
	}
	for (; code == SQLITE_ROW && e == 0; code = sqlite3_step(r->stmt)) {
		e = run_row(r, each, arg, err);
		if (e != 0)
			return e;
	}
	if (e == 0 && code != SQLITE_DONE)
		e = db_error(r->ix, "SQL", err);
	return e;
}

static int
run(struct index *ix, const char *sql, const struct value *binds, size_t n,
    row_fn head, row_fn each, void *arg, struct err *err)
{
	struct run r = { .ix = ix };
	struct guard g;
	int e;

	e = db_prepare_guarded(ix, sql, &r.stmt, err);
	if (e < 0)
		return e;
	guard_enter(ix, &g);
	e = db_bind(ix, r.stmt, binds, n, err);
	if (e == 0)
		e = run_steps(&r, head, each, arg, err);
	db_done(r.stmt);
	guard_leave(ix, &g);
	free(r.names);
	free(r.values);
	return e;
}

int
query_run(struct index *ix, const char *sql, const struct value *binds,
    size_t n_binds, row_fn each, void *arg, struct err *err)
{
	return run(ix, sql, binds, n_binds, NULL, each, arg, err);
}

int
query_text(struct index *ix, const char *sql, const struct value *binds,
    size_t n_binds, row_fn head, row_fn each, void *arg, struct err *err)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct scope none = { NULL, NULL };
	int e;

	e = expr_expand(ix, &none, sql, &b, err);
	return e < 0 ? e
		     : run(ix, b.data, binds, n_binds, head, each, arg, err);
}

struct first {
	struct arena *a;
	struct value *ret;
};

static int
take_first(const struct row *row, void *arg, struct err *err)
{
	struct first *f = arg;

	(void)err;
	*f->ret = row->v[0];
	if (f->ret->type == VALUE_TEXT)
		f->ret->text = arena_strdup(f->a, f->ret->text);
	return 1;
}

int
query_value(struct index *ix, struct arena *a, const char *sql,
    const struct value *binds, size_t n_binds, struct value *ret,
    struct err *err)
{
	struct value v = { .type = VALUE_NULL };
	struct first f = { a, &v };
	int e;

	e = query_run(ix, sql, binds, n_binds, take_first, &f, err);
	if (e < 0)
		return e;
	*ret = v;
	return 0;
}
