#include "rec/rows.h"

#include <stdlib.h>
#include <string.h>

static int
compare(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return strcmp(x->id, y->id);
}

bool
rows_index(struct arena *a, const struct node *list, struct rows *ret)
{
	size_t i;

	memset(ret, 0, sizeof(*ret));
	if (node_empty(list))
		return true;
	if (list->type != NODE_LIST)
		return false;
	ret->v = arena_alloc(a, list->n * sizeof(*ret->v));
	for (i = 0; i < list->n; i++) {
		ret->v[i].id = node_text(list->items[i], "row");
		ret->v[i].node = list->items[i];
		ret->v[i].pos = i;
		if (ret->v[i].id == NULL)
			return false;
	}
	ret->n = list->n;
	qsort(ret->v, ret->n, sizeof(*ret->v), compare);
	for (i = 1; i < ret->n; i++)
		if (strcmp(ret->v[i - 1].id, ret->v[i].id) == 0)
			return false;
	return true;
}

const struct row *
rows_find(const struct rows *rows, const char *id)
{
	struct row key = { .id = id };

	if (rows->n == 0)
		return NULL;
	return bsearch(&key, rows->v, rows->n, sizeof(*rows->v), compare);
}
