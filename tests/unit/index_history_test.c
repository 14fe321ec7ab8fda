#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/date.h"
#include "index/history.h"
#include "index_book.h"

static void
is(struct index *ix, const char *sql, const char *want)
{
	_cleanup_(freep) char *got = book_rows(ix, sql);

	assert_string_equal(got, want);
}

static void
test_history(void **state)
{
	static const struct history_commit one = { "aa01", 1795400000, "王莉",
		"wang@example.com", "quote.new", "quote: new" },
					   two = { "aa02", 1795400060, "A",
						   "a@example.com", "",
						   "by hand" };
	struct kinds *kinds = book_kinds();
	struct index *ix = book_index(kinds);
	char stamp[41];

	(void)state;
	date_set_zone("+08:00", NULL);
	history_stamp(ix, stamp);
	assert_string_equal(stamp, "");
	assert_int_equal(history_add(ix, &one, NULL), 0);
	assert_int_equal(
	    history_add_change(ix, "order", "d000000001", NULL, "b1", NULL), 0);
	assert_int_equal(history_add(ix, &two, NULL), 0);
	assert_int_equal(
	    history_add_change(ix, "order", "d000000001", "b1", "b2", NULL), 0);
	assert_int_equal(
	    history_add_change(ix, "order", "d000000002", "b0", NULL, NULL), 0);
	assert_int_equal(history_set_stamp(ix, "aa02", NULL), 0);
	history_stamp(ix, stamp);
	assert_string_equal(stamp, "aa02");
	is(ix,
	    "SELECT hash, author, op, kind, parent, before, after"
	    " FROM changes ORDER BY at, parent",
	    "aa01|王莉|quote.new|order|d000000001|NULL|b1\n"
	    "aa02|A||order|d000000001|b1|b2\n"
	    "aa02|A||order|d000000002|b0|NULL");
	is(ix, "SELECT at FROM changes WHERE parent = 'd000000002'",
	    "2026-11-23T02:14:20Z");
	is(ix, "SELECT email, subject FROM changes WHERE hash = 'aa01'",
	    "wang@example.com|quote: new");

	assert_int_equal(history_reset(ix, NULL), 0);
	history_stamp(ix, stamp);
	assert_string_equal(stamp, "");
	is(ix, "SELECT count(*) FROM changes", "0");
	index_close(ix);
	kinds_free(kinds);
}

/* History follows the transaction that fills it. */
static void
test_rollback(void **state)
{
	static const struct history_commit one = { "aa01", 0, "A", "a", "",
		"x" };
	struct kinds *kinds = book_kinds();
	struct index *ix = book_index(kinds);
	char stamp[41];

	(void)state;
	/* a change belongs to a commit */
	assert_int_equal(
	    history_add_change(ix, "order", "d", NULL, "b", NULL), CRM_EDATA);
	assert_int_equal(index_begin(ix, NULL), 0);
	assert_int_equal(history_add(ix, &one, NULL), 0);
	assert_int_equal(history_set_stamp(ix, "aa01", NULL), 0);
	index_rollback(ix);
	history_stamp(ix, stamp);
	assert_string_equal(stamp, "");
	is(ix, "SELECT count(*) FROM history", "0");
	index_close(ix);
	kinds_free(kinds);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_history),
		cmocka_unit_test(test_rollback),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
