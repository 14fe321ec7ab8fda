/* What of a kind can be told only when all kinds are read. */
#include <stdlib.h>
#include <string.h>

#include "kind/set.h"

/* A row of columns: name and the field whose column it is. */
struct column {
	const char *name;
	int line, col;
};

struct columns {
	struct column *v;
	size_t n, cap;
};

static const struct field *
own_field(const struct kind *k, const char *name)
{
	size_t i;

	for (i = 0; i < k->n_fields; i++)
		if (strcmp(k->fields[i].name, name) == 0)
			return &k->fields[i];
	return NULL;
}

static struct kind *
find_kind(struct kinds *ks, const char *name)
{
	return (struct kind *)kinds_find(ks, name);
}

static void
append_field(struct load *l, struct kind *k, const struct field *f)
{
	struct field *v;

	v = arena_alloc(l->arena, (k->n_fields + 1) * sizeof(*v));
	if (k->n_fields > 0)
		memcpy(v, k->fields, k->n_fields * sizeof(*v));
	v[k->n_fields] = *f;
	v[k->n_fields].required = false;
	v[k->n_fields].def = v[k->n_fields].def_sql = NULL;
	v[k->n_fields].was = NULL;
	k->fields = v;
	k->n_fields++;
}

/*
 * A scope key not declared here is that of the kind it comes from, which
 * may have it from its own parent. Kinds that inherit in a circle end at
 * the depth limit and lack the field.
 */
static const struct field *
inherited(struct kinds *ks, const struct kind *k, const char *name, int depth)
{
	const struct field *from, *f = own_field(k, name);
	const struct kind *parent;

	if (f != NULL || depth == 0 || k->inherit.from == NULL ||
	    (from = own_field(k, k->inherit.from)) == NULL ||
	    from->to == NULL || (parent = find_kind(ks, from->to)) == NULL)
		return f;
	return inherited(ks, parent, name, depth - 1);
}

void
finish_inherit(struct load *l, struct kinds *ks, struct kind *k)
{
	const char **name;
	const struct field *f;

	if (k->inherit.from == NULL)
		return;
	for (name = k->inherit.fields; *name != NULL; name++) {
		if (own_field(k, *name) != NULL)
			continue;
		if ((f = inherited(ks, k, *name, 8)) != NULL)
			append_field(l, k, f);
	}
}

static void
label_of_target(struct kinds *ks, struct field *f)
{
	const struct kind *to;

	if (f->item != NULL)
		label_of_target(ks, f->item);
	if (f->type == TYPE_REF && f->label.text[LANG_EN] == f->name &&
	    f->to != NULL && (to = kinds_find(ks, f->to)) != NULL)
		f->label = to->label;
}

void
finish_labels(struct kinds *ks, struct kind *k)
{
	const struct kind *to;
	size_t i, j;

	for (i = 0; i < k->n_fields; i++) {
		label_of_target(ks, &k->fields[i]);
		for (j = 0; j < k->fields[i].n_fields; j++)
			label_of_target(ks, &k->fields[i].fields[j]);
	}
	for (i = 0; i < k->n_derive; i++)
		label_of_target(ks, &k->derive[i].field);
	for (i = 0; i < k->show.n_related; i++) {
		struct show_item *item = &k->show.related[i];

		if (item->label.text[LANG_EN][0] != '\0')
			continue;
		to = kinds_plural(ks, item->name);
		load_label_default(&item->label, item->name);
		if (to != NULL)
			item->label = to->label;
	}
}

static void
make_builtins(struct load *l, const struct kinds *ks, struct kind *k)
{
	struct field *f;
	size_t i;

	k->builtins =
	    arena_alloc(l->arena, n_builtin_fields * sizeof(*k->builtins));
	memcpy(k->builtins, builtin_fields,
	    n_builtin_fields * sizeof(*k->builtins));
	for (i = 0; i < n_builtin_fields; i++) {
		f = &k->builtins[i];
		if (strcmp(f->name, "merged_into") == 0)
			f->to = k->name;
		else if (f->type == TYPE_REF && ks->person != NULL)
			f->to = ks->person->name;
	}
	f = &k->builtins[0];
	if (k->n_states == 0)
		return;
	f->type = TYPE_CHOICE;
	f->n_choices = k->n_states;
	f->choices = arena_zalloc(l->arena, k->n_states * sizeof(*f->choices));
	for (i = 0; i < k->n_states; i++) {
		f->choices[i].key = k->states[i].name;
		f->choices[i].label = k->states[i].label;
	}
}

static int
compare_fields(const void *a, const void *b)
{
	const struct field *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

static void
make_by_name(struct load *l, struct kind *k)
{
	size_t i, n = 0;

	k->n_by_name = k->n_fields + n_builtin_fields;
	k->by_name = arena_alloc(l->arena, k->n_by_name * sizeof(*k->by_name));
	for (i = 0; i < n_builtin_fields; i++)
		k->by_name[n++] = &k->builtins[i];
	for (i = 0; i < k->n_fields; i++)
		k->by_name[n++] = &k->fields[i];
	qsort(k->by_name, n, sizeof(*k->by_name), compare_fields);
}

/* state, owner, the schema's own, the other built-in ones. */
static void
make_key_order(struct load *l, struct kind *k)
{
	static const char *const unwritten[] = { "id", "kind", "title" };
	size_t i, n = 0, last = n_builtin_fields - ARRAY_SIZE(unwritten);

	k->key_order = arena_alloc(l->arena,
	    (k->n_fields + n_builtin_fields + 1) * sizeof(*k->key_order));
	k->key_order[n++] = "state";
	k->key_order[n++] = "owner";
	for (i = 0; i < k->n_fields; i++)
		k->key_order[n++] = k->fields[i].name;
	for (i = 2; i < last; i++)
		k->key_order[n++] = builtin_fields[i].name;
	k->key_order[n] = NULL;
}

static void
add_column(struct columns *c, const char *name, int line, int col)
{
	c->v = vec_grow(c->v, c->n, &c->cap, sizeof(*c->v));
	c->v[c->n].name = name;
	c->v[c->n].line = line;
	c->v[c->n].col = col;
	c->n++;
}

static void
add_joined(
    struct load *l, struct columns *c, const struct field *f, const char *end)
{
	add_column(c, arena_printf(l->arena, "%s_%s", f->name, end), AT(f));
}

static void
add_field_columns(struct load *l, struct columns *c, const struct field *f)
{
	size_t i;

	add_column(c, f->name, AT(f));
	if (f->fold)
		add_joined(l, c, f, "fold");
	if (f->core)
		add_joined(l, c, f, "core");
	if (f->type == TYPE_FILE) {
		add_joined(l, c, f, "size");
		add_joined(l, c, f, "sha256");
	}
	for (i = 0; f->type == TYPE_GROUP && i < f->n_fields; i++)
		add_joined(l, c, f, f->fields[i].name);
}

static int
compare_columns(const void *a, const void *b)
{
	const struct column *x = a, *y = b;
	int c = strcmp(x->name, y->name);

	if (c == 0)
		c = x->line - y->line;
	return c ? c : x->col - y->col;
}

/* Two columns of one name would break the table. Built-in ones have no
 * place and come first, so the finding stands at what a person wrote. */
static void
check_columns(struct load *l, struct columns *c)
{
	size_t i;

	qsort(c->v, c->n, sizeof(*c->v), compare_columns);
	for (i = 1; i < c->n; i++) {
		if (strcmp(c->v[i].name, c->v[i - 1].name) != 0)
			continue;
		if (c->v[i - 1].line == 0)
			load_error(l, AT(&c->v[i]),
			    "\"%s\" is the name of a built-in field",
			    c->v[i].name);
		else
			load_error(l, AT(&c->v[i]),
			    "there is a column \"%s\" already, of line %d",
			    c->v[i].name, c->v[i - 1].line);
	}
	free(c->v);
}

static void
check_row_columns(struct load *l, const struct field *f)
{
	static const char *const builtin[] = { "parent", "pos", "row" };
	struct columns c = { NULL, 0, 0 };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(builtin); i++)
		add_column(&c, builtin[i], 0, 0);
	for (i = 0; i < f->n_fields; i++)
		add_field_columns(l, &c, &f->fields[i]);
	for (i = 0; i < f->n_derive; i++)
		add_column(&c, f->derive[i].name, AT(&f->derive[i]));
	check_columns(l, &c);
}

static void
check_kind_columns(struct load *l, const struct kind *k)
{
	struct columns c = { NULL, 0, 0 };
	size_t i;

	for (i = 0; i < n_builtin_fields; i++)
		add_column(&c, builtin_fields[i].name, 0, 0);
	for (i = 0; i < k->n_fields; i++) {
		add_field_columns(l, &c, &k->fields[i]);
		if (k->fields[i].type == TYPE_LIST)
			check_row_columns(l, &k->fields[i]);
	}
	for (i = 0; i < k->n_derive; i++)
		add_column(&c, k->derive[i].name, AT(&k->derive[i]));
	check_columns(l, &c);
}

static uint64_t
state_bit(const struct kind *k, const char *name)
{
	const struct state *s = name ? kind_state(k, name) : NULL;

	return s != NULL ? (uint64_t)1 << (s - k->states) : 0;
}

/* States that verbs and the ladder's ways lead to from the start. */
static uint64_t
reachable(const struct kind *k, bool approve)
{
	const struct ladder *ld = k->ladder;
	uint64_t all = state_bit(k, k->start), before;
	const char **from;
	size_t i;

	do {
		before = all;
		for (i = 0; i < k->n_verbs; i++)
			for (from = k->verbs[i].from; *from != NULL; from++)
				if (state_bit(k, *from) & all)
					all |= state_bit(k, k->verbs[i].to);
		if (ld != NULL && state_bit(k, ld->state) & all) {
			all |= state_bit(k, ld->refused);
			all |= state_bit(k, ld->returned);
			all |= approve ? state_bit(k, ld->approved) : 0;
		}
	} while (all != before);
	return all;
}

void
finish_kind(struct load *l, struct kinds *ks, struct kind *k)
{
	make_builtins(l, ks, k);
	make_by_name(l, k);
	make_key_order(l, k);
	check_kind_columns(l, k);
	if (k->ladder != NULL)
		k->behind_ladder = reachable(k, true) & ~reachable(k, false);
}
