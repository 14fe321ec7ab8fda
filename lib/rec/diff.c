#include "rec/diff.h"

#include <string.h>

#include "rec/change.h"
#include "rec/rows.h"

void
change_add(struct arena *a, struct field_changes *c, const struct place *p,
    const struct node *before, const struct node *after)
{
	struct field_change *v;

	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 8;
		v = arena_alloc(a, c->cap * sizeof(*v));
		if (c->n > 0)
			memcpy(v, c->v, c->n * sizeof(*v));
		c->v = v;
	}
	v = &c->v[c->n++];
	v->key = p->key;
	v->row = p->row;
	v->sub = p->sub;
	v->before = node_empty(before) ? NULL : before;
	v->after = node_empty(after) ? NULL : after;
	if (p->row != NULL && p->sub != NULL)
		v->path = arena_printf(a, "%s[%s].%s", p->key, p->row, p->sub);
	else if (p->row != NULL)
		v->path = arena_printf(a, "%s[%s]", p->key, p->row);
	else if (p->sub != NULL)
		v->path = arena_printf(a, "%s.%s", p->key, p->sub);
	else
		v->path = p->key;
}

bool
is_group(const struct node *n)
{
	return node_empty(n) || n->type == NODE_MAP;
}

/* Keys of a group or of a row; p is where it stands. */
static void
diff_subs(struct arena *a, struct place p, const struct node *before,
    const struct node *after, struct field_changes *ret)
{
	const struct node *x, *y;
	size_t i;

	for (i = 0; before != NULL && i < before->n; i++) {
		p.sub = before->pairs[i].key;
		x = before->pairs[i].value;
		y = node_get(after, p.sub);
		if (!node_equal(x, y))
			change_add(a, ret, &p, x, y);
	}
	for (i = 0; after != NULL && i < after->n; i++) {
		p.sub = after->pairs[i].key;
		y = after->pairs[i].value;
		if (node_get(before, p.sub) == NULL && !node_empty(y))
			change_add(a, ret, &p, NULL, y);
	}
}

/* Rows on both sides stand in the same order. */
static bool
same_order(const struct node *before, const struct rows *after)
{
	const struct row *r;
	size_t i, next = 0;

	for (i = 0; before != NULL && i < before->n; i++) {
		r = rows_find(after, node_text(before->items[i], "row"));
		if (r == NULL)
			continue;
		if (r->pos < next)
			return false;
		next = r->pos + 1;
	}
	return true;
}

static void
diff_rows(struct arena *a, const char *key, const struct node *before,
    const struct rows *old, const struct node *after, const struct rows *new,
    struct field_changes *ret)
{
	struct place p = { key, NULL, NULL };
	const struct row *r;
	size_t i;

	for (i = 0; i < old->n; i++) {
		p.row = node_text(before->items[i], "row");
		r = rows_find(new, p.row);
		if (r != NULL)
			diff_subs(a, p, before->items[i], r->node, ret);
		else
			change_add(a, ret, &p, before->items[i], NULL);
	}
	for (i = 0; i < new->n; i++) {
		p.row = node_text(after->items[i], "row");
		if (rows_find(old, p.row) == NULL)
			change_add(a, ret, &p, NULL, after->items[i]);
	}
}

static void
diff_field(struct arena *a, const char *key, const struct node *before,
    const struct node *after, struct field_changes *ret)
{
	struct place p = { key, NULL, NULL };
	struct rows old, new;

	if (node_equal(before, after))
		return;
	if (is_group(before) && is_group(after))
		diff_subs(a, p, node_empty(before) ? NULL : before,
		    node_empty(after) ? NULL : after, ret);
	else if (rows_index(a, before, &old) && rows_index(a, after, &new) &&
		 same_order(node_empty(before) ? NULL : before, &new))
		diff_rows(a, key, before, &old, after, &new, ret);
	else
		change_add(a, ret, &p, before, after);
}

void
diff_records(struct arena *a, const struct node *before,
    const struct node *after, struct field_changes *ret)
{
	size_t i;

	memset(ret, 0, sizeof(*ret));
	for (i = 0; before != NULL && i < before->n; i++)
		diff_field(a, before->pairs[i].key, before->pairs[i].value,
		    node_get(after, before->pairs[i].key), ret);
	for (i = 0; after != NULL && i < after->n; i++)
		if (node_get(before, after->pairs[i].key) == NULL)
			diff_field(a, after->pairs[i].key, NULL,
			    after->pairs[i].value, ret);
}
