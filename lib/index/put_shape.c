#include "index/put.h"

#include <stdlib.h>
#include <string.h>

static struct slot *
slot_add(struct shape *s, const char *key, const struct field *f,
    enum slot_type type)
{
	struct slot *slot;

	s->v = vec_grow(s->v, s->n, &s->cap, sizeof(*s->v));
	slot = &s->v[s->n++];
	*slot = (struct slot){ .key = key, .field = f, .type = type };
	return slot;
}

static void
count_column(const struct field *group, const struct field *f,
    const char *suffix, const char *sql_type, void *arg)
{
	(void)group;
	(void)f;
	(void)suffix;
	(void)sql_type;
	++*(int *)arg;
}

/* A field that an older key may hold: a slot for that, too. */
static void
add_older(struct shape *s, size_t at)
{
	struct slot older = s->v[at], *slot;

	if (older.field == NULL || older.field->was == NULL)
		return;
	slot = slot_add(s, older.field->was, older.field, older.type);
	older.now = older.key;
	older.key = slot->key;
	*slot = older;
}

static bool
is_text(const struct field *f)
{
	return f->type == TYPE_TEXT || f->type == TYPE_MARKDOWN;
}

static void
add_value(struct shape *s, const struct field *f, int *columns)
{
	struct slot *slot;

	slot = slot_add(
	    s, f->name, f, f->type == TYPE_FILE ? SLOT_FILE : SLOT_VALUE);
	slot->at = *columns + 1;
	slot->text = is_text(f);
	ddl_field_columns(f, count_column, columns);
	add_older(s, s->n - 1);
}

static void
add_group(struct arena *a, struct shape *s, const struct field *f)
{
	struct shape *sub = arena_zalloc(a, sizeof(*sub));
	struct slot *slot;
	size_t i;

	for (i = 0; i < f->n_fields; i++)
		add_value(sub, &f->fields[i], &s->columns);
	slot = slot_add(s, f->name, f, SLOT_GROUP);
	slot->sub = sub;
	add_older(s, s->n - 1);
}

/* n, pos, then row and fields, or the value. */
static void
shape_list(const struct field *f, const char *table, struct shape *ret)
{
	static const struct field row = { .name = "row", .type = TYPE_TEXT };
	size_t i;

	ret->table = xstrdup(table);
	ret->columns = 2;
	if (f->item) {
		ret->scalars = true;
		add_value(ret, f->item, &ret->columns);
		return;
	}
	add_value(ret, &row, &ret->columns);
	ret->v[0].text = false;
	for (i = 0; i < f->n_fields; i++)
		if (strcmp(f->fields[i].name, "row") != 0)
			add_value(ret, &f->fields[i], &ret->columns);
}

static void
add_list(struct arena *a, struct shape *s, const struct kind *k,
    const struct field *f)
{
	struct shape *sub = arena_zalloc(a, sizeof(*sub));
	struct slot *slot;

	shape_list(f, arena_printf(a, "_%s__%s", k->name, f->name), sub);
	slot = slot_add(s, f->name, f, SLOT_LIST);
	slot->sub = sub;
	add_older(s, s->n - 1);
}

/* The columns that ddl.c puts first in each kind's table, behind n and id. */
static void
add_own(struct shape *s)
{
	static const char *const keys[] = { "state", "owner", "created",
		"created_by", "merged_into", "archived" };
	static const struct field text = { .name = "own", .type = TYPE_TEXT };
	const struct field *f;
	struct slot *slot;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(keys); i++) {
		f = ddl_builtin(keys[i]);
		slot = slot_add(s, keys[i], f ? f : &text, SLOT_VALUE);
		slot->at = (int)i + 3;
	}
	s->columns = (int)i + 2;
	/* put.c fills these */
	slot_add(s, "tags", NULL, SLOT_SKIP);
	slot_add(s, "shares", NULL, SLOT_SKIP);
	slot_add(s, "log", NULL, SLOT_SKIP);
}

void
shape_record(struct arena *a, const struct kind *k, struct shape *ret)
{
	const struct field *f;
	size_t i;

	ret->table = xasprintf("_%s", k->name);
	add_own(ret);
	for (i = 0; i < k->n_fields; i++) {
		f = &k->fields[i];
		if (ddl_is_list(f))
			add_list(a, ret, k, f);
		else if (f->type == TYPE_GROUP)
			add_group(a, ret, f);
		else if (ddl_is_column(f))
			add_value(ret, f, &ret->columns);
	}
}

static void
shape_log(struct shape *ret)
{
	static const struct field text = { .name = "log", .type = TYPE_TEXT };
	static const struct field at = { .name = "at", .type = TYPE_TIME };
	struct slot *slot;
	size_t i;

	ret->table = xstrdup("log");
	ret->columns = 2;
	for (i = 0; i < n_log_columns; i++) {
		slot = slot_add(ret, log_columns[i].key,
		    strcmp(log_columns[i].key, "at") == 0 ? &at : &text,
		    SLOT_VALUE);
		slot->at = ++ret->columns;
		slot->joined = true;
	}
}

void
shape_builtin(
    struct arena *a, const char *key, const char *table, struct shape *ret)
{
	static const struct field text = { .name = "value", .type = TYPE_TEXT };
	size_t i;

	(void)a;
	if (strcmp(key, "log") == 0) {
		shape_log(ret);
		return;
	}
	if (strcmp(key, "shares") == 0) {
		shape_list(ddl_builtin(key), table, ret);
		for (i = 0; i < ret->n; i++)
			ret->v[i].text = false;
		return;
	}
	ret->table = xstrdup(table);
	ret->columns = 2;
	ret->scalars = true;
	add_value(ret, &text, &ret->columns);
	ret->v[0].text = false;
}

void
shape_free(struct shape *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		/* an older key's slot shares its shape with the newer */
		if (s->v[i].sub && s->v[i].now == NULL)
			shape_free(s->v[i].sub);
	sqlite3_finalize(s->insert);
	sqlite3_finalize(s->remove);
	free(s->table);
	free(s->v);
}

const struct slot *
shape_find(const struct shape *s, const char *key, size_t *hint)
{
	size_t i, at;

	for (i = 0; i < s->n; i++) {
		at = *hint + i;
		if (at >= s->n)
			at -= s->n;
		if (strcmp(s->v[at].key, key) == 0) {
			*hint = at + 1 < s->n ? at + 1 : 0;
			return &s->v[at];
		}
	}
	return NULL;
}
