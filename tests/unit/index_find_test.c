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

/* What a word is resolved to; or a part of the message. */
static void
test_find(void **state)
{
	static const struct {
		const char *kind, *word, *id;
		int code;
		const char *text;
	} t[] = {
		{ NULL, "c000000001", "c000000001", 0, NULL },
		{ "customer", "c000000001", "c000000001", 0, NULL },
		{ "order", "c000000001", NULL, CRM_ENOENT,
		    "'c000000001' is no Order, but a Customer" },
		{ NULL, "上海示例重工", "c000000001", 0, NULL },
		{ NULL, " 上海示例重工 ", "c000000001", 0, NULL },
		{ "order", "DD2026-001", "d000000001", 0, NULL },
		{ NULL, "dd2026-001", "d000000001", 0, NULL },
		{ NULL, "ＤＤ２０２６－００１", "d000000001", 0, NULL },
		/* the current revision, one of them, the first */
		{ NULL, "DD2026-002", "d000000004", 0, NULL },
		{ NULL, "DD2026-002-V2", "d000000003", 0, NULL },
		{ NULL, "DD2026-002-V1", "d000000002", 0, NULL },
		{ NULL, "DD2026-002-V3", NULL, CRM_ENOENT, "no record" },
		{ "customer", "DD2026-001", NULL, CRM_ENOENT,
		    "there is no Customer 'DD2026-001'" },
		{ NULL, "DD2026-003", NULL, CRM_EUSAGE, "d000000007" },
		{ NULL, "twin", NULL, CRM_EUSAGE, "Customer c000000002 Twin" },
		{ NULL, "c00000a", "c00000abcd", 0, NULL },
		{ NULL, "c00", NULL, CRM_EUSAGE, "c000000001" },
		{ "customer", "d", "d999999999", 0, NULL },
		{ NULL, "zzzz", NULL, CRM_ENOENT, "no record 'zzzz'" },
		{ NULL, "", NULL, CRM_ENOENT, "no record" },
		{ NULL, "%", NULL, CRM_ENOENT, "no record" },
		{ NULL, "' OR 1=1 --", NULL, CRM_ENOENT, "no record" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		_cleanup_(arena_free) struct arena a = ARENA_INIT;
		struct err err = ERR_INIT;
		struct found f;
		int e = record_find(ix, &a, t[i].kind, t[i].word, &f, &err);

		if (e != t[i].code)
			fail_msg("%s: %d %s", t[i].word, e,
			    err.text ? err.text : f.id);
		if (e == 0)
			assert_string_equal(f.id, t[i].id);
		else if (strstr(err.text, t[i].text) == NULL)
			fail_msg("%s: %s", t[i].word, err.text);
		err_clear(&err);
	}
}

/* Ten candidates at most, and how many more. */
static void
test_find_many(void **state)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct found f;
	char id[] = "m000000000";
	const char *p;
	int i, lines = 0;

	(void)state;
	for (i = 0; i < 15; i++) {
		id[9] = "0123456789abcde"[i];
		put("customer", id, "name: Many\n");
	}
	assert_int_equal(
	    record_find(ix, &a, NULL, "many", &f, &err), CRM_EUSAGE);
	for (p = err.text; *p; p++)
		lines += *p == '\n';
	assert_int_equal(lines, 11);
	assert_non_null(strstr(err.text, "and 5 more"));
	err_clear(&err);
	for (i = 0; i < 15; i++) {
		id[9] = "0123456789abcde"[i];
		assert_int_equal(index_remove(ix, id, NULL), 0);
	}
}

static void
test_records(void **state)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct found f;

	(void)state;
	assert_int_equal(record_get(ix, &a, "d000000001", &f), 0);
	assert_string_equal(f.kind, "order");
	assert_string_equal(f.number, "DD2026-001");
	assert_null(f.bad);
	assert_int_equal(record_get(ix, &a, "d00000000", &f), CRM_ENOENT);
	assert_string_equal(
	    record_title(ix, &a, "d000000001"), "DD2026-001 上海示例重工");
	assert_string_equal(record_title(ix, &a, "x000000000"), "x000000000");
	assert_int_equal(record_prefix(ix, "d000000001"), 10);
	assert_int_equal(record_prefix(ix, "c00000abcd"), 7);
	assert_int_equal(record_prefix(ix, "d999999999"), 4);
	assert_int_equal(record_prefix(ix, "x000000000"), 4);
	assert_int_equal(record_last_number(ix, "DD2026-"), 1000);
	assert_int_equal(record_last_number(ix, "DD2026-002-V"), 10);
	assert_int_equal(record_last_number(ix, "DD2027-"), 0);
	assert_int_equal(record_last_number(ix, "ZZ-"), 0);
	assert_int_equal(record_last_number(ix, ""), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_find_many),
		cmocka_unit_test(test_records),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
