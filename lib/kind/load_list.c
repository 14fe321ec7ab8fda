/* How records are listed and shown. */
#include <stddef.h>
#include <string.h>

#include "kind/load.h"

static const char *none[] = { NULL };

/* "-name" sorts down. */
static void
list_sort(struct load *l, const struct pair *p, void *kind)
{
	const char **names = load_names(l, p->value, p->key);
	struct kind *k = kind;
	size_t i, n = 0;

	if (names == NULL)
		return;
	while (names[n] != NULL)
		n++;
	k->list.sort = arena_zalloc(l->arena, (n + 1) * sizeof(*k->list.sort));
	k->list.n_sort = n;
	for (i = 0; i < n; i++) {
		k->list.sort[i].down = names[i][0] == '-';
		k->list.sort[i].name = names[i] + (names[i][0] == '-');
	}
}

static const struct spec list_specs[] = {
	{ "columns", SPEC_NAMES, offsetof(struct kind, list.columns), true,
	    NULL, NULL },
	{ "sort", SPEC_WITH, 0, false, NULL, list_sort },
};

void
load_list(struct load *l, const struct pair *p, void *kind)
{
	LOAD_MAP(l, p->value, "\"list\"", list_specs, kind);
}

#define I(member) offsetof(struct show_item, member)

static const struct spec item_specs[] = {
	{ "label", SPEC_LABEL, I(label), false, NULL, NULL },
	{ "last", SPEC_INT, I(last), false, NULL, NULL },
	{ "name", SPEC_NAME, I(name), true, NULL, NULL },
	{ "sum", SPEC_NAMES, I(sum), false, NULL, NULL },
	{ "via", SPEC_NAME, I(via), false, NULL, NULL },
	{ "where", SPEC_TEXT, I(where), false, NULL, NULL },
};

/* NAME or {name, via, ...} */
static void
load_item(struct load *l, const struct node *n, struct show_item *item)
{
	if (n->type != NODE_SCALAR)
		LOAD_MAP(l, n, "\"related\"", item_specs, item);
	else
		item->name = load_text(l, n, "related");
	if (item->name == NULL)
		item->name = "";
	if (item->sum == NULL)
		item->sum = none;
	load_label_default(&item->label, "");
}

static void
show_related(struct load *l, const struct pair *p, void *kind)
{
	const struct node *n = p->value;
	struct kind *k = kind;
	size_t i;

	if (!load_is_list(l, n, p->key))
		return;
	k->show.related =
	    arena_zalloc(l->arena, (n->n + 1) * sizeof(*k->show.related));
	k->show.n_related = n->n;
	for (i = 0; i < n->n; i++)
		load_item(l, n->items[i], &k->show.related[i]);
}

static const struct spec group_specs[] = {
	{ "fields", SPEC_NAMES, offsetof(struct show_group, fields), true, NULL,
	    NULL },
	{ "label", SPEC_LABEL, offsetof(struct show_group, label), false, NULL,
	    NULL },
};

static void
show_groups(struct load *l, const struct pair *p, void *kind)
{
	const struct node *n = p->value;
	struct kind *k = kind;
	size_t i;

	if (!load_is_list(l, n, p->key))
		return;
	k->show.groups =
	    arena_zalloc(l->arena, (n->n + 1) * sizeof(*k->show.groups));
	k->show.n_groups = n->n;
	for (i = 0; i < n->n; i++) {
		struct show_group *g = &k->show.groups[i];

		LOAD_MAP(l, n->items[i], "a group", group_specs, g);
		load_label_default(&g->label, "");
		if (g->fields == NULL)
			g->fields = none;
	}
}

static const struct spec show_specs[] = {
	{ "groups", SPEC_WITH, 0, false, NULL, show_groups },
	{ "related", SPEC_WITH, 0, false, NULL, show_related },
};

void
load_show(struct load *l, const struct pair *p, void *kind)
{
	LOAD_MAP(l, p->value, "\"show\"", show_specs, kind);
}
