#include "index/rule.h"

#include <string.h>

#include "index/expand.h"
#include "index/filter.h"
#include "index/watch.h"

/* A rule being run over some records of its kind. */
struct run {
	struct index *ix;
	struct arena *arena;
	const struct kind *kind;
	const struct rule *rule;
	bool before; /* what to note in a breach */
	struct breaches *ret;
};

static int
add_condition(struct run *r, struct buf *b, const char *lead, const char *sql,
    const char *is, struct err *err)
{
	struct scope scope = { r->kind, NULL };
	int e;

	buf_addstr(b, lead);
	buf_addch(b, '(');
	e = expr_expand(r->ix, &scope, sql, b, err);
	buf_printf(b, ") IS %s", is);
	return e;
}

/* Another record with the same values. Absent values equal nothing, and
 * what was merged into another does not count. */
static int
add_unique(struct run *r, struct buf *b, struct err *err)
{
	struct relation relation = { r->kind, NULL, NULL };
	const char *plural = r->kind->plural, *const *f = r->rule->unique;
	struct column c;

	buf_printf(b,
	    " AND \"%s\".merged_into IS NULL AND EXISTS (SELECT 1 FROM"
	    " \"_%s\" AS \"other#0\" WHERE \"other#0\".merged_into IS NULL"
	    " AND \"other#0\".id <> \"%s\".id",
	    plural, r->kind->name, plural);
	for (; *f != NULL; f++) {
		if (!column_get(r->ix->kinds, &relation, *f, &c) ||
		    c.type != COLUMN_STORED)
			return err_set(err, CRM_EDATA,
			    "'%s' is not stored: it cannot be unique", *f);
		buf_printf(b, " AND \"other#0\".\"%s\" = \"%s\".\"%s\"", c.name,
		    plural, c.name);
	}
	buf_addch(b, ')');
	return 0;
}

/* SELECT id of the records that break the rule. */
static int
rule_sql(struct run *r, const char *which, struct buf *b, struct err *err)
{
	const char *plural = r->kind->plural;
	int e = 0;

	buf_printf(b, "SELECT \"%s\".id FROM \"_%s\" AS \"%s\" WHERE %s",
	    plural, r->kind->name, plural, which);
	if (r->rule->when != NULL)
		e = add_condition(r, b, " AND ", r->rule->when, "TRUE", err);
	if (e == 0 && r->rule->unique != NULL)
		e = add_unique(r, b, err);
	if (e == 0 && r->rule->must != NULL)
		e = add_condition(r, b, " AND ", r->rule->must, "FALSE", err);
	if (e < 0)
		err_prefix(err, "rule %s", r->rule->id);
	return e;
}

static int
note_breach(const struct row *row, void *arg, struct err *err)
{
	struct run *r = arg;
	struct breaches *ret = r->ret;

	(void)err;
	ret->v = vec_grow(ret->v, ret->n, &ret->cap, sizeof(*ret->v));
	ret->v[ret->n++] = (struct breach){ .kind = r->kind,
		.rule = r->rule,
		.id = arena_strdup(r->arena, row->v[0].text),
		.before = r->before };
	return 0;
}

/* Every rule of the run's kind, on records that `which` chooses. */
static int
run_rules(struct run *r, const char *which, const char *bind, struct err *err)
{
	struct value v = { .type = VALUE_TEXT, .text = bind };
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	size_t i;
	int e = 0;

	for (i = 0; i < r->kind->n_rules && e == 0; i++) {
		r->rule = &r->kind->rules[i];
		buf_truncate(&b, 0);
		e = rule_sql(r, which, &b, err);
		if (e < 0)
			break;
		e = query_run(
		    r->ix, b.data, &v, bind != NULL, note_breach, r, err);
		if (e < 0)
			err_prefix(err, "rule %s", r->rule->id);
	}
	return e;
}

static int
found_one(const struct row *row, void *arg, struct err *err)
{
	(void)row;
	(void)err;
	*(bool *)arg = true;
	return 0;
}

/* Did the record break the rule before the command? */
static bool
broke_before(struct index *ix, struct arena *a, const struct breach *b)
{
	_cleanup_(buf_release) struct buf sql = BUF_INIT;
	struct index *before = watch_before(ix);
	struct value id = { .type = VALUE_TEXT, .text = b->id };
	struct run r = { .ix = before, .kind = b->kind, .rule = b->rule };
	bool ret = false;

	if (before != NULL &&
	    rule_sql(&r, arena_printf(a, "\"%s\".id = ?1", b->kind->plural),
		&sql, NULL) == 0)
		query_run(before, sql.data, &id, 1, found_one, &ret, NULL);
	return ret;
}

static int
is_changed(struct index *ix, struct breach *b, struct err *err)
{
	struct value id = { .type = VALUE_TEXT, .text = b->id };

	return query_run(ix,
	    "SELECT 1 FROM temp.touched WHERE id = ?1 AND changed = 1", &id, 1,
	    found_one, &b->changed, err);
}

int
rule_run(
    struct index *ix, struct arena *a, struct breaches *ret, struct err *err)
{
	struct run r = { .ix = ix, .arena = a, .ret = ret };
	const struct kind **kinds;
	size_t n, i, first = ret->n;
	int e;

	if (watch_empty(ix))
		return 0;
	e = watch_neighbours(ix, err);
	if (e == 0)
		e = watch_kinds(ix, a, false, &kinds, &n, err);
	for (i = 0; e == 0 && i < n; i++) {
		r.kind = kinds[i];
		e = run_rules(&r,
		    arena_printf(a,
			"\"%s\".id IN (SELECT id FROM temp.touched"
			" WHERE kind = '%s')",
			r.kind->plural, r.kind->name),
		    NULL, err);
	}
	for (i = first; e == 0 && i < ret->n; i++) {
		e = is_changed(ix, &ret->v[i], err);
		ret->v[i].before = broke_before(ix, a, &ret->v[i]);
	}
	return e;
}

int
rule_run_all(struct index *ix, struct arena *a, const char *id,
    struct breaches *ret, struct err *err)
{
	struct run r = { .ix = ix, .arena = a, .before = true, .ret = ret };
	struct found found;
	size_t i;
	int e = 0;

	if (id != NULL) {
		e = record_get(ix, a, id, &found);
		if (e < 0)
			return err_set(err, e, "no record '%s'", id);
		r.kind = kinds_find(ix->kinds, found.kind);
		if (r.kind == NULL)
			return 0;
		return run_rules(&r,
		    arena_printf(a, "\"%s\".id = ?1", r.kind->plural), id, err);
	}
	for (i = 0; i < kinds_count(ix->kinds) && e == 0; i++) {
		r.kind = kinds_at(ix->kinds, i);
		e = run_rules(&r, "1", NULL, err);
	}
	return e;
}
