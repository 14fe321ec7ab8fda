#include "index/expand.h"

#include <string.h>

/* Enough for any schema; more is one that doubles at each field. */
#define SIZE_MAX_SQL (512 * 1024)

const char *
expand_alias(struct expand *x, const char *name)
{
	return arena_printf(x->arena, "%s#%u", name, ++x->serial);
}

void
add_table_name(struct buf *b, const struct kind *k, const struct field *list)
{
	buf_printf(b, "\"_%s%s%s\"", k->name, list ? "__" : "",
	    list ? list->name : "");
}

void
add_column_name(struct buf *b, const char *alias, const char *column)
{
	sql_name(b, alias);
	buf_addch(b, '.');
	sql_name(b, column);
}

void
expand_dated(struct expand *x, const struct kind *k, const char *alias,
    const char *lead, struct buf *ret)
{
	if (!x->ix->view.as_of || k->dated == NULL)
		return;
	buf_addstr(ret, lead);
	buf_addch(ret, '(');
	add_column_name(ret, alias, k->dated);
	buf_addstr(ret, " IS NULL OR ");
	add_column_name(ret, alias, k->dated);
	buf_addstr(ret, " <= today())");
}

/* The value of a column of one of the text's tables, then the path. */
static int
expand_ref(struct expand *x, const struct mention *m, struct buf *ret)
{
	_cleanup_(buf_release) struct buf value = BUF_INIT;

	add_column_name(&value, m->table->alias, m->column.name);
	return expand_deref(
	    x, &m->column, value.data, m->parts + 1, m->n - 1, ret);
}

static void
add_verbatim(const struct text *t, size_t first, size_t last, struct buf *ret)
{
	const struct token *k = t->tokens.v;
	size_t i;

	for (i = first; i < last; i++) {
		if (i > first && k[i].gap)
			buf_addch(ret, ' ');
		buf_add(ret, t->tokens.text + k[i].pos, k[i].len);
	}
}

/* Quoted, since a column of a built-in table may be a keyword. */
static void
add_mention(const struct text *t, const struct mention *m, struct buf *ret)
{
	size_t i;

	if (m->type != MENTION_COLUMN) {
		add_verbatim(t, m->first, m->last, ret);
		return;
	}
	if (m->table != NULL)
		sql_name(ret, m->table->alias);
	for (i = 0; i < m->n; i++) {
		if (i > 0 || m->table != NULL)
			buf_addch(ret, '.');
		sql_name(ret, m->parts[i]);
	}
}

/* True if a mention is a whole column of its SELECT's list. */
static bool
is_list_item(const struct text *t, const struct mention *m)
{
	const struct frame *f = t->marks[m->first].frame;
	const struct tokens *k = &t->tokens;
	size_t i = f->first;

	if (f->parent == NULL || m->first < f->first || m->last > f->last)
		return false;
	for (; i < m->first; i++)
		if (token_is(k, i, "("))
			i = k->v[i].match;
	return i == m->first &&
	       (i == f->first || token_is(k, i - 1, ",") ||
		   token_is(k, i - 1, "distinct")) &&
	       (m->last == f->last || token_is(k, m->last, ","));
}

/* What a name became keeps the name, as a column does. */
static void
add_name(const struct text *t, const struct mention *m, struct buf *ret)
{
	if (m->type == MENTION_COLUMN || m->type == MENTION_OTHER ||
	    m->type == MENTION_STAR || !is_list_item(t, m))
		return;
	buf_addstr(ret, " AS ");
	sql_name(ret, m->parts[m->n - 1]);
}

static int
expand_mention(struct expand *x, struct place *p, const struct text *t,
    const struct mention *m, struct buf *ret)
{
	switch (m->type) {
	case MENTION_REF: return expand_ref(x, m, ret);
	case MENTION_WAS: return expand_was(x, p, m->parts, m->n, ret);
	case MENTION_OWN:
	case MENTION_RECORD:
		return expand_path(x, p, m->type, m->parts, m->n, ret);
	default: add_mention(t, m, ret); return 0;
	}
}

static int
expand_table(struct expand *x, const struct text *t, const struct table *table,
    struct buf *ret)
{
	int e;

	if (table->type != TABLE_RELATION) {
		add_verbatim(t, table->first, table->last, ret);
		return 0;
	}
	e = expand_source(x, table, ret);
	if (e < 0)
		return e;
	buf_addstr(ret, " AS ");
	sql_name(ret, table->alias);
	return 0;
}

static void
note_uses(struct expand *x, const struct scope *scope, struct text *t)
{
	struct mention m;
	size_t i;

	for (i = 0; i < t->tokens.n; i++) {
		if (t->marks[i].table != NULL && t->marks[i].frame->natural)
			t->marks[i].table->all = true;
		if (mention_read(x->ix, t, scope, i, &m))
			mention_use(x->ix, t, &m);
	}
}

/* A table that stands here as a name, not as a sub-select in the text. */
static const struct table *
table_at(const struct text *t, size_t i)
{
	const struct table *table = t->marks[i].table;

	return table != NULL && t->marks[i].skip ? table : NULL;
}

static int
write_text(
    struct expand *x, struct place *p, const struct text *t, struct buf *ret)
{
	const struct table *table;
	struct mention m;
	size_t i = 0;
	int e = 0;

	while (i < t->tokens.n && e == 0) {
		if (i > 0 && t->tokens.v[i].gap)
			buf_addch(ret, ' ');
		table = table_at(t, i);
		if (table != NULL && table->type == TABLE_RELATION) {
			e = expand_table(x, t, table, ret);
			i = table->last;
		} else if (mention_read(x->ix, t, &p->scope, i, &m)) {
			e = expand_mention(x, p, t, &m, ret);
			add_name(t, &m, ret);
			i = m.last;
		} else {
			add_verbatim(t, i, i + 1, ret);
			i++;
		}
		if (ret->len > SIZE_MAX_SQL)
			e = err_set(x->err, CRM_EDATA,
			    "'%s': too long once its fields are filled in",
			    t->tokens.text);
	}
	return e;
}

int
expand_text(struct expand *x, struct place *p, const char *sql, bool bare,
    struct buf *ret)
{
	struct text t;
	int e = text_read(x->arena, x->ix->kinds, sql, &t, x->err);

	if (e < 0)
		return e;
	note_uses(x, &p->scope, &t);
	if (!bare)
		buf_addch(ret, '(');
	e = write_text(x, p, &t, ret);
	if (!bare)
		buf_addch(ret, ')');
	return e;
}
