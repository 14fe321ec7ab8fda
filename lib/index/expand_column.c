#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/word.h"
#include "index/expand.h"

/* References of one path. */
#define REFS_MAX 3

/* A derived field that is being expanded, and those that need it. */
struct going {
	const struct going *up;
	const struct derive *derive;
	const char *kind;
};

static void
offer(const struct column *c, void *arg)
{
	word_guess_offer(arg, c->name);
}

int
no_column(struct expand *x, const struct relation *r, const char *name)
{
	struct word_guess g;

	word_guess_init(&g, name);
	columns_each(x->arena, x->ix->kinds, r, offer, &g);
	if (r->list != NULL)
		err_set(x->err, CRM_EDATA,
		    "the rows '%s' of '%s' have no field '%s'", r->list->name,
		    r->kind->name, name);
	else
		err_set(x->err, CRM_EDATA, "'%s' has no field '%s'",
		    r->kind ? r->kind->name : r->built_in->name, name);
	if (g.best != NULL)
		err_more(x->err, "did you mean '%s'?", g.best);
	return CRM_EDATA;
}

static void
add_going(const struct going *g, const struct going *from, struct buf *ret)
{
	if (g != from && g->up != NULL)
		add_going(g->up, from, ret);
	if (ret->len > 0)
		buf_addstr(ret, " → ");
	buf_printf(ret, "%s.%s", g->kind, g->derive->name);
}

static int
refuse_cycle(struct expand *x, const struct going *from)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;

	add_going(x->going, from, &b);
	return err_set(x->err, CRM_EDATA,
	    "the derived fields go round: %s → %s.%s", b.data, from->kind,
	    from->derive->name);
}

static int
expand_derived(
    struct expand *x, struct place *p, const struct derive *d, struct buf *ret)
{
	const struct going *g;
	struct going me = { x->going, d, p->scope.kind->name };
	int e;

	for (g = x->going; g != NULL; g = g->up)
		if (g->derive == d)
			return refuse_cycle(x, g);
	x->going = &me;
	e = expand_text(x, p, d->sql, false, ret);
	x->going = me.up;
	return e;
}

/* The place of a record alone, as a derived field of it sees it. */
static struct place
record_place(const struct place *p)
{
	return (struct place){ .scope = { p->scope.kind, NULL },
		.record = p->record };
}

static int
record_column(
    struct expand *x, struct place *p, const struct column *c, struct buf *ret)
{
	struct place record = record_place(p);

	p->record_used = true;
	switch (c->type) {
	case COLUMN_TITLE: return expand_title(x, &record, ret);
	case COLUMN_DERIVED: return expand_derived(x, &record, c->derive, ret);
	case COLUMN_KIND: sql_string(ret, p->scope.kind->name); return 0;
	case COLUMN_PARENT: add_column_name(ret, p->record, "id"); return 0;
	default: add_column_name(ret, p->record, c->name); return 0;
	}
}

int
expand_column(
    struct expand *x, struct place *p, const struct column *c, struct buf *ret)
{
	if (p->row == NULL || c->type == COLUMN_PARENT)
		return record_column(x, p, c, ret);
	if (c->type == COLUMN_DERIVED)
		return expand_derived(x, p, c->derive, ret);
	add_column_name(ret, p->row, c->name);
	return 0;
}

/* Finds the first name of a path, in the row, then in the record. */
static int
find_first(struct expand *x, struct place *p, enum mention_type type,
    const char *name, struct column *c, bool *of_row)
{
	struct relation r;

	*of_row = type == MENTION_OWN && scope_row(&p->scope, &r) &&
		  column_get(x->ix->kinds, &r, name, c);
	if (*of_row)
		return 0;
	scope_record(&p->scope, &r);
	if (column_get(x->ix->kinds, &r, name, c))
		return 0;
	return no_column(x, &r, name);
}

int
expand_path(struct expand *x, struct place *p, enum mention_type type,
    const char *const *parts, size_t n, struct buf *ret)
{
	_cleanup_(buf_release) struct buf value = BUF_INIT;
	const char *joined[PATH_MAX_PARTS];
	const struct field *f = kind_field(p->scope.kind, parts[0]);
	struct column c;
	bool of_row;
	int e;

	if (n == 2 && f != NULL && f->type == TYPE_GROUP) {
		joined[0] = arena_printf(x->arena, "%s_%s", parts[0], parts[1]);
		return expand_path(x, p, type, joined, 1, ret);
	}
	e = find_first(x, p, type, parts[0], &c, &of_row);
	if (e < 0)
		return e;
	if (c.type == COLUMN_PARENT && n > 1)
		return expand_path(x, p, MENTION_RECORD, parts + 1, n - 1, ret);
	if (n == 1)
		return of_row ? expand_column(x, p, &c, ret)
			      : record_column(x, p, &c, ret);
	e = of_row ? expand_column(x, p, &c, &value)
		   : record_column(x, p, &c, &value);
	if (e < 0)
		return e;
	return expand_deref(x, &c, value.data, parts + 1, n - 1, ret);
}

/* Of a reference to a record of any kind only what all have is known. */
static int
deref_any(struct expand *x, const char *value, const char *const *parts,
    size_t n, struct buf *ret)
{
	const char *alias = expand_alias(x, "records");
	struct relation r;
	struct column c;

	relation_find(x->ix->kinds, "records", &r);
	if (n != 1 || !column_get(x->ix->kinds, &r, parts[0], &c))
		return no_column(x, &r, parts[0]);
	buf_addstr(ret, "(SELECT ");
	add_column_name(ret, alias, c.name);
	buf_addstr(ret, " FROM \"record\" AS ");
	sql_name(ret, alias);
	buf_addstr(ret, " WHERE ");
	add_column_name(ret, alias, "id");
	buf_printf(ret, " = %s)", value);
	return 0;
}

/* True if records of the kind were merged: then a reference may lead to
 * the one that was given up. */
static bool
has_merged(struct expand *x, const struct kind *k)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	sqlite3_stmt *s;
	bool ret;

	buf_addstr(&b, "SELECT 1 FROM ");
	add_table_name(&b, k, NULL);
	buf_addstr(&b, " WHERE merged_into IS NOT NULL LIMIT 1");
	if (db_prepare(x->ix, b.data, &s, NULL) < 0)
		return false;
	ret = sqlite3_step(s) == SQLITE_ROW;
	db_done(s);
	return ret;
}

static void
from_record(
    struct expand *x, const struct place *p, const char *value, struct buf *ret)
{
	const struct kind *k = p->scope.kind;
	const char *old;

	buf_addstr(ret, " FROM ");
	if (!has_merged(x, k)) {
		add_table_name(ret, k, NULL);
		buf_addstr(ret, " AS ");
		sql_name(ret, p->record);
		buf_addstr(ret, " WHERE ");
		add_column_name(ret, p->record, "id");
		buf_printf(ret, " = %s", value);
		return;
	}
	old = expand_alias(x, "merged");
	add_table_name(ret, k, NULL);
	buf_addstr(ret, " AS ");
	sql_name(ret, old);
	buf_addstr(ret, " JOIN ");
	add_table_name(ret, k, NULL);
	buf_addstr(ret, " AS ");
	sql_name(ret, p->record);
	buf_addstr(ret, " ON ");
	add_column_name(ret, p->record, "id");
	buf_addstr(ret, " = coalesce(");
	add_column_name(ret, old, "merged_into");
	buf_addstr(ret, ", ");
	add_column_name(ret, old, "id");
	buf_addstr(ret, ") WHERE ");
	add_column_name(ret, old, "id");
	buf_printf(ret, " = %s", value);
}

/* The value of a reference to a row is "<id>/<row>". */
static void
from_row(const struct place *p, const char *value, struct buf *ret)
{
	buf_addstr(ret, " FROM ");
	add_table_name(ret, p->scope.kind, NULL);
	buf_addstr(ret, " AS ");
	sql_name(ret, p->record);
	buf_addstr(ret, " JOIN ");
	add_table_name(ret, p->scope.kind, p->scope.list);
	buf_addstr(ret, " AS ");
	sql_name(ret, p->row);
	buf_addstr(ret, " ON ");
	add_column_name(ret, p->row, "n");
	buf_addstr(ret, " = ");
	add_column_name(ret, p->record, "n");
	buf_addstr(ret, " WHERE ");
	add_column_name(ret, p->record, "id");
	buf_printf(ret, " = substr(%s, 1, %d) AND ", value, ID_LEN);
	add_column_name(ret, p->row, "row");
	buf_printf(ret, " = substr(%s, %d)", value, ID_LEN + 2);
}

/* Of a reference to a row its record's id is a part. */
static int
deref_parent(struct expand *x, const struct column *ref, const char *value,
    const char *const *parts, size_t n, struct buf *ret)
{
	struct column record = { .name = ref->name, .to = ref->to };
	const char *id =
	    arena_printf(x->arena, "substr(%s, 1, %d)", value, ID_LEN);

	if (n > 0)
		return expand_deref(x, &record, id, parts, n, ret);
	buf_addstr(ret, id);
	return 0;
}

/* A new place for what a reference leads to. */
static int
place_behind(struct expand *x, const struct column *ref, struct place *ret)
{
	const struct kind *k = kinds_find(x->ix->kinds, ref->to);

	*ret = (struct place){ .scope = { k, NULL } };
	if (k == NULL)
		return err_set(x->err, CRM_EDATA,
		    "'%s' leads to '%s', which is no kind", ref->name, ref->to);
	ret->record = expand_alias(x, k->plural);
	if (ref->to_list == NULL)
		return 0;
	ret->scope.list = kind_field(k, ref->to_list);
	ret->row = expand_alias(x, ref->to_list);
	if (ret->scope.list == NULL)
		return err_set(x->err, CRM_EDATA,
		    "'%s' leads to the rows '%s', which '%s' has not",
		    ref->name, ref->to_list, k->name);
	return 0;
}

int
expand_deref(struct expand *x, const struct column *ref, const char *value,
    const char *const *parts, size_t n, struct buf *ret)
{
	struct place p;
	int e;

	if (ref->to == NULL)
		return err_set(x->err, CRM_EDATA,
		    "'%s.%s': '%s' is no reference", ref->name, parts[0],
		    ref->name);
	if (strcmp(ref->to, "*") == 0)
		return deref_any(x, value, parts, n, ret);
	if (n > REFS_MAX)
		return err_set(x->err, CRM_EDATA,
		    "'%s' leads too far: at most %d references", ref->name,
		    REFS_MAX);
	if (ref->to_list != NULL && strcmp(parts[0], "parent") == 0)
		return deref_parent(x, ref, value, parts + 1, n - 1, ret);
	if (ref->to_list != NULL && strcmp(parts[0], "title") == 0)
		return deref_parent(x, ref, value, parts, n, ret);
	e = place_behind(x, ref, &p);
	if (e < 0)
		return e;
	buf_addstr(ret, "(SELECT ");
	e = expand_path(x, &p, MENTION_OWN, parts, n, ret);
	if (e < 0)
		return e;
	if (p.row != NULL)
		from_row(&p, value, ret);
	else
		from_record(x, &p, value, ret);
	expand_dated(x, p.scope.kind, p.record, " AND ", ret);
	buf_addch(ret, ')');
	return 0;
}
