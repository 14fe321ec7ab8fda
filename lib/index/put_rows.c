#include "index/put.h"

#include <stdlib.h>
#include <string.h>

#include "base/company.h"
#include "base/utf8.h"

int
put_statement(
    struct index *ix, sqlite3_stmt **stmt, const char *sql, struct err *err)
{
	if (*stmt)
		return 0;
	if (sqlite3_prepare_v3(ix->db, sql, -1, SQLITE_PREPARE_PERSISTENT, stmt,
		NULL) != SQLITE_OK)
		return db_error(ix, "index", err);
	return 0;
}

int
put_step(struct index *ix, sqlite3_stmt *stmt, struct err *err)
{
	int code = sqlite3_step(stmt), r = 0;

	if (code != SQLITE_DONE && code != SQLITE_ROW)
		r = db_error(ix, "index", err);
	sqlite3_reset(stmt);
	return r;
}

int
put_insert(struct index *ix, struct shape *s, struct err *err)
{
	_cleanup_(buf_release) struct buf sql = BUF_INIT;
	int i;

	if (s->insert)
		return 0;
	buf_printf(&sql, "INSERT OR REPLACE INTO \"%s\" VALUES(?1", s->table);
	for (i = 2; i <= s->columns; i++)
		buf_printf(&sql, ",?%d", i);
	buf_addch(&sql, ')');
	return put_statement(ix, &s->insert, sql.data, err);
}

int
put_list_remove(struct index *ix, struct shape *s, int64_t n, struct err *err)
{
	_cleanup_(buf_release) struct buf sql = BUF_INIT;
	int r;

	if (s->remove == NULL) {
		buf_printf(&sql, "DELETE FROM \"%s\" WHERE n = ?1", s->table);
		r = put_statement(ix, &s->remove, sql.data, err);
		if (r < 0)
			return r;
	}
	sqlite3_bind_int64(s->remove, 1, n);
	return put_step(ix, s->remove, err);
}

static void
mistake(struct putting *p, const struct field *f, const char *text)
{
	struct err err = ERR_INIT;

	if (p->bad->len > 0)
		return;
	if (text && type_check(f, text, &err) < 0)
		buf_addstr(p->bad, err.text);
	else
		buf_printf(
		    p->bad, "\"%s\" has a value of another shape", f->name);
	err_clear(&err);
}

static void
bind_text(sqlite3_stmt *stmt, int at, const char *text)
{
	sqlite3_bind_text(stmt, at, text, -1, SQLITE_STATIC);
}

static void
put_scalar(struct putting *p, const struct slot *slot, const char *text,
    sqlite3_stmt *stmt)
{
	struct arena *a = &p->put->arena;
	const struct field *f = slot->field;
	int at = slot->at;
	struct value v;

	type_to_index(a, f, text, &v);
	if (v.type == VALUE_INT)
		sqlite3_bind_int64(stmt, at, v.i);
	else if (v.type == VALUE_TEXT)
		bind_text(stmt, at, v.text);
	else
		mistake(p, f, text);
	if (slot->text) {
		buf_addstr(p->text, text);
		buf_addch(p->text, '\n');
	}
	if (f->fold)
		bind_text(stmt, ++at, utf8_fold(a, text));
	if (f->core)
		bind_text(stmt, ++at, company_core(a, text));
}

static void
put_file(struct putting *p, const struct slot *slot, const struct node *v,
    sqlite3_stmt *stmt)
{
	const char *name, *size, *hash;
	char *end;
	long long n;

	if (v->type != NODE_MAP) {
		mistake(p, slot->field, NULL);
		return;
	}
	name = node_text(v, "name");
	size = node_text(v, "size");
	hash = node_text(v, "sha256");
	if (name)
		bind_text(stmt, slot->at, name);
	if (hash)
		bind_text(stmt, slot->at + 2, hash);
	if (size) {
		n = strtoll(size, &end, 10);
		if (*end == '\0')
			sqlite3_bind_int64(stmt, slot->at + 1, n);
	}
}

/* Texts in one scalar: what stands in a list where a scalar should be. */
static const char *
joined(struct arena *a, const struct node *list)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	size_t i;

	for (i = 0; i < list->n; i++) {
		if (list->items[i]->type != NODE_SCALAR)
			return NULL;
		if (i > 0)
			buf_addch(&b, ',');
		buf_addstr(&b, list->items[i]->text);
	}
	return arena_strndup(a, b.data, b.len);
}

static int
put_slot(struct putting *p, const struct slot *slot, const struct node *v,
    sqlite3_stmt *stmt, struct err *err)
{
	const char *text;

	switch (slot->type) {
	case SLOT_VALUE:
		if (v->type == NODE_SCALAR)
			put_scalar(p, slot, v->text, stmt);
		else if (v->type == NODE_LIST && slot->joined &&
			 (text = joined(&p->put->arena, v)) != NULL)
			put_scalar(p, slot, text, stmt);
		else
			mistake(p, slot->field, NULL);
		return 0;
	case SLOT_FILE: put_file(p, slot, v, stmt); return 0;
	case SLOT_GROUP:
		if (v->type == NODE_MAP)
			return put_map(p, slot->sub, v, stmt, err);
		mistake(p, slot->field, NULL);
		return 0;
	case SLOT_LIST:
		return put_list(p, slot->sub, v, slot->field->name, err);
	default: return 0;
	}
}

int
put_map(struct putting *p, const struct shape *s, const struct node *map,
    sqlite3_stmt *stmt, struct err *err)
{
	const struct slot *slot;
	size_t i, hint = 0;
	int r;

	for (i = 0; i < map->n; i++) {
		slot = shape_find(s, map->pairs[i].key, &hint);
		if (slot == NULL || node_empty(map->pairs[i].value))
			continue;
		if (slot->now && !node_empty(node_get(map, slot->now)))
			continue;
		r = put_slot(p, slot, map->pairs[i].value, stmt, err);
		if (r < 0)
			return r;
	}
	return 0;
}

static int
put_row(struct putting *p, struct shape *s, const struct node *row, size_t pos,
    struct err *err)
{
	int r = 0;

	sqlite3_bind_int64(s->insert, 1, p->n);
	sqlite3_bind_int64(s->insert, 2, (int64_t)pos);
	if (s->scalars)
		r = put_slot(p, &s->v[0], row, s->insert, err);
	else
		r = put_map(p, s, row, s->insert, err);
	if (r == 0)
		r = put_step(p->ix, s->insert, err);
	sqlite3_clear_bindings(s->insert);
	return r;
}

int
put_list(struct putting *p, struct shape *s, const struct node *list,
    const char *key, struct err *err)
{
	struct field f = { .name = key };
	size_t i;
	int r;

	if (list->type != NODE_LIST) {
		mistake(p, &f, NULL);
		return 0;
	}
	r = put_insert(p->ix, s, err);
	if (r < 0)
		return r;
	for (i = 0; i < list->n; i++) {
		if (!s->scalars && list->items[i]->type != NODE_MAP) {
			mistake(p, &f, NULL);
			continue;
		}
		r = put_row(p, s, list->items[i], i + 1, err);
		if (r < 0)
			return r;
	}
	return 0;
}
