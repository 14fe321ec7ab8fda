#include "rec/node.h"

#include <string.h>

struct node *
node_scalar(struct arena *a, const char *text)
{
	struct node *n = arena_zalloc(a, sizeof(*n));

	n->type = NODE_SCALAR;
	n->text = arena_strdup(a, text);
	return n;
}

struct node *
node_list(struct arena *a)
{
	struct node *n = arena_zalloc(a, sizeof(*n));

	n->type = NODE_LIST;
	return n;
}

struct node *
node_map(struct arena *a)
{
	struct node *n = arena_zalloc(a, sizeof(*n));

	n->type = NODE_MAP;
	return n;
}

static void
copy_items(struct arena *a, struct node *ret, const struct node *n)
{
	size_t i;

	ret->items = arena_alloc(a, n->n * sizeof(*ret->items));
	for (i = 0; i < n->n; i++)
		ret->items[i] = node_copy(a, n->items[i]);
}

static void
copy_pairs(struct arena *a, struct node *ret, const struct node *n)
{
	size_t i;

	ret->pairs = arena_alloc(a, n->n * sizeof(*ret->pairs));
	for (i = 0; i < n->n; i++) {
		ret->pairs[i] = n->pairs[i];
		ret->pairs[i].key = arena_strdup(a, n->pairs[i].key);
		ret->pairs[i].value = node_copy(a, n->pairs[i].value);
	}
}

struct node *
node_copy(struct arena *a, const struct node *n)
{
	struct node *ret = arena_alloc(a, sizeof(*ret));

	*ret = *n;
	ret->cap = n->n;
	if (n->type == NODE_SCALAR)
		ret->text = arena_strdup(a, n->text);
	else if (n->type == NODE_LIST)
		copy_items(a, ret, n);
	else
		copy_pairs(a, ret, n);
	return ret;
}

static struct pair *
find(const struct node *map, const char *key)
{
	size_t i;

	if (map == NULL || map->type != NODE_MAP)
		return NULL;
	for (i = 0; i < map->n; i++)
		if (strcmp(map->pairs[i].key, key) == 0)
			return &map->pairs[i];
	return NULL;
}

struct node *
node_get(const struct node *n, const char *key)
{
	struct pair *p = find(n, key);

	return p ? p->value : NULL;
}

const char *
node_text(const struct node *n, const char *key)
{
	const struct node *v = node_get(n, key);

	if (v == NULL || v->type != NODE_SCALAR || v->text[0] == '\0')
		return NULL;
	return v->text;
}

/* An arena frees nothing, so the old vector just stays behind. */
static void *
grow(struct arena *a, const void *vec, size_t n, size_t *cap, size_t size)
{
	size_t more = *cap ? *cap * 2 : 4;
	void *v;

	if (n < *cap)
		return (void *)vec;
	v = arena_alloc(a, more * size);
	if (n > 0)
		memcpy(v, vec, n * size);
	*cap = more;
	return v;
}

static void
remove_pair(struct node *map, struct pair *p)
{
	size_t i = (size_t)(p - map->pairs);

	memmove(p, p + 1, (map->n - i - 1) * sizeof(*p));
	map->n--;
}

void
node_set(struct arena *a, struct node *map, const char *key, struct node *value)
{
	struct pair *p = find(map, key);

	if (p != NULL && value == NULL) {
		remove_pair(map, p);
	} else if (p != NULL) {
		p->value = value;
	} else if (value != NULL) {
		map->pairs =
		    grow(a, map->pairs, map->n, &map->cap, sizeof(*map->pairs));
		p = &map->pairs[map->n++];
		p->key = arena_strdup(a, key);
		p->line = p->col = 0;
		p->value = value;
	}
}

void
node_set_text(
    struct arena *a, struct node *map, const char *key, const char *text)
{
	node_set(a, map, key, text ? node_scalar(a, text) : NULL);
}

void
node_append(struct arena *a, struct node *list, struct node *item)
{
	list->items =
	    grow(a, list->items, list->n, &list->cap, sizeof(*list->items));
	list->items[list->n++] = item;
}

void
node_remove_at(struct node *list, size_t i)
{
	memmove(list->items + i, list->items + i + 1,
	    (list->n - i - 1) * sizeof(*list->items));
	list->n--;
}

struct node *
node_row(const struct node *list, const char *row)
{
	const char *id;
	size_t i;

	if (list == NULL || list->type != NODE_LIST)
		return NULL;
	for (i = 0; i < list->n; i++) {
		id = node_text(list->items[i], "row");
		if (id != NULL && strcmp(id, row) == 0)
			return list->items[i];
	}
	return NULL;
}

bool
node_empty(const struct node *n)
{
	size_t i;

	if (n == NULL)
		return true;
	if (n->type == NODE_SCALAR)
		return n->text[0] == '\0';
	if (n->type == NODE_LIST)
		return n->n == 0;
	for (i = 0; i < n->n; i++)
		if (!node_empty(n->pairs[i].value))
			return false;
	return true;
}

/* Every value of `a` is in `b`. */
static bool
within(const struct node *a, const struct node *b)
{
	const struct node *other;
	size_t i;

	for (i = 0; i < a->n; i++) {
		/* most often both have the keys in the same order */
		if (i < b->n && strcmp(a->pairs[i].key, b->pairs[i].key) == 0)
			other = b->pairs[i].value;
		else
			other = node_get(b, a->pairs[i].key);
		if (!node_equal(a->pairs[i].value, other))
			return false;
	}
	return true;
}

/* Keys of `a` that `b` lacks are all empty. */
static bool
nothing_more(const struct node *a, const struct node *b)
{
	size_t i;

	for (i = 0; i < a->n; i++) {
		if (i < b->n && strcmp(a->pairs[i].key, b->pairs[i].key) == 0)
			continue;
		if (!node_empty(a->pairs[i].value) &&
		    node_get(b, a->pairs[i].key) == NULL)
			return false;
	}
	return true;
}

bool
node_equal(const struct node *a, const struct node *b)
{
	size_t i;

	if (node_empty(a) || node_empty(b))
		return node_empty(a) && node_empty(b);
	if (a->type != b->type)
		return false;
	if (a->type == NODE_SCALAR)
		return strcmp(a->text, b->text) == 0;
	if (a->type == NODE_MAP)
		return within(a, b) && nothing_more(b, a);
	if (a->n != b->n)
		return false;
	for (i = 0; i < a->n; i++)
		if (!node_equal(a->items[i], b->items[i]))
			return false;
	return true;
}
