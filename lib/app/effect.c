#include <stdlib.h>
#include <string.h>

#include "app/flow.h"
#include "base/id.h"

#define DEPTH_MAX 3

/* Built-in fields, number and log are never copied. */
static bool
copied(const struct kind *to, const char *name)
{
	size_t i;

	if (strcmp(name, "number") == 0)
		return false;
	for (i = 0; i < to->n_fields; i++)
		if (strcmp(to->fields[i].name, name) == 0)
			return true;
	return false;
}

static int
copy_all(struct change *c, struct staged *s, struct staged *to, struct err *err)
{
	struct edit e = { NULL, NULL, -1, NULL, false, NULL };
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < s->now->n; i++) {
		if (!copied(to->kind, s->now->pairs[i].key))
			continue;
		e.key = s->now->pairs[i].key;
		e.value = node_copy(&c->arena, s->now->pairs[i].value);
		r = change_edit(c, to, &e, 1, err);
	}
	return r;
}

static int
unknown_target(const struct staged *s, const struct staged *to,
    const char *name, struct err *err)
{
	return err_set(err, CRM_ECONFIG, "%s: '%s' is no field of %s",
	    s->kind->path, name, to->kind->name);
}

/* Sets fields of `to` from expressions of the source. */
static int
assign_all(struct change *c, struct staged *s, struct staged *to,
    const struct assign *v, size_t n, struct err *err)
{
	struct edit e = { NULL, NULL, -1, NULL, false, NULL };
	const struct field *f, *sub;
	const char *text;
	size_t i;
	int r;

	for (i = 0; i < n; i++) {
		f = kind_path(to->kind, v[i].name, &sub);
		if (f == NULL)
			return unknown_target(s, to, v[i].name, err);
		r = change_eval(
		    c, s, sub ? sub : f, NULL, NULL, v[i].sql, &text, err);
		if (r < 0)
			return r;
		e.key = f->name;
		e.sub = sub ? sub->name : NULL;
		e.value = text ? node_scalar(&c->arena, text) : NULL;
		if (e.value == NULL && node_get(to->now, f->name) == NULL)
			continue;
		r = change_edit(c, to, &e, 1, err);
		if (r < 0)
			return r;
	}
	return 0;
}

/* One row of the source's list as a row of the new record. */
static int
make_row(struct change *c, struct staged *s, const struct field *from,
    const struct node *row, struct staged *to, const struct field *list,
    const struct make_rows *m, struct err *err)
{
	struct edit e = { list->name, NULL, -1, NULL, true, NULL };
	struct node *made = node_map(&c->arena);
	const char *id = node_text(row, "row"), *text;
	char fresh[ROW_LEN + 1];
	size_t i;
	int r;

	row_new(fresh);
	node_set_text(&c->arena, made, "row", fresh);
	for (i = 0; m->copy_all && i < row->n; i++)
		if (field_sub(list, row->pairs[i].key) != NULL)
			node_set(&c->arena, made, row->pairs[i].key,
			    node_copy(&c->arena, row->pairs[i].value));
	for (i = 0; i < m->n_copy; i++) {
		const struct field *f = field_sub(list, m->copy[i].name);

		if (f == NULL)
			return unknown_target(s, to, m->copy[i].name, err);
		r = change_eval(c, s, f, id, from, m->copy[i].sql, &text, err);
		if (r < 0)
			return r;
		if (text != NULL)
			node_set_text(&c->arena, made, f->name, text);
	}
	e.value = made;
	return change_edit(c, to, &e, 1, err);
}

static int
make_list(struct change *c, struct staged *s, struct staged *to,
    const struct make_rows *m, struct err *err)
{
	const struct field *from = kind_field(s->kind, m->from);
	const struct field *list = kind_field(to->kind, m->list);
	const struct node *rows = node_get(s->now, m->from);
	static const struct field flag = { .type = TYPE_BOOLEAN };
	const char *yes;
	size_t i;
	int r = 0;

	if (from == NULL || list == NULL)
		return unknown_target(s, to, m->list, err);
	for (i = 0; r == 0 && rows != NULL && i < rows->n; i++) {
		const struct node *row = rows->items[i];

		if (m->where != NULL) {
			r = change_eval(c, s, &flag, node_text(row, "row"),
			    from, m->where, &yes, err);
			if (r < 0 || yes == NULL || strcmp(yes, "true") != 0)
				continue;
		}
		r = make_row(c, s, from, row, to, list, m, err);
	}
	return r;
}

static int
run_verb(struct change *c, struct staged *s, const char *name, struct err *err)
{
	const struct verb *v = kind_verb(s->kind, name);

	if (v == NULL)
		return err_set(err, CRM_ECONFIG, "%s has no verb '%s'",
		    s->kind->name, name);
	return flow_verb(c, s, v, 0, NULL, c->reason, true, err);
}

static int
make_record(
    struct change *c, struct staged *s, const struct make *m, struct err *err)
{
	const struct kind *k = kinds_find(c->app->kinds, m->kind);
	struct staged *to;
	size_t i;
	int r;

	if (k == NULL)
		return err_set(err, CRM_ECONFIG, "%s: no kind '%s'",
		    s->kind->path, m->kind);
	r = change_create(c, k, &to, err);
	if (r < 0)
		return r;
	to->depth = s->depth + 1;
	if (node_text(s->now, "owner") != NULL)
		r = change_set_text(
		    c, to, "owner", node_text(s->now, "owner"), err);
	if (r == 0 && m->link != NULL)
		r = change_set_text(c, to, m->link, s->id, err);
	if (r == 0 && m->copy_all)
		r = copy_all(c, s, to, err);
	if (r == 0)
		r = assign_all(c, s, to, m->copy, m->n_copy, err);
	if (r == 0)
		r = assign_all(c, s, to, m->set, m->n_set, err);
	if (r == 0 && m->link != NULL)
		r = change_set_text(c, to, m->link, s->id, err);
	for (i = 0; r == 0 && i < m->n_rows; i++)
		r = make_list(c, s, to, &m->rows[i], err);
	if (r == 0 && m->back != NULL)
		r = change_set_text(c, s, m->back, to->id, err);
	if (r == 0)
		r = change_defaults(c, to, err);
	if (r == 0 && k->number.at != NULL && strcmp(k->number.at, "new") == 0)
		r = number_issue(c, to, err);
	if (r == 0 && m->verb != NULL)
		r = run_verb(c, to, m->verb, err);
	return r;
}

static int
change_one(struct change *c, struct staged *s, const struct make *m,
    const char *id, struct err *err)
{
	struct staged *to;
	struct found f;
	bool was;
	int r;

	if (record_get(c->app->index, &c->arena, id, &f) < 0)
		return 0;
	r = change_get(c, kinds_find(c->app->kinds, f.kind), id, &to, err);
	if (r < 0)
		return r;
	to->depth = s->depth + 1;
	was = to->unfrozen;
	to->unfrozen = true;
	r = assign_all(c, s, to, m->set, m->n_set, err);
	to->unfrozen = was;
	if (r == 0 && m->verb != NULL)
		r = run_verb(c, to, m->verb, err);
	return r;
}

static int
change_others(
    struct change *c, struct staged *s, const struct make *m, struct err *err)
{
	static const struct field text = { .type = TYPE_TEXT };
	const char *ids, *one;
	char *list, *save = NULL, *sql;
	int r;

	sql = arena_printf(&c->arena,
	    "(SELECT group_concat(r.id, ' ') FROM "
	    "records r WHERE r.id IN (%s))",
	    m->change);
	r = change_eval(c, s, &text, NULL, NULL, sql, &ids, err);
	if (r < 0 || ids == NULL)
		return r;
	list = arena_strdup(&c->arena, ids);
	for (one = strtok_r(list, " ", &save); r == 0 && one != NULL;
	     one = strtok_r(NULL, " ", &save))
		r = change_one(c, s, m, one, err);
	return r;
}

int
effect_run(struct change *c, struct staged *s, const struct make *make,
    size_t n, struct err *err)
{
	struct scope scope = { s->kind, NULL };
	bool yes;
	size_t i;
	int r = 0;

	if (n > 0 && s->depth >= DEPTH_MAX)
		return err_set(err, CRM_ECONFIG,
		    "%s: effects of effects go deeper than %d", s->kind->path,
		    DEPTH_MAX);
	for (i = 0; r == 0 && i < n; i++) {
		yes = true;
		if (make[i].when != NULL)
			r = expr_true(c->app->index, &scope, s->id,
			    make[i].when, false, &yes, err);
		if (r < 0 || !yes)
			continue;
		r = make[i].kind ? make_record(c, s, &make[i], err)
				 : change_others(c, s, &make[i], err);
	}
	return r;
}
