#include "app/show.h"

#include <libintl.h>
#include <string.h>

#include "app/show_part.h"
#include "base/utf8.h"

#define NUMBER "number" /* of a document: the head has it */

void
show_heading(struct show *s, const char *label)
{
	buf_printf(s->out, "\n%s%s%s\n", s->opts->bold, label, s->opts->plain);
}

void
show_pairs(struct show *s, struct pairs *p)
{
	pairs_format(p, 2, s->opts->width, s->out);
	pairs_free(p);
}

/* "Quote BJ20261123-001 上海示例重工 [In review]" */
static void
print_head(struct show *s, const struct found *f)
{
	struct buf b = BUF_INIT;
	const char *state = node_text(s->tree, "state");

	buf_printf(&b, "%s %s", app_label(s->app, &s->kind->label),
	    app_name_of(s->app, f));
	if (state != NULL)
		buf_printf(&b, " [%s]", view_state(s->app, s->kind, state));
	buf_addstr(s->out, s->opts->bold);
	utf8_safe(s->out, b.data, false);
	buf_printf(s->out, "%s\n", s->opts->plain);
	buf_release(&b);
}

static void
add_builtin(struct show *s, struct pairs *p, const char *name)
{
	const struct field *f = kind_field(s->kind, name);
	const struct node *n = node_get(s->tree, name);

	if (f != NULL && !node_empty(n))
		pairs_add(p, app_label(s->app, &f->label),
		    view_node(&s->view, &s->arena, f, n));
}

static void
print_builtins(struct show *s)
{
	struct pairs p = PAIRS_INIT;
	const char *by = node_text(s->tree, "created_by");
	const char *at = node_text(s->tree, "created");
	const struct field *created = kind_field(s->kind, "created");

	pairs_add(&p, "ID", s->id);
	add_builtin(s, &p, "owner");
	if (at != NULL && created != NULL)
		pairs_add(&p, app_label(s->app, &created->label),
		    arena_printf(&s->arena, "%s %s",
			view_show(&s->view, &s->arena, created, at),
			by ? view_title(&s->view, by) : ""));
	add_builtin(s, &p, "tags");
	add_builtin(s, &p, "shares");
	add_builtin(s, &p, "merged_into");
	add_builtin(s, &p, "archived");
	show_pairs(s, &p);
}

/* Index of a derived field, or -1. */
static int
derive_index(const struct kind *k, const char *name)
{
	size_t i;

	for (i = 0; i < k->n_derive; i++)
		if (strcmp(k->derive[i].name, name) == 0)
			return (int)i;
	return -1;
}

static bool
is_rows(const struct field *f)
{
	return f->type == TYPE_LIST && f->item == NULL;
}

/* A group's fields one by one: "Invoice title: Bank". */
static void
add_group(struct show *s, struct pairs *p, const struct field *f,
    const struct node *n)
{
	const struct field *sub;
	const struct node *v;
	size_t i;

	for (i = 0; i < f->n_fields; i++) {
		sub = &f->fields[i];
		v = view_get(n, sub);
		if (!node_empty(v))
			pairs_add(p,
			    arena_printf(&s->arena, "%s: %s",
				app_label(s->app, &f->label),
				app_label(s->app, &sub->label)),
			    view_node(&s->view, &s->arena, sub, v));
	}
}

static void
add_field(struct show *s, struct pairs *p, const struct field *f)
{
	const struct node *n = view_get(s->tree, f);

	if (node_empty(n))
		return;
	if (f->type == TYPE_GROUP && n->type == NODE_MAP)
		add_group(s, p, f, n);
	else
		pairs_add(p, app_label(s->app, &f->label),
		    view_node(&s->view, &s->arena, f, n));
}

static void
add_derived(struct show *s, struct pairs *p, int i)
{
	const struct field *f = &s->kind->derive[i].field;
	const char *text = s->derived[i];

	if (text != NULL && text[0] != '\0')
		pairs_add(p, app_label(s->app, &f->label),
		    view_show(&s->view, &s->arena, f, text));
}

/* What stands so far, under the heading if that is still due. */
static void
flush(struct show *s, struct pairs *p, const char **heading)
{
	if (p->n > 0 && *heading != NULL)
		show_heading(s, *heading);
	else if (p->n > 0)
		buf_addch(s->out, '\n');
	if (p->n > 0)
		*heading = NULL;
	show_pairs(s, p);
}

static int
print_rows(struct show *s, const struct field *f, const char **heading,
    struct err *err)
{
	const struct node *n = view_get(s->tree, f);
	const char *label = app_label(s->app, &f->label);

	if (node_empty(n) || n->type != NODE_LIST)
		return 0;
	if (*heading != NULL && strcmp(*heading, label) != 0)
		show_heading(s, *heading);
	*heading = NULL;
	show_heading(s, label);
	return show_table(s, f, n, err);
}

static int
print_group(struct show *s, const char *label, const char *const *names,
    struct err *err)
{
	struct pairs p = PAIRS_INIT;
	const struct field *f;
	int r = 0, d;

	for (; r == 0 && *names != NULL; names++) {
		d = derive_index(s->kind, *names);
		f = d < 0 ? kind_field(s->kind, *names) : NULL;
		if (d >= 0) {
			add_derived(s, &p, d);
		} else if (f != NULL && is_rows(f)) {
			flush(s, &p, &label);
			r = print_rows(s, f, &label, err);
		} else if (f != NULL) {
			add_field(s, &p, f);
		}
	}
	flush(s, &p, &label);
	return r;
}

static bool
in_groups(const struct kind *k, const char *name)
{
	size_t i, j;

	for (i = 0; i < k->show.n_groups; i++)
		for (j = 0; k->show.groups[i].fields[j] != NULL; j++)
			if (strcmp(k->show.groups[i].fields[j], name) == 0)
				return true;
	return false;
}

/* What no group names; keys that the schema does not know, too. */
static int
print_rest(struct show *s, struct err *err)
{
	const struct kind *k = s->kind;
	const char **names = arena_alloc(
	    &s->arena, (k->n_fields + k->n_derive + 1) * sizeof(*names));
	struct pairs p = PAIRS_INIT;
	const char *label = k->show.n_groups > 0 ? gettext("Other") : NULL;
	const struct pair *pair;
	size_t i, n = 0;
	int r;

	for (i = 0; i < k->n_fields; i++)
		if (!in_groups(k, k->fields[i].name) &&
		    strcmp(k->fields[i].name, NUMBER) != 0)
			names[n++] = k->fields[i].name;
	for (i = 0; i < k->n_derive; i++)
		if (!in_groups(k, k->derive[i].name))
			names[n++] = k->derive[i].name;
	names[n] = NULL;
	r = print_group(s, label, names, err);
	for (i = 0; i < s->tree->n; i++) {
		pair = &s->tree->pairs[i];
		if (!view_is_key(k, pair->key) && !node_empty(pair->value))
			pairs_add(&p, pair->key,
			    view_node(&s->view, &s->arena, NULL, pair->value));
	}
	label = gettext("Not in the schema");
	flush(s, &p, &label);
	return r;
}

static int
print(struct show *s, const struct found *f, struct err *err)
{
	const struct show_group *g = s->kind->show.groups;
	size_t i;
	int r = 0;

	print_head(s, f);
	print_builtins(s);
	for (i = 0; r == 0 && i < s->kind->show.n_groups; i++)
		r = print_group(
		    s, app_label(s->app, &g[i].label), g[i].fields, err);
	if (r == 0)
		r = print_rest(s, err);
	if (r == 0)
		r = show_approval(s, err);
	if (r == 0)
		r = show_history(s, err);
	return r == 0 ? show_related(s, err) : r;
}

int
show_text(struct app *app, const struct kind *k, const struct found *f,
    const struct show_opts *o, struct buf *ret, struct err *err)
{
	struct show s;
	int r;

	r = show_load(&s, app, k, f->id, f->path, true, err);
	s.opts = o;
	s.out = ret;
	if (r == 0)
		r = print(&s, f, err);
	show_free(&s);
	return r;
}
