#include "index/frame.h"

#include <sqlite3.h>
#include <string.h>

/* Reading position: tokens [i, end) of one pair of parentheses. */
struct span {
	size_t i, end;
};

static const char *const clause_words[] = { "where", "group", "having", "order",
	"limit", "window", "union", "intersect", "except" };
static const char *const union_words[] = { "union", "intersect", "except" };

static void read_group(struct text *t, struct frame *f, struct span s);

static bool
is_one_of(const struct text *t, size_t i, const char *const *words, size_t n)
{
	size_t w;

	for (w = 0; w < n; w++)
		if (token_is(&t->tokens, i, words[w]))
			return true;
	return false;
}

static bool
begins_query(const struct text *t, const struct span *s)
{
	static const char *const words[] = { "select", "with", "values" };

	return s->i < s->end && is_one_of(t, s->i, words, 3);
}

static struct frame *
frame_new(struct text *t, struct frame *parent)
{
	struct frame *f = arena_zalloc(t->arena, sizeof(*f));

	f->parent = parent;
	f->last_table = &f->tables;
	return f;
}

/* What stands between the parentheses that open at token i. */
static struct span
inside(const struct text *t, size_t i)
{
	return (struct span){ i + 1, t->tokens.v[i].match };
}

/* Passes one token of an expression, with all it encloses. */
static size_t
pass(struct text *t, struct frame *f, size_t i)
{
	t->marks[i].frame = f;
	if (!token_is(&t->tokens, i, "("))
		return i + 1;
	read_group(t, f, inside(t, i));
	t->marks[t->tokens.v[i].match].frame = f;
	return t->tokens.v[i].match + 1;
}

static const struct cte *
find_cte(const struct frame *f, const char *name)
{
	const struct cte *c;

	for (; f != NULL; f = f->parent)
		for (c = f->ctes; c != NULL; c = c->next)
			if (strcmp(c->name, name) == 0)
				return c;
	return NULL;
}

static struct table *
add_table(struct text *t, struct frame *f, size_t first)
{
	struct table *table = arena_zalloc(t->arena, sizeof(*table));

	*f->last_table = table;
	f->last_table = &table->next;
	table->alias = table->name = "";
	table->type = TABLE_OTHER;
	table->first = first;
	t->marks[first].table = table;
	return table;
}

static void
skip(struct text *t, struct frame *f, size_t first, size_t last)
{
	for (; first < last; first++) {
		t->marks[first].frame = f;
		t->marks[first].skip = true;
	}
}

/* [AS] alias, behind a table. */
static void
read_alias(struct text *t, struct frame *f, struct table *table, struct span *s)
{
	const struct tokens *k = &t->tokens;
	size_t first = s->i;
	bool as = token_is(k, s->i, "as");

	if (as)
		s->i++;
	if (s->i < s->end &&
	    (token_is_name(k, s->i) || (as && k->v[s->i].type == TOKEN_NAME)))
		table->alias = k->v[s->i++].name;
	else
		s->i = first;
	table->last = s->i;
	skip(t, f, first, s->i);
}

static void
name_table(
    struct text *t, struct frame *f, struct table *table, const char *name)
{
	const struct cte *c = find_cte(f, name);

	table->name = table->alias = name;
	if (c != NULL) {
		table->type = TABLE_QUERY;
		table->query = c->query;
		table->columns = c->columns;
	} else if (relation_find(t->kinds, name, &table->relation)) {
		table->type = TABLE_RELATION;
	}
}

static void
read_named_table(struct text *t, struct frame *f, struct span *s)
{
	const struct tokens *k = &t->tokens;
	struct table *table = add_table(t, f, s->i);
	size_t first = s->i;

	s->i++;
	if (token_is(k, s->i, ".") && s->i + 1 < s->end) {
		/* main.x: a table of SQLite's */
		table->name = table->alias = k->v[s->i + 1].name;
		s->i += 2;
	} else if (token_is(k, s->i, "(")) {
		table->alias = k->v[first].name;
		skip(t, f, first, s->i);
		s->i = pass(t, f, s->i);
		read_alias(t, f, table, s);
		return;
	} else {
		name_table(t, f, table, k->v[first].name);
	}
	skip(t, f, first, s->i);
	read_alias(t, f, table, s);
}

static struct frame *
read_query(struct text *t, struct frame *parent, struct span s);
static void read_from(struct text *t, struct frame *f, struct span *s);

static void
read_enclosed_table(struct text *t, struct frame *f, struct span *s)
{
	struct span in = inside(t, s->i);
	size_t open = s->i;
	struct table *table;

	t->marks[open].frame = t->marks[in.end].frame = f;
	s->i = in.end + 1;
	if (!begins_query(t, &in)) {
		read_from(t, f, &in);
		return;
	}
	table = add_table(t, f, open);
	table->type = TABLE_QUERY;
	/* a sub-select does not see the tables beside it */
	table->query = read_query(t, f->parent, in);
	read_alias(t, f, table, s);
}

static bool
is_distinct_from(const struct text *t, size_t i)
{
	return i > 1 && token_is(&t->tokens, i, "from") &&
	       token_is(&t->tokens, i - 1, "distinct") &&
	       (token_is(&t->tokens, i - 2, "is") ||
		   token_is(&t->tokens, i - 2, "not"));
}

static void
read_from(struct text *t, struct frame *f, struct span *s)
{
	const struct tokens *k = &t->tokens;
	bool expect = true;

	while (s->i < s->end) {
		if (is_one_of(t, s->i, clause_words, ARRAY_SIZE(clause_words)))
			return;
		if (token_is(k, s->i, ",") || token_is(k, s->i, "join")) {
			t->marks[s->i++].frame = f;
			expect = true;
		} else if (expect && token_is(k, s->i, "(")) {
			read_enclosed_table(t, f, s);
			expect = false;
		} else if (expect && token_is_name(k, s->i)) {
			read_named_table(t, f, s);
			expect = false;
		} else {
			if (token_is(k, s->i, "natural"))
				f->natural = true;
			s->i = pass(t, f, s->i);
		}
	}
}

/* One SELECT, up to UNION and its like. */
static struct frame *
read_select(struct text *t, struct frame *parent, struct span *s)
{
	struct frame *f = frame_new(t, parent);
	bool in_list = true;

	t->marks[s->i++].frame = f;
	f->first = f->last = s->i;
	while (s->i < s->end) {
		if (is_one_of(t, s->i, union_words, ARRAY_SIZE(union_words)))
			break;
		if (token_is(&t->tokens, s->i, "from") &&
		    !is_distinct_from(t, s->i)) {
			in_list = false;
			t->marks[s->i++].frame = f;
			read_from(t, f, s);
			continue;
		}
		if (is_one_of(t, s->i, clause_words, ARRAY_SIZE(clause_words)))
			in_list = false;
		s->i = pass(t, f, s->i);
		if (in_list)
			f->last = s->i;
	}
	return f;
}

static const char *const *
read_cte_columns(struct text *t, struct frame *f, size_t open)
{
	struct span s = inside(t, open);
	const char **ret =
	    arena_zalloc(t->arena, (s.end - open + 1) * sizeof(*ret));
	size_t n = 0, i;

	for (i = s.i; i < s.end; i++)
		if (!token_is(&t->tokens, i, ","))
			ret[n++] = t->tokens.v[i].name;
	skip(t, f, open, s.end + 1);
	return ret;
}

/* NAME [(columns)] AS [NOT] [MATERIALIZED] (query) */
static void
read_cte(struct text *t, struct frame *f, struct span *s)
{
	const struct tokens *k = &t->tokens;
	struct cte *c = arena_zalloc(t->arena, sizeof(*c));
	struct span in;

	c->name = k->v[s->i].name;
	c->next = f->ctes;
	f->ctes = c;
	skip(t, f, s->i, s->i + 1);
	s->i++;
	if (token_is(k, s->i, "(") && s->i < s->end) {
		c->columns = read_cte_columns(t, f, s->i);
		s->i = k->v[s->i].match + 1;
	}
	while (s->i < s->end && !token_is(k, s->i, "("))
		t->marks[s->i++].frame = f;
	if (s->i >= s->end)
		return;
	in = inside(t, s->i);
	t->marks[s->i].frame = t->marks[in.end].frame = f;
	c->query = read_query(t, f, in);
	s->i = in.end + 1;
}

static struct frame *
read_with(struct text *t, struct frame *parent, struct span *s)
{
	const struct tokens *k = &t->tokens;
	struct frame *f = frame_new(t, parent);

	t->marks[s->i++].frame = f;
	if (token_is(k, s->i, "recursive") && s->i < s->end)
		t->marks[s->i++].frame = f;
	while (s->i < s->end && token_is_name(k, s->i)) {
		read_cte(t, f, s);
		if (s->i >= s->end || !token_is(k, s->i, ","))
			break;
		t->marks[s->i++].frame = f;
	}
	return f;
}

/* [WITH ...] SELECT ... [UNION SELECT ...]; its first SELECT. */
static struct frame *
read_query(struct text *t, struct frame *parent, struct span s)
{
	struct frame *first = NULL, *f;

	if (token_is(&t->tokens, s.i, "with") && s.i < s.end)
		parent = read_with(t, parent, &s);
	while (s.i < s.end) {
		if (token_is(&t->tokens, s.i, "select")) {
			f = read_select(t, parent, &s);
			first = first ? first : f;
		} else {
			s.i = pass(t, parent, s.i);
		}
	}
	return first;
}

static void
read_group(struct text *t, struct frame *f, struct span s)
{
	if (begins_query(t, &s)) {
		read_query(t, f, s);
		return;
	}
	while (s.i < s.end)
		s.i = pass(t, f, s.i);
}

int
text_read(struct arena *a, const struct kinds *k, const char *sql,
    struct text *ret, struct err *err)
{
	struct text t = { .arena = a, .kinds = k };
	int e = tokens_read(a, sql, &t.tokens, err);
	size_t i;

	if (e < 0)
		return e;
	t.marks = arena_zalloc(a, t.tokens.n * sizeof(*t.marks));
	t.top = frame_new(&t, NULL);
	read_group(&t, t.top, (struct span){ 0, t.tokens.n });
	/* what is no SQL may have been passed over */
	for (i = 0; i < t.tokens.n; i++)
		if (t.marks[i].frame == NULL)
			t.marks[i].frame = t.top;
	*ret = t;
	return 0;
}
