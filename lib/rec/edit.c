#include "rec/edit.h"

#include <string.h>

bool
edit_whole(const struct edit *e)
{
	return e->row == NULL && e->pos < 0 && e->sub == NULL && !e->add;
}

int
edit_item(
    const struct node *list, const struct edit *e, size_t *ret, struct err *err)
{
	const char *id;
	size_t i;

	if (!node_empty(list) && list->type != NODE_LIST)
		return err_set(err, CRM_EDATA, "\"%s\" is no list", e->key);
	if (e->row == NULL) {
		if (list == NULL || list->type != NODE_LIST ||
		    (size_t)e->pos >= list->n)
			return err_set(err, CRM_ENOENT, "\"%s\" has no item %d",
			    e->key, e->pos + 1);
		*ret = (size_t)e->pos;
		return 0;
	}
	for (i = 0; list != NULL && i < list->n; i++) {
		id = list->type == NODE_LIST ? node_text(list->items[i], "row")
					     : NULL;
		if (id != NULL && strcmp(id, e->row) == 0) {
			*ret = i;
			return 0;
		}
	}
	return err_set(
	    err, CRM_ENOENT, "\"%s\" has no row \"%s\"", e->key, e->row);
}

static struct node *
value_of(struct arena *a, const struct edit *e)
{
	return node_empty(e->value) ? NULL : node_copy(a, e->value);
}

static int
append(struct arena *a, struct node *map, const struct edit *e, struct err *err)
{
	struct node *list = node_get(map, e->key);

	if (e->value == NULL)
		return err_set(
		    err, CRM_EUSAGE, "nothing to add to \"%s\"", e->key);
	if (!node_empty(list) && list->type != NODE_LIST)
		return err_set(err, CRM_EDATA, "\"%s\" is no list", e->key);
	if (node_empty(list)) {
		list = node_list(a);
		node_set(a, map, e->key, list);
	}
	node_append(a, list, node_copy(a, e->value));
	return 0;
}

/* A row keeps its id, whatever replaces it. */
static struct node *
with_row(struct arena *a, struct node *value, const char *row)
{
	struct node *ret;
	size_t i;

	if (row == NULL || value->type != NODE_MAP || node_text(value, "row"))
		return value;
	ret = node_map(a);
	node_set_text(a, ret, "row", row);
	for (i = 0; i < value->n; i++)
		if (strcmp(value->pairs[i].key, "row") != 0)
			node_set(
			    a, ret, value->pairs[i].key, value->pairs[i].value);
	return ret;
}

static int
set_sub(
    struct arena *a, struct node **map, const struct edit *e, struct err *err)
{
	if (!node_empty(*map) && (*map)->type != NODE_MAP)
		return err_set(err, CRM_EDATA,
		    "\"%s\" has no fields like "
		    "\"%s\"",
		    e->key, e->sub);
	if (*map == NULL || (*map)->type != NODE_MAP)
		*map = node_map(a);
	node_set(a, *map, e->sub, value_of(a, e));
	return 0;
}

static int
edit_in_list(
    struct arena *a, struct node *map, const struct edit *e, struct err *err)
{
	struct node *list = node_get(map, e->key), *value;
	size_t i;
	int ret;

	if ((ret = edit_item(list, e, &i, err)) != 0)
		return ret;
	if (e->sub != NULL)
		return set_sub(a, &list->items[i], e, err);
	value = value_of(a, e);
	if (value == NULL)
		node_remove_at(list, i);
	else
		list->items[i] = with_row(a, value, e->row);
	return 0;
}

int
edit_apply(
    struct arena *a, struct node *map, const struct edit *e, struct err *err)
{
	struct node *group;
	int ret;

	if (e->add)
		return append(a, map, e, err);
	if (e->row != NULL || e->pos >= 0)
		return edit_in_list(a, map, e, err);
	if (e->sub == NULL) {
		node_set(a, map, e->key, value_of(a, e));
		return 0;
	}
	group = node_get(map, e->key);
	if ((ret = set_sub(a, &group, e, err)) != 0)
		return ret;
	node_set(a, map, e->key, group);
	return 0;
}
