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

static int
setup(void **state)
{
	struct index_view view = { .today = date_from_civil(2026, 11, 23) };

	(void)state;
	date_set_zone("+08:00", NULL);
	kinds = book_kinds();
	ix = book_index(kinds);
	index_set_view(ix, &view);
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

struct example {
	const char *sql, *want;
};

static void
check(const struct example *t, size_t n)
{
	_cleanup_(buf_release) struct buf sql = BUF_INIT;
	size_t i;

	for (i = 0; i < n; i++) {
		char *got;

		buf_truncate(&sql, 0);
		buf_printf(&sql, "SELECT %s", t[i].sql);
		got = book_rows(ix, sql.data);
		if (strncmp(t[i].want, "error: ", 7) == 0 &&
		    strstr(got, t[i].want + 7) &&
		    strncmp(got, "error: ", 7) == 0) {
			free(got);
			continue;
		}
		if (strcmp(got, t[i].want) != 0)
			print_message("%s\n", t[i].sql);
		assert_string_equal(got, t[i].want);
		free(got);
	}
}

static void
test_numbers(void **state)
{
	static const struct example t[] = {
		{ "money('300000')", "30000000" },
		{ "money('10.50')", "1050" },
		{ "money('-0.01')", "-1" },
		{ "money(12)", "1200" },
		{ "money(NULL)", "NULL" },
		{ "money('abc')", "error: money: 'abc' is no amount" },
		{ "money('1.005')", "error: no amount" },
		{ "money(10.5)", "error: in quotes" },
		{ "money('92233720368547758.08')", "error: no amount" },
		{ "percent('15')", "1500" },
		{ "percent('0.5')", "50" },
		{ "percent('x')", "error: no percentage" },
		{ "decimal('2.5', 4)", "25000" },
		{ "decimal('2.5', 0)", "error: decimal" },
		{ "decimal('2', 10)", "error: from 0 to 9" },
		{ "decimal('2', 1.5)", "error: not exact" },
		{ "muldiv(7, 1, 2)", "4" },
		{ "muldiv(-7, 1, 2)", "-4" },
		{ "muldiv(1, 1, 3)", "0" },
		{ "muldiv(1, 1, 0)", "NULL" },
		{ "muldiv(NULL, 1, 1)", "NULL" },
		{ "muldiv(9223372036854775807, 2, 2)", "9223372036854775807" },
		{ "muldiv(9223372036854775807, 2, 1)", "error: too large" },
		{ "muldiv('x', 2, 1)", "error: 'x' is no whole number" },
		{ "muldiv(1.5, 2, 1)", "error: muldiv: 1.5 is not exact" },
		{ "ratio(1, 3)", "3333" },
		{ "ratio(2, 3)", "6667" },
		{ "ratio(-1, 8)", "-1250" },
		{ "ratio(1, 0)", "NULL" },
		{ "line_amount(20000, 10050, 0)", "20100" },
		{ "line_amount(30000, 3333, 1000)", "8999" },
		{ "line_amount(30000, 3333)", "9999" },
		{ "line_amount(1, 50, 0)", "0" },
		{ "line_amount(5000, 1, 0)", "1" },
		{ "line_amount(NULL, 1, 0)", "NULL" },
	};

	(void)state;
	check(t, ARRAY_SIZE(t));
}

/* DOMAIN 2.6 and 2.7: the official examples first. */
static void
test_tax_and_capitals(void **state)
{
	static const struct example t[] = {
		{ "net(11300, 1300), tax(11300, 1300)", "10000|1300" },
		{ "net(10000, 1300), tax(10000, 1300)", "8850|1150" },
		{ "net(10000, 900), tax(10000, 900)", "9174|826" },
		{ "net(10000, 600), tax(10000, 600)", "9434|566" },
		{ "net(1, 1300), tax(1, 1300)", "1|0" },
		{ "net(1, -1)", "error: negative" },
		{ "net(NULL, 1300)", "NULL" },
		{ "rmb_capitals(140950)", "壹仟肆佰零玖元伍角" },
		{ "rmb_capitals(600714)", "陆仟零柒元壹角肆分" },
		{ "rmb_capitals(168032)", "壹仟陆佰捌拾元零叁角贰分" },
		{ "rmb_capitals(10700053)", "壹拾万柒仟元零伍角叁分" },
		{ "rmb_capitals(1640902)", "壹万陆仟肆佰零玖元零贰分" },
		{ "rmb_capitals(32504)", "叁佰贰拾伍元零肆分" },
		{ "rmb_capitals(0)", "零元整" },
		{ "rmb_capitals(money('10.50'))", "壹拾元零伍角" },
		{ "rmb_capitals(-3500)", "负叁拾伍元整" },
		{ "rmb_capitals(NULL)", "NULL" },
		{ "tax_rate('goods', '2026-01-01')", "1300" },
		{ "tax_rate('goods', '2019-03-31')", "1600" },
		{ "tax_rate('goods', '2017-01-01')", "1700" },
		{ "tax_rate('goods', '2000-01-01')", "NULL" },
		{ "tax_rate('export', today())", "0" },
		{ "tax_rate('x', today())", "error: no class 'x'" },
		{ "tax_rate(NULL, today())", "NULL" },
	};

	(void)state;
	check(t, ARRAY_SIZE(t));
}

/* DOMAIN 2.10 */
static void
test_dates(void **state)
{
	static const struct example t[] = {
		{ "today()", "2026-11-23" },
		{ "add_days('2026-02-27', 2)", "2026-03-01" },
		{ "add_days('2026-02-27', -58)", "2025-12-31" },
		{ "add_days('9999-12-31', 1)", "error: out of range" },
		{ "add_days('x', 1)", "error: add_days: 'x' is no date" },
		{ "add_days(NULL, 1)", "NULL" },
		{ "add_days('2026-11-23T20:00:00Z', 0)", "2026-11-24" },
		{ "add_days('2026-01-01', 99999999999)", "error: too far" },
		{ "add_months('2026-01-31', 1)", "2026-02-28" },
		{ "add_months('2026-03-15', -3)", "2025-12-15" },
		{ "days('2026-01-01', '2026-01-31')", "30" },
		{ "days('2026-01-31', '2026-01-01')", "-30" },
		{ "add_workdays('2026-02-13', 3)", "2026-02-25" },
		{ "add_workdays('2026-09-30', 5)", "2026-10-13" },
		{ "add_workdays('2026-10-13', -5)", "2026-09-30" },
		{ "add_workdays('2026-02-15', 0)", "2026-02-15" },
		{ "workdays('2025-12-31', '2026-12-31')", "248" },
		{ "workdays('2026-12-31', '2025-12-31')", "-248" },
		{ "workdays('2026-01-31', '2026-02-28')", "16" },
		{ "workdays('2025-12-31', '2026-01-31')", "21" },
		{ "workdays('2026-09-30', '2026-10-31')", "18" },
		/* no table for that year: Monday to Friday */
		{ "workdays('2023-12-31', '2024-01-07')", "5" },
		{ "workdays('0001-01-01', '9999-01-01')", "error: too far" },
	};

	(void)state;
	check(t, ARRAY_SIZE(t));
}

static void
test_texts(void **state)
{
	static const struct example t[] = {
		{ "fold('ＡＢＣ　 Def')", "abc def" },
		{ "fold(NULL)", "NULL" },
		{ "name_core('上海华东自控有限公司')"
		  " = name_core('华东自控（上海）有限责任公司')",
		    "1" },
		{ "uscc_ok('91350100M000100Y43')", "1" },
		{ "uscc_ok('91350100M000100Y4Z')", "0" },
		{ "uscc_ok('914403001922038216')", "1" },
		{ "uscc_ok('')", "0" },
		{ "uscc_ok(NULL)", "NULL" },
		{ "setting('limit')", "50000000" },
		{ "setting('floor')", "1500" },
		{ "setting('days')", "30" },
		{ "setting('x')", "error: no setting 'x'" },
		{ "fold(x'41')", "error: fold: bytes are no value" },
	};

	(void)state;
	check(t, ARRAY_SIZE(t));
}

static void
test_mean(void **state)
{
	static const struct example t[] = {
		{ "avg_exact(v) FROM (SELECT 1 AS v UNION ALL SELECT 2)", "2" },
		{ "avg_exact(v) FROM (SELECT -1 AS v UNION ALL SELECT -2)",
		    "-2" },
		{ "avg_exact(v) FROM (SELECT 1 AS v UNION ALL SELECT 1"
		  " UNION ALL SELECT 2 UNION ALL SELECT NULL)",
		    "1" },
		{ "avg_exact(v) FROM (SELECT 1 AS v WHERE 0)", "NULL" },
		{ "avg_exact(v) FROM (SELECT 9223372036854775807 AS v"
		  " UNION ALL SELECT 9223372036854775807)",
		    "9223372036854775807" },
		{ "avg_exact(v) FROM (SELECT 1.5 AS v)",
		    "error: whole numbers" },
		{ "avg_exact(v) OVER (ORDER BY v ROWS 1 PRECEDING)"
		  " FROM (SELECT 2 AS v UNION ALL SELECT 4 UNION ALL SELECT 9)",
		    "2\n3\n7" },
	};

	(void)state;
	check(t, ARRAY_SIZE(t));
}

/* What is not exact, not ours, or not the same tomorrow. */
static void
test_refused(void **state)
{
	static const struct example t[] = {
		{ "random()", "error: random() is not to be used" },
		{ "date('now')", "error: take today()" },
		{ "current_date", "error: take today()" },
		{ "current_timestamp", "error: take today()" },
		{ "strftime('%Y', 'now')", "error: not to be used" },
		{ "load_extension('x')", "error: load_extension()" },
		{ "avg(1)", "error: avg_exact()" },
		{ "round(1.5)", "error: muldiv()" },
		{ "total(1)", "error: sum()" },
		{ "sqlite_version()", "error: not to be used" },
		{ "zeroblob(9)", "error: not to be used" },
		{ "randomblob(9)", "error: not to be used" },
		{ "sqrt(4)", "error: not to be used" },
		{ "1.0 AS x", "error: column 'x' is not exact: 1.0" },
		{ "9223372036854775807 + 1 AS x", "error: column 'x'" },
		{ "x'41' AS x", "error: column 'x' is no text" },
		{ "sum(v) FROM (SELECT 9223372036854775807 AS v"
		  " UNION ALL SELECT 1)",
		    "error: integer overflow" },
		{ "7 / 2, 'ab' LIKE 'A%', 'ab' GLOB 'a*', abs(-3)", "3|1|1|3" },
		{ "json_group_array(value) FROM json_each('[1,2]')", "[1,2]" },
		{ "\"abc\"", "error: no such column" },
	};

	(void)state;
	check(t, ARRAY_SIZE(t));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_tax_and_capitals),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_mean),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
