/* All kinds of a book: loading and looking up. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "kind/set.h"

struct names {
	struct arena *arena;
	const char **v;
	size_t n, cap;
};

static bool
is_kind_file(const char *name)
{
	size_t n = strlen(name);

	return n > 5 && strcmp(name + n - 5, ".yaml") == 0 &&
	       strcmp(name, "settings.yaml") != 0 &&
	       strcmp(name, "access.yaml") != 0;
}

static int
add_name(const char *name, void *arg)
{
	struct names *names = arg;

	if (!is_kind_file(name))
		return 0;
	names->v = vec_grow(names->v, names->n, &names->cap, sizeof(*names->v));
	names->v[names->n++] =
	    arena_strndup(names->arena, name, strlen(name) - 5);
	return 0;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Errors in this file among the findings from `since` on. */
static bool
has_error(const struct diag *diag, size_t since, const char *file)
{
	size_t i;

	for (i = since; i < diag->n; i++)
		if (diag->v[i].level == LEVEL_ERROR &&
		    strcmp(diag->v[i].file, file) == 0)
			return true;
	return false;
}

static int
load_one(struct load *l, struct kinds *ks, const char *name, struct err *err)
{
	size_t since = l->diag->n;
	struct node *n;
	struct kind *k = NULL;
	int rc;

	l->file = arena_printf(l->arena, "schema/%s.yaml", name);
	rc = load_file(l, l->file, &n, err);
	if (rc == CRM_EIO)
		return rc;
	if (rc < 0 && !has_error(l->diag, since, l->file))
		load_error(
		    l, POS(1, 1), "%s", err && err->text ? err->text : "");
	if (rc < 0)
		err_clear(err);
	else if (load_name(l, name, 1, 1))
		k = load_kind(l, name, n);
	if (k == NULL || has_error(l->diag, since, l->file))
		ks->bad[ks->n_bad++] = name;
	else
		ks->v[ks->n++] = k;
	return 0;
}

static int
compare_plurals(const void *a, const void *b)
{
	const struct kind *const *x = a, *const *y = b;

	return strcmp((*x)->plural, (*y)->plural);
}

static void
sort_plurals(struct load *l, struct kinds *ks)
{
	ks->by_plural =
	    arena_alloc(l->arena, (ks->n + 1) * sizeof(*ks->by_plural));
	if (ks->n > 0)
		memcpy(ks->by_plural, ks->v, ks->n * sizeof(*ks->v));
	qsort(ks->by_plural, ks->n, sizeof(*ks->by_plural), compare_plurals);
}

/* A name that expressions use for two tables would break both. */
static void
check_tables(struct load *l, struct kinds *ks)
{
	static const char *const builtin[] = { "logs", "shares", "tags" };
	const struct field *list;
	struct kind *k;
	size_t i, j;

	for (i = 0; i < ks->n; i++) {
		k = ks->by_plural[i];
		l->file = k->path;
		if (i > 0 &&
		    strcmp(k->plural, ks->by_plural[i - 1]->plural) == 0)
			load_error(l, POS(1, 1),
			    "\"plural\" is \"%s\", as that of \"%s\"",
			    k->plural, ks->by_plural[i - 1]->name);
		for (j = 0; j < ARRAY_SIZE(builtin); j++)
			if (strcmp(k->plural, builtin[j]) == 0)
				load_error(l, POS(1, 1),
				    "\"plural\" is \"%s\", a built-in table",
				    k->plural);
		if (kinds_list_view(ks, k->plural, &list) != NULL)
			load_error(l, POS(1, 1),
			    "\"plural\" is \"%s\", as the rows of a list",
			    k->plural);
	}
}

static void
find_person(struct load *l, struct kinds *ks)
{
	size_t i;

	ks->person = NULL;
	for (i = 0; i < ks->n; i++) {
		if (ks->v[i]->person == NULL)
			continue;
		l->file = ks->v[i]->path;
		if (ks->person != NULL)
			load_error(l, AT(node_get(ks->v[i]->node, "person")),
			    "\"%s\" has \"person\" already: one kind only",
			    ks->person->name);
		else
			ks->person = ks->v[i];
	}
}

/* Takes out kinds in whose file an error was found since. */
static void
drop_bad(struct load *l, struct kinds *ks, size_t since)
{
	size_t i, n = 0;

	for (i = 0; i < ks->n; i++) {
		if (has_error(l->diag, since, ks->v[i]->path))
			ks->bad[ks->n_bad++] = ks->v[i]->name;
		else
			ks->v[n++] = ks->v[i];
	}
	if (n == ks->n)
		return;
	ks->n = n;
	if (ks->person != NULL && kinds_find(ks, ks->person->name) == NULL)
		ks->person = NULL;
	sort_plurals(l, ks);
}

static void
finish(struct load *l, struct kinds *ks)
{
	size_t i, since = l->diag->n;

	sort_plurals(l, ks);
	find_person(l, ks);
	for (i = 0; i < ks->n; i++)
		finish_inherit(l, ks, ks->v[i]);
	for (i = 0; i < ks->n; i++) {
		l->file = ks->v[i]->path;
		finish_labels(ks, ks->v[i]);
		finish_kind(l, ks, ks->v[i]);
	}
	check_tables(l, ks);
	derive_order(l, ks);
	drop_bad(l, ks, since);
}

static int
load_all(struct load *l, struct kinds *ks, struct err *err)
{
	struct names names = { l->arena, NULL, 0, 0 };
	struct err missing = ERR_INIT;
	size_t i;
	int rc;

	if ((rc = book_load(l, ks, err)) < 0)
		return rc;
	rc = l->src->list(l->src->arg, "schema", add_name, &names, &missing);
	if (rc < 0 && rc != CRM_ENOENT)
		err_set(err, rc, "%s", missing.text ? missing.text : "schema");
	err_clear(&missing);
	if (names.n > 0)
		qsort(names.v, names.n, sizeof(*names.v), compare_names);
	ks->v = arena_zalloc(l->arena, (names.n + 1) * sizeof(*ks->v));
	ks->bad = arena_zalloc(l->arena, (names.n + 1) * sizeof(*ks->bad));
	rc = rc == CRM_ENOENT ? 0 : rc;
	for (i = 0; rc == 0 && i < names.n; i++)
		rc = load_one(l, ks, names.v[i], err);
	free(names.v);
	if (rc < 0)
		return rc;
	finish(l, ks);
	return 0;
}

int
kinds_load(const struct source *src, struct kinds **ret, struct diag *diag,
    struct err *err)
{
	struct kinds *ks = xcalloc(1, sizeof(*ks));
	struct diag none = DIAG_INIT;
	struct load l = {
		.arena = &ks->arena, .diag = diag ? diag : &none, .src = src
	};
	int rc = load_all(&l, ks, err);

	diag_free(&none);
	if (rc < 0) {
		kinds_free(ks);
		return rc;
	}
	ks->src = src;
	*ret = ks;
	return 0;
}

const struct source *
kinds_source(const struct kinds *ks)
{
	return ks->src;
}

void
kinds_free(struct kinds *ks)
{
	if (ks == NULL)
		return;
	arena_free(&ks->arena);
	free(ks);
}

const char *const *
kinds_bad(const struct kinds *ks)
{
	return ks->bad;
}

size_t
kinds_count(const struct kinds *ks)
{
	return ks->n;
}

const struct kind *
kinds_at(const struct kinds *ks, size_t i)
{
	return ks->v[i];
}

/* Kinds stand in the order of their names, plurals in theirs. */
static const struct kind *
find(struct kind *const *v, size_t n, const char *name, size_t len, bool plural)
{
	size_t low = 0, mid;
	const char *s;
	int c;

	while (low < n) {
		mid = (low + n) / 2;
		s = plural ? v[mid]->plural : v[mid]->name;
		c = strncmp(name, s, len);
		if (c == 0 && s[len] == '\0')
			return v[mid];
		if (c < 0 || (c == 0 && s[len] != '\0'))
			n = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

const struct kind *
kinds_find(const struct kinds *ks, const char *name)
{
	return find(ks->v, ks->n, name, strlen(name), false);
}

const struct kind *
kinds_plural(const struct kinds *ks, const char *plural)
{
	return find(ks->by_plural, ks->n, plural, strlen(plural), true);
}

const struct kind *
kinds_lookup(const struct kinds *ks, const char *word)
{
	const struct kind *k = kinds_find(ks, word);
	size_t i;
	int lang;

	if (k == NULL)
		k = kinds_plural(ks, word);
	for (i = 0; k == NULL && i < ks->n; i++)
		for (lang = 0; lang < LANG_COUNT; lang++)
			if (strcasecmp(ks->v[i]->label.text[lang], word) == 0)
				k = ks->v[i];
	return k;
}

const struct kind *
kinds_person(const struct kinds *ks)
{
	return ks->person;
}

/* Both names may hold "_": every way to cut is tried. */
const struct kind *
kinds_list_view(
    const struct kinds *ks, const char *view, const struct field **list)
{
	const char *cut = view;
	const struct kind *k;
	size_t i;

	while ((cut = strchr(cut, '_')) != NULL) {
		k = find(ks->v, ks->n, view, (size_t)(cut - view), false);
		cut++;
		for (i = 0; k != NULL && i < k->n_fields; i++) {
			if (k->fields[i].type == TYPE_LIST &&
			    strcmp(k->fields[i].name, cut) == 0) {
				*list = &k->fields[i];
				return k;
			}
		}
	}
	return NULL;
}
