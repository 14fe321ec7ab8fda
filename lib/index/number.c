#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "index/find.h"

/* Longest series of digits that is a counter: no int64 overflows. */
#define DIGITS_MAX 15

/* A number as it is issued: half width, upper case. */
static char *
normalise(struct arena *a, const char *word)
{
	char *s = utf8_fold(a, word), *p;

	for (p = s; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	return s;
}

/* The suffix of a kind's numbers before its counter ("-V"), or NULL. */
static const char *
suffix_mark(struct arena *a, const struct kind *k)
{
	const char *s = k->number.suffix;
	size_t n = s ? strcspn(s, "{") : 0;

	return n > 0 ? arena_strndup(a, s, n) : NULL;
}

static int
exact(struct find *f, const char *kind, const char *number,
    struct candidates *ret)
{
	struct value v[] = { find_text(number), find_text(kind) };

	return candidates_get(f->ix, f->a,
	    FOUND_COLUMNS "number = ?1 AND (?2 IS NULL OR kind = ?2)"
			  " ORDER BY kind, id",
	    v, 2, ret, f->err);
}

/* The current revision of a number: the longest is the highest. */
static int
highest(struct find *f, const char *kind, const char *number, const char *mark,
    struct candidates *ret)
{
	struct value v[] = { find_text(number), find_text(kind),
		find_text(arena_printf(f->a, "%s%s0", number, mark)),
		find_text(arena_printf(f->a, "%s%s:", number, mark)) };
	const char *top;
	size_t i;
	int r;

	r = candidates_get(f->ix, f->a,
	    FOUND_COLUMNS "kind = ?2 AND"
			  " (number = ?1 OR (number >= ?3 AND number < ?4))"
			  " ORDER BY length(number) DESC, number DESC, id",
	    v, 4, ret, f->err);
	if (r < 0 || ret->n == 0)
		return r;
	top = ret->v[0].number;
	for (i = 1; i < ret->n && strcmp(ret->v[i].number, top) == 0; i++)
		;
	ret->total = ret->n = i;
	return 0;
}

/* "X-V1": the first revision, which has no suffix. */
static const char *
first_revision(struct arena *a, const char *number, const char *mark)
{
	size_t n = strlen(number), len = strlen(mark);

	if (n < len + 2 || number[n - 1] != '1' ||
	    strncmp(number + n - 1 - len, mark, len) != 0)
		return NULL;
	return arena_strndup(a, number, n - 1 - len);
}

static void
replace_kind(
    struct candidates *all, const char *kind, const struct candidates *with)
{
	size_t i, to = 0;

	for (i = 0; i < all->n; i++)
		if (strcmp(all->v[i].kind, kind) != 0)
			all->v[to++] = all->v[i];
	all->total -= all->n - to;
	all->n = to;
	for (i = 0; i < with->n; i++, all->total++)
		if (all->n < CANDIDATES_MAX)
			all->v[all->n++] = with->v[i];
}

static int
revisions(struct find *f, const struct kind *k, const char *number)
{
	const char *mark = suffix_mark(f->a, k), *base;
	struct candidates c;
	int r;

	if (mark == NULL || (f->kind && strcmp(f->kind, k->name) != 0))
		return 0;
	base = first_revision(f->a, number, mark);
	r = base ? exact(f, k->name, base, &c)
		 : highest(f, k->name, number, mark, &c);
	if (r == 0 && c.n > 0)
		replace_kind(&f->found, k->name, &c);
	return r;
}

static int
find_as(struct find *f, const char *number)
{
	size_t i;
	int r;

	r = exact(f, f->kind, number, &f->found);
	for (i = 0; r == 0 && i < kinds_count(f->ix->kinds); i++)
		r = revisions(f, kinds_at(f->ix->kinds, i), number);
	return r;
}

int
find_number(struct find *f)
{
	const char *number = normalise(f->a, f->word);
	int r;

	r = find_as(f, f->word);
	if (r < 0 || f->found.total > 0 || strcmp(number, f->word) == 0)
		return r;
	return find_as(f, number);
}

/* The counter that a number's rest begins with; 0 if none. */
static int64_t
counter(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return n > 0 && n <= DIGITS_MAX ? strtoll(s, NULL, 10) : 0;
}

int64_t
record_last_number(struct index *ix, const char *series)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct value v[] = { find_text(arena_printf(&a, "%s0", series)),
		find_text(arena_printf(&a, "%s:", series)) };
	size_t len = strlen(series);
	int64_t n, ret = 0;
	sqlite3_stmt *stmt;

	if (db_prepare(ix,
		"SELECT number FROM record WHERE number >= ?1 AND number < ?2",
		&stmt, NULL) < 0)
		return 0;
	db_bind(ix, stmt, v, 2, NULL);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		n = counter((const char *)sqlite3_column_text(stmt, 0) + len);
		if (n > ret)
			ret = n;
	}
	db_done(stmt);
	return ret;
}
