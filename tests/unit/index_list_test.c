/* Lists, their columns, and paths. */
#include "index_tiny_find.h"

static void
list_is(const char *kind, const char *const *columns, size_t n,
    const struct sort_key *sort, size_t n_sort, int64_t limit, const char *want)
{
	const struct kind *k = kinds_find(tiny.kinds, kind);
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	const char *sql;

	tiny_ok(&tiny, list_compile(tiny.ix, &tiny.arena, k, columns, n, sort,
			   n_sort, NULL, limit, &sql, &tiny.err));
	tiny_ok(
	    &tiny, query_run(tiny.ix, sql, NULL, 0, tiny_row, &b, &tiny.err));
	assert_string_equal(b.data, want);
}

static void
test_list(void **state)
{
	const char *columns[] = { "number", "customer.name", "lines", "total" };
	const char *lists[] = { "tags", "people", "invoice.bank" };
	const struct sort_key by_state = { "state", true },
			      by_total = { "total", false },
			      by_customer = { "customer", false };

	(void)state;
	list_is("order", columns, 4, &by_total, 1, 0,
	    "d200000000,draft,NULL,DD2026-002,Beta 科技,1,1000;"
	    "d100000000,firm,NULL,DD2026-001,ACME 重工有限公司,2,215100;"
	    "d300000000,dead,NULL,DD2026-003,NULL,0,NULL");
	list_is("order", NULL, 0, &by_state, 1, 2,
	    "d300000000,dead,NULL;d100000000,firm,NULL");
	list_is("order", NULL, 0, &by_customer, 1, 1, "d100000000,firm,NULL");
	list_is("customer", lists, 3, NULL, 0, 1,
	    "cacme00000,NULL,NULL,vip,aann000000, abob000000,ICBC");
}

static void
test_column_find(void **state)
{
	const struct kind *k = kinds_find(tiny.kinds, "order");
	const struct field *f;

	(void)state;
	tiny_ok(&tiny, column_find(tiny.ix, k, "customer.name", &f, &tiny.err));
	assert_string_equal(f->name, "name");
	tiny_ok(&tiny, column_find(tiny.ix, k, "合计", &f, &tiny.err));
	assert_int_equal(f->type, TYPE_MONEY);
	assert_int_equal(
	    column_find(tiny.ix, k, "totl", &f, &tiny.err), CRM_EUSAGE);
	assert_string_equal(tiny.err.text,
	    "'order' has no field 'totl'\ndid you mean 'total'?");
	assert_int_equal(
	    column_find(tiny.ix, k, "lines.qty", &f, &tiny.err), CRM_EUSAGE);
}

/* Whatever path a person writes: it is refused, or it is SQL. */
static void
try_path(const struct kind *k, const char *path)
{
	static const char *const tails[] = { ":", ":1", ":x,y", ".ne:", ".eq:5",
		".ge:2026-03", ".has:a", ".in:yes,no", ":me", ":2026-01..",
		":cacme00000", ":firm" };
	const char *term;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(tails); i++) {
		_cleanup_(buf_release) struct buf b = BUF_INIT;

		term = arena_printf(&tiny.arena, "%s%s", path, tails[i]);
		if (find(k->name, &term, 1, NULL, false, &b) < 0 &&
		    (strstr(tiny.err.text, "SQL:") ||
			strstr(tiny.err.text, "no such")))
			fail_msg("%s %s: %s", k->name, term, tiny.err.text);
		err_clear(&tiny.err);
	}
}

static void
try_fields(const struct kind *k, const char *before, const struct field *v,
    size_t n, int depth)
{
	const struct kind *to;
	const char *path;
	size_t i;

	for (i = 0; i < n; i++) {
		path = arena_printf(&tiny.arena, "%s%s", before, v[i].name);
		try_path(k, path);
		path = arena_printf(&tiny.arena, "%s.", path);
		try_fields(k, path, v[i].fields, v[i].n_fields, depth);
		to = v[i].type == TYPE_REF && depth < 2 && v[i].to
			 ? kinds_find(tiny.kinds, v[i].to)
			 : NULL;
		if (to != NULL)
			try_fields(
			    k, path, to->fields, to->n_fields, depth + 1);
	}
}

static void
test_every_path(void **state)
{
	const struct kind *k;
	size_t i, j;

	(void)state;
	for (i = 0; i < kinds_count(tiny.kinds); i++) {
		k = kinds_at(tiny.kinds, i);
		try_fields(k, "", k->fields, k->n_fields, 0);
		try_fields(k, "", k->builtins, n_builtin_fields, 1);
		for (j = 0; j < k->n_derive; j++)
			try_path(k, k->derive[j].name);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_column_find),
		cmocka_unit_test(test_every_path),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
