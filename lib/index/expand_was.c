#include "index/expand.h"

/* What was kept is the record's own row: no derived value. */
static int
was_column(struct expand *x, struct place *p, const char *name,
    struct column *c, struct buf *ret)
{
	const struct kind *k = p->scope.kind;
	struct relation r = { k, NULL, NULL };
	const char *alias = expand_alias(x, "was");

	if (!column_get(x->ix->kinds, &r, name, c))
		return no_column(x, &r, name);
	if (c->type != COLUMN_STORED)
		return err_set(x->err, CRM_EDATA,
		    "'was.%s': only stored fields are kept", name);
	p->record_used = true;
	buf_addstr(ret, "(SELECT ");
	add_column_name(ret, alias, c->name);
	buf_printf(ret, " FROM temp.\"was_%s\" AS ", k->name);
	sql_name(ret, alias);
	buf_addstr(ret, " WHERE ");
	add_column_name(ret, alias, "id");
	buf_addstr(ret, " = ");
	add_column_name(ret, p->record, "id");
	buf_addch(ret, ')');
	return watch_table(x->ix, k, x->err);
}

int
expand_was(struct expand *x, struct place *p, const char *const *parts,
    size_t n, struct buf *ret)
{
	_cleanup_(buf_release) struct buf value = BUF_INIT;
	const struct field *f = kind_field(p->scope.kind, parts[0]);
	const char *name = parts[0];
	struct column c;
	int e;

	if (n == 2 && f != NULL && f->type == TYPE_GROUP) {
		name = arena_printf(x->arena, "%s_%s", parts[0], parts[1]);
		n = 1;
	}
	if (n == 1)
		return was_column(x, p, name, &c, ret);
	e = was_column(x, p, name, &c, &value);
	if (e < 0)
		return e;
	return expand_deref(x, &c, value.data, parts + 1, n - 1, ret);
}
