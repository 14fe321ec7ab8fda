#include "index/expr.h"

#include <stdlib.h>
#include <string.h>

#include "base/word.h"
#include "index/expand.h"
#include "index/query.h"

static struct place
place_of(struct arena *a, const struct scope *scope)
{
	struct place p = { .scope = { NULL, NULL } };

	if (scope == NULL || scope->kind == NULL)
		return p;
	p.scope = *scope;
	p.record = scope->kind->plural;
	if (scope->list != NULL)
		p.row = arena_printf(
		    a, "%s_%s", scope->kind->name, scope->list->name);
	return p;
}

static int
expand(struct index *ix, const struct scope *scope, const char *sql, bool bare,
    struct buf *ret, struct err *err)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct place p = place_of(&a, scope);
	struct expand x = { .ix = ix, .arena = &a, .err = err };
	size_t len = ret->len;
	int e = expand_text(&x, &p, sql, bare, ret);

	if (e < 0)
		buf_truncate(ret, len);
	return e;
}

int
expr_expand(struct index *ix, const struct scope *scope, const char *sql,
    struct buf *ret, struct err *err)
{
	return expand(ix, scope, sql, true, ret, err);
}

/* FROM and WHERE that find the record (?1) and the row (?2). */
static void
add_from(const struct place *p, struct buf *ret)
{
	buf_addstr(ret, " FROM ");
	add_table_name(ret, p->scope.kind, NULL);
	buf_addstr(ret, " AS ");
	sql_name(ret, p->record);
	if (p->row != NULL) {
		buf_addstr(ret, " JOIN ");
		add_table_name(ret, p->scope.kind, p->scope.list);
		buf_addstr(ret, " AS ");
		sql_name(ret, p->row);
		buf_addstr(ret, " ON ");
		add_column_name(ret, p->row, "n");
		buf_addstr(ret, " = ");
		add_column_name(ret, p->record, "n");
	}
	buf_addstr(ret, " WHERE ");
	add_column_name(ret, p->record, "id");
	buf_addstr(ret, " = ?1");
	if (p->row != NULL) {
		buf_addstr(ret, " AND ");
		add_column_name(ret, p->row, "row");
		buf_addstr(ret, " = ?2");
	}
}

/* The whole statement that gives the value of an expression. */
static int
statement(struct index *ix, struct arena *a, const struct scope *scope,
    const char *sql, struct buf *ret, struct err *err)
{
	struct place p = place_of(a, scope);
	int e;

	buf_addstr(ret, "SELECT ");
	e = expand(ix, scope, sql, false, ret, err);
	buf_addstr(ret, " AS \"value\"");
	if (e == 0 && p.scope.kind != NULL)
		add_from(&p, ret);
	return e;
}

static void
offer(const struct column *c, void *arg)
{
	word_guess_offer(arg, c->name);
}

/* SQLite names a column that is not there; we may know which was meant. */
static void
guess_column(struct index *ix, struct arena *a, const struct scope *scope,
    struct err *err)
{
	static const char unknown[] = "no such column: ";
	const char *s = err && err->text ? strstr(err->text, unknown) : NULL;
	struct relation r;
	struct word_guess g;

	if (s == NULL)
		return;
	s = arena_strdup(a, s + strlen(unknown));
	word_guess_init(&g, strrchr(s, '.') ? strrchr(s, '.') + 1 : s);
	if (scope_row(scope, &r))
		columns_each(a, ix->kinds, &r, offer, &g);
	if (scope_record(scope, &r))
		columns_each(a, ix->kinds, &r, offer, &g);
	if (g.best != NULL)
		err_more(err, "did you mean '%s'?", g.best);
}

int
expr_check(struct index *ix, const struct scope *scope, const char *sql,
    struct err *err)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	sqlite3_stmt *stmt;
	int e;

	if (scope != NULL && scope->kind != NULL)
		e = statement(ix, &a, scope, sql, &b, err);
	else
		e = expand(ix, scope, sql, true, &b, err);
	if (e < 0)
		return e;
	ix->refused[0] = '\0';
	if (sqlite3_prepare_v2(ix->db, b.data, -1, &stmt, NULL) != SQLITE_OK) {
		e = db_error(ix, sql, err);
		if (scope != NULL)
			guess_column(ix, &a, scope, err);
		return e;
	}
	if (stmt == NULL || !sqlite3_stmt_readonly(stmt) ||
	    sqlite3_column_count(stmt) == 0)
		e = err_set(
		    err, CRM_EDATA, "'%s': only a SELECT can stand here", sql);
	sqlite3_finalize(stmt);
	return e;
}

int
expr_eval(struct index *ix, struct arena *a, const struct scope *scope,
    const char *id, const char *row, const char *sql, struct value *ret,
    struct err *err)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct value binds[] = { { .type = VALUE_TEXT, .text = id },
		{ .type = VALUE_TEXT, .text = row } };
	size_t n = scope == NULL || scope->kind == NULL ? 0
		   : scope->list == NULL		? 1
							: 2;
	int e = statement(ix, a, scope, sql, &b, err);

	if (e < 0)
		return e;
	e = query_value(ix, a, b.data, binds, n, ret, err);
	if (e == CRM_EDATA)
		err_prefix(err, "'%s'", sql);
	return e;
}

int
expr_true(struct index *ix, const struct scope *scope, const char *id,
    const char *sql, bool null_is, bool *ret, struct err *err)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct value v;
	int e = expr_eval(ix, &a, scope, id, NULL, sql, &v, err);

	if (e < 0)
		return e;
	if (v.type == VALUE_NULL)
		*ret = null_is;
	else if (v.type == VALUE_INT)
		*ret = v.i != 0;
	else
		return err_set(
		    err, CRM_EDATA, "'%s' is neither true nor false", sql);
	return 0;
}

void
expr_title(struct index *ix, const struct kind *k, struct buf *ret)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct scope scope = { k, NULL };
	struct place p = place_of(&a, &scope);
	struct expand x = { .ix = ix, .arena = &a };
	size_t len = ret->len;

	if (expand_title(&x, &p, ret) == 0)
		return;
	/* a template that names what is not there: the id will do */
	buf_truncate(ret, len);
	add_column_name(ret, p.record, "id");
}
