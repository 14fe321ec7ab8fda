/*
 * The order of derived fields: each behind those it uses, over all kinds
 * and lists, and no circle among them.
 */
#include <stdlib.h>
#include <string.h>

#include "kind/scan.h"
#include "kind/set.h"

/* The rows of a kind, or of one of its lists. */
struct table {
	const struct kind *kind;  /* NULL = not known here */
	const struct field *list; /* NULL = the records */
};

struct vertex {
	const struct derive *derive;
	struct table table;
	size_t *uses; /* vertices */
	size_t n_uses, cap_uses;
	enum { VERTEX_NEW, VERTEX_OPEN, VERTEX_DONE } state;
	size_t order;
};

struct graph {
	struct load *load;
	const struct kinds *kinds;
	struct vertex *v; /* sorted by `derive` */
	size_t n, cap;
	struct scan scan;
	size_t *path, n_path, cap_path; /* vertices being visited */
	size_t done;
};

static void
add_vertices(
    struct graph *g, struct table t, const struct derive *derive, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		g->v = vec_grow(g->v, g->n, &g->cap, sizeof(*g->v));
		memset(&g->v[g->n], 0, sizeof(*g->v));
		g->v[g->n].derive = &derive[i];
		g->v[g->n].table = t;
		g->n++;
	}
}

static int
compare(const void *a, const void *b)
{
	const struct vertex *x = a, *y = b;

	return (x->derive > y->derive) - (x->derive < y->derive);
}

static void
add_use(struct graph *g, struct vertex *from, const struct derive *derive)
{
	struct vertex key = { .derive = derive };
	const struct vertex *to =
	    bsearch(&key, g->v, g->n, sizeof(*g->v), compare);

	if (to == NULL)
		return;
	from->uses = vec_grow(
	    from->uses, from->n_uses, &from->cap_uses, sizeof(*from->uses));
	from->uses[from->n_uses++] = (size_t)(to - g->v);
}

static struct table
find_table(const struct graph *g, const char *name)
{
	struct table t = { kinds_plural(g->kinds, name), NULL };

	if (t.kind == NULL)
		t.kind = kinds_list_view(g->kinds, name, &t.list);
	return t;
}

static bool
is_row_column(const char *name)
{
	return strcmp(name, "row") == 0 || strcmp(name, "pos") == 0 ||
	       strcmp(name, "parent") == 0 || strcmp(name, "value") == 0;
}

/* Looks a column up; sets the field (stored or derived) if it is one of
 * the schema's. */
static bool
has_column(struct table t, const char *name, const struct derive **derive,
    const struct field **field)
{
	*derive = NULL;
	if (t.kind == NULL)
		return false;
	if (t.list != NULL) {
		*derive = field_derive(t.list, name);
		*field = *derive ? &(*derive)->field : field_sub(t.list, name);
		return *field != NULL || is_row_column(name);
	}
	*derive = kind_derive(t.kind, name);
	*field = *derive ? &(*derive)->field : kind_field(t.kind, name);
	return *field != NULL;
}

/* A bare column: of the tables around it from the inside out, then of the
 * expression's own row, then of the record the row is in. */
static bool
find_column(struct graph *g, const struct vertex *v, const struct scan_word *w,
    const struct derive **derive, const struct field **field)
{
	const struct scan *s = &g->scan;
	struct table record = { v->table.kind, NULL };
	size_t i;
	int scope;

	for (scope = w->scope; scope >= 0; scope = s->parents[scope])
		for (i = 0; i < s->n_tables; i++)
			if (s->tables[i].scope == scope &&
			    has_column(find_table(g, s->tables[i].name),
				w->name, derive, field))
				return true;
	return has_column(v->table, w->name, derive, field) ||
	       has_column(record, w->name, derive, field);
}

/* What stands before a dot as a table: an alias or a table around it, the
 * expression's own, or `parent`. */
static bool
find_qualifier(struct graph *g, const struct vertex *v,
    const struct scan_word *w, struct table *ret)
{
	const struct scan *s = &g->scan;
	size_t i;
	int scope;

	for (scope = w->scope; scope >= 0; scope = s->parents[scope]) {
		for (i = 0; i < s->n_tables; i++) {
			const struct scan_table *t = &s->tables[i];

			if (t->scope != scope ||
			    strcmp(t->alias[0] ? t->alias : t->name, w->name) !=
				0)
				continue;
			*ret = find_table(g, t->name);
			return true;
		}
	}
	if (v->table.list != NULL && strcmp(w->name, "parent") == 0) {
		ret->kind = v->table.kind;
		ret->list = NULL;
		return true;
	}
	*ret = find_table(g, w->name);
	return ret->kind == v->table.kind && ret->kind != NULL;
}

static struct table
target(const struct graph *g, const struct field *f)
{
	struct table t = { NULL, NULL };

	if (f == NULL || f->type != TYPE_REF || f->to == NULL)
		return t;
	t.kind = kinds_find(g->kinds, f->to);
	if (t.kind != NULL && f->to_list != NULL)
		t.list = kind_field(t.kind, f->to_list);
	return t;
}

/* One name with the dotted ones behind it. */
static size_t
follow(struct graph *g, struct vertex *v, size_t at)
{
	const struct scan_word *w = &g->scan.words[at];
	const struct derive *derive = NULL;
	const struct field *field = NULL;
	struct table t;

	if (!w->dot_after || !find_qualifier(g, v, w, &t)) {
		if (find_column(g, v, w, &derive, &field) && derive != NULL)
			add_use(g, v, derive);
		t = target(g, field);
	}
	while (w->dot_after && at + 1 < g->scan.n_words) {
		w = &g->scan.words[++at];
		field = NULL;
		if (has_column(t, w->name, &derive, &field) && derive != NULL)
			add_use(g, v, derive);
		t = target(g, field);
	}
	return at + 1;
}

static void
find_uses(struct graph *g, struct vertex *v)
{
	size_t at = 0;

	scan_sql(&g->scan, v->derive->sql);
	while (at < g->scan.n_words)
		at = follow(g, v, at);
}

static void
report_cycle(struct graph *g, size_t from)
{
	const struct vertex *v = &g->v[from];
	struct buf _cleanup_(buf_release) b = BUF_INIT;
	size_t i = g->n_path;

	while (i > 0 && g->path[i - 1] != from)
		i--;
	for (i--; i < g->n_path; i++)
		buf_printf(&b, "%s.%s, ", g->v[g->path[i]].table.kind->name,
		    g->v[g->path[i]].derive->name);
	buf_printf(&b, "%s.%s", v->table.kind->name, v->derive->name);
	g->load->file = v->table.kind->path;
	load_error(g->load, AT(v->derive),
	    "derived fields use each other in a circle: %s; a column of "
	    "another table needs its table's name before it",
	    b.data);
}

static void
visit(struct graph *g, size_t at)
{
	size_t i;

	if (g->v[at].state == VERTEX_OPEN)
		report_cycle(g, at);
	if (g->v[at].state != VERTEX_NEW)
		return;
	g->v[at].state = VERTEX_OPEN;
	g->path = vec_grow(g->path, g->n_path, &g->cap_path, sizeof(*g->path));
	g->path[g->n_path++] = at;
	for (i = 0; i < g->v[at].n_uses; i++)
		visit(g, g->v[at].uses[i]);
	g->n_path--;
	g->v[at].state = VERTEX_DONE;
	g->v[at].order = g->done++;
}

static size_t
order_of(const struct graph *g, const struct derive *derive)
{
	struct vertex key = { .derive = derive };
	const struct vertex *v =
	    bsearch(&key, g->v, g->n, sizeof(*g->v), compare);

	return v->order;
}

/* A few dozen at most: insertion keeps the schema's order where it may. */
static struct derive *
sorted(const struct graph *g, struct derive *derive, size_t n)
{
	struct derive *ret;
	size_t *orders, i, j, order;

	if (n < 2)
		return derive;
	ret = arena_alloc(g->load->arena, n * sizeof(*ret));
	orders = arena_alloc(g->load->arena, n * sizeof(*orders));
	for (i = 0; i < n; i++) {
		order = order_of(g, &derive[i]);
		for (j = i; j > 0 && orders[j - 1] > order; j--) {
			orders[j] = orders[j - 1];
			ret[j] = ret[j - 1];
		}
		orders[j] = order;
		ret[j] = derive[i];
	}
	return ret;
}

static void
sort_all(const struct graph *g, struct kinds *ks)
{
	struct kind *k;
	size_t i, j;

	for (i = 0; i < ks->n; i++) {
		k = ks->v[i];
		k->derive = sorted(g, k->derive, k->n_derive);
		for (j = 0; j < k->n_fields; j++)
			k->fields[j].derive = sorted(
			    g, k->fields[j].derive, k->fields[j].n_derive);
	}
}

static void
make_graph(struct graph *g)
{
	const struct kinds *ks = g->kinds;
	size_t i, j;

	for (i = 0; i < ks->n; i++) {
		const struct kind *k = ks->v[i];
		struct table t = { k, NULL };

		add_vertices(g, t, k->derive, k->n_derive);
		for (j = 0; j < k->n_fields; j++) {
			t.list = &k->fields[j];
			add_vertices(g, t, t.list->derive, t.list->n_derive);
		}
	}
	if (g->n > 0)
		qsort(g->v, g->n, sizeof(*g->v), compare);
	for (i = 0; i < g->n; i++)
		find_uses(g, &g->v[i]);
}

void
derive_order(struct load *l, struct kinds *ks)
{
	struct graph g = { .load = l, .kinds = ks, .scan = SCAN_INIT };
	size_t i;

	make_graph(&g);
	for (i = 0; i < g.n; i++)
		visit(&g, i);
	sort_all(&g, ks);
	for (i = 0; i < g.n; i++)
		free(g.v[i].uses);
	free(g.v);
	free(g.path);
	scan_free(&g.scan);
}
