#include "index_tiny_eval.h"

static void
golden(const char *kind, const char *list, const char *sql, const char *want)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct scope s = scope(kind, list);

	tiny_ok(&tiny, expr_expand(tiny.ix, &s, sql, &b, &tiny.err));
	assert_string_equal(b.data, want);
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
		{ "order", NULL, "rebat", "did you mean 'rebate'?" },
		{ "order", "lines", "(SELECT o.totl FROM orders o)",
		    "did you mean 'total'?" },
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_golden, setup, teardown),
		cmocka_unit_test_setup_teardown(test_own, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refs, setup, teardown),
		cmocka_unit_test_setup_teardown(test_rows, setup, teardown),
		cmocka_unit_test_setup_teardown(test_was, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cycle, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
