#include "index/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/utf8.h"
#include "index/find.h"

#define OF_KIND " AND (?2 IS NULL OR kind = ?2)"

static const char *
column(struct arena *a, sqlite3_stmt *stmt, int i)
{
	const char *s = (const char *)sqlite3_column_text(stmt, i);

	return s ? arena_strdup(a, s) : NULL;
}

static void
found_add(struct arena *a, struct candidates *c, sqlite3_stmt *stmt)
{
	struct found *f;

	c->total++;
	if (c->n == CANDIDATES_MAX)
		return;
	f = &c->v[c->n++];
	f->id = column(a, stmt, 0);
	f->kind = column(a, stmt, 1);
	f->path = column(a, stmt, 2);
	f->blob = column(a, stmt, 3);
	f->title = column(a, stmt, 4);
	f->number = column(a, stmt, 5);
	f->state = column(a, stmt, 6);
	f->owner = column(a, stmt, 7);
	f->bad = column(a, stmt, 8);
}

struct value
find_text(const char *s)
{
	return (struct value){ .type = s ? VALUE_TEXT : VALUE_NULL, .text = s };
}

int
candidates_get(struct index *ix, struct arena *a, const char *sql,
    const struct value *binds, size_t n, struct candidates *ret,
    struct err *err)
{
	sqlite3_stmt *stmt;
	int code = SQLITE_DONE, r;

	ret->n = ret->total = 0;
	r = db_prepare(ix, sql, &stmt, err);
	if (r < 0)
		return r;
	r = db_bind(ix, stmt, binds, n, err);
	while (r == 0 && (code = sqlite3_step(stmt)) == SQLITE_ROW)
		found_add(a, ret, stmt);
	if (r == 0 && code != SQLITE_DONE)
		r = db_error(ix, "index", err);
	db_done(stmt);
	return r;
}

int
record_get(struct index *ix, struct arena *a, const char *id, struct found *ret)
{
	struct value v = find_text(id);
	struct candidates c;
	int r;

	r = candidates_get(ix, a, FOUND_COLUMNS "id = ?1", &v, 1, &c, NULL);
	if (r < 0)
		return r;
	if (c.n == 0)
		return CRM_ENOENT;
	*ret = c.v[0];
	return 0;
}

static int
by_id(struct find *f)
{
	struct value v[] = { find_text(f->word), find_text(f->kind) };

	if (!id_valid(f->word)) {
		f->found.n = f->found.total = 0;
		return 0;
	}
	return candidates_get(f->ix, f->a, FOUND_COLUMNS "id = ?1" OF_KIND, v,
	    2, &f->found, f->err);
}

static int
by_title(struct find *f)
{
	struct value v[] = { find_text(utf8_fold(f->a, f->word)),
		find_text(f->kind) };

	return candidates_get(f->ix, f->a,
	    FOUND_COLUMNS "title_fold = ?1" OF_KIND " ORDER BY kind, id", v, 2,
	    &f->found, f->err);
}

static int
by_prefix(struct find *f)
{
	struct value v[] = { find_text(f->word), find_text(f->kind),
		find_text(arena_printf(f->a, "%s~", f->word)) };

	if (!id_prefix_valid(f->word)) {
		f->found.n = f->found.total = 0;
		return 0;
	}
	return candidates_get(f->ix, f->a,
	    FOUND_COLUMNS "id >= ?1 AND id < ?3" OF_KIND " ORDER BY id", v, 3,
	    &f->found, f->err);
}

static const char *
kind_label(struct index *ix, const char *kind)
{
	const struct kind *k = kind ? kinds_find(ix->kinds, kind) : NULL;

	return k ? label_text(&k->label, ix->view.lang) : kind;
}

static int
ambiguous(struct find *f)
{
	const struct candidates *c = &f->found;
	const struct found *v;
	const char *title;
	size_t i;

	err_set(f->err, CRM_EUSAGE,
	    "'%s' may be any of these; take the id:", f->word);
	for (i = 0; i < c->n; i++) {
		v = &c->v[i];
		title = record_title(f->ix, f->a, v->id);
		err_more(f->err, "  %s %.*s %s", kind_label(f->ix, v->kind),
		    record_prefix(f->ix, v->id), v->id, title);
	}
	if (c->total > c->n)
		err_more(f->err, "  and %zu more", c->total - c->n);
	return CRM_EUSAGE;
}

/* It is there, but of another kind: the likely mistake. */
static int
missing(struct find *f)
{
	const char *kind = f->kind;
	struct found other;

	if (kind == NULL)
		return err_set(
		    f->err, CRM_ENOENT, "there is no record '%s'", f->word);
	if (id_valid(f->word) && record_get(f->ix, f->a, f->word, &other) == 0)
		return err_set(f->err, CRM_ENOENT, "'%s' is no %s, but a %s",
		    f->word, kind_label(f->ix, kind),
		    kind_label(f->ix, other.kind));
	return err_set(f->err, CRM_ENOENT, "there is no %s '%s'",
	    kind_label(f->ix, kind), f->word);
}

int
record_find(struct index *ix, struct arena *a, const char *kind,
    const char *word, struct found *ret, struct err *err)
{
	static int (*const ways[])(
	    struct find *) = { by_id, find_number, by_title, by_prefix };
	struct find f = {
		.ix = ix, .a = a, .kind = kind, .word = word, .err = err
	};
	size_t i;
	int r;

	for (i = 0; i < ARRAY_SIZE(ways) && *word; i++) {
		r = ways[i](&f);
		if (r < 0)
			return r;
		if (f.found.total > 1)
			return ambiguous(&f);
		if (f.found.total == 1) {
			*ret = f.found.v[0];
			return 0;
		}
	}
	return missing(&f);
}
