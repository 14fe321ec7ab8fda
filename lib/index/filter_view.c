#include <string.h>

#include "base/id.h"
#include "index/filter_in.h"
#include "rec/yaml.h"

/* Views within views. */
#define VIEWS_MAX 5

static int
read_view(struct filtering *f, const char *name, struct node **ret)
{
	const struct source *src = kinds_source(f->ix->kinds);
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	const char *path = arena_printf(f->arena, "schema/view/%s.yaml", name);
	int e;

	if (!name_valid(name))
		return filter_refuse(
		    f, name, "'%s' is no name of a view", name);
	e = src->read(src->arg, path, &text, f->err);
	if (e == CRM_ENOENT)
		return filter_refuse(f, name, "there is no view '%s'", name);
	if (e < 0)
		return e;
	return yaml_parse(
	    f->arena, path, text.data, text.len, ret, NULL, f->err);
}

static int
add_terms(struct filtering *f, const char *name, const struct node *terms)
{
	size_t i;
	int e = 0;

	for (i = 0; i < terms->n && e == 0; i++) {
		if (i > 0)
			buf_addstr(f->sql, " AND ");
		if (terms->items[i]->type != NODE_SCALAR)
			return err_set(f->err, CRM_EDATA,
			    "view '%s': a term is a text", name);
		e = filter_term(f, terms->items[i]->text);
		if (e < 0)
			err_prefix(f->err, "view '%s'", name);
	}
	return e;
}

int
filter_view(struct filtering *f, const char *name)
{
	const char *whole = f->term, *kind;
	struct node *view, *terms;
	int e = read_view(f, name, &view);

	if (e < 0)
		return e;
	kind = node_text(view, "kind");
	if (kind != NULL && strcmp(kind, f->kind->name) != 0)
		return filter_refuse(f, name, "view '%s' is of '%s', not '%s'",
		    name, kind, f->kind->name);
	terms = node_get(view, "terms");
	if (terms == NULL || terms->type != NODE_LIST || terms->n == 0)
		return filter_refuse(f, name, "view '%s' has no terms", name);
	if (f->views == VIEWS_MAX)
		return filter_refuse(f, name, "view '%s' uses itself", name);
	f->views++;
	buf_addch(f->sql, '(');
	e = add_terms(f, name, terms);
	buf_addch(f->sql, ')');
	f->views--;
	f->term = whole;
	return e;
}
