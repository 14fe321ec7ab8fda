#include "index/mention.h"

#include <stdio.h>
#include <string.h>

bool
scope_row(const struct scope *s, struct relation *ret)
{
	*ret = (struct relation){ s->kind, s->list, NULL };
	return s->kind != NULL && s->list != NULL;
}

bool
scope_record(const struct scope *s, struct relation *ret)
{
	*ret = (struct relation){ s->kind, NULL, NULL };
	return s->kind != NULL;
}

/* True if the field of this name is a group: its path is a column. */
static bool
is_group(const struct kind *k, const char *name)
{
	const struct field *f = kind_field(k, name);

	return f != NULL && f->type == TYPE_GROUP;
}

/* What a path of the scope begins with; MENTION_OTHER if with nothing. */
static enum mention_type
own_type(struct index *ix, const struct scope *s, const struct mention *m)
{
	struct relation r;
	struct column c;

	if (scope_row(s, &r) && column_get(ix->kinds, &r, m->parts[0], &c) &&
	    (m->n == 1 || c.to != NULL))
		return MENTION_OWN;
	if (!scope_record(s, &r))
		return MENTION_OTHER;
	if (m->n > 1 && is_group(s->kind, m->parts[0]))
		return MENTION_RECORD;
	if (column_get(ix->kinds, &r, m->parts[0], &c) &&
	    (m->n == 1 || c.to != NULL))
		return MENTION_RECORD;
	return MENTION_OTHER;
}

static void
strip(struct mention *m, enum mention_type type)
{
	m->type = type;
	m->n--;
	memmove(m->parts, m->parts + 1, m->n * sizeof(m->parts[0]));
}

/* A path behind a name of the scope itself: its plural, parent, was. */
static bool
read_scope_name(const struct scope *s, struct mention *m)
{
	const char *name = m->parts[0];
	char view[128];

	if (s->kind == NULL || m->n < 2)
		return false;
	if (strcmp(name, s->kind->plural) == 0 ||
	    (s->list != NULL && strcmp(name, "parent") == 0)) {
		strip(m, MENTION_RECORD);
		return true;
	}
	if (strcmp(name, "was") == 0) {
		strip(m, MENTION_WAS);
		return true;
	}
	if (s->list == NULL)
		return false;
	snprintf(view, sizeof(view), "%s_%s", s->kind->name, s->list->name);
	if (strcmp(name, view) != 0)
		return false;
	strip(m, MENTION_OWN);
	return true;
}

static bool
sqlite_has(struct index *ix, const struct table *t, const char *column)
{
	return sqlite3_table_column_metadata(ix->db, NULL, t->name, column,
		   NULL, NULL, NULL, NULL, NULL) == SQLITE_OK;
}

/* True if a name is a column of this table, which may also be one whose
 * columns nobody but SQLite knows. */
static bool
table_has(struct index *ix, const struct text *text, const struct table *t,
    const char *column, struct column *ret)
{
	*ret = (struct column){ .name = column };
	if (t->type == TABLE_RELATION)
		return column_get(ix->kinds, &t->relation, column, ret);
	if (t->type == TABLE_OTHER)
		return sqlite_has(ix, t, column);
	/* a recursive query inside itself: it may have any column */
	if (t->query == NULL && t->columns == NULL)
		return true;
	return query_has(text, t, column);
}

/* A path of two names and more in a frame that begins with a reference. */
static bool
read_frame_ref(struct index *ix, const struct text *text, struct frame *f,
    struct mention *m)
{
	struct table *t;

	for (t = f->tables; t != NULL; t = t->next) {
		if (!table_has(ix, text, t, m->parts[0], &m->column) ||
		    m->column.to == NULL)
			continue;
		m->type = MENTION_REF;
		m->table = t;
		m->frame = f;
		return true;
	}
	return false;
}

static bool
read_frame_column(struct index *ix, const struct text *text, struct frame *f,
    struct mention *m)
{
	struct table *t;

	for (t = f->tables; t != NULL; t = t->next) {
		if (!table_has(ix, text, t, m->parts[0], &m->column))
			continue;
		m->type = MENTION_COLUMN;
		m->frame = f;
		return true;
	}
	return false;
}

static void
resolve_unqualified(struct index *ix, const struct text *text,
    const struct scope *scope, struct mention *m)
{
	struct frame *f = m->frame;

	for (; f != NULL && f->parent != NULL; f = f->parent)
		if (m->n == 1 ? read_frame_column(ix, text, f, m)
			      : read_frame_ref(ix, text, f, m))
			return;
	m->type = own_type(ix, scope, m);
}

/* A path behind the alias of a table. */
static void
resolve_qualified(struct index *ix, const struct text *text, struct table *t,
    struct mention *m)
{
	strip(m, MENTION_COLUMN);
	m->table = t;
	if (m->n > 1 && table_has(ix, text, t, m->parts[0], &m->column) &&
	    m->column.to != NULL)
		m->type = MENTION_REF;
}

static void
resolve(struct index *ix, const struct text *text, const struct scope *scope,
    struct mention *m)
{
	struct table *t = NULL;

	if (m->n > 1)
		t = frame_table(m->frame, m->parts[0]);
	if (t != NULL)
		resolve_qualified(ix, text, t, m);
	else if (!read_scope_name(scope, m))
		resolve_unqualified(ix, text, scope, m);
}

/* A star that stands for columns: not a product, not count(*). */
static bool
is_star(const struct tokens *k, size_t i)
{
	return token_is(k, i, "*") && i > 0 &&
	       (token_is(k, i - 1, "select") ||
		   token_is(k, i - 1, "distinct") ||
		   token_is(k, i - 1, "all") || token_is(k, i - 1, ",") ||
		   token_is(k, i - 1, "."));
}

/* Behind what ends an operand a name can only be an alias. */
static bool
ends_operand(const struct tokens *k, size_t i)
{
	const struct token *t = &k->v[i];

	return t->sign == ')' || t->type == TOKEN_STRING ||
	       t->type == TOKEN_NUMBER || t->type == TOKEN_VARIABLE ||
	       token_is_name(k, i) || token_is(k, i, "end") ||
	       token_is(k, i, "null");
}

/* What stands before a name that names no column. */
static bool
is_named_here(const struct tokens *k, size_t i)
{
	static const char *const before[] = { "as", "collate", "over",
		"window" };
	size_t w;

	if (i == 0)
		return false;
	for (w = 0; w < ARRAY_SIZE(before); w++)
		if (token_is(k, i - 1, before[w]))
			return true;
	return ends_operand(k, i - 1);
}

static void
read_star(const struct text *t, struct mention *m)
{
	m->type = MENTION_STAR;
	if (token_is(&t->tokens, m->first - 1, ".") && m->first > 1)
		m->table =
		    frame_table(m->frame, t->tokens.v[m->first - 2].name);
}

bool
mention_read(struct index *ix, const struct text *t, const struct scope *scope,
    size_t i, struct mention *ret)
{
	const struct tokens *k = &t->tokens;
	struct mention m = { .first = i, .frame = t->marks[i].frame };

	if (t->marks[i].skip)
		return false;
	if (is_star(k, i)) {
		m.last = i + 1;
		read_star(t, &m);
		*ret = m;
		return true;
	}
	if (!token_is_name(k, i) || is_named_here(k, i) ||
	    (i > 0 && token_is(k, i - 1, ".")))
		return false;
	m.parts[m.n++] = k->v[i++].name;
	while (m.n < PATH_MAX_PARTS && token_is(k, i, ".") &&
	       token_is_name(k, i + 1)) {
		m.parts[m.n++] = k->v[i + 1].name;
		i += 2;
	}
	if (token_is(k, i, "(") || token_is(k, i, "."))
		return false;
	m.last = i;
	resolve(ix, t, scope, &m);
	*ret = m;
	return true;
}

static void
use(struct index *ix, struct text *text, struct table *t, const char *column)
{
	struct column c;

	if (t->type == TABLE_RELATION &&
	    column_get(ix->kinds, &t->relation, column, &c))
		table_use(text->arena, t, column);
}

void
mention_use(struct index *ix, struct text *text, const struct mention *m)
{
	struct table *t;

	if (m->type == MENTION_STAR && m->table != NULL)
		m->table->all = true;
	else if (m->type == MENTION_STAR && m->frame != NULL)
		frame_use_all(m->frame);
	if (m->type != MENTION_COLUMN && m->type != MENTION_REF)
		return;
	if (m->table != NULL) {
		use(ix, text, m->table, m->parts[0]);
		return;
	}
	for (t = m->frame->tables; t != NULL; t = t->next)
		use(ix, text, t, m->parts[0]);
}
