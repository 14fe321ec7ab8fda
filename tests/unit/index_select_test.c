/* Whole statements over the plurals. */
#include "index_tiny_eval.h"

static void
test_nested(void **state)
{
	const char *d1 = "d100000000";

	(void)state;
	/* the inner table hides the outer of the same name */
	eval("order", NULL, d1, NULL,
	    "SELECT count(*) FROM orders WHERE date > '2026-04-01'", "1");
	eval("order", NULL, d1, NULL,
	    "SELECT count(*) FROM orders o WHERE o.date > orders.date", "1");
	eval("order", NULL, d1, NULL,
	    "SELECT max(o.total) FROM orders o WHERE o.id <> orders.id",
	    "1000");
	/* a sub-select's columns are its own */
	eval("customer", NULL, "cacme00000", NULL,
	    "SELECT sum(ordered) FROM (SELECT total AS ordered FROM orders)",
	    "216100");
	/* references in the text's own tables */
	select_is("SELECT o.customer.name FROM orders o ORDER BY o.number",
	    "ACME 重工有限公司;Beta 科技;NULL");
	select_is("SELECT number FROM orders WHERE customer.owner.name ="
		  " 'Ann'",
	    "DD2026-001");
	select_is("SELECT l.parent.number, who.name FROM order_lines l"
		  " ORDER BY 1, l.pos",
	    "DD2026-001,Ann;DD2026-001,Bob;DD2026-002,NULL");
	select_is("SELECT t.value, t.kind FROM tags t WHERE t.parent ="
		  " 'cacme00000'",
	    "vip,customer");
	select_is("SELECT title FROM records WHERE kind = 'person' ORDER BY 1",
	    "Ann;Bob");
}

static int
names(const struct row *row, void *arg, struct err *err)
{
	size_t i;

	(void)err;
	for (i = 0; i < row->n; i++)
		buf_printf(arg, "%s;", row->names[i]);
	return 0;
}

/* A column that is a reference is named by the end of its path. */
static void
test_names(void **state)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;

	(void)state;
	tiny_ok(&tiny, query_text(tiny.ix,
			   "SELECT DISTINCT o.customer.name, Total,"
			   " coalesce(title, o.customer.name, '') AS t,"
			   " o.owner.name x, count(*) FROM orders o",
			   NULL, 0, names, NULL, &b, &tiny.err));
	assert_string_equal(b.data, "name;total;t;x;count(*);");
	select_is("SELECT name FROM (SELECT customer.name FROM orders o) x"
		  " WHERE x.name IS NOT NULL ORDER BY 1",
	    "ACME 重工有限公司;Beta 科技");
	eval("order", NULL, "d100000000", NULL,
	    "SELECT y.total FROM (SELECT orders.total) y", "215100");
}

static void
test_with(void **state)
{
	(void)state;
	select_is("WITH orders AS (SELECT 7 AS total) SELECT total FROM"
		  " orders",
	    "7");
	select_is("WITH x(a, b) AS (SELECT number, total FROM orders) SELECT"
		  " a FROM x WHERE b > 2000",
	    "DD2026-001");
	select_is("WITH RECURSIVE c AS (SELECT id, replaces FROM orders WHERE"
		  " id = 'd200000000' UNION ALL SELECT o.id, o.replaces FROM"
		  " orders o JOIN c ON c.replaces = o.id) SELECT id FROM c",
	    "d200000000;d100000000");
	eval("order", NULL, "d100000000", NULL,
	    "WITH w AS (SELECT 5 AS rebate) SELECT rebate FROM w", "5");
	eval("order", NULL, "d100000000", NULL,
	    "WITH w AS (SELECT 5 AS x) SELECT rebate + x FROM w", "505");
	select_is("SELECT 'orders' FROM persons WHERE name IN ('Bob',"
		  " 'total')",
	    "orders");
	select_is("SELECT count(*) * 2 FROM orders UNION ALL SELECT 1", "6;1");
	select_is("SELECT o.number, c.name FROM orders o LEFT JOIN customers"
		  " c ON c.id = o.customer WHERE o.state IS DISTINCT FROM"
		  " 'draft' ORDER BY number",
	    "DD2026-001,ACME 重工有限公司;DD2026-003,NULL");
	select_is("SELECT a.id FROM orders a JOIN customers USING (id)"
		  " WHERE 0",
	    "");
}

static void
test_star(void **state)
{
	(void)state;
	select_is("SELECT * FROM persons WHERE name = 'Bob'",
	    "abob000000,person,Bob,NULL,NULL,NULL,NULL,NULL,NULL,Bob,"
	    "bob@x.com,NULL");
	select_is("SELECT l.* FROM order_lines l WHERE l.row = 'cccc'",
	    "d200000000,cccc,1,valve,10000,1000,NULL,1000");
	select_is("SELECT total FROM (SELECT * FROM orders) ORDER BY 1",
	    "NULL;1000;215100");
	select_is("SELECT n > 0, name_fold FROM customers WHERE code = 'K1'",
	    "1,acme 重工有限公司");
	select_is("SELECT value FROM customer_people ORDER BY pos",
	    "aann000000;abob000000");
	select_is(
	    "SELECT value.name FROM customer_people ORDER BY pos", "Ann;Bob");
}

static void
test_as_of(void **state)
{
	(void)state;
	tiny_view(&tiny, true, "2026-04-01");
	select_is("SELECT number FROM orders ORDER BY number",
	    "DD2026-001;DD2026-003");
	select_is("SELECT count(*) FROM order_lines", "2");
	eval("customer", NULL, "cbeta00000", NULL, "ordered", "NULL");
	tiny_view(&tiny, false, "2026-05-01");
	eval("customer", NULL, "cbeta00000", NULL, "ordered", "1000");
}

/* What was expanded means the same when it is expanded again. */
static void
test_twice(void **state)
{
	static const char *const table[] = {
		"SELECT total FROM orders WHERE customer.name = 'x'",
		"SELECT * FROM customers c JOIN orders o ON o.customer = c.id",
		"SELECT s.worth, line.parent.title FROM shipment_lines s",
		"WITH x AS (SELECT free FROM customers) SELECT * FROM x",
	};
	struct scope none = { NULL, NULL };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		_cleanup_(buf_release) struct buf a = BUF_INIT, b = BUF_INIT;

		tiny_ok(&tiny,
		    expr_expand(tiny.ix, &none, table[i], &a, &tiny.err));
		tiny_ok(
		    &tiny, expr_expand(tiny.ix, &none, a.data, &b, &tiny.err));
		assert_string_equal(a.data, b.data);
	}
}

static const char *const words[] = { "SELECT", "FROM", "orders", "o", ".", ",",
	"(", ")", "total", "customer", "was", "parent", "*", "'x'", "\"q\"",
	"WITH", "AS", "JOIN", "ON", "UNION", "order_lines", "line", "WHERE",
	"[", "--", "/*", "*/", "?1", "1.5", "x'00'", "tags", ";", "NATURAL",
	"\xe4", "{", "row", "USING", "RECURSIVE", "rebate", "n" };

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Any bytes are expanded or refused; absent else happens. */
static void
test_any_bytes(void **state)
{
	const char *env = getenv("SEED");
	uint32_t seed = env ? (uint32_t)strtoul(env, NULL, 10) : 20261123;
	struct scope scopes[] = { scope("order", NULL),
		scope("shipment", "lines"), scope(NULL, NULL) };
	int round, n, i;

	(void)state;
	printf("SEED=%u\n", seed);
	for (round = 0; round < 4000; round++) {
		_cleanup_(buf_release) struct buf b = BUF_INIT, r = BUF_INIT;

		n = (int)(next_random(&seed) % 24);
		for (i = 0; i < n; i++) {
			if (next_random(&seed) % 12 == 0)
				buf_addch(
				    &b, (char)(1 + next_random(&seed) % 255));
			else
				buf_addstr(&b, words[next_random(&seed) %
						     ARRAY_SIZE(words)]);
			if (next_random(&seed) % 3 > 0)
				buf_addch(&b, ' ');
		}
		if (expr_expand(tiny.ix, &scopes[round % 3], b.data, &r,
			&tiny.err) == 0)
			expr_check(
			    tiny.ix, &scopes[round % 3], b.data, &tiny.err);
	}
	err_clear(&tiny.err);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_nested, setup, teardown),
		cmocka_unit_test_setup_teardown(test_names, setup, teardown),
		cmocka_unit_test_setup_teardown(test_with, setup, teardown),
		cmocka_unit_test_setup_teardown(test_star, setup, teardown),
		cmocka_unit_test_setup_teardown(test_as_of, setup, teardown),
		cmocka_unit_test_setup_teardown(test_twice, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    test_any_bytes, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
