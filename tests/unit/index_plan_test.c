/* What SQLite makes of expansions: indexes are used, sub-selects vanish. */
#include "index_tiny.h"

#include "index/db.h"

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

/* The lines of the plan that are not of scalar sub-selects. */
static void
plan(const char *sql, bool whole, struct buf *ret)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	sqlite3_stmt *stmt;
	int skip = -1;

	buf_printf(&b, "EXPLAIN QUERY PLAN %s", sql);
	assert_int_equal(
	    sqlite3_prepare_v2(tiny.ix->db, b.data, -1, &stmt, NULL),
	    SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *line = (const char *)sqlite3_column_text(stmt, 3);
		int parent = sqlite3_column_int(stmt, 1);

		if (!whole &&
		    (strstr(line, "SCALAR SUBQUERY") || parent >= skip) &&
		    (skip >= 0 || strstr(line, "SCALAR SUBQUERY"))) {
			skip = skip < 0 ? sqlite3_column_int(stmt, 0) : skip;
			continue;
		}
		buf_printf(ret, "%s%s", ret->len > 0 ? "; " : "", line);
	}
	sqlite3_finalize(stmt);
}

static void
plan_is(const char *sql, bool whole, const char *want)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT, p = BUF_INIT;
	struct scope none = { NULL, NULL };

	tiny_ok(&tiny, expr_expand(tiny.ix, &none, sql, &b, &tiny.err));
	plan(b.data, whole, &p);
	if (strcmp(p.data, want) != 0)
		fail_msg("%s\n  is   %s\n  want %s", sql, p.data, want);
}

static void
test_flattened(void **state)
{
	(void)state;
	plan_is("SELECT number FROM orders WHERE id = ?1", true,
	    "SEARCH orders#1 USING INDEX _order.id (id=?)");
	plan_is("SELECT total FROM orders o WHERE o.id = ?1", false,
	    "SEARCH orders#1 USING COVERING INDEX _order.id (id=?)");
	plan_is("SELECT title, total FROM orders WHERE customer = ?1", false,
	    "SEARCH orders#1 USING INDEX _order.customer (customer=?)");
	plan_is("SELECT number FROM orders WHERE date >= ?1", true,
	    "SEARCH orders#1 USING INDEX _order.date (date>?)");
	plan_is("SELECT id FROM customers WHERE name_fold = ?1", true,
	    "SEARCH customers#1 USING INDEX _customer.name_fold"
	    " (name_fold=?)");
	plan_is("SELECT o.total FROM customers c JOIN orders o ON o.customer"
		" = c.id WHERE c.id = ?1",
	    false,
	    "SEARCH orders#2 USING INDEX _order.customer (customer=?);"
	    " SEARCH customers#1 USING COVERING INDEX _customer.id (id=?)");
	plan_is("SELECT amount FROM order_lines WHERE parent = ?1", true,
	    "SEARCH orders#1 USING COVERING INDEX _order.id (id=?);"
	    " SEARCH lines#2 USING PRIMARY KEY (n=?)");
	plan_is("SELECT value FROM tags WHERE parent = ?1", true,
	    "SEARCH records#2 USING COVERING INDEX record_id (id=?);"
	    " SEARCH tags#1 USING PRIMARY KEY (n=?)");
	plan_is("SELECT sum(qty) FROM order_lines", true, "SCAN lines#2");
}

/* Each derived value and each reference is a search, never a scan. */
static void
test_searched(void **state)
{
	static const char *const table[] = {
		"SELECT total FROM orders WHERE id = ?1",
		"SELECT ordered, free FROM customers WHERE id = ?1",
		"SELECT o.customer.free FROM orders o WHERE o.id = ?1",
		"SELECT replaces.replaces.title FROM orders WHERE id = ?1",
		"SELECT project.customer.owner.name FROM orders WHERE id = ?1",
		"SELECT line.amount, line.who.name, line.parent.title FROM"
		" shipment_lines WHERE parent = ?1",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		_cleanup_(buf_release) struct buf b = BUF_INIT, p = BUF_INIT;
		struct scope none = { NULL, NULL };

		tiny_ok(&tiny,
		    expr_expand(tiny.ix, &none, table[i], &b, &tiny.err));
		plan(b.data, true, &p);
		if (strstr(p.data, "SCAN") || strstr(p.data, "AUTOMATIC") ||
		    strstr(p.data, "MATERIALIZE"))
			fail_msg("%s\n  %s", table[i], p.data);
	}
}

static void
test_filter(void **state)
{
	static const struct {
		const char *term, *want;
	} table[] = {
		{ "customer:cacme00000",
		    "SEARCH orders USING INDEX _order.customer (customer=?)" },
		{ "date:2026-03",
		    "SEARCH orders USING INDEX _order.date (date>? AND"
		    " date<?)" },
		{ "number.eq:DD2026-001",
		    "SEARCH orders USING INDEX _order.number (number=?)" },
	};
	const struct kind *k = kinds_find(tiny.kinds, "order");
	struct filter f;
	const char *sql;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		_cleanup_(buf_release) struct buf p = BUF_INIT;

		tiny_ok(
		    &tiny, filter_compile(tiny.ix, &tiny.arena, k,
			       &table[i].term, 1, NULL, false, &f, &tiny.err));
		tiny_ok(&tiny, list_compile(tiny.ix, &tiny.arena, k, NULL, 0,
				   NULL, 0, &f, 0, &sql, &tiny.err));
		plan(sql, true, &p);
		if (strncmp(p.data, table[i].want, strlen(table[i].want)) != 0)
			fail_msg("%s: %s", table[i].term, p.data);
		filter_free(&f);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_flattened),
		cmocka_unit_test(test_searched),
		cmocka_unit_test(test_filter),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
