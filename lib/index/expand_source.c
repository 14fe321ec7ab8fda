#include <string.h>

#include "index/expand.h"

/* Columns of a sub-select being written. */
struct listing {
	struct expand *x;
	struct place *place;
	struct buf *ret;
	const char *alias;  /* of a built-in table */
	const char *record; /* ... and of the record it belongs to */
	bool record_used;
	struct used *listed;
	int status;
};

static void
built_in_column(struct listing *l, const struct column *c)
{
	if (c->type != COLUMN_PARENT && c->type != COLUMN_KIND) {
		add_column_name(l->ret, l->alias, c->name);
		return;
	}
	l->record_used = true;
	add_column_name(
	    l->ret, l->record, c->type == COLUMN_PARENT ? "id" : "kind");
}

/* True if a column was written already; notes it if not. */
static bool
is_listed(struct listing *l, const char *name)
{
	const struct used *u;
	struct used *added;

	for (u = l->listed; u != NULL; u = u->next)
		if (strcmp(u->name, name) == 0)
			return true;
	added = arena_alloc(l->x->arena, sizeof(*added));
	*added = (struct used){ l->listed, name };
	l->listed = added;
	return false;
}

static void
list_one(const struct column *c, void *arg)
{
	struct listing *l = arg;

	if (l->status < 0 || is_listed(l, c->name))
		return;
	if (l->listed->next != NULL)
		buf_addstr(l->ret, ", ");
	if (l->place != NULL)
		l->status = expand_column(l->x, l->place, c, l->ret);
	else
		built_in_column(l, c);
	buf_addstr(l->ret, " AS ");
	sql_name(l->ret, c->name);
}

/* The columns of a table that its text uses, and at least one. */
static int
list_columns(struct listing *l, const struct table *t)
{
	struct relation r = t->relation;
	struct used *u;
	struct column c;

	if (t->all)
		columns_each(l->x->arena, l->x->ix->kinds, &r, list_one, l);
	for (u = t->used; u != NULL && l->status == 0; u = u->next) {
		column_get(l->x->ix->kinds, &r, u->name, &c);
		list_one(&c, l);
	}
	if (l->listed == NULL)
		buf_addstr(l->ret, "1 AS \"one\"");
	return l->status;
}

static int
kind_source(struct expand *x, const struct table *t, struct buf *ret)
{
	struct place p = { .scope = { t->relation.kind, NULL } };
	struct listing l = { .x = x, .place = &p, .ret = ret };
	int e;

	p.record = expand_alias(x, t->relation.kind->plural);
	e = list_columns(&l, t);
	buf_addstr(ret, " FROM ");
	add_table_name(ret, p.scope.kind, NULL);
	buf_addstr(ret, " AS ");
	sql_name(ret, p.record);
	expand_dated(x, p.scope.kind, p.record, " WHERE ", ret);
	return e;
}

static void
add_join(const char *record, const char *row, struct buf *ret)
{
	buf_addstr(ret, " AS ");
	sql_name(ret, record);
	buf_addstr(ret, " ON ");
	add_column_name(ret, record, "n");
	buf_addstr(ret, " = ");
	add_column_name(ret, row, "n");
}

static int
list_source(struct expand *x, const struct table *t, struct buf *ret)
{
	struct place p = { .scope = { t->relation.kind, t->relation.list } };
	struct listing l = { .x = x, .place = &p, .ret = ret };
	int e;

	p.record = expand_alias(x, p.scope.kind->plural);
	p.row = expand_alias(x, p.scope.list->name);
	e = list_columns(&l, t);
	buf_addstr(ret, " FROM ");
	add_table_name(ret, p.scope.kind, p.scope.list);
	buf_addstr(ret, " AS ");
	sql_name(ret, p.row);
	if (!p.record_used && (!x->ix->view.as_of || !p.scope.kind->dated))
		return e;
	buf_addstr(ret, " JOIN ");
	add_table_name(ret, p.scope.kind, NULL);
	add_join(p.record, p.row, ret);
	expand_dated(x, p.scope.kind, p.record, " WHERE ", ret);
	return e;
}

static int
built_in_source(struct expand *x, const struct table *t, struct buf *ret)
{
	const struct built_in *b = t->relation.built_in;
	struct listing l = { .x = x, .ret = ret };
	int e;

	l.alias = expand_alias(x, b->name);
	l.record = b->joined ? expand_alias(x, "records") : l.alias;
	e = list_columns(&l, t);
	buf_addstr(ret, " FROM ");
	sql_name(ret, b->table);
	buf_addstr(ret, " AS ");
	sql_name(ret, l.alias);
	if (l.record_used && b->joined) {
		buf_addstr(ret, " JOIN \"record\"");
		add_join(l.record, l.alias, ret);
	}
	return e;
}

int
expand_source(struct expand *x, const struct table *t, struct buf *ret)
{
	int e;

	buf_addstr(ret, "(SELECT ");
	if (t->relation.built_in != NULL)
		e = built_in_source(x, t, ret);
	else if (t->relation.list != NULL)
		e = list_source(x, t, ret);
	else
		e = kind_source(x, t, ret);
	buf_addch(ret, ')');
	return e;
}
