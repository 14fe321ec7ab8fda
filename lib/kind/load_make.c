/* Effects: what a verb, or entering a state, makes of other records. */
#include <stddef.h>
#include <string.h>

#include "kind/load.h"

static void
assigns(struct load *l, const struct pair *p, struct assign **ret, size_t *n)
{
	const struct node *map = p->value;
	size_t i;

	if (!load_is_map(l, map, p->key))
		return;
	*ret = arena_zalloc(l->arena, (map->n + 1) * sizeof(**ret));
	for (i = 0; i < map->n; i++) {
		(*ret)[i].name = map->pairs[i].key;
		(*ret)[i].sql =
		    load_text(l, map->pairs[i].value, map->pairs[i].key);
		if ((*ret)[i].sql == NULL)
			(*ret)[i].sql = "NULL";
	}
	*n = map->n;
}

/* "all", or {target: expr} */
static void
copies(struct load *l, const struct pair *p, bool *all, struct assign **ret,
    size_t *n)
{
	static const char *const words[] = { "all", NULL };

	if (p->value->type == NODE_SCALAR)
		*all = load_word(l, p->value, p->key, words) == 0;
	else
		assigns(l, p, ret, n);
}

static void
make_copy(struct load *l, const struct pair *p, void *to)
{
	struct make *m = to;

	copies(l, p, &m->copy_all, &m->copy, &m->n_copy);
}

static void
make_set(struct load *l, const struct pair *p, void *to)
{
	struct make *m = to;

	assigns(l, p, &m->set, &m->n_set);
}

static void
rows_copy(struct load *l, const struct pair *p, void *to)
{
	struct make_rows *r = to;

	copies(l, p, &r->copy_all, &r->copy, &r->n_copy);
}

static const struct spec rows_specs[] = {
	{ "copy", SPEC_WITH, 0, true, NULL, rows_copy },
	{ "from", SPEC_NAME, offsetof(struct make_rows, from), true, NULL,
	    NULL },
	{ "where", SPEC_TEXT, offsetof(struct make_rows, where), false, NULL,
	    NULL },
};

static void
make_rows(struct load *l, const struct pair *p, void *to)
{
	const struct node *map = p->value;
	struct make *m = to;
	size_t i;

	if (!load_is_map(l, map, p->key))
		return;
	m->rows = arena_zalloc(l->arena, (map->n + 1) * sizeof(*m->rows));
	m->n_rows = map->n;
	for (i = 0; i < map->n; i++) {
		m->rows[i].list = map->pairs[i].key;
		LOAD_MAP(l, map->pairs[i].value, "\"rows\"", rows_specs,
		    &m->rows[i]);
	}
}

#define M(member) offsetof(struct make, member)

static const struct spec make_specs[] = {
	{ "back", SPEC_NAME, M(back), false, NULL, NULL },
	{ "change", SPEC_TEXT, M(change), false, NULL, NULL },
	{ "copy", SPEC_WITH, 0, false, NULL, make_copy },
	{ "kind", SPEC_NAME, M(kind), false, NULL, NULL },
	{ "link", SPEC_NAME, M(link), false, NULL, NULL },
	{ "rows", SPEC_WITH, 0, false, NULL, make_rows },
	{ "set", SPEC_WITH, 0, false, NULL, make_set },
	{ "verb", SPEC_NAME, M(verb), false, NULL, NULL },
	{ "when", SPEC_TEXT, M(when), false, NULL, NULL },
};

static void
load_make(struct load *l, const struct node *n, struct make *m)
{
	static const char *const creating[] = { "back", "copy", "link",
		"rows" };
	size_t i;

	LOAD_MAP(l, n, "an effect", make_specs, m);
	if (n->type != NODE_MAP)
		return;
	if ((m->kind == NULL) == (m->change == NULL)) {
		load_error(
		    l, AT(n), "an effect has either \"kind\" or \"change\"");
		return;
	}
	if (m->change == NULL)
		return;
	if ((m->verb == NULL) == (m->n_set == 0))
		load_error(
		    l, AT(n), "\"change\" needs either \"verb\" or \"set\"");
	for (i = 0; i < ARRAY_SIZE(creating); i++)
		if (node_get(n, creating[i]) != NULL)
			load_error(l, AT(node_get(n, creating[i])),
			    "\"%s\" does not go with \"change\"", creating[i]);
}

void
load_makes(
    struct load *l, const struct node *n, struct make **ret, size_t *n_ret)
{
	size_t i, count = n->type == NODE_LIST ? n->n : 1;

	*ret = arena_zalloc(l->arena, (count + 1) * sizeof(**ret));
	*n_ret = count;
	for (i = 0; i < count; i++)
		load_make(
		    l, n->type == NODE_LIST ? n->items[i] : n, &(*ret)[i]);
}
