#include "index/put.h"

#include <string.h>

struct title_part {
	const char *text;		 /* before the field */
	const struct field *field, *sub; /* NULL = none, or the id */
	bool id;
};

/* A field whose text is the record's own: no reference, no list. */
static bool
is_plain(const struct field *f, const struct field *sub)
{
	if (f == NULL || f->type == TYPE_LIST || f->type == TYPE_REF)
		return false;
	if (f->type == TYPE_GROUP)
		return sub && sub->type != TYPE_REF;
	return f->type != TYPE_FILE;
}

static struct title_part *
part_add(struct arena *a, struct kind_plan *plan, const char *text, size_t n)
{
	struct title_part *v;

	v = arena_zalloc(a, (plan->n_title + 1) * sizeof(*v));
	if (plan->n_title)
		memcpy(v, plan->title, plan->n_title * sizeof(*v));
	plan->title = v;
	v += plan->n_title++;
	v->text = arena_strndup(a, text, n);
	return v;
}

void
title_compile(struct arena *a, const struct kind *k, struct kind_plan *ret)
{
	const char *p = k->title ? k->title : "{id}", *open, *close, *path;
	struct title_part *part;

	for (;; p = close + 1) {
		open = strchr(p, '{');
		close = open ? strchr(open, '}') : NULL;
		if (close == NULL)
			break;
		part = part_add(a, ret, p, (size_t)(open - p));
		path = arena_strndup(a, open + 1, (size_t)(close - open - 1));
		part->id = strcmp(path, "id") == 0;
		part->field = part->id ? NULL : kind_path(k, path, &part->sub);
		if (!is_plain(part->field, part->sub))
			part->field = NULL;
	}
	if (*p)
		part_add(a, ret, p, strlen(p));
}

static const char *
part_value(
    const struct title_part *part, const char *id, const struct node *tree)
{
	const struct field *f = part->field;
	const char *text;

	if (part->id)
		return id;
	if (f == NULL)
		return NULL;
	if (f->type == TYPE_GROUP)
		return node_text(node_get(tree, f->name), part->sub->name);
	text = node_text(tree, f->name);
	if (text == NULL && f->was)
		text = node_text(tree, f->was);
	return text;
}

/* Blanks left by what was left out: one between words, none at the ends. */
static void
tidy(struct buf *b, size_t from)
{
	size_t i, to = from;

	for (i = from; i < b->len; i++) {
		if (b->data[i] == ' ' || b->data[i] == '\n') {
			if (to > from && b->data[to - 1] != ' ')
				b->data[to++] = ' ';
			continue;
		}
		b->data[to++] = b->data[i];
	}
	if (to > from && b->data[to - 1] == ' ')
		to--;
	buf_truncate(b, to);
}

void
title_fill(const struct kind_plan *plan, const char *id,
    const struct node *tree, struct buf *ret)
{
	size_t i, start = ret->len;
	const char *value;
	bool any = false;

	for (i = 0; i < plan->n_title; i++) {
		buf_addstr(ret, plan->title[i].text);
		value = part_value(&plan->title[i], id, tree);
		if (value == NULL)
			continue;
		buf_addstr(ret, value);
		any = true;
	}
	if (!any)
		buf_truncate(ret, start);
	tidy(ret, start);
}
