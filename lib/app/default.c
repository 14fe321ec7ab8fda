#include "app/change.h"

#include <string.h>

int
change_eval(struct change *c, struct staged *s, const struct field *f,
    const char *row, const struct field *list, const char *sql,
    const char **ret, struct err *err)
{
	struct scope scope = { s->kind, list };
	struct value v;
	int r;

	r = expr_eval(
	    c->app->index, &c->arena, &scope, s->id, row, sql, &v, err);
	if (r < 0) {
		err_prefix(err, "%s", s->kind->path);
		return r;
	}
	*ret = type_from_index(&c->arena, f, &v);
	return 0;
}

static int
default_value(struct change *c, struct staged *s, const struct field *f,
    const char *row, const struct field *list, const char **ret,
    struct err *err)
{
	*ret = f->def;
	if (f->def == NULL && f->def_sql != NULL)
		return change_eval(c, s, f, row, list, f->def_sql, ret, err);
	return 0;
}

static int
row_defaults(struct change *c, struct staged *s, const struct field *list,
    const char *row, struct err *err)
{
	struct edit e = { list->name, row, -1, NULL, false, NULL };
	const struct node *here;
	const char *text;
	size_t i;
	int r;

	for (i = 0; i < list->n_fields; i++) {
		const struct field *f = &list->fields[i];

		here = node_row(node_get(s->now, list->name), row);
		if (here == NULL || !node_empty(node_get(here, f->name)))
			continue;
		r = default_value(c, s, f, row, list, &text, err);
		if (r < 0)
			return r;
		if (text == NULL || text[0] == '\0')
			continue;
		e.sub = f->name;
		e.value = node_scalar(&c->arena, text);
		r = change_edit(c, s, &e, 1, err);
		if (r < 0)
			return r;
	}
	return 0;
}

static int
list_defaults(struct change *c, struct staged *s, const struct field *list,
    struct err *err)
{
	const struct node *rows = node_get(s->now, list->name);
	const char **ids;
	size_t i, n = rows && rows->type == NODE_LIST ? rows->n : 0;
	int r = 0;

	if (list->item != NULL || n == 0)
		return 0;
	ids = arena_alloc(&c->arena, n * sizeof(*ids));
	for (i = 0; i < n; i++)
		ids[i] = node_text(rows->items[i], "row");
	for (i = 0; r == 0 && i < n; i++)
		if (ids[i] != NULL)
			r = row_defaults(c, s, list, ids[i], err);
	return r;
}

int
change_defaults(struct change *c, struct staged *s, struct err *err)
{
	const char *text;
	size_t i;
	int r;

	for (i = 0; i < s->kind->n_fields; i++) {
		const struct field *f = &s->kind->fields[i];

		if (f->type == TYPE_LIST) {
			r = list_defaults(c, s, f, err);
			if (r < 0)
				return r;
			continue;
		}
		if (!s->is_new || !node_empty(node_get(s->now, f->name)))
			continue;
		r = default_value(c, s, f, NULL, NULL, &text, err);
		if (r == 0 && text != NULL && text[0] != '\0')
			r = change_set_text(c, s, f->name, text, err);
		if (r < 0)
			return r;
	}
	return 0;
}
