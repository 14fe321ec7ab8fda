#include <string.h>

#include "index/frame.h"

struct table *
frame_table(struct frame *f, const char *alias)
{
	struct table *t;

	for (; f != NULL; f = f->parent)
		for (t = f->tables; t != NULL; t = t->next)
			if (*t->alias != '\0' && strcmp(t->alias, alias) == 0)
				return t;
	return NULL;
}

void
table_use(struct arena *a, struct table *t, const char *column)
{
	struct used **p = &t->used;

	for (; *p != NULL; p = &(*p)->next)
		if (strcmp((*p)->name, column) == 0)
			return;
	*p = arena_zalloc(a, sizeof(**p));
	(*p)->name = column;
}

void
frame_use_all(struct frame *f)
{
	struct table *t;

	for (t = f->tables; t != NULL; t = t->next)
		t->all = true;
}

/* True if the column of a select list that ends before token `end` has
 * this name: by AS, or since it ends in it. */
static bool
item_is(const struct text *t, size_t first, size_t end, const char *column)
{
	const struct token *last;

	if (end <= first)
		return false;
	last = &t->tokens.v[end - 1];
	return (last->type == TOKEN_NAME || last->type == TOKEN_QUOTED) &&
	       strcmp(last->name, column) == 0;
}

static bool
table_has(const struct text *t, const struct table *table, const char *column)
{
	struct column c;

	if (table->type == TABLE_RELATION)
		return column_get(t->kinds, &table->relation, column, &c);
	return table->type == TABLE_QUERY && query_has(t, table, column);
}

/* `*` or `alias.*` that ends before token `end`. */
static bool
star_has(const struct text *t, const struct frame *f, size_t first, size_t end,
    const char *column)
{
	const struct tokens *k = &t->tokens;
	const char *alias = NULL;
	const struct table *table;

	if (end <= first || !token_is(k, end - 1, "*"))
		return false;
	if (end - first == 3 && token_is(k, end - 2, "."))
		alias = k->v[first].name;
	else if (end - first != 1 && !token_is(k, end - 2, "distinct"))
		return false;
	for (table = f->tables; table != NULL; table = table->next)
		if ((alias == NULL || strcmp(table->alias, alias) == 0) &&
		    table_has(t, table, column))
			return true;
	return false;
}

static bool
list_has(const struct text *t, const struct frame *f, const char *column)
{
	const struct tokens *k = &t->tokens;
	size_t first = f->first, i;

	for (i = f->first; i <= f->last; i++) {
		if (i < f->last && !token_is(k, i, ",")) {
			if (token_is(k, i, "("))
				i = k->v[i].match;
			continue;
		}
		if (item_is(t, first, i, column) ||
		    star_has(t, f, first, i, column))
			return true;
		first = i + 1;
	}
	return false;
}

bool
query_has(const struct text *t, const struct table *table, const char *column)
{
	size_t i;

	for (i = 0; table->columns != NULL && table->columns[i] != NULL; i++)
		if (strcmp(table->columns[i], column) == 0)
			return true;
	return table->columns == NULL && table->query != NULL &&
	       list_has(t, table->query, column);
}
