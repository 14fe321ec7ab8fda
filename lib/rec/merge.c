#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "rec/change.h"
#include "rec/rows.h"

struct merge {
	struct arena *arena;
	struct field_changes *conflicts;
};

/* The three values of one thing. */
struct three {
	const struct node *base, *ours, *theirs;
};

struct three_rows {
	struct rows base, ours, theirs;
};

static struct node *
copy(struct merge *m, const struct node *n)
{
	return node_empty(n) ? NULL : node_copy(m->arena, n);
}

/* Settles what one side alone has changed, or both to the same. */
static bool
settle(struct merge *m, const struct three *v, struct node **ret)
{
	if (node_equal(v->ours, v->theirs) || node_equal(v->base, v->theirs))
		*ret = copy(m, v->ours);
	else if (node_equal(v->base, v->ours))
		*ret = copy(m, v->theirs);
	else
		return false;
	return true;
}

static struct node *
conflict(struct merge *m, const struct place *p, const struct three *v)
{
	change_add(m->arena, m->conflicts, p, v->ours, v->theirs);
	return copy(m, v->ours);
}

static void
merge_sub(
    struct merge *m, struct place p, const struct three *v, struct node *ret)
{
	struct three sub = { node_get(v->base, p.sub), node_get(v->ours, p.sub),
		node_get(v->theirs, p.sub) };
	struct node *value;

	if (!settle(m, &sub, &value))
		value = conflict(m, &p, &sub);
	node_set(m->arena, ret, p.sub, value);
}

/* Keys of a group or row: those of ours first, in its order. */
static struct node *
merge_subs(struct merge *m, struct place p, const struct three *v)
{
	struct node *ret = node_map(m->arena);
	size_t i;

	for (i = 0; !node_empty(v->ours) && i < v->ours->n; i++) {
		p.sub = v->ours->pairs[i].key;
		merge_sub(m, p, v, ret);
	}
	for (i = 0; !node_empty(v->theirs) && i < v->theirs->n; i++) {
		p.sub = v->theirs->pairs[i].key;
		if (node_get(v->ours, p.sub) == NULL)
			merge_sub(m, p, v, ret);
	}
	return ret;
}

static bool
is_set(const struct node *n)
{
	size_t i;

	if (node_empty(n))
		return true;
	for (i = 0; n->type == NODE_LIST && i < n->n; i++)
		if (n->items[i]->type != NODE_SCALAR)
			return false;
	return n->type == NODE_LIST;
}

static bool
has(const struct node *set, const char *text)
{
	size_t i;

	for (i = 0; set != NULL && i < set->n; i++)
		if (strcmp(set->items[i]->text, text) == 0)
			return true;
	return false;
}

static struct node *
merge_sets(struct merge *m, const struct three *v)
{
	struct node *ret = node_list(m->arena);
	const struct node *item;
	size_t i;

	for (i = 0; !node_empty(v->ours) && i < v->ours->n; i++) {
		item = v->ours->items[i];
		if (has(v->theirs, item->text) || !has(v->base, item->text))
			node_append(m->arena, ret, copy(m, item));
	}
	for (i = 0; !node_empty(v->theirs) && i < v->theirs->n; i++) {
		item = v->theirs->items[i];
		if (!has(v->ours, item->text) && !has(v->base, item->text))
			node_append(m->arena, ret, copy(m, item));
	}
	return ret;
}

static const struct node *
row_node(const struct rows *rows, const char *id)
{
	const struct row *r = rows_find(rows, id);

	return r ? r->node : NULL;
}

/* The row as it must be, or NULL where it goes. */
static struct node *
merge_row(struct merge *m, const char *key, const char *id,
    const struct three_rows *r)
{
	struct place p = { key, id, NULL };
	struct three v = { row_node(&r->base, id), row_node(&r->ours, id),
		row_node(&r->theirs, id) };
	struct node *ret;

	if (settle(m, &v, &ret))
		return ret;
	if (v.ours == NULL || v.theirs == NULL)
		return conflict(m, &p, &v);
	return merge_subs(m, p, &v);
}

static struct node *
merge_rows(struct merge *m, const char *key, const struct three *v,
    const struct three_rows *r)
{
	struct node *ret = node_list(m->arena), *row;
	const char *id;
	size_t i;

	for (i = 0; i < r->ours.n; i++) {
		id = node_text(v->ours->items[i], "row");
		row = merge_row(m, key, id, r);
		if (row != NULL)
			node_append(m->arena, ret, row);
	}
	for (i = 0; i < r->theirs.n; i++) {
		id = node_text(v->theirs->items[i], "row");
		if (rows_find(&r->ours, id) != NULL)
			continue;
		row = merge_row(m, key, id, r);
		if (row != NULL)
			node_append(m->arena, ret, row);
	}
	return ret;
}

static int
compare_entries(const void *a, const void *b)
{
	const struct node *x = *(struct node *const *)a;
	const struct node *y = *(struct node *const *)b;
	const char *s = node_text(x, "at"), *t = node_text(y, "at");
	int64_t i = 0, k = 0;

	if (s != NULL && t != NULL && time_parse(s, &i) && time_parse(t, &k) &&
	    i != k)
		return i < k ? -1 : 1;
	return strcmp(node_text(x, "row"), node_text(y, "row"));
}

/*
 * Of a list to which rows are only added, no side takes one away. What is
 * new goes by its time, then by its id, so that both sides' merges agree.
 */
static struct node *
merge_union(struct merge *m, const char *key, const struct three *v,
    const struct three_rows *r)
{
	struct node *ret = node_list(m->arena), *row;
	const struct node *lists[] = { v->base, v->ours, v->theirs };
	const char *id;
	size_t i, k, old = 0;

	for (k = 0; k < ARRAY_SIZE(lists); k++) {
		for (i = 0; !node_empty(lists[k]) && i < lists[k]->n; i++) {
			id = node_text(lists[k]->items[i], "row");
			if ((k > 0 && rows_find(&r->base, id) != NULL) ||
			    (k > 1 && rows_find(&r->ours, id) != NULL))
				continue;
			row = merge_row(m, key, id, r);
			if (row == NULL)
				row = copy(m, lists[k]->items[i]);
			node_append(m->arena, ret, row);
		}
		if (k == 0)
			old = ret->n;
	}
	if (ret->n > old)
		qsort(ret->items + old, ret->n - old, sizeof(*ret->items),
		    compare_entries);
	return ret;
}

static bool
in(const char *const *list, const char *key)
{
	for (; list != NULL && *list != NULL; list++)
		if (strcmp(*list, key) == 0)
			return true;
	return false;
}

static bool
index_three(struct merge *m, const struct three *v, struct three_rows *ret)
{
	return rows_index(m->arena, v->base, &ret->base) &&
	       rows_index(m->arena, v->ours, &ret->ours) &&
	       rows_index(m->arena, v->theirs, &ret->theirs);
}

static struct node *
merge_field(
    struct merge *m, const char *key, const struct three *v, bool append_only)
{
	struct place p = { key, NULL, NULL };
	struct three_rows rows;
	struct node *ret;

	if (append_only && index_three(m, v, &rows))
		return merge_union(m, key, v, &rows);
	if (settle(m, v, &ret))
		return ret;
	if (is_group(v->base) && is_group(v->ours) && is_group(v->theirs))
		return merge_subs(m, p, v);
	if (is_set(v->base) && is_set(v->ours) && is_set(v->theirs))
		return merge_sets(m, v);
	if (index_three(m, v, &rows))
		return merge_rows(m, key, v, &rows);
	return conflict(m, &p, v);
}

void
merge_records(struct arena *a, const struct node *base, const struct node *ours,
    const struct node *theirs, const char *const *append_only,
    struct node **ret, struct field_changes *conflicts)
{
	struct merge m = { a, conflicts };
	const struct node *sides[] = { ours, theirs };
	struct node *merged = node_map(a);
	struct three v;
	const char *key;
	size_t i, k;

	memset(conflicts, 0, sizeof(*conflicts));
	for (k = 0; k < ARRAY_SIZE(sides); k++) {
		for (i = 0; sides[k] != NULL && i < sides[k]->n; i++) {
			key = sides[k]->pairs[i].key;
			if (k > 0 && node_get(ours, key) != NULL)
				continue;
			v.base = node_get(base, key);
			v.ours = node_get(ours, key);
			v.theirs = node_get(theirs, key);
			node_set(a, merged, key,
			    merge_field(&m, key, &v, in(append_only, key)));
		}
	}
	*ret = merged;
}
