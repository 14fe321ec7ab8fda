/* Reports: loading, and every mistake named with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "kind/report.h"
#include "kind_source.h"

#define REPORT "schema/report/sizes.yaml"

static const char good[] =
    "report: sizes\n"
    "label: {en: Sizes, zh: 尺寸}\n"
    "help: {en: How many.}\n"
    "filter_kind: thing\n"
    "columns:\n"
    "  - {name: size, type: choice, of: {s: {en: S, zh: "
    "小}}, label: {en: Size, zh: 尺寸}}\n"
    "  - {name: worth, type: money, sum: true, label: {en: "
    "Worth, zh: 价值}}\n"
    "total: true\n"
    "sql: SELECT 1 AS size, 2 AS worth\n";

static int
load(const char *text, struct arena *a, struct report *ret, struct diag *d,
    struct err *err)
{
	struct file files[] = { { REPORT, text }, { NULL, NULL } };
	struct source src = {
		.read = memory_read, .list = memory_list, .arg = files
	};

	return report_load(&src, a, "sizes", ret, d, err);
}

static void
test_good(void **state)
{
	struct arena a = ARENA_INIT;
	struct report r;

	(void)state;
	assert_int_equal(load(good, &a, &r, NULL, NULL), 0);
	assert_string_equal(r.name, "sizes");
	assert_string_equal(r.path, REPORT);
	assert_string_equal(r.label.text[LANG_ZH], "尺寸");
	assert_string_equal(r.help_en, "How many.");
	assert_string_equal(r.filter_kind, "thing");
	assert_true(r.total);
	assert_int_equal(r.n, 2);
	assert_int_equal(r.columns[0].field.type, TYPE_CHOICE);
	assert_int_equal(r.columns[0].field.n_choices, 1);
	assert_false(r.columns[0].sum);
	assert_string_equal(r.columns[1].field.name, "worth");
	assert_true(r.columns[1].sum);
	assert_int_equal(r.columns[1].field.scale, 2);
	assert_int_equal(r.sql_line, 9);
	arena_free(&a);
}

static const struct {
	const char *text, *finding;
} mistakes[] = {
	{ "report: sizes\nlabel: {en: S, zh: S}\ncolumns: []\n",
	    ":1:1: error: a report lacks \"sql\"" },
	{ "report: other\nlabel: {en: S, zh: S}\ncolumns: []\nsql: SELECT 1\n",
	    "the file is named \"sizes\"" },
	{ "report: sizes\nlabel: {en: S, zh: S}\ncolumns: x\nsql: SELECT 1\n",
	    ":3:10: error: " },
	{ "report: sizes\nlabel: {en: S, zh: S}\ncolumns:\n"
	  "  - {name: a, type: text, sum: true}\nsql: SELECT 1\n",
	    ":4:5: error: \"sum\" is for numbers" },
	{ "report: sizes\nlabel: {en: S, zh: S}\ncolumns:\n"
	  "  - {name: a, type: nubmer}\nsql: SELECT 1\n",
	    ":4:21: error: " },
	{ "report: sizes\nlabel: {en: S, zh: S}\ncolumns:\n"
	  "  - {type: text}\nsql: SELECT 1\n",
	    ":4:5: error: a column lacks \"name\"" },
	{ "report: sizes\ncolour: red\nlabel: {en: S, zh: S}\ncolumns: []\n"
	  "sql: SELECT 1\n",
	    ":2:1: " },
	{ "report: [\n", REPORT ":2:1: error: " },
};

static void
test_mistakes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(mistakes); i++) {
		struct arena a = ARENA_INIT;
		struct diag d = DIAG_INIT;
		struct err err = ERR_INIT;
		struct report r;
		char *text;

		load(mistakes[i].text, &a, &r, &d, &err);
		text = findings(&d);
		if (strstr(text, mistakes[i].finding) == NULL)
			fail_msg("%zu: no '%s' in:\n%s", i, mistakes[i].finding,
			    text);
		if (diag_count(&d, LEVEL_ERROR) > 0) {
			assert_int_equal(err.code, CRM_EDATA);
			assert_non_null(strstr(err.text, REPORT));
		}
		free(text);
		err_clear(&err);
		diag_free(&d);
		arena_free(&a);
	}
}

static void
test_names(void **state)
{
	struct file files[] = { { "schema/report/b.yaml", "" },
		{ "schema/report/a.yaml", "" }, { "schema/report/x.txt", "" },
		{ NULL, NULL } };
	struct source src = {
		.read = memory_read, .list = memory_list, .arg = files
	};
	struct arena a = ARENA_INIT;
	const char *const *names;
	struct report r;

	(void)state;
	assert_int_equal(report_names(&src, &a, &names, NULL), 0);
	assert_string_equal(names[0], "a");
	assert_string_equal(names[1], "b");
	assert_null(names[2]);
	assert_int_equal(
	    report_load(&src, &a, "zz", &r, NULL, NULL), CRM_ENOENT);
	assert_int_equal(
	    report_load(&src, &a, "../x", &r, NULL, NULL), CRM_ENOENT);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
