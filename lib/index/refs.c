#include "index/refs.h"

#include <string.h>

#include "base/id.h"
#include "index/expand.h"
#include "index/query.h"
#include "index/rule.h"

struct walk {
	struct arena *arena;
	const struct kinds *kinds;
	const struct kind *kind;
	int (*each)(const struct ref_column *c, void *arg);
	void *arg;
};

/* A field in its group or list (both may be NULL). */
static int
give(struct walk *w, const struct field *in, const struct field *f)
{
	bool group = in != NULL && in->type == TYPE_GROUP;
	struct ref_column c = { .kind = w->kind };
	struct column target;

	if (f->type != TYPE_REF)
		return 0;
	column_target(w->kinds, w->kind, f, &target);
	c.to = target.to;
	c.to_list = target.to_list;
	c.list = in != NULL && !group ? in : NULL;
	c.column = c.list != NULL && in->item == f ? "value" : f->name;
	c.path = f->name;
	if (in != NULL)
		c.path = in->item == f ? in->name
				       : arena_printf(w->arena, "%s.%s",
					     in->name, f->name);
	if (group)
		c.column = arena_printf(w->arena, "%s_%s", in->name, f->name);
	return w->each(&c, w->arg);
}

static int
give_field(struct walk *w, const struct field *f)
{
	size_t i;
	int e = 0;

	if (f->type != TYPE_LIST && f->type != TYPE_GROUP)
		return give(w, NULL, f);
	if (f->item != NULL)
		return give(w, f, f->item);
	for (i = 0; i < f->n_fields && e == 0; i++)
		e = give(w, f, &f->fields[i]);
	return e;
}

int
refs_each(struct arena *a, const struct kinds *kinds, const struct kind *k,
    int (*each)(const struct ref_column *c, void *arg), void *arg)
{
	static const char *const builtin[] = { "owner", "created_by",
		"merged_into" };
	struct walk w = { a, kinds, k, each, arg };
	size_t i;
	int e = 0;

	for (i = 0; i < ARRAY_SIZE(builtin) && e == 0; i++)
		e = give(&w, NULL, kind_field(k, builtin[i]));
	for (i = 0; i < k->n_fields && e == 0; i++)
		e = give_field(&w, &k->fields[i]);
	return e;
}

void
add_ref_id(struct buf *b, const struct ref_column *c)
{
	if (c->to_list != NULL)
		buf_addstr(b, "substr(");
	add_column_name(b, "t", c->column);
	if (c->to_list != NULL)
		buf_printf(b, ", 1, %d)", ID_LEN);
}

/* FROM <the column's table> t, and p, which has the record's id. */
static void
add_from(struct buf *b, const struct ref_column *c)
{
	buf_addstr(b, " FROM ");
	add_table_name(b, c->kind, c->list);
	buf_addstr(b, " t");
	if (c->list != NULL) {
		buf_addstr(b, " JOIN ");
		add_table_name(b, c->kind, NULL);
		buf_addstr(b, " p ON p.n = t.n");
	}
}

struct dangling {
	struct index *ix;
	const char *id;
	int (*each)(
	    const char *id, const char *path, const char *value, void *arg);
	void *arg;
	const struct ref_column *column;
	struct err *err;
};

/* "lines[k3f9].product" */
static int
report(const struct row *row, void *arg, struct err *err)
{
	struct dangling *d = arg;
	const struct ref_column *c = d->column;
	_cleanup_(buf_release) struct buf path = BUF_INIT;

	(void)err;
	if (c->list == NULL) {
		buf_addstr(&path, c->path);
	} else {
		buf_printf(&path, "%s[", c->list->name);
		if (row->v[2].type == VALUE_TEXT)
			buf_addstr(&path, row->v[2].text);
		else
			buf_printf(&path, "%lld", (long long)row->v[2].i);
		buf_printf(&path, "]%s", c->path + strlen(c->list->name));
	}
	return d->each(row->v[0].text, path.data, row->v[1].text, d->arg);
}

/* Does the row exist that is meant? */
static void
add_row_test(
    struct buf *b, const struct kinds *kinds, const struct ref_column *c)
{
	const struct kind *k = kinds_find(kinds, c->to);
	const struct field *list = k ? kind_field(k, c->to_list) : NULL;

	if (list == NULL)
		return;
	buf_addstr(b, " OR NOT EXISTS (SELECT 1 FROM ");
	add_table_name(b, k, list);
	buf_addstr(b, " x WHERE x.n = r.n AND x.row = substr(");
	add_column_name(b, "t", c->column);
	buf_printf(b, ", %d))", ID_LEN + 2);
}

static int
dangling_column(const struct ref_column *c, void *arg)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct dangling *d = arg;
	struct value bind = { .type = VALUE_TEXT, .text = d->id };
	const char *record = c->list != NULL ? "p" : "t";

	buf_printf(&b, "SELECT %s.id, ", record);
	add_column_name(&b, "t", c->column);
	buf_addstr(&b, c->list == NULL	       ? ", NULL"
		       : c->list->item == NULL ? ", coalesce(t.row, t.pos)"
					       : ", t.pos");
	add_from(&b, c);
	buf_addstr(&b, " LEFT JOIN record r ON r.id = ");
	add_ref_id(&b, c);
	buf_addstr(&b, " WHERE ");
	add_column_name(&b, "t", c->column);
	buf_addstr(&b, " IS NOT NULL AND (r.id IS NULL");
	if (strcmp(c->to, "*") != 0) {
		buf_addstr(&b, " OR r.kind <> ");
		sql_string(&b, c->to);
	}
	if (c->to_list != NULL)
		add_row_test(&b, d->ix->kinds, c);
	buf_addch(&b, ')');
	if (d->id != NULL)
		buf_printf(&b, " AND %s.id = ?1", record);
	d->column = c;
	return query_run(
	    d->ix, b.data, &bind, d->id != NULL, report, d, d->err);
}

int
refs_dangling(struct index *ix, const char *id,
    int (*each)(const char *id, const char *path, const char *value, void *arg),
    void *arg, struct err *err)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct dangling d = { ix, id, each, arg, NULL, err };
	const struct kind *k;
	struct found found;
	size_t i;
	int e = 0;

	if (id != NULL) {
		if (record_get(ix, &a, id, &found) < 0)
			return 0;
		k = kinds_find(ix->kinds, found.kind);
		return k ? refs_each(&a, ix->kinds, k, dangling_column, &d) : 0;
	}
	for (i = 0; i < kinds_count(ix->kinds) && e == 0; i++)
		e = refs_each(
		    &a, ix->kinds, kinds_at(ix->kinds, i), dangling_column, &d);
	return e;
}

struct referring {
	struct index *ix;
	const char *id, *kind;
	int (*each)(
	    const struct kind *k, const char *id, const char *field, void *arg);
	void *arg;
	const struct ref_column *column;
	struct err *err;
};

static int
report_referring(const struct row *row, void *arg, struct err *err)
{
	struct referring *r = arg;

	(void)err;
	return r->each(
	    r->column->kind, row->v[0].text, r->column->path, r->arg);
}

static int
referring_column(const struct ref_column *c, void *arg)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct referring *r = arg;
	struct value bind = { .type = VALUE_TEXT, .text = r->id };

	if (*r->kind != '\0' && strcmp(c->to, "*") != 0 &&
	    strcmp(c->to, r->kind) != 0)
		return 0;
	buf_printf(&b, "SELECT DISTINCT %s.id", c->list != NULL ? "p" : "t");
	add_from(&b, c);
	buf_addstr(&b, " WHERE ");
	add_column_name(&b, "t", c->column);
	if (c->to_list != NULL) {
		/* "<id>/<row>"; '0' is the character behind '/' */
		buf_addstr(&b, " >= ?1 || '/' AND ");
		add_column_name(&b, "t", c->column);
		buf_addstr(&b, " < ?1 || '0'");
	} else {
		buf_addstr(&b, " = ?1");
	}
	r->column = c;
	return query_run(r->ix, b.data, &bind, 1, report_referring, r, r->err);
}

int
refs_to(struct index *ix, const char *id,
    int (*each)(
	const struct kind *k, const char *id, const char *field, void *arg),
    void *arg, struct err *err)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct referring r = { ix, id, "", each, arg, NULL, err };
	struct found found;
	size_t i;
	int e = 0;

	/* of what is gone the kind is not known: any may be meant */
	if (record_get(ix, &a, id, &found) == 0)
		r.kind = found.kind;
	for (i = 0; i < kinds_count(ix->kinds) && e == 0; i++)
		e = refs_each(&a, ix->kinds, kinds_at(ix->kinds, i),
		    referring_column, &r);
	return e;
}
