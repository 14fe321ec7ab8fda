#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/date.h"
#include "index_book.h"

static struct kinds *kinds;

static const char customer_yaml[] =
    "owner: e000000001\n"
    "name: 上海ABC有限公司\n"
    "class: oem\n"
    "parent: c000000009\n"
    "address:\n  city: 上海\n  since: 2020-01-02\n"
    "industries:\n  - steel\n  - power\n"
    "papers:\n"
    "  - name: a.pdf\n    size: 12\n    sha256: ff\n"
    "logo:\n  name: l.png\n  size: 3\n  sha256: ee\n"
    "seen: 2026-11-23T09:30:00+08:00\n"
    "vip: true\n"
    "rebate: 1.5\n"
    "note: |\n  first line\n  second\n"
    "unknown: 1\n"
    "created: 2026-11-01T00:00:00+08:00\n"
    "created_by: e000000001\n"
    "tags:\n  - hot\n  - vip\n"
    "shares:\n"
    "  - row: s001\n    to: e000000002\n"
    "    until: 2026-12-31\n"
    "log:\n"
    "  - row: l001\n    verb: check\n    from: a\n"
    "    to: b\n    by: e000000001\n"
    "    at: 2026-11-01T08:00:00+08:00\n"
    "    reason: why\n";

static const char order_yaml[] = "state: draft\n"
				 "owner: e000000001\n"
				 "number: DD2026-001\n"
				 "customer: c000000001\n"
				 "date: 2026-11-23\n"
				 "revision: 1\n"
				 "lines:\n"
				 "  - row: aaaa\n    text: Pump 水泵\n"
				 "    maker: c000000001\n"
				 "    qty: 2.5\n    price: 10.00\n"
				 "  - row: bbbb\n    text: Valve\n    qty: 1\n"
				 "    price: 3.33\n    discount: 10\n";

static int
setup(void **state)
{
	(void)state;
	date_set_zone("+08:00", NULL);
	kinds = book_kinds();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	kinds_free(kinds);
	return 0;
}

static void
is(struct index *ix, const char *sql, const char *want)
{
	char *got = book_rows(ix, sql);

	if (strcmp(got, want) != 0)
		print_message("%s\n", sql);
	assert_string_equal(got, want);
	free(got);
}

static void
put(struct index *ix, const char *kind, const char *id, const char *yaml)
{
	struct err err = ERR_INIT;

	if (book_put(ix, kind, id, yaml, &err) < 0)
		fail_msg("put: %s", err.text);
}

static void
is_customer(struct index *ix)
{
	is(ix,
	    "SELECT id, state, owner, created, created_by, merged_into,"
	    " archived, name, class, parent FROM _customer",
	    "c000000001|NULL|e000000001|2026-10-31T16:00:00Z|e000000001|NULL|"
	    "NULL|上海ABC有限公司|oem|c000000009");
	is(ix, "SELECT name_fold, name_core FROM _customer",
	    "上海abc有限公司|abc");
	is(ix, "SELECT address_city, address_since FROM _customer",
	    "上海|2020-01-02");
	is(ix, "SELECT logo, logo_size, logo_sha256 FROM _customer",
	    "l.png|3|ee");
	is(ix, "SELECT seen, vip, rebate, note FROM _customer",
	    "2026-11-23T01:30:00Z|1|150|first line\nsecond\n");
	is(ix, "SELECT pos, value FROM _customer__industries",
	    "1|steel\n2|power");
	is(ix,
	    "SELECT pos, value, value_size, value_sha256"
	    " FROM _customer__papers",
	    "1|a.pdf|12|ff");
	is(ix, "SELECT pos, value FROM tag", "1|hot\n2|vip");
	is(ix, "SELECT pos, row, \"to\", role, until FROM share",
	    "1|s001|e000000002|NULL|2026-12-31");
	is(ix,
	    "SELECT row, verb, from_state, to_state, by, at, reason, step"
	    " FROM log",
	    "l001|check|a|b|e000000001|2026-11-01T00:00:00Z|why|NULL");
	is(ix,
	    "SELECT kind, path, title, title_fold, number, owner, bad"
	    " FROM record",
	    "customer|p|上海ABC有限公司 上海|上海abc有限公司 上海|NULL|"
	    "e000000001|NULL");
}

static void
test_customer(void **state)
{
	struct index *ix = book_index(kinds);

	(void)state;
	put(ix, "customer", "c000000001", customer_yaml);
	is_customer(ix);
	/* the same again changes nothing */
	put(ix, "customer", "c000000001", customer_yaml);
	is_customer(ix);
	index_close(ix);
}

static void
test_rows(void **state)
{
	struct index *ix = book_index(kinds);

	(void)state;
	put(ix, "order", "d000000001", order_yaml);
	is(ix, "SELECT state, number, customer, date, revision FROM _order",
	    "draft|DD2026-001|c000000001|2026-11-23|1");
	is(ix,
	    "SELECT pos, row, text, maker, qty, price, discount"
	    " FROM _order__lines",
	    "1|aaaa|Pump 水泵|c000000001|25000|1000|NULL\n"
	    "2|bbbb|Valve|NULL|10000|333|1000");
	is(ix, "SELECT number, state, title FROM record",
	    "DD2026-001|draft|DD2026-001");
	put(ix, "order", "d000000001",
	    "state: done\nlines:\n  - row: cccc\n    qty: 3\n");
	is(ix, "SELECT pos, row, qty FROM _order__lines", "1|cccc|30000");
	is(ix, "SELECT state, number, customer FROM _order", "done|NULL|NULL");
	is(ix, "SELECT state, number, title FROM record", "done|NULL|NULL");
	index_close(ix);
}

static void
test_full_text(void **state)
{
	struct index *ix = book_index(kinds);

	(void)state;
	put(ix, "order", "d000000001", order_yaml);
	put(ix, "customer", "c000000001", customer_yaml);
	is(ix, "SELECT rowid FROM text WHERE text MATCH '\"水 泵\"'", "1");
	is(ix, "SELECT rowid FROM text WHERE text MATCH '水'", "1");
	is(ix, "SELECT rowid FROM text WHERE text MATCH 'pump valve'", "1");
	is(ix, "SELECT rowid FROM text WHERE text MATCH '\"dd2026-001\"'", "1");
	is(ix, "SELECT rowid FROM text WHERE text MATCH 'second'", "2");
	/* keys, references and the log are no text */
	is(ix, "SELECT rowid FROM text WHERE text MATCH 'draft'", "");
	is(ix, "SELECT rowid FROM text WHERE text MATCH 'why'", "");
	put(ix, "order", "d000000001", "lines:\n  - text: Motor\n");
	is(ix, "SELECT rowid FROM text WHERE text MATCH 'pump'", "");
	is(ix, "SELECT rowid FROM text WHERE text MATCH 'motor'", "1");
	put(ix, "order", "d000000001", "date: 2026-01-01\n");
	is(ix, "SELECT rowid FROM text WHERE text MATCH 'motor'", "");
	is(ix, "SELECT count(*) FROM text", "1");
	index_close(ix);
}

/* What does not fit is NULL and makes the record bad; the rest is there. */
static void
test_bad_values(void **state)
{
	static const struct {
		const char *yaml, *bad;
	} t[] = {
		{ "date: 2026-02-30\n",
		    "\"2026-02-30\" does not fit \"date\"" },
		{ "revision: x\n", "\"x\" does not fit \"revision\"" },
		{ "date:\n  - 2026-01-01\n",
		    "\"date\" has a value of another" },
		{ "lines: x\n", "\"lines\" has a value of another" },
		{ "lines:\n  - x\n", "\"lines\" has a value of another" },
		{ "lines:\n  - qty: a\n", "\"a\" does not fit \"qty\"" },
	};
	struct index *ix = book_index(kinds);
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		char *bad;

		put(ix, "order", "d000000001", t[i].yaml);
		bad = book_rows(ix, "SELECT bad FROM record");
		if (strstr(bad, t[i].bad) != bad)
			fail_msg("%s: %s", t[i].yaml, bad);
		free(bad);
		is(ix, "SELECT id, date FROM _order", "d000000001|NULL");
	}
	put(ix, "order", "d000000001", "date: 2026-01-01\n");
	is(ix, "SELECT bad FROM record", "NULL");
	index_close(ix);
}

static void
put_bad(struct index *ix, const char *kind, const char *bad)
{
	struct index_record r = { .kind = kind,
		.id = "d000000001",
		.path = "p",
		.blob = "b",
		.bad = bad };

	assert_int_equal(index_put(ix, &r, NULL), 0);
}

static void
test_bad_records(void **state)
{
	struct index *ix = book_index(kinds);

	(void)state;
	put(ix, "order", "d000000001", order_yaml);
	put_bad(ix, "order", "line 3: no");
	is(ix, "SELECT kind, bad FROM record", "order|line 3: no");
	is(ix, "SELECT count(*) FROM _order", "0");
	is(ix, "SELECT count(*) FROM _order__lines", "0");
	is(ix, "SELECT count(*) FROM text", "0");
	put_bad(ix, "nothing", NULL);
	is(ix, "SELECT kind, bad FROM record",
	    "nothing|the kind \"nothing\" has no schema");
	/* an id that comes back as another kind */
	put(ix, "order", "d000000001", order_yaml);
	put(ix, "customer", "d000000001", customer_yaml);
	is(ix, "SELECT count(*) FROM _order", "0");
	is(ix, "SELECT count(*) FROM _order__lines", "0");
	is(ix, "SELECT kind, bad FROM record", "customer|NULL");
	assert_int_equal(index_remove(ix, "d000000001", NULL), 0);
	assert_int_equal(index_remove(ix, "d000000001", NULL), 0);
	is(ix,
	    "SELECT (SELECT count(*) FROM record), (SELECT count(*) FROM"
	    " _customer), (SELECT count(*) FROM tag), (SELECT count(*) FROM"
	    " text), (SELECT count(*) FROM _customer__papers)",
	    "0|0|0|0|0");
	index_close(ix);
}

/* A field under its older key, and both. */
static void
test_was(void **state)
{
	struct index *ix = book_index(kinds);

	(void)state;
	put(ix, "customer", "c000000001", "name: a\nsort: oem\n");
	is(ix, "SELECT class FROM _customer", "oem");
	put(ix, "customer", "c000000001", "class: end\nsort: oem\n");
	is(ix, "SELECT class FROM _customer", "end");
	index_close(ix);
}

static void
test_transactions(void **state)
{
	struct index *ix = book_index(kinds);

	(void)state;
	assert_int_equal(index_begin(ix, NULL), 0);
	assert_int_equal(index_savepoint(ix, "one\"", NULL), 0);
	put(ix, "order", "d000000001", order_yaml);
	index_rollback_to(ix, "one\"");
	is(ix, "SELECT count(*) FROM _order__lines", "0");
	assert_int_equal(index_savepoint(ix, "two", NULL), 0);
	put(ix, "order", "d000000002", order_yaml);
	assert_int_equal(index_release(ix, "two", NULL), 0);
	assert_int_equal(index_commit(ix, NULL), 0);
	is(ix, "SELECT id FROM record", "d000000002");
	assert_int_equal(index_begin(ix, NULL), 0);
	assert_int_equal(index_remove(ix, "d000000002", NULL), 0);
	index_rollback(ix);
	is(ix, "SELECT id FROM record", "d000000002");
	index_close(ix);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_customer),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_full_text),
		cmocka_unit_test(test_bad_values),
		cmocka_unit_test(test_bad_records),
		cmocka_unit_test(test_was),
		cmocka_unit_test(test_transactions),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
