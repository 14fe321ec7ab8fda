#include "index/put.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Emptying the arena costs a free and a malloc of its blocks. */
#define ARENA_RECORDS 64

static struct put *
put_get(struct index *ix)
{
	struct put *put = ix->put;

	if (put == NULL) {
		put = ix->put = xcalloc(1, sizeof(*put));
		buf_init(&put->text);
		buf_init(&put->bad);
		buf_init(&put->title);
		shape_builtin(&put->keep, "tags", "tag", &put->tags);
		shape_builtin(&put->keep, "shares", "share", &put->shares);
		shape_builtin(&put->keep, "log", "log", &put->log);
	}
	if (++put->used % ARENA_RECORDS == 0)
		arena_free(&put->arena);
	buf_truncate(&put->text, 0);
	buf_truncate(&put->bad, 0);
	buf_truncate(&put->title, 0);
	return put;
}

void
put_free(struct put *put)
{
	struct kind_plan *plan;

	if (put == NULL)
		return;
	for (plan = put->plans; plan; plan = plan->next)
		shape_free(&plan->record);
	shape_free(&put->tags);
	shape_free(&put->shares);
	shape_free(&put->log);
	sqlite3_finalize(put->find);
	sqlite3_finalize(put->insert);
	sqlite3_finalize(put->update);
	sqlite3_finalize(put->forget);
	sqlite3_finalize(put->text_get);
	sqlite3_finalize(put->text_put);
	sqlite3_finalize(put->text_remove);
	buf_release(&put->text);
	buf_release(&put->bad);
	buf_release(&put->title);
	arena_free(&put->arena);
	arena_free(&put->keep);
	free(put);
}

/* How to put a kind; NULL where it has no schema. */
static struct kind_plan *
plan_of(struct index *ix, const char *kind)
{
	struct put *put = ix->put;
	const struct kind *k;
	struct kind_plan *plan;

	for (plan = put->plans; plan; plan = plan->next)
		if (strcmp(plan->kind->name, kind) == 0)
			return plan;
	k = kinds_find(ix->kinds, kind);
	if (k == NULL)
		return NULL;
	plan = arena_zalloc(&put->keep, sizeof(*plan));
	plan->kind = k;
	shape_record(&put->keep, k, &plan->record);
	title_compile(&put->keep, k, plan);
	plan->next = put->plans;
	put->plans = plan;
	return plan;
}

/* Rows in tables other than `record`. */
static int
remove_rows(
    struct index *ix, int64_t n, struct kind_plan *plan, struct err *err)
{
	struct put *put = ix->put;
	struct slot *slot;
	size_t i;
	int r;

	r = put_list_remove(ix, &put->tags, n, err);
	if (r == 0)
		r = put_list_remove(ix, &put->shares, n, err);
	if (r == 0)
		r = put_list_remove(ix, &put->log, n, err);
	for (i = 0; plan && r == 0 && i < plan->record.n; i++) {
		slot = &plan->record.v[i];
		if (slot->type == SLOT_LIST && slot->now == NULL)
			r = put_list_remove(ix, slot->sub, n, err);
	}
	return r;
}

static void
bind(sqlite3_stmt *stmt, int at, const char *text)
{
	if (text && *text)
		sqlite3_bind_text(stmt, at, text, -1, SQLITE_STATIC);
	else
		sqlite3_bind_null(stmt, at);
}

/* The row in `record`: parameters ?1 to ?12 of both statements. */
static void
bind_record(struct putting *p, const struct kind_plan *plan,
    const struct index_record *r, sqlite3_stmt *stmt)
{
	struct buf *title = &p->put->title;
	const struct node *tree = r->tree;

	if (plan && tree)
		title_fill(plan, r->id, tree, title);
	sqlite3_bind_int64(stmt, 1, p->n);
	bind(stmt, 2, r->id);
	bind(stmt, 3, r->kind);
	sqlite3_bind_text(stmt, 4, r->path ? r->path : "", -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 5, r->blob ? r->blob : "", -1, SQLITE_STATIC);
	bind(stmt, 6, title->data);
	bind(stmt, 7, utf8_fold(&p->put->arena, title->data));
	bind(stmt, 8, plan ? node_text(tree, "number") : NULL);
	bind(stmt, 9, node_text(tree, "state"));
	bind(stmt, 10, node_text(tree, "owner"));
	bind(stmt, 11, node_text(tree, "archived"));
	bind(stmt, 12, p->bad->data);
}

static int
put_record(struct putting *p, const struct kind_plan *plan,
    const struct index_record *r, struct err *err)
{
	struct put *put = p->put;
	sqlite3_stmt **stmt = p->exists ? &put->update : &put->insert;
	int rc;

	rc = put_statement(p->ix, stmt,
	    p->exists ? "UPDATE record SET id = ?2, kind = ?3, path = ?4,"
			" blob = ?5, title = ?6, title_fold = ?7, number = ?8,"
			" state = ?9, owner = ?10, archived = ?11, bad = ?12"
			" WHERE n = ?1"
		      : "INSERT INTO record VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7,"
			" ?8, ?9, ?10, ?11, ?12)",
	    err);
	if (rc < 0)
		return rc;
	bind_record(p, plan, r, *stmt);
	return put_step(p->ix, *stmt, err);
}

static int
put_builtin(struct putting *p, struct shape *s, const struct node *tree,
    const char *key, struct err *err)
{
	const struct node *list = node_get(tree, key);

	return node_empty(list) ? 0 : put_list(p, s, list, key, err);
}

static int
put_fields(struct putting *p, struct kind_plan *plan, const struct node *tree,
    struct err *err)
{
	struct put *put = p->put;
	sqlite3_stmt *stmt;
	int r;

	r = put_insert(p->ix, &plan->record, err);
	if (r < 0)
		return r;
	stmt = plan->record.insert;
	sqlite3_bind_int64(stmt, 1, p->n);
	sqlite3_bind_text(stmt, 2, p->id, -1, SQLITE_STATIC);
	r = put_map(p, &plan->record, tree, stmt, err);
	if (r == 0)
		r = put_step(p->ix, stmt, err);
	sqlite3_clear_bindings(stmt);
	if (r == 0)
		r = put_builtin(p, &put->tags, tree, "tags", err);
	if (r == 0)
		r = put_builtin(p, &put->shares, tree, "shares", err);
	if (r == 0)
		r = put_builtin(p, &put->log, tree, "log", err);
	if (r == 0)
		r = put_text(p, err);
	return r;
}

static int
find_statement(struct index *ix, struct err *err)
{
	return put_statement(ix, &ix->put->find,
	    "SELECT n, kind FROM record WHERE id = ?1", err);
}

static int
delete_from(struct index *ix, const char *table, int64_t n, struct err *err)
{
	_cleanup_(buf_release) struct buf sql = BUF_INIT;
	sqlite3_stmt *stmt;
	int r;

	buf_addstr(&sql, "DELETE FROM ");
	sql_name(&sql, table);
	buf_addstr(&sql, " WHERE n = ?1");
	r = db_prepare(ix, sql.data, &stmt, err);
	if (r < 0)
		return r;
	sqlite3_bind_int64(stmt, 1, n);
	r = put_step(ix, stmt, err);
	db_done(stmt);
	return r;
}

/* Where the record stands already; its rows in lists are removed. */
static int
find_old(
    struct putting *p, const char *id, struct kind_plan *plan, struct err *err)
{
	struct put *put = p->put;
	struct kind_plan *was;
	const char *kind;
	int r;

	r = find_statement(p->ix, err);
	if (r < 0)
		return r;
	bind(put->find, 1, id);
	if (sqlite3_step(put->find) != SQLITE_ROW) {
		sqlite3_reset(put->find);
		return 0;
	}
	p->exists = true;
	p->n = sqlite3_column_int64(put->find, 0);
	kind = (const char *)sqlite3_column_text(put->find, 1);
	was = kind ? plan_of(p->ix, kind) : NULL;
	sqlite3_reset(put->find);
	r = remove_rows(p->ix, p->n, was, err);
	if (r == 0 && was && was != plan)
		r = delete_from(p->ix, was->record.table, p->n, err);
	return r;
}

static int
next_number(struct putting *p, struct err *err)
{
	sqlite3_stmt *stmt;
	int r;

	if (p->ix->rebuild) {
		p->n = ++p->put->last;
		return 0;
	}
	r = db_prepare(
	    p->ix, "SELECT coalesce(max(n), 0) + 1 FROM record", &stmt, err);
	if (r < 0)
		return r;
	if (sqlite3_step(stmt) == SQLITE_ROW)
		p->n = sqlite3_column_int64(stmt, 0);
	else
		r = db_error(p->ix, "index", err);
	db_done(stmt);
	return r;
}

int
index_put(struct index *ix, const struct index_record *rec, struct err *err)
{
	struct put *put = put_get(ix);
	struct putting p = { .ix = ix,
		.put = put,
		.id = rec->id,
		.text = &put->text,
		.bad = &put->bad };
	struct kind_plan *plan = plan_of(ix, rec->kind), *fields;
	int r = 0;

	fields = plan && rec->tree && rec->bad == NULL ? plan : NULL;
	if (!ix->rebuild)
		r = find_old(&p, rec->id, fields, err);
	if (r == 0 && !p.exists)
		r = next_number(&p, err);
	if (r < 0)
		return r;
	if (rec->bad)
		buf_addstr(p.bad, rec->bad);
	else if (plan == NULL)
		buf_printf(p.bad, "the kind \"%s\" has no schema", rec->kind);
	else if (rec->tree == NULL)
		buf_addstr(p.bad, "it cannot be read");
	if (fields)
		r = put_fields(&p, fields, rec->tree, err);
	else if (p.exists)
		r = put_text(&p, err);
	if (r == 0)
		r = put_record(&p, plan, rec, err);
	return r;
}

int
put_drop(struct index *ix, int64_t n, const char *kind, struct err *err)
{
	struct put *put = put_get(ix);
	struct putting p = { .ix = ix,
		.put = put,
		.n = n,
		.exists = true,
		.text = &put->text,
		.bad = &put->bad };
	struct kind_plan *plan = plan_of(ix, kind);
	int r;

	r = remove_rows(ix, n, plan, err);
	if (r == 0 && plan)
		r = delete_from(ix, plan->record.table, n, err);
	if (r == 0)
		r = put_text(&p, err);
	return r < 0 ? r : delete_from(ix, "record", n, err);
}

int
index_remove(struct index *ix, const char *id, struct err *err)
{
	struct put *put = put_get(ix);
	_cleanup_(freep) char *kind = NULL;
	int64_t n = 0;
	int r;

	r = find_statement(ix, err);
	if (r < 0)
		return r;
	bind(put->find, 1, id);
	if (sqlite3_step(put->find) == SQLITE_ROW) {
		n = sqlite3_column_int64(put->find, 0);
		kind = xstrdup((const char *)sqlite3_column_text(put->find, 1));
	}
	sqlite3_reset(put->find);
	return kind ? put_drop(ix, n, kind, err) : 0;
}
