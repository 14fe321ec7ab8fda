#include <string.h>

#include "index/expand.h"
#include "index/filter_in.h"

int
column_find(struct index *ix, const struct kind *k, const char *path,
    const struct field **ret, struct err *err)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct filtering f = { .ix = ix, .arena = &a, .kind = k, .err = err };
	struct path p;
	int e = path_find(&f, path, strlen(path), &p, NULL);

	if (e < 0)
		return e;
	if (p.of_row)
		return err_set(err, CRM_EUSAGE,
		    "'%s' has many values: a column has one", path);
	*ret = p.field;
	return 0;
}

/* Values of a list in one text, or how many rows it has. */
static void
add_list(const struct path *p, struct buf *ret)
{
	const struct field *item = p->list->item;

	if (item != NULL && type_sql(item->type)[0] == 'T')
		buf_printf(ret,
		    "(SELECT group_concat(x1.value, ', ') FROM %s x1"
		    " WHERE x1.parent = %s)",
		    p->list_rows, p->list_parent);
	else
		buf_printf(ret,
		    "(SELECT count(*) FROM %s x1 WHERE x1.parent = %s)",
		    p->list_rows, p->list_parent);
}

static int
add_column(struct filtering *f, const char *path, struct buf *ret)
{
	struct path p;
	int e = path_find(f, path, strlen(path), &p, NULL);

	if (e < 0)
		return e;
	if (p.of_row)
		return err_set(f->err, CRM_EUSAGE,
		    "'%s' has many values: a column has one", path);
	buf_addstr(ret, ", ");
	if (p.list != NULL)
		add_list(&p, ret);
	else
		buf_addstr(ret, p.sql);
	return 0;
}

/* In the order of the schema, not of the keys' letters. */
static void
add_choice_order(const struct path *p, struct buf *ret)
{
	const struct field *f = p->field;
	size_t i;

	buf_printf(ret, "CASE %s", p->sql);
	for (i = 0; i < f->n_choices; i++) {
		buf_addstr(ret, " WHEN ");
		sql_string(ret, f->choices[i].key);
		buf_printf(ret, " THEN %zu", i);
	}
	buf_printf(ret, " ELSE %zu END", i);
}

static void
add_sort_value(const struct path *p, struct buf *ret)
{
	if (p->list != NULL)
		add_list(p, ret);
	else if (p->field->type == TYPE_REF)
		buf_printf(ret, "%s.title", p->sql);
	else if (p->field->n_choices > 0)
		add_choice_order(p, ret);
	else
		buf_addstr(ret, p->sql);
}

/*
 * All rows are wanted unless `few`: then they are read as they stand and
 * sorted, not one by one in the order of an index ("+" keeps SQLite off it).
 */
static int
add_sort(struct filtering *f, const struct sort_key *sort, size_t n, bool few,
    struct buf *ret)
{
	struct path p;
	size_t i;
	int e;

	buf_addstr(ret, " ORDER BY ");
	for (i = 0; i < n; i++) {
		e = path_find(f, sort[i].name, strlen(sort[i].name), &p, NULL);
		if (e < 0)
			return e;
		if (p.of_row)
			return err_set(f->err, CRM_EUSAGE,
			    "'%s' has many values: nothing to sort by",
			    sort[i].name);
		buf_addstr(ret, few ? "" : "+");
		add_sort_value(&p, ret);
		/* what is not there comes last in both directions */
		buf_addstr(ret, sort[i].down ? " DESC, " : " NULLS LAST, ");
	}
	buf_printf(ret, "%s.id", f->kind->plural);
	return 0;
}

/* An expression, or several by comma, of the kind. */
static int
expand_part(struct filtering *f, const char *sql, struct buf *ret)
{
	struct scope scope = { f->kind, NULL };

	return expr_expand(f->ix, &scope, sql, ret, f->err);
}

static int
add_columns(
    struct filtering *f, const char *const *columns, size_t n, struct buf *ret)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	size_t i;
	int e = 0;

	for (i = 0; i < n && e == 0; i++) {
		buf_truncate(&b, 0);
		e = add_column(f, columns[i], &b);
		if (e == 0)
			e = expand_part(f, b.data, ret);
		buf_addstr(ret, " AS ");
		sql_name(ret, columns[i]);
	}
	return e;
}

int
list_compile(struct index *ix, struct arena *a, const struct kind *k,
    const char *const *columns, size_t n_columns, const struct sort_key *sort,
    size_t n_sort, const struct filter *filter, int64_t limit,
    const char **ret_sql, struct err *err)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT, order = BUF_INIT;
	struct filtering f = { .ix = ix, .arena = a, .kind = k, .err = err };
	int e;

	/* where nothing is bad, no row is looked up in table record */
	buf_printf(&b,
	    "SELECT \"%s\".id AS \"id\", \"%s\".state AS \"state\","
	    " CASE WHEN EXISTS (SELECT 1 FROM \"record\" WHERE \"bad\" IS NOT"
	    " NULL) THEN (SELECT \"bad\" FROM \"record\" AS \"records#0\""
	    " WHERE \"records#0\".n = \"%s\".n) END AS \"bad\"",
	    k->plural, k->plural, k->plural);
	e = add_columns(&f, columns, n_columns, &b);
	if (e == 0)
		e = add_sort(&f, sort, n_sort, limit > 0, &order);
	if (e < 0)
		return e;
	buf_printf(&b, " FROM \"_%s\" AS \"%s\" WHERE %s", k->name, k->plural,
	    filter != NULL && filter->sql.len > 0 ? filter->sql.data : "1");
	buf_addch(&b, ' ');
	e = expand_part(&f, order.data, &b);
	if (limit > 0)
		buf_printf(&b, " LIMIT %lld", (long long)limit);
	*ret_sql = arena_strdup(a, b.data);
	return e;
}
