/* The placeholders and periods of reports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/report_sql.h"
#include "base/date.h"

static void
fill(const char *sql, int from, int to, bool filter, const char *want)
{
	struct buf b = BUF_INIT;
	int at_from = 4, at_to = 5;
	bool has;

	report_fill(sql, &at_from, &at_to, &has, &b);
	assert_string_equal(b.data, want);
	assert_int_equal(at_from, from);
	assert_int_equal(at_to, to);
	assert_int_equal(has, filter);
	buf_release(&b);
}

static void
test_fill(void **state)
{
	(void)state;
	fill("SELECT 1", 0, 0, false, "SELECT 1");
	fill("a >= {from} OR {from}", 4, 0, false, "a >= ?4 OR ?4");
	fill("{to}{from}", 4, 5, false, "?5?4");
	fill("id IN {filter}", 0, 0, true, "id IN (" REPORT_FILTER ")");
	fill("{other} {fromm", 0, 0, false, "{other} {fromm");
}

static void
test_put_filter(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_addstr(&b, "x IN (" REPORT_FILTER ") OR y IN (" REPORT_FILTER ")");
	report_put_filter(&b, "SELECT id");
	assert_string_equal(b.data, "x IN (SELECT id) OR y IN (SELECT id)");
	buf_release(&b);
}

static const struct {
	const char *from, *to, *period, *want_from, *want_to;
} periods[] = {
	{ NULL, NULL, NULL, NULL, NULL },
	{ NULL, NULL, "2026-02", "2026-02-01", "2026-02-28" },
	{ NULL, NULL, "2026q1", "2026-01-01", "2026-03-31" },
	{ NULL, NULL, "last-month", "2026-10-01", "2026-10-31" },
	{ "2026-05", NULL, NULL, "2026-05-01", NULL },
	{ NULL, "2026-05", NULL, NULL, "2026-05-31" },
	{ "2026-03-07", NULL, "2026", "2026-03-07", "2026-12-31" },
};

static void
test_period(void **state)
{
	struct app app = { .today = date_from_civil(2026, 11, 23) };
	struct arena a = ARENA_INIT;
	const char *from, *to;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(periods); i++) {
		struct report_args args = { periods[i].from, periods[i].to,
			periods[i].period };

		assert_int_equal(
		    report_period(&app, &a, &args, &from, &to, NULL), 0);
		if (periods[i].want_from == NULL)
			assert_null(from);
		else
			assert_string_equal(from, periods[i].want_from);
		if (periods[i].want_to == NULL)
			assert_null(to);
		else
			assert_string_equal(to, periods[i].want_to);
	}
	assert_int_equal(
	    report_period(&app, &a, &(struct report_args){ .period = "soon" },
		&from, &to, NULL),
	    CRM_EUSAGE);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fill),
		cmocka_unit_test(test_put_filter),
		cmocka_unit_test(test_period),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
