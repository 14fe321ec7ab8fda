#include "app/assign.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "app/attach.h"
#include "base/id.h"
#include "base/word.h"

/* One word taken apart: path[row].sub OP value */
struct word {
	const char *path, *row, *sub, *value;
	char op; /* '=', '+', '-', '@' */
};

bool
assign_is(const char *word)
{
	const char *eq = strchr(word, '=');

	return eq != NULL && eq != word;
}

static int
split_word(struct arena *a, const char *text, struct word *w, struct err *err)
{
	const char *eq = strchr(text, '=');
	char *left, *open, *close;
	size_t n;

	if (eq == NULL || eq == text)
		return err_set(err, CRM_EUSAGE, "'%s' is no FIELD=VALUE", text);
	n = (size_t)(eq - text);
	w->op = '=';
	if (n > 1 && strchr("+-@", eq[-1]) != NULL)
		w->op = text[--n];
	left = arena_strndup(a, text, n);
	w->value = eq + 1;
	w->row = w->sub = NULL;
	open = strchr(left, '[');
	if (open != NULL) {
		close = strchr(open, ']');
		if (close == NULL || (close[1] != '\0' && close[1] != '.'))
			return err_set(err, CRM_EUSAGE,
			    "'%s': write a row like lines[2].qty=3", text);
		*open = *close = '\0';
		w->row = open + 1;
		w->sub = close[1] == '.' ? close + 2 : NULL;
	}
	w->path = left;
	return 0;
}

static int
unknown_field(const struct kind *k, const char *name, struct err *err)
{
	struct word_guess g;
	size_t i;

	if (kind_derive(k, name) != NULL)
		return err_set(err, CRM_EUSAGE,
		    "'%s' of %s is derived and can't be set; see: crm explain "
		    "%s.%s",
		    name, k->name, k->name, name);
	word_guess_init(&g, name);
	for (i = 0; i < k->n_fields; i++)
		word_guess_offer(&g, k->fields[i].name);
	err_set(err, CRM_EUSAGE, "%s has no field '%s'; see: crm help %s",
	    k->name, name, k->name);
	if (g.best != NULL)
		err_more(err, "did you mean '%s'?", g.best);
	return CRM_EUSAGE;
}

/* Fields that only the engine writes. */
static int
check_settable(const struct kind *k, const struct field *f, struct err *err)
{
	static const char *const fixed[] = { "id", "kind", "created",
		"created_by", "log", "merged_into", "title" };
	size_t i;

	if (strcmp(f->name, "state") == 0)
		return err_set(err, CRM_EUSAGE,
		    "the state changes by verbs; see: crm help %s", k->name);
	if (strcmp(f->name, "number") == 0 && k->number.pattern != NULL)
		return err_set(err, CRM_EUSAGE, "the number is given by '%s'",
		    k->number.at);
	for (i = 0; i < ARRAY_SIZE(fixed); i++)
		if (strcmp(f->name, fixed[i]) == 0)
			return err_set(err, CRM_EUSAGE,
			    "'%s' is kept by crm and can't be set", f->name);
	return 0;
}

static const struct node *
list_of(const struct staged *s, const char *key)
{
	const struct node *l = node_get(s->now, key);

	return l != NULL && l->type == NODE_LIST ? l : NULL;
}

/* Row id of what was typed: an id, or a position from 1. */
static int
find_row(struct staged *s, const struct field *f, const char *typed,
    const char **ret, struct err *err)
{
	const struct node *l = list_of(s, f->name);
	char *end;
	long at = strtol(typed, &end, 10);

	if (l != NULL && *end == '\0' && at >= 1 && (size_t)at <= l->n)
		*ret = node_text(l->items[at - 1], "row");
	else
		*ret = node_row(l, typed) ? typed : NULL;
	if (*ret == NULL)
		return err_set(
		    err, CRM_ENOENT, "'%s' has no row '%s'", f->name, typed);
	return 0;
}

/* Reads key=value,key="a,b" into a mapping. */
static int
next_pair(struct arena *a, const char **at, const char **key,
    const char **value, struct err *err)
{
	const char *p = *at, *eq = strchr(p, '=');
	struct buf b = BUF_INIT;

	if (eq == NULL)
		return err_set(err, CRM_EUSAGE,
		    "'%s': write a row like product=X,qty=2,text=\"a,b\"", p);
	*key = arena_strndup(a, p, (size_t)(eq - p));
	p = eq + 1;
	if (*p == '"') {
		for (p++; *p != '\0' && (*p != '"' || p[1] == '"'); p++) {
			p += *p == '"';
			buf_addch(&b, *p);
		}
		p += *p == '"';
	} else {
		for (; *p != '\0' && *p != ','; p++)
			buf_addch(&b, *p);
	}
	*value = arena_strdup(a, b.data);
	buf_release(&b);
	*at = *p == ',' ? p + 1 : p;
	if (*p != '\0' && *p != ',')
		return err_set(err, CRM_EUSAGE,
		    "'%s': a comma is expected behind a quoted value", p);
	return 0;
}

static int
read_row(struct change *c, const struct kind *k, const struct field *f,
    const char *typed, struct node **ret, struct err *err)
{
	struct node *row = node_map(&c->arena);
	const char *key = "", *value = "", *text = NULL;
	const struct field *sub;
	char id[ROW_LEN + 1];
	int r;

	row_new(id);
	node_set_text(&c->arena, row, "row", id);
	while (*typed != '\0') {
		r = next_pair(&c->arena, &typed, &key, &value, err);
		if (r < 0)
			return r;
		sub = field_sub(f, key);
		if (sub == NULL)
			return err_set(err, CRM_EUSAGE,
			    "'%s' of %s has no field '%s'; see: crm help %s",
			    f->name, k->name, key, k->name);
		r = assign_value(c->app, &c->arena, sub, value, &text, err);
		if (r < 0)
			return r;
		node_set_text(&c->arena, row, sub->name, text);
	}
	*ret = row;
	return 0;
}

/* Position of a value in a list of scalars, or -1. */
static int
find_item(const struct node *l, const char *text)
{
	size_t i;

	for (i = 0; l != NULL && i < l->n; i++)
		if (l->items[i]->type == NODE_SCALAR &&
		    strcmp(l->items[i]->text, text) == 0)
			return (int)i;
	return -1;
}

static int
assign_list(struct change *c, struct staged *s, const struct field *f,
    const struct word *w, struct err *err)
{
	static const struct field text_item = { .name = "item",
		.type = TYPE_TEXT };
	const struct field *item = f->item;
	struct edit e = { f->name, NULL, -1, NULL, true, NULL };
	const char *text;
	struct node *row = NULL;
	int r;

	if (f->n_fields > 0 && w->op == '+') {
		r = read_row(c, s->kind, f, w->value, &row, err);
		e.value = row;
		return r < 0 ? r : change_edit(c, s, &e, 1, err);
	}
	if (f->n_fields > 0)
		return err_set(err, CRM_EUSAGE,
		    "'%s' is a list of rows: add one with %s+='...', change "
		    "one with %s[1].FIELD=VALUE",
		    f->name, f->name, f->name);
	if (item == NULL)
		item = &text_item;
	r = assign_value(c->app, &c->arena, item, w->value, &text, err);
	if (r < 0)
		return r;
	e.pos = find_item(list_of(s, f->name), text);
	if (w->op == '-') {
		e.add = false;
		return e.pos < 0 ? 0 : change_edit(c, s, &e, 1, err);
	}
	if (e.pos >= 0 && w->op == '+')
		return 0;
	e.pos = -1;
	e.value = node_scalar(&c->arena, text);
	if (w->op == '=') {
		struct edit none = { f->name, NULL, -1, NULL, false, NULL };

		r = list_of(s, f->name) ? change_edit(c, s, &none, 1, err) : 0;
	}
	return r < 0 ? r : change_edit(c, s, &e, 1, err);
}

static int
assign_scalar(struct change *c, struct staged *s, const struct field *f,
    const struct field *sub, const char *row, const char *typed,
    struct err *err)
{
	const struct field *leaf = sub ? sub : f;
	struct edit e = { f->name, row, -1, sub ? sub->name : NULL, false,
		NULL };
	const char *text = "";
	int r;

	if (typed[0] != '\0') {
		r = assign_value(c->app, &c->arena, leaf, typed, &text, err);
		if (r < 0)
			return r;
	}
	if (text != NULL && text[0] != '\0')
		e.value = node_scalar(&c->arena, text);
	return change_edit(c, s, &e, 1, err);
}

static int
assign_row(struct change *c, struct staged *s, const struct field *f,
    const struct word *w, struct err *err)
{
	struct edit e = { f->name, NULL, -1, NULL, false, NULL };
	const struct field *sub;
	int r;

	r = find_row(s, f, w->row, &e.row, err);
	if (r < 0)
		return r;
	if (w->sub == NULL) {
		if (w->value[0] != '\0')
			return err_set(err, CRM_EUSAGE,
			    "'%s[%s]=' removes the row; a field of it is set "
			    "by %s[%s].FIELD=VALUE",
			    f->name, w->row, f->name, w->row);
		return change_edit(c, s, &e, 1, err);
	}
	sub = field_sub(f, w->sub);
	if (sub == NULL)
		return err_set(err, CRM_EUSAGE,
		    "'%s' of %s has no field '%s'; see: crm help %s", f->name,
		    s->kind->name, w->sub, s->kind->name);
	return assign_scalar(c, s, f, sub, e.row, w->value, err);
}

static int
assign_one(
    struct change *c, struct staged *s, const char *text, struct err *err)
{
	const struct field *f, *sub = NULL;
	struct word w = { NULL, NULL, NULL, NULL, '=' };
	int r;

	r = split_word(&c->arena, text, &w, err);
	if (r < 0)
		return r;
	f = kind_path(s->kind, w.path, &sub);
	if (f == NULL)
		return unknown_field(s->kind, w.path, err);
	r = check_settable(s->kind, f, err);
	if (r < 0)
		return r;
	if (w.op == '@')
		return attach_file(c, s, f, sub, w.value, err);
	if (w.row != NULL)
		return assign_row(c, s, f, &w, err);
	if (f->type == TYPE_LIST && w.op == '=' && w.value[0] == '\0')
		return change_set_text(c, s, f->name, NULL, err);
	if (f->type == TYPE_LIST)
		return assign_list(c, s, f, &w, err);
	if (w.op != '=')
		return err_set(err, CRM_EUSAGE, "'%s' is no list", f->name);
	if (f->type == TYPE_GROUP && sub == NULL)
		return err_set(err, CRM_EUSAGE,
		    "'%s' is a group: set %s.FIELD=VALUE", f->name, f->name);
	return assign_scalar(c, s, f, sub, NULL, w.value, err);
}

int
assign_words(
    struct change *c, struct staged *s, int argc, char **argv, struct err *err)
{
	int i, r;

	for (i = 0; i < argc; i++) {
		r = assign_one(c, s, argv[i], err);
		if (r < 0)
			return r;
	}
	return 0;
}
