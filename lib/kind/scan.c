#include "kind/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* What is expected where a list of tables may stand. */
enum expect { EXPECT_NOTHING, EXPECT_TABLE, EXPECT_ALIAS, EXPECT_COMMA };

struct reader {
	struct scan *s;
	const char *p;
	int scope;
	struct level {
		enum expect expect;
		bool in_from;
	} * levels; /* a scope each */
	size_t n_levels, cap_levels;
};

static bool
is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

static void
open_scope(struct reader *r)
{
	struct scan *s = r->s;

	s->parents = vec_grow(
	    s->parents, s->n_scopes, &s->cap_scopes, sizeof(*s->parents));
	r->levels = vec_grow(
	    r->levels, r->n_levels, &r->cap_levels, sizeof(*r->levels));
	s->parents[s->n_scopes] = r->scope;
	r->levels[r->n_levels].expect = EXPECT_NOTHING;
	r->levels[r->n_levels].in_from = false;
	r->scope = (int)s->n_scopes++;
	r->n_levels++;
}

/* Past a text in quotes, doubled quotes inside; `end` closes it. */
static void
skip_quoted(struct reader *r, char end)
{
	for (r->p++; *r->p != '\0'; r->p++) {
		if (*r->p != end)
			continue;
		if (r->p[1] != end)
			break;
		r->p++;
	}
	if (*r->p != '\0')
		r->p++;
}

static bool
skip_comment(struct reader *r)
{
	const char *end;

	if (r->p[0] == '-' && r->p[1] == '-') {
		r->p += strcspn(r->p, "\n");
		return true;
	}
	if (r->p[0] != '/' || r->p[1] != '*')
		return false;
	end = strstr(r->p + 2, "*/");
	r->p = end != NULL ? end + 2 : r->p + strlen(r->p);
	return true;
}

static bool
is_one_of(const char *name, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(*words, name) == 0)
			return true;
	return false;
}

static void
take_table(struct reader *r, const char *name)
{
	struct scan *s = r->s;
	struct scan_table *t;

	s->tables = vec_grow(
	    s->tables, s->n_tables, &s->cap_tables, sizeof(*s->tables));
	t = &s->tables[s->n_tables++];
	strcpy(t->name, name);
	t->alias[0] = '\0';
	t->scope = r->scope;
}

/* True where the word belongs to a list of tables, or is its keyword. */
static bool
take_from(struct reader *r, const char *name)
{
	static const char *const opening[] = { "from", "join", NULL };
	static const char *const closing[] = { "where", "on", "using", "group",
		"order", "limit", "having", "union", "except", "intersect",
		"select", "window", NULL };
	static const char *const between[] = { "as", "left", "inner", "cross",
		"outer", "natural", "right", "full", NULL };
	struct level *level = &r->levels[r->scope];

	if (is_one_of(name, opening)) {
		level->expect = EXPECT_TABLE;
		level->in_from = true;
		return true;
	}
	if (is_one_of(name, closing)) {
		level->expect = EXPECT_NOTHING;
		level->in_from = false;
		return true;
	}
	if (level->expect == EXPECT_NOTHING || is_one_of(name, between))
		return level->expect != EXPECT_NOTHING;
	if (level->expect == EXPECT_TABLE) {
		take_table(r, name);
		level->expect = EXPECT_ALIAS;
	} else if (level->expect == EXPECT_ALIAS) {
		strcpy(r->s->tables[r->s->n_tables - 1].alias, name);
		level->expect = EXPECT_COMMA;
	}
	return true;
}

static void
take_word(struct reader *r, const char *start, size_t n, char before)
{
	struct scan *s = r->s;
	struct scan_word *w;
	char name[SCAN_NAME];
	size_t i;

	if (n >= sizeof(name) || *r->p == '(')
		return;
	for (i = 0; i < n; i++)
		name[i] = start[i] >= 'A' && start[i] <= 'Z'
			      ? (char)(start[i] - 'A' + 'a')
			      : start[i];
	name[n] = '\0';
	if (before != '.' && *r->p != '.' && take_from(r, name))
		return;
	s->words =
	    vec_grow(s->words, s->n_words, &s->cap_words, sizeof(*s->words));
	w = &s->words[s->n_words++];
	strcpy(w->name, name);
	w->scope = r->scope;
	w->dot_before = before == '.';
	w->dot_after = *r->p == '.';
}

static void
take_sign(struct reader *r)
{
	struct level *level = &r->levels[r->scope];

	if (*r->p == '(') {
		/* a sub-select in a list of tables has the alias behind it */
		if (level->expect == EXPECT_TABLE)
			level->expect = EXPECT_COMMA;
		open_scope(r);
	} else if (*r->p == ')' && r->s->parents[r->scope] >= 0) {
		r->scope = r->s->parents[r->scope];
	} else if (*r->p == ',' && level->in_from) {
		level->expect = EXPECT_TABLE;
	}
	r->p++;
}

static void
take(struct reader *r, const char *sql)
{
	char before = r->p > sql ? r->p[-1] : '\0';
	const char *start = r->p;

	if (*r->p == '\'') {
		skip_quoted(r, '\'');
	} else if (*r->p == '"' || *r->p == '`') {
		skip_quoted(r, *r->p);
		if (r->p - start > 2)
			take_word(
			    r, start + 1, (size_t)(r->p - start - 2), before);
	} else if (is_name_char(*r->p)) {
		while (is_name_char(*r->p))
			r->p++;
		if (*start < '0' || *start > '9')
			take_word(r, start, (size_t)(r->p - start), before);
	} else if (!skip_comment(r)) {
		take_sign(r);
	}
}

void
scan_sql(struct scan *s, const char *sql)
{
	struct reader r = { .s = s, .p = sql, .scope = -1 };

	s->n_words = s->n_tables = s->n_scopes = 0;
	open_scope(&r);
	while (*r.p != '\0')
		take(&r, sql);
	free(r.levels);
}

void
scan_free(struct scan *s)
{
	free(s->words);
	free(s->tables);
	free(s->parents);
}
