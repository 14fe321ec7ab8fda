#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/date.h"
#include "index_book.h"

static struct kinds *kinds;
static struct index *ix;

static void
put(const char *kind, const char *id, const char *yaml)
{
	struct err err = ERR_INIT;

	if (book_put(ix, kind, id, yaml, &err) < 0)
		fail_msg("put: %s", err.text);
}

static void
put_order(const char *id, const char *number)
{
	_cleanup_(freep) char *yaml =
	    xasprintf("number: %s\ndate: 2026-11-01\n", number);

	put("order", id, yaml);
}

static int
setup(void **state)
{
	(void)state;
	date_set_zone("+08:00", NULL);
	kinds = book_kinds();
	ix = book_index(kinds);
	put("customer", "c000000001", "name: 上海示例重工\n");
	put("customer", "c000000002", "name: Twin\n");
	put("customer", "c00000abcd", "name: Twin\n");
	put("customer", "d999999999", "name: c000000001\n");
	put("order", "d000000001",
	    "number: DD2026-001\ncustomer: c000000001\ndate: 2026-11-01\n"
	    "lines:\n  - row: aaaa\n    qty: 2\n    price: 10.00\n");
	put_order("d000000002", "DD2026-002");
	put_order("d000000003", "DD2026-002-V2");
	put_order("d000000004", "DD2026-002-V10");
	put_order("d000000005", "DD2026-1000");
	put_order("d000000006", "DD2026-003");
	put_order("d000000007", "DD2026-003");
	put_order("d000000008", "ZZ-99999999999999999999");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	index_close(ix);
	kinds_free(kinds);
	return 0;
}

static char *
text_rows(const char *sql, const struct value *binds, size_t n)
{
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;
	int e = query_text(ix, sql, binds, n, NULL, book_cell, &b, &err);

	if (e < 0) {
		buf_truncate(&b, 0);
		buf_printf(&b, "error: %s", err.text);
	}
	err_clear(&err);
	return buf_detach(&b);
}

/* A person's text reads, and does nothing else. */
static void
test_text_refused(void **state)
{
	static const char *const t[] = {
		"DELETE FROM record",
		"INSERT INTO tag VALUES(1, 1, 'x')",
		"UPDATE record SET title = 'x'",
		"DROP TABLE record",
		"CREATE TABLE x(y)",
		"CREATE TEMP TABLE x(y)",
		"CREATE VIEW x AS SELECT 1",
		"ATTACH '/tmp/x' AS y",
		"DETACH main",
		"PRAGMA journal_mode",
		"PRAGMA user_version = 3",
		"VACUUM INTO '/tmp/x'",
		"REINDEX",
		"ANALYZE",
		"BEGIN",
		"SAVEPOINT x",
		"EXPLAIN SELECT 1",
		"SELECT 1; SELECT 2",
		"SELECT 1; DELETE FROM record",
		"",
		";",
		"-- nothing",
		"SELECT * FROM sqlite_master",
		"SELECT * FROM pragma_table_info('record')",
		"SELECT load_extension('x')",
		"SELECT writefile('/tmp/x', 'y')",
		"SELECT readfile('/etc/passwd')",
		"SELECT fts3_tokenizer('x')",
		"WITH x AS (SELECT 1) DELETE FROM record",
		"UPDATE sqlite_master SET sql = 'x'",
		"INSERT INTO text(text) VALUES('delete-all')",
		"REPLACE INTO meta VALUES('commit', 'x')",
		"SELECT nothing FROM record",
		"SELEC 1",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		_cleanup_(freep) char *got = text_rows(t[i], NULL, 0);

		if (strncmp(got, "error: ", 7) != 0)
			fail_msg("%s: %s", t[i], got);
		free(book_rows(ix, t[i]));
	}
	_cleanup_(freep) char *n = book_rows(ix, "SELECT count(*) FROM record");
	assert_string_equal(n, "12");
}

static void
test_text(void **state)
{
	static const struct {
		const char *sql, *want;
	} t[] = {
		{ "SELECT 1", "1" },
		{ "SELECT 1;", "1" },
		{ "VALUES(1), (2)", "1\n2" },
		{ "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1"
		  " FROM c WHERE x < 3) SELECT x FROM c",
		    "1\n2\n3" },
		{ "SELECT total FROM orders WHERE number = 'DD2026-001'",
		    "2000" },
		{ "SELECT rmb_capitals(money('10.50'))", "壹拾元零伍角" },
		{ "SELECT count(*) FROM text WHERE text MATCH 'twin'", "2" },
		{ "SELECT name FROM customers WHERE name = ?1", "Twin\nTwin" },
	};
	struct value bind = { .type = VALUE_TEXT, .text = "Twin" };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		_cleanup_(freep) char *got =
		    text_rows(t[i].sql, &bind, strstr(t[i].sql, "?1") != NULL);

		assert_string_equal(got, t[i].want);
	}
}

static int
take_head(const struct row *row, void *arg, struct err *err)
{
	size_t i;

	(void)err;
	for (i = 0; i < row->n; i++)
		buf_printf(arg, "[%s]", row->names[i]);
	return 0;
}

static int
stop_at_two(const struct row *row, void *arg, struct err *err)
{
	(void)err;
	buf_printf(arg, "%lld", (long long)row->v[0].i);
	return row->v[0].i == 2 ? 7 : 0;
}

static void
test_head_and_stop(void **state)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(query_text(ix, "SELECT 1 AS a, 2 AS \"b c\" WHERE 0",
			     NULL, 0, take_head, stop_at_two, &b, NULL),
	    0);
	assert_string_equal(b.data, "[a][b c]");
	buf_truncate(&b, 0);
	assert_int_equal(query_text(ix, "VALUES(1), (2), (3)", NULL, 0, NULL,
			     stop_at_two, &b, NULL),
	    7);
	assert_string_equal(b.data, "12");
}

/* A statement within another of the same text. */
static int
nest(const struct row *row, void *arg, struct err *err)
{
	struct value v;
	struct arena a = ARENA_INIT;

	(void)row;
	assert_int_equal(
	    query_value(ix, &a, "SELECT id FROM record WHERE kind = 'customer'",
		NULL, 0, &v, err),
	    0);
	arena_free(&a);
	++*(int *)arg;
	return 0;
}

static void
test_nested(void **state)
{
	int n = 0;

	(void)state;
	assert_int_equal(
	    query_run(ix, "SELECT id FROM record WHERE kind = 'customer'", NULL,
		0, nest, &n, NULL),
	    0);
	assert_int_equal(n, 4);
}

static void
refused(const char *sql, const char *why)
{
	_cleanup_(freep) char *got = book_rows(ix, sql);

	if (strstr(got, why) == NULL)
		fail_msg("%s: %s", sql, got);
}

static void
test_limits(void **state)
{
	static const char endless[] = "WITH RECURSIVE c(x) AS (SELECT 1 UNION"
				      " ALL SELECT x + 1 FROM c)"
				      " SELECT max(x) FROM c";

	(void)state;
	index_set_limits(ix, 30, 5);
	refused(endless, "took too long");
	refused("SELECT id FROM record", "more than 5 rows");
	refused("WITH RECURSIVE c(x) AS (SELECT 'a' UNION ALL SELECT x || x"
		" FROM c) SELECT max(length(x)) FROM c",
	    "error: ");
	index_set_limits(ix, 0, 0);
	refused("WITH RECURSIVE c(x) AS (SELECT 'aaaaaaaa' UNION ALL SELECT"
		" x || x FROM c) SELECT length(x) FROM c",
	    "too big");
	_cleanup_(freep) char *rows =
	    book_rows(ix, "SELECT count(*) FROM record");
	assert_string_equal(rows, "12");
}

static void
test_value(void **state)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct value bind = { .type = VALUE_INT, .i = 4 }, v;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(
	    query_value(ix, &a, "SELECT ?1 + 1", &bind, 1, &v, NULL), 0);
	assert_int_equal(v.i, 5);
	assert_int_equal(
	    query_value(ix, &a, "SELECT 1 WHERE 0", NULL, 0, &v, NULL), 0);
	assert_int_equal(v.type, VALUE_NULL);
	assert_int_equal(
	    query_value(ix, &a, "SELECT 1.5 AS rate", NULL, 0, &v, &err),
	    CRM_EDATA);
	assert_non_null(strstr(err.text, "'rate'"));
	err_clear(&err);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_refused),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_head_and_stop),
		cmocka_unit_test(test_nested),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_value),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
