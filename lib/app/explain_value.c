#include <ctype.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "app/delta.h"
#include "app/explain_part.h"
#include "app/past.h"

/* A field of a record, or of one of its rows: "lines[k3f9].amount". */
struct target {
	struct app *app;
	const struct kind *kind;
	const char *id;
	struct view view;
	struct node *rec;
	const struct field *list; /* with a row, else NULL */
	const char *row;
	const struct field *field;
	const struct derive *derive; /* or NULL: stored */
	const struct node *node;     /* its value, or NULL */
};

static int
unknown(struct target *t, const char *name, struct err *err)
{
	return err_set(
	    err, CRM_EUSAGE, "\"%s\" has no field \"%s\"", t->kind->name, name);
}

static int
find_row(struct target *t, const char *name, size_t len, struct err *err)
{
	const struct node *list = view_get(t->rec, t->list), *row;
	char *word = arena_strndup(&t->app->arena, name, len);
	size_t i = (size_t)strtoul(word, NULL, 10);

	row = list ? node_row(list, word) : NULL;
	if (row == NULL && list != NULL && i > 0 && i <= list->n)
		row = list->items[i - 1];
	t->row = row ? node_text(row, "row") : NULL;
	t->node = row;
	if (t->row != NULL)
		return 0;
	return err_set(
	    err, CRM_ENOENT, "\"%s\" has no row \"%s\"", t->list->name, word);
}

static int
find_in_row(
    struct target *t, const char *path, const char *open, struct err *err)
{
	const char *close = strchr(open, ']');
	int r;

	t->list = kind_field(t->kind,
	    arena_strndup(&t->app->arena, path, (size_t)(open - path)));
	if (t->list == NULL || close == NULL || close[1] != '.')
		return unknown(t, path, err);
	r = find_row(t, open + 1, (size_t)(close - open - 1), err);
	if (r < 0)
		return r;
	t->derive = field_derive(t->list, close + 2);
	t->field =
	    t->derive ? &t->derive->field : field_sub(t->list, close + 2);
	if (t->field == NULL)
		return unknown(t, path, err);
	t->node = t->derive ? NULL : view_get(t->node, t->field);
	return 0;
}

static int
find_target(struct target *t, const char *path, struct err *err)
{
	const char *open = strchr(path, '[');
	const struct field *sub = NULL;

	if (open != NULL)
		return find_in_row(t, path, open, err);
	t->derive = kind_derive(t->kind, path);
	t->field =
	    t->derive ? &t->derive->field : kind_path(t->kind, path, &sub);
	if (t->field == NULL)
		return unknown(t, path, err);
	if (t->derive == NULL)
		t->node = view_get(t->rec, t->field);
	if (sub != NULL) {
		t->node = t->node ? view_get(t->node, sub) : NULL;
		t->field = sub;
	}
	return 0;
}

/* The value of an expression of the record or row, as people see it. */
static const char *
evaluate(
    struct target *t, const struct field *f, const char *sql, struct err *err)
{
	struct scope scope = { t->kind, t->list };
	struct arena *a = &t->app->arena;
	const char *text;
	struct value v;

	if (expr_eval(t->app->index, a, &scope, t->id, t->row, sql, &v, err) <
	    0)
		return NULL;
	text = type_from_index(a, f, &v);
	return text ? view_show(&t->view, a, f, text) : "–";
}

/* What kind of value a name of the SQL has; NULL if it is none of ours. */
static const struct field *
input_field(struct target *t, const char *path)
{
	const struct derive *d =
	    t->list && !strchr(path, '.') ? field_derive(t->list, path) : NULL;
	const struct field *f =
	    t->list && !strchr(path, '.') ? field_sub(t->list, path) : NULL;
	struct err none = ERR_INIT;

	if (d != NULL || f != NULL)
		return d ? &d->field : f;
	if (strncmp(path, "parent.", 7) == 0)
		path += 7;
	if (column_find(t->app->index, t->kind, path, &f, &none) < 0)
		f = NULL;
	err_clear(&none);
	return f && f->type != TYPE_LIST && f->type != TYPE_GROUP ? f : NULL;
}

static bool
is_told(const struct pairs *p, size_t from, const char *name)
{
	for (; from < p->n; from++)
		if (strcmp(p->v[from].label, name) == 0)
			return true;
	return false;
}

/* End of a name, dots inside included. */
static const char *
name_end(const char *s)
{
	while (isalnum((unsigned char)*s) || *s == '_' ||
	       (*s == '.' && isalpha((unsigned char)s[1])))
		s++;
	return s;
}

/* The fields that the SQL names, with their values. */
static void
add_inputs(struct target *t, const char *sql, struct pairs *p)
{
	const struct field *f;
	size_t from = p->n;
	const char *end, *value;
	char *name, *label;

	while (*sql != '\0') {
		if (*sql == '\'') {
			end = strchr(sql + 1, '\'');
			sql = end ? end + 1 : sql + strlen(sql);
			continue;
		}
		if (!isalpha((unsigned char)*sql)) {
			sql++;
			continue;
		}
		end = name_end(sql);
		name = arena_strndup(&t->app->arena, sql, (size_t)(end - sql));
		label = arena_printf(&t->app->arena, "  %s", name);
		sql = end;
		f = *end == '(' ? NULL : input_field(t, name);
		if (f == NULL || is_told(p, from, label))
			continue;
		value = evaluate(t, f, name, NULL);
		if (value != NULL)
			pairs_add(p, label, value);
	}
}

/* The field in one state of the record. */
static const struct node *
value_in(const struct target *t, const struct node *rec)
{
	const struct node *n;

	if (t->list == NULL)
		return node_get(rec, t->field->name);
	n = node_get(rec, t->list->name);
	n = n ? node_row(n, t->row) : NULL;
	return n ? node_get(n, t->field->name) : NULL;
}

/* Who gave it the value that it has. */
static int
add_last(struct target *t, struct pairs *p, struct err *err)
{
	struct arena *a = &t->app->arena;
	struct node *before, *after;
	struct past *v;
	struct entry e;
	struct oid id;
	size_t n, i;
	int r = past_of(t->app, a, t->id, 0, &v, &n, err);

	for (i = 0; r == 0 && i < n; i++) {
		if (past_read(t->app, a, v[i].before, t->id, &before, NULL) <
			0 ||
		    past_read(t->app, a, v[i].after, t->id, &after, NULL) < 0)
			continue;
		if (node_equal(value_in(t, before), value_in(t, after)))
			continue;
		if (!oid_parse(v[i].commit, &id))
			return CRM_EBUG;
		r = entry_read(t->app, a, &id, &e, err);
		if (r == 0)
			explain_add(p, gettext("Set by"),
			    arena_printf(a, "%s, %s, %.7s: %s", e.author,
				view_time(a, e.time), e.commit, e.subject));
		break;
	}
	return r;
}

static int
tell(struct target *t, const char *path, struct pairs *p, struct err *err)
{
	struct arena *a = &t->app->arena;
	const char *text;

	explain_add(p, gettext("Label"), app_label(t->app, &t->field->label));
	if (t->derive != NULL) {
		text = evaluate(t, t->field, t->derive->name, err);
		if (text == NULL)
			return CRM_EDATA;
		explain_add(p, gettext("Value"), text);
		explain_add(p, gettext("Derived by"), t->derive->sql);
		add_inputs(t, t->derive->sql, p);
		explain_place(
		    t->app, p, t->kind->path, t->derive->line, t->derive->col);
		return 0;
	}
	if (t->node == NULL && t->field->builtin && t->list == NULL)
		text = evaluate(t, t->field, t->field->name, NULL);
	else
		text = view_node(&t->view, a, t->field, t->node);
	explain_add(p, gettext("Value"), text && text[0] ? text : "–");
	if (t->node != NULL)
		explain_place(t->app, p, path, t->node->line, t->node->col);
	return add_last(t, p, err);
}

int
explain_value(struct app *app, const struct kind *k, const struct found *f,
    const char *field, struct pairs *ret, struct err *err)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	struct target t = { .app = app, .kind = k, .id = f->id };
	int r;

	view_init(&t.view, app, true);
	r = app_read(app, &app->arena, f->path, &text, &t.rec, err);
	if (r == 0)
		r = find_target(&t, field, err);
	if (r == 0)
		r = tell(&t, f->path, ret, err);
	view_free(&t.view);
	return r;
}
