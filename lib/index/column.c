#include "index/column.h"

#include <string.h>

#include "index/db.h"

static const struct built_in built_ins[] = {
	{ "logs", "log", true },
	{ "records", "record", false },
	{ "shares", "share", true },
	{ "tags", "tag", true },
};

/* Columns that every kind's table has. */
static const char *const fixed[] = { "id", "state", "owner", "created",
	"created_by", "merged_into", "archived" };
static const char *const record_columns[] = { "id", "kind", "path", "title",
	"number", "state", "owner", "archived", "bad" };

bool
relation_find(const struct kinds *k, const char *name, struct relation *ret)
{
	size_t i;

	*ret = (struct relation){ .kind = kinds_plural(k, name) };
	if (ret->kind != NULL)
		return true;
	ret->kind = kinds_list_view(k, name, &ret->list);
	if (ret->kind != NULL && ret->list != NULL)
		return true;
	*ret = (struct relation){ NULL, NULL, NULL };
	for (i = 0; i < ARRAY_SIZE(built_ins); i++)
		if (strcmp(built_ins[i].name, name) == 0)
			ret->built_in = &built_ins[i];
	return ret->built_in != NULL;
}

static const char *
person_kind(const struct kinds *kinds)
{
	const struct kind *k = kinds_person(kinds);

	return k ? k->name : "*";
}

void
column_target(const struct kinds *kinds, const struct kind *k,
    const struct field *f, struct column *ret)
{
	ret->to = ret->to_list = NULL;
	if (f == NULL || f->type != TYPE_REF)
		return;
	if (f->builtin && strcmp(f->name, "merged_into") == 0 && k != NULL) {
		ret->to = k->name;
	} else if (f->builtin && strcmp(f->name, "to") != 0) {
		ret->to = person_kind(kinds);
	} else {
		ret->to = f->to ? f->to : "*";
		ret->to_list = f->to_list;
	}
}

/* True if `name` is a column of this field, named `as` in its table. */
static bool
is_column_of(const struct field *f, const char *as, const char *name)
{
	size_t n = strlen(as);
	const char *rest = name + n;

	if (strncmp(name, as, n) != 0)
		return false;
	if (*rest == '\0')
		return true;
	if (f->type == TYPE_FILE &&
	    (strcmp(rest, "_size") == 0 || strcmp(rest, "_sha256") == 0))
		return true;
	return (f->fold && strcmp(rest, "_fold") == 0) ||
	       (f->core && strcmp(rest, "_core") == 0);
}

static const struct field *
in_group(const struct field *group, const char *name)
{
	size_t n = strlen(group->name), i;

	if (strncmp(name, group->name, n) != 0 || name[n] != '_')
		return NULL;
	for (i = 0; i < group->n_fields; i++)
		if (is_column_of(
			&group->fields[i], group->fields[i].name, name + n + 1))
			return &group->fields[i];
	return NULL;
}

static const struct field *
in_fields(const struct field *v, size_t n, const char *name)
{
	const struct field *f;
	size_t i;

	for (i = 0; i < n; i++) {
		f = NULL;
		if (v[i].type == TYPE_GROUP)
			f = in_group(&v[i], name);
		else if (v[i].type != TYPE_LIST &&
			 is_column_of(&v[i], v[i].name, name))
			f = &v[i];
		if (f != NULL)
			return f;
	}
	return NULL;
}

static bool
stored(const struct kinds *kinds, const struct kind *k, const struct field *f,
    const char *name, struct column *ret)
{
	*ret =
	    (struct column){ .type = COLUMN_STORED, .name = name, .field = f };
	if (f == NULL)
		return true;
	/* a column beside the field (its size, its fold) leads nowhere */
	if (f->type == TYPE_REF)
		column_target(kinds, k, f, ret);
	return true;
}

static bool
derived(const struct kinds *kinds, const struct kind *k, const struct derive *d,
    struct column *ret)
{
	*ret = (struct column){ .type = COLUMN_DERIVED,
		.name = d->name,
		.field = &d->field,
		.derive = d };
	column_target(kinds, k, &d->field, ret);
	return true;
}

static bool
kind_column(const struct kinds *kinds, const struct kind *k, const char *name,
    struct column *ret)
{
	const struct derive *d = kind_derive(k, name);
	const struct field *f;
	size_t i;

	if (d != NULL)
		return derived(kinds, k, d, ret);
	for (i = 0; i < ARRAY_SIZE(fixed); i++)
		if (strcmp(fixed[i], name) == 0)
			return stored(kinds, k, kind_field(k, name), name, ret);
	f = in_fields(k->fields, k->n_fields, name);
	if (f != NULL || strcmp(name, "n") == 0)
		return stored(kinds, k, f, name, ret);
	*ret = (struct column){ .name = name, .field = kind_field(k, name) };
	if (strcmp(name, "title") == 0)
		ret->type = COLUMN_TITLE;
	else if (strcmp(name, "kind") == 0)
		ret->type = COLUMN_KIND;
	else
		return false;
	return true;
}

static bool
parent_column(const char *to, struct column *ret)
{
	*ret = (struct column){
		.type = COLUMN_PARENT, .name = "parent", .to = to
	};
	return true;
}

static bool
list_column(const struct kinds *kinds, const struct relation *r,
    const char *name, struct column *ret)
{
	const struct field *f, *list = r->list;
	const struct derive *d = field_derive(list, name);

	if (d != NULL)
		return derived(kinds, r->kind, d, ret);
	if (strcmp(name, "parent") == 0)
		return parent_column(r->kind->name, ret);
	if (strcmp(name, "pos") == 0 ||
	    (list->item == NULL && strcmp(name, "row") == 0))
		return stored(kinds, r->kind, NULL, name, ret);
	if (list->item != NULL)
		f = is_column_of(list->item, "value", name) ? list->item : NULL;
	else
		f = in_fields(list->fields, list->n_fields, name);
	return f != NULL && stored(kinds, r->kind, f, name, ret);
}

static const struct field *
built_in_list(const char *name)
{
	size_t i;

	for (i = 0; i < n_builtin_fields; i++)
		if (strcmp(builtin_fields[i].name, name) == 0)
			return &builtin_fields[i];
	return NULL;
}

/* Columns of a table of all kinds behind parent and kind, NULL-terminated. */
static size_t
built_in_columns(const struct built_in *b, const char **ret, size_t max)
{
	const struct field *f;
	size_t n = 0, i;

	if (!b->joined) {
		for (i = 0; i < ARRAY_SIZE(record_columns); i++)
			ret[n++] = record_columns[i];
		return n;
	}
	ret[n++] = "pos";
	if (strcmp(b->name, "tags") == 0) {
		ret[n++] = "value";
	} else if (strcmp(b->name, "logs") == 0) {
		for (i = 0; i < n_log_columns && n < max; i++)
			ret[n++] = log_columns[i].column;
	} else if ((f = built_in_list(b->name)) != NULL) {
		ret[n++] = "row";
		for (i = 0; i < f->n_fields && n < max; i++)
			if (strcmp(f->fields[i].name, "row") != 0)
				ret[n++] = f->fields[i].name;
	}
	return n;
}

static bool
built_in_column(const struct kinds *kinds, const struct built_in *b,
    const char *name, struct column *ret)
{
	const char *v[32];
	size_t n = built_in_columns(b, v, ARRAY_SIZE(v)), i;

	if (b->joined && strcmp(name, "parent") == 0)
		return parent_column("*", ret);
	*ret = (struct column){ .type = COLUMN_STORED, .name = name };
	if (b->joined && strcmp(name, "kind") == 0) {
		ret->type = COLUMN_KIND;
		return true;
	}
	for (i = 0; i < n && strcmp(v[i], name) != 0; i++)
		;
	if (i == n && strcmp(name, "n") != 0)
		return false;
	if (strcmp(name, "by") == 0 || strcmp(name, "owner") == 0)
		ret->to = person_kind(kinds);
	if (strcmp(name, "to") == 0)
		ret->to = "*";
	return true;
}

bool
column_get(const struct kinds *k, const struct relation *r, const char *name,
    struct column *ret)
{
	if (r->built_in != NULL)
		return built_in_column(k, r->built_in, name, ret);
	if (r->list != NULL)
		return list_column(k, r, name, ret);
	return kind_column(k, r->kind, name, ret);
}

struct walk {
	struct arena *arena;
	const struct kinds *kinds;
	const struct relation *relation;
	void (*each)(const struct column *c, void *arg);
	void *arg;
};

static void
give(struct walk *w, const char *name)
{
	struct column c;

	if (column_get(w->kinds, w->relation, name, &c))
		w->each(&c, w->arg);
}

static void
give_column(const struct field *group, const struct field *f,
    const char *suffix, const char *sql_type, void *arg)
{
	struct walk *w = arg;
	bool item = w->relation->list != NULL && w->relation->list->item == f;

	(void)sql_type;
	if (strcmp(suffix, "_fold") == 0 || strcmp(suffix, "_core") == 0)
		return;
	give(w, arena_printf(w->arena, "%s%s%s%s", group ? group->name : "",
		    group ? "_" : "", item ? "value" : f->name, suffix));
}

static void
give_list(struct walk *w, const struct field *list)
{
	size_t i;

	give(w, "parent");
	give(w, "row");
	give(w, "pos");
	if (list->item != NULL)
		ddl_field_columns(list->item, give_column, w);
	for (i = 0; list->item == NULL && i < list->n_fields; i++)
		ddl_field_columns(&list->fields[i], give_column, w);
	for (i = 0; i < list->n_derive; i++)
		give(w, list->derive[i].name);
}

static void
give_kind(struct walk *w, const struct kind *k)
{
	size_t i;

	give(w, "id");
	give(w, "kind");
	give(w, "title");
	for (i = 1; i < ARRAY_SIZE(fixed); i++)
		give(w, fixed[i]);
	for (i = 0; i < k->n_fields; i++)
		if (ddl_is_column(&k->fields[i]))
			ddl_field_columns(&k->fields[i], give_column, w);
	for (i = 0; i < k->n_derive; i++)
		give(w, k->derive[i].name);
}

void
columns_each(struct arena *a, const struct kinds *k, const struct relation *r,
    void (*each)(const struct column *c, void *arg), void *arg)
{
	struct walk w = { a, k, r, each, arg };
	const char *v[32];
	size_t n, i;

	if (r->list != NULL) {
		give_list(&w, r->list);
	} else if (r->kind != NULL) {
		give_kind(&w, r->kind);
	} else {
		if (r->built_in->joined) {
			give(&w, "parent");
			give(&w, "kind");
		}
		n = built_in_columns(r->built_in, v, ARRAY_SIZE(v));
		for (i = 0; i < n; i++)
			give(&w, v[i]);
	}
}
