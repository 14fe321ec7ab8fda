#include "index_tiny.h"

#include <stdio.h>

static struct tiny tiny;

static int
setup(void **state)
{
	(void)state;
	tiny_open(&tiny);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	tiny_close(&tiny);
	return 0;
}

static struct scope
scope(const char *kind, const char *list)
{
	struct scope s = { NULL, NULL };

	if (kind != NULL)
		s.kind = kinds_find(tiny.kinds, kind);
	if (list != NULL)
		s.list = kind_field(s.kind, list);
	return s;
}

static void
golden(const char *kind, const char *list, const char *sql, const char *want)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct scope s = scope(kind, list);

	tiny_ok(&tiny, expr_expand(tiny.ix, &s, sql, &b, &tiny.err));
	assert_string_equal(b.data, want);
}

/* The value, as text. */
static void
eval(const char *kind, const char *list, const char *id, const char *row,
    const char *sql, const char *want)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct scope s = scope(kind, list);
	struct value v;
	struct row one = { 1, NULL, &v };

	tiny_ok(&tiny,
	    expr_eval(tiny.ix, &tiny.arena, &s, id, row, sql, &v, &tiny.err));
	tiny_row(&one, &b, NULL);
	if (strcmp(b.data, want) != 0)
		fail_msg("%s: %s, not %s", sql, b.data, want);
}

static void
select_is(const char *sql, const char *want)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;

	tiny_ok(&tiny,
	    query_text(tiny.ix, sql, NULL, 0, NULL, tiny_row, &b, &tiny.err));
	if (strcmp(b.data, want) != 0)
		fail_msg("%s: %s, not %s", sql, b.data, want);
}

static void
refused(const char *kind, const char *list, const char *sql, const char *text)
{
	struct scope s = scope(kind, list);
	int e = expr_check(tiny.ix, &s, sql, &tiny.err);

	assert_int_equal(e, CRM_EDATA);
	if (strstr(tiny.err.text, text) == NULL)
		fail_msg("%s: %s", sql, tiny.err.text);
	err_clear(&tiny.err);
}

static void
test_golden(void **state)
{
	(void)state;
	golden("customer", NULL, "credit", "\"customers\".\"credit\"");
	golden("customer", NULL, "customers.credit > 5 /* x */ -- y",
	    "\"customers\".\"credit\" > 5");
	golden("customer", NULL, "kind || 'credit'", "'customer' || 'credit'");
	golden(
	    "customer", NULL, "invoice.bank", "\"customers\".\"invoice_bank\"");
	golden("customer", NULL, "name_fold", "\"customers\".\"name_fold\"");
	golden(NULL, NULL, "SELECT count(*) FROM persons",
	    "SELECT count(*) FROM (SELECT 1 AS \"one\" FROM \"_person\" AS"
	    " \"persons#1\") AS \"persons\"");
	golden(NULL, NULL, "SELECT p.name, name FROM persons p",
	    "SELECT \"p\".\"name\", \"name\" FROM (SELECT"
	    " \"persons#1\".\"name\" AS \"name\" FROM \"_person\" AS"
	    " \"persons#1\") AS \"p\"");
	golden(NULL, NULL, "SELECT l.amount FROM order_lines AS l",
	    "SELECT \"l\".\"amount\" FROM (SELECT (muldiv(\"lines#2\".\"qty\","
	    " \"lines#2\".\"price\", 10000)) AS \"amount\" FROM"
	    " \"_order__lines\" AS \"lines#2\") AS \"l\"");
	golden("order", "lines", "qty * rebate",
	    "\"order_lines\".\"qty\" * \"orders\".\"rebate\"");
	golden("order", NULL, "replaces.date",
	    "(SELECT \"orders#1\".\"date\" FROM \"_order\" AS \"orders#1\""
	    " WHERE \"orders#1\".\"id\" = \"orders\".\"replaces\")");
}

static void
test_own(void **state)
{
	const char *acme = "cacme00000", *d1 = "d100000000";

	(void)state;
	eval("customer", NULL, acme, NULL, "credit", "500000");
	eval("customer", NULL, acme, NULL, "Customers.CREDIT", "500000");
	eval("customer", NULL, acme, NULL, "\"credit\"", "500000");
	eval("customer", NULL, acme, NULL, "ordered", "215100");
	eval("customer", NULL, acme, NULL, "free", "284900");
	eval("customer", NULL, "nobody0000", NULL, "free", "NULL");
	eval("customer", NULL, acme, NULL, "title", "ACME 重工有限公司");
	eval("customer", NULL, acme, NULL, "owner.name", "Ann");
	eval("customer", NULL, acme, NULL, "owner = 'aann000000'", "1");
	eval("order", NULL, d1, NULL, "total", "215100");
	eval("order", NULL, d1, NULL, "twice", "430200");
	eval("order", NULL, d1, NULL, "unsent", "25000");
	eval("order", NULL, d1, NULL, "title", "DD2026-001 ACME 重工有限公司");
	eval("project", NULL, "pline00000", NULL, "title",
	    "Line 1 ACME 重工有限公司");
	/* a title that holds absent is the id */
	eval("shipment", NULL, "s100000000", NULL, "title", "s100000000");
	eval(NULL, NULL, NULL, NULL, "1 + 1", "2");
}

static void
test_refs(void **state)
{
	const char *d1 = "d100000000", *d2 = "d200000000";

	(void)state;
	eval("order", NULL, d1, NULL, "customer.credit", "500000");
	eval("order", NULL, d1, NULL, "orders.customer.credit", "500000");
	eval("order", NULL, d1, NULL, "project.customer.owner.name", "Ann");
	eval("order", NULL, d1, NULL, "customer.free", "284900");
	eval("order", NULL, d2, NULL, "replaces.total", "215100");
	eval("order", NULL, d2, NULL, "replaces.customer.free", "284900");
	eval("order", NULL, d2, NULL, "replaces.title",
	    "DD2026-001 ACME 重工有限公司");
	eval("order", NULL, d1, NULL, "replaces.total", "NULL");
	/* the project's customer was merged into another */
	eval("order", NULL, d2, NULL, "project.customer.name", "Beta 科技");
	eval("order", NULL, d2, NULL, "project.customer.id", "cbeta00000");
	eval("order", NULL, d1, NULL, "customer.invoice.bank", "ICBC");
}

static void
test_rows(void **state)
{
	const char *d1 = "d100000000", *s1 = "s100000000";

	(void)state;
	eval("order", "lines", d1, "aaaa", "qty", "20000");
	eval("order", "lines", d1, "bbbb", "amount", "15000");
	eval("order", "lines", d1, "bbbb", "row || pos", "bbbb2");
	eval("order", "lines", d1, "bbbb", "parent", d1);
	eval("order", "lines", d1, "bbbb", "parent.rebate", "500");
	eval("order", "lines", d1, "bbbb", "rebate", "500");
	eval("order", "lines", d1, "bbbb", "orders.id", d1);
	eval("order", "lines", d1, "bbbb", "order_lines.qty", "15000");
	eval("order", "lines", d1, "bbbb", "who.name", "Bob");
	eval(
	    "order", "lines", d1, "bbbb", "customer.name", "ACME 重工有限公司");
	eval("order", "lines", d1, "bbbb", "parent.customer.name",
	    "ACME 重工有限公司");
	eval("order", "lines", d1, "bbbb", "total - amount", "200100");
	eval("shipment", "lines", s1, "dddd", "line.price", "100050");
	eval("shipment", "lines", s1, "dddd", "line.amount", "200100");
	eval("shipment", "lines", s1, "dddd", "worth", "100050");
	eval("shipment", "lines", s1, "dddd", "line.parent.number",
	    "DD2026-001");
	eval("shipment", "lines", s1, "dddd", "line.who.name", "Ann");
	eval("shipment", "lines", s1, "dddd", "line.title",
	    "DD2026-001 ACME 重工有限公司");
	eval("shipment", "lines", s1, "dddd",
	    "SELECT count(*) FROM order_lines l WHERE l.parent ="
	    " line.parent AND l.row <> substr(line, 12)",
	    "1");
}

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

static void
test_was(void **state)
{
	const struct kind *k = kinds_find(tiny.kinds, "order");

	(void)state;
	eval("order", NULL, "d100000000", NULL, "was.rebate", "NULL");
	tiny_ok(&tiny, rule_watch(tiny.ix, k, "d100000000", &tiny.err));
	tiny_put(&tiny, "order", "d100000000",
	    "rebate: 9\nnumber: X\ncustomer: cbeta00000\n");
	eval("order", NULL, "d100000000", NULL, "was.rebate", "500");
	eval("order", NULL, "d100000000", NULL, "rebate - was.rebate", "400");
	eval("order", NULL, "d100000000", NULL, "was.customer.owner.name",
	    "Ann");
	rule_reset(tiny.ix);
	eval("order", NULL, "d100000000", NULL, "was.rebate", "NULL");
}

static void
test_refused(void **state)
{
	static const struct {
		const char *kind, *list, *sql, *text;
	} table[] = {
		{ "order", NULL, "1)", "a ')' without its '('" },
		{ "order", NULL, "(1", "a '(' is not closed" },
		{ "order", NULL, "'a", "a quotation is not closed" },
		{ "order", NULL, "1; 2", "only one statement" },
		{ "order", NULL, "/* x", "a comment is not closed" },
		{ "order", NULL, "{x}", "has no meaning here" },
		{ "order", NULL, "-- x", "an expression is empty" },
		{ "order", NULL, "", "an expression is empty" },
		{ "order", NULL, "customer.nam", "did you mean 'name'?" },
		{ "order", NULL, "absent", "no such column: absent" },
		{ "order", NULL, "orders.absent", "has no field 'absent'" },
		{ "order", NULL, "date.x", "no such column" },
		{ "order", NULL, "customer.name.x", "'name' is no reference" },
		{ "order", NULL, "was.date.x", "'date' is no reference" },
		{ "order", NULL, "was.total", "only stored fields" },
		{ "order", NULL, "random()", "random" },
		{ "order", NULL, "replaces.replaces.replaces.replaces.date",
		    "at most 3 references" },
		{ "order", "lines", "parent.absent",
		    "'order' has no field 'absent'" },
		{ "shipment", "lines", "line.absent",
		    "'order' has no field 'absent'" },
		{ NULL, NULL, "DELETE FROM _order", "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(table); i++)
		refused(
		    table[i].kind, table[i].list, table[i].sql, table[i].text);
}

/* Derived fields that need each other: the loader leaves such kinds out,
 * so the circle is closed behind its back. */
static void
test_cycle(void **state)
{
	struct scope s = scope("order", NULL);
	struct derive *total = (struct derive *)kind_derive(s.kind, "total");
	struct buf b = BUF_INIT;

	(void)state;
	total->sql = "customer.free";
	assert_int_equal(
	    expr_expand(tiny.ix, &s, "twice", &b, &tiny.err), CRM_EDATA);
	assert_string_equal(tiny.err.text,
	    "the derived fields go round: order.total → customer.free →"
	    " customer.ordered → order.total");
	assert_int_equal(b.len, 0);
	buf_release(&b);
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
		cmocka_unit_test_setup_teardown(test_golden, setup, teardown),
		cmocka_unit_test_setup_teardown(test_own, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refs, setup, teardown),
		cmocka_unit_test_setup_teardown(test_rows, setup, teardown),
		cmocka_unit_test_setup_teardown(test_nested, setup, teardown),
		cmocka_unit_test_setup_teardown(test_with, setup, teardown),
		cmocka_unit_test_setup_teardown(test_star, setup, teardown),
		cmocka_unit_test_setup_teardown(test_as_of, setup, teardown),
		cmocka_unit_test_setup_teardown(test_was, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cycle, setup, teardown),
		cmocka_unit_test_setup_teardown(test_twice, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    test_any_bytes, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
