/* Field types: what is read, refused, checked, indexed, shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/date.h"
#include "kind/type.h"

#define TODAY date_from_civil(2026, 11, 23)

static struct choice choices[] = {
	{ "draft", { { "Draft", "草稿" } }, false },
	{ "won", { { "Deal won", "赢单" } }, false },
	{ "old", { { "Old", "旧" } }, true },
};

static struct field
field_of(enum type type)
{
	struct field f = { .name = "f", .type = type };

	if (type == TYPE_CHOICE) {
		f.choices = choices;
		f.n_choices = ARRAY_SIZE(choices);
	}
	if (type == TYPE_DECIMAL)
		f.scale = 4;
	return f;
}

static const struct {
	enum type type;
	const char *format, *typed, *want; /* want NULL = refused */
} inputs[] = {
	{ TYPE_TEXT, NULL, "  上海 示例　", "上海 示例" },
	{ TYPE_TEXT, NULL, "", "" },
	{ TYPE_TEXT, NULL, "e\xcc\x81", "\xc3\xa9" },
	{ TYPE_TEXT, NULL, "a\nb", NULL },
	{ TYPE_TEXT, NULL, "a\n", "a" },
	{ TYPE_TEXT, NULL, "a\x1b[31m", NULL },
	{ TYPE_TEXT, NULL, "a\xff", NULL },
	{ TYPE_MARKDOWN, NULL, "    a\r\nb\r\n", "    a\nb" },
	{ TYPE_INTEGER, NULL, "12万", "120000" },
	{ TYPE_INTEGER, NULL, "１２", "12" },
	{ TYPE_INTEGER, NULL, "1.5", NULL },
	{ TYPE_INTEGER, NULL, "x", NULL },
	{ TYPE_DECIMAL, NULL, "2.5000", "2.5" },
	{ TYPE_DECIMAL, NULL, "2.00001", NULL },
	{ TYPE_MONEY, NULL, "12万", "120000.00" },
	{ TYPE_MONEY, NULL, "１，２３４．５", "1234.50" },
	{ TYPE_MONEY, NULL, "¥1,234.50", "1234.50" },
	{ TYPE_MONEY, NULL, "￥1.5亿", "150000000.00" },
	{ TYPE_MONEY, NULL, "1234.567", NULL },
	{ TYPE_MONEY, NULL, "13%", NULL },
	{ TYPE_PERCENT, NULL, "13%", "13" },
	{ TYPE_PERCENT, NULL, "１３％", "13" },
	{ TYPE_PERCENT, NULL, "12.5", "12.5" },
	{ TYPE_BOOLEAN, NULL, "是", "true" },
	{ TYPE_BOOLEAN, NULL, "Yes", "true" },
	{ TYPE_BOOLEAN, NULL, "ｎｏ", "false" },
	{ TYPE_BOOLEAN, NULL, "false", "false" },
	{ TYPE_BOOLEAN, NULL, "maybe", NULL },
	{ TYPE_DATE, NULL, "today+7d", "2026-11-30" },
	{ TYPE_DATE, NULL, "今天", "2026-11-23" },
	{ TYPE_DATE, NULL, "2026/3/5", "2026-03-05" },
	{ TYPE_DATE, NULL, "２０２６-０３-０５", "2026-03-05" },
	{ TYPE_DATE, NULL, "2026年3月5日", "2026-03-05" },
	{ TYPE_DATE, NULL, "2026-02-30", NULL },
	{ TYPE_TIME, NULL, "2026-11-23 09:30", "2026-11-23T09:30:00+08:00" },
	{ TYPE_TIME, NULL, "２０２６-１１-２３　０９：３０",
	    "2026-11-23T09:30:00+08:00" },
	{ TYPE_TIME, NULL, "now", "2026-11-23T10:00:00+08:00" },
	{ TYPE_TIME, NULL, "25:00", NULL },
	{ TYPE_CHOICE, NULL, "draft", "draft" },
	{ TYPE_CHOICE, NULL, "草稿", "draft" },
	{ TYPE_CHOICE, NULL, "deal WON", "won" },
	{ TYPE_CHOICE, NULL, "old", NULL },
	{ TYPE_CHOICE, NULL, "lost", NULL },
	{ TYPE_REF, NULL, " 上海示例 ", "上海示例" },
	{ TYPE_GROUP, NULL, "x", NULL },
	{ TYPE_TEXT, "phone", "+86 138-0013-8000", "13800138000" },
	{ TYPE_TEXT, "phone", "（021）6888 8888转801", "02168888888-801" },
	{ TYPE_TEXT, "phone", "12", NULL },
	{ TYPE_TEXT, "email", "Li@Example.COM", "Li@example.com" },
	{ TYPE_TEXT, "email", "li", NULL },
	{ TYPE_TEXT, "url", "example.com/a", "https://example.com/a" },
	{ TYPE_TEXT, "url", "http://example.com", "http://example.com" },
	{ TYPE_TEXT, "url", "javascript:alert(1)", NULL },
	{ TYPE_TEXT, "url", "ftp://example.com", NULL },
	{ TYPE_TEXT, "postcode", "２０００００", "200000" },
	{ TYPE_TEXT, "postcode", "2000", NULL },
	{ TYPE_TEXT, "region", "310000", "310000" },
	{ TYPE_TEXT, "region", "990000", NULL },
	{ TYPE_TEXT, "region", "31000", NULL },
	{ TYPE_TEXT, "bank", "6222-0000 1111", "622200001111" },
	{ TYPE_TEXT, "bank", "62a", NULL },
};

static void
test_input(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(inputs); i++) {
		struct arena _cleanup_(arena_free) a = ARENA_INIT;
		struct err _cleanup_(err_clear) err = ERR_INIT;
		struct field f = field_of(inputs[i].type);
		const char *got = NULL;
		int rc;

		f.format = inputs[i].format;
		rc = type_input(&a, &f, inputs[i].typed, TODAY, &got, &err);
		if (inputs[i].want == NULL) {
			if (rc != CRM_EDATA || err.text == NULL)
				fail_msg("%zu: \"%s\" gave \"%s\"", i,
				    inputs[i].typed, got);
			continue;
		}
		if (rc < 0)
			fail_msg("%zu: %s", i, err.text);
		assert_string_equal(got, inputs[i].want);
	}
}

/* What is read is good to be stored. */
static void
test_input_passes_check(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(inputs); i++) {
		struct err _cleanup_(err_clear) err = ERR_INIT;
		struct field f = field_of(inputs[i].type);

		f.format = inputs[i].format;
		if (inputs[i].want == NULL || f.type == TYPE_REF)
			continue;
		if (type_check(&f, inputs[i].want, &err) < 0)
			fail_msg("%zu: %s", i, err.text);
	}
}

static void
refused(const struct field *f, const char *text, const char *want)
{
	struct err _cleanup_(err_clear) err = ERR_INIT;

	assert_int_equal(type_check(f, text, &err), CRM_EDATA);
	assert_string_equal(err.text, want);
}

static void
test_refusals_say_what_is_allowed(void **state)
{
	struct field f = field_of(TYPE_CHOICE);

	(void)state;
	refused(&f, "x",
	    "\"x\" does not fit \"f\": expected one of: draft, won (Deal won)");
	f = field_of(TYPE_DATE);
	refused(&f, "2026/1/1",
	    "\"2026/1/1\" does not fit \"f\": expected a date like 2026-11-23");
	f.min = "2026-01-01";
	refused(&f, "2025-12-31",
	    "\"2025-12-31\" does not fit \"f\": expected a date like "
	    "2026-11-23 not before 2026-01-01");
	f = field_of(TYPE_DECIMAL);
	f.scale = 2;
	f.min = "0";
	f.max = "1";
	refused(&f, "1.001",
	    "\"1.001\" does not fit \"f\": expected a number with at most 2 "
	    "decimals from 0 to 1");
	refused(&f, "-1",
	    "\"-1\" does not fit \"f\": expected a number with at most 2 "
	    "decimals from 0 to 1");
	f = field_of(TYPE_TEXT);
	f.format = "phone";
	refused(&f, "138 0013 8000",
	    "\"138 0013 8000\" does not fit \"f\": write it as 13800138000");
	f = field_of(TYPE_BOOLEAN);
	refused(&f, "yes", "\"yes\" does not fit \"f\": expected yes or no");
	f = field_of(TYPE_LIST);
	refused(&f, "a", "\"a\" does not fit \"f\": expected rows of: ");
}

static void
test_uscc(void **state)
{
	struct field f = field_of(TYPE_TEXT);

	(void)state;
	f.format = "uscc";
	assert_int_equal(type_check(&f, "91350100M000100Y43", NULL), 0);
	refused(&f, "91350100M000100Y44",
	    "\"91350100M000100Y44\" does not fit \"f\": check digit is wrong: "
	    "look for a mistyped character");
	refused(&f, "9135",
	    "\"9135\" does not fit \"f\": a social credit code has 18 "
	    "characters");
	refused(&f, "91350100I000100Y43",
	    "\"91350100I000100Y43\" does not fit \"f\": a social credit code "
	    "has only digits and letters, none of I, O, S, V, Z");
}

static void
test_reference_shape(void **state)
{
	struct field f = field_of(TYPE_REF);

	(void)state;
	f.to = "order";
	assert_int_equal(type_check(&f, "c7k3f9x2mq", NULL), 0);
	assert_int_equal(type_check(&f, "c7k3", NULL), CRM_EDATA);
	assert_int_equal(type_check(&f, "c7k3f9x2mq/k3f9", NULL), CRM_EDATA);
	f.to_list = "lines";
	assert_int_equal(type_check(&f, "c7k3f9x2mq/k3f9", NULL), 0);
	assert_int_equal(type_check(&f, "c7k3f9x2mq", NULL), CRM_EDATA);
	assert_int_equal(type_check(&f, "c7k3f9x2mq/", NULL), CRM_EDATA);
}

static const struct {
	enum type type;
	const char *text;
	bool is_int;
	int64_t i;
	const char *indexed;
} indexed[] = {
	{ TYPE_MONEY, "1234.50", true, 123450, NULL },
	{ TYPE_MONEY, "-0.01", true, -1, NULL },
	{ TYPE_PERCENT, "13", true, 1300, NULL },
	{ TYPE_DECIMAL, "2.5", true, 25000, NULL },
	{ TYPE_INTEGER, "7", true, 7, NULL },
	{ TYPE_BOOLEAN, "true", true, 1, NULL },
	{ TYPE_BOOLEAN, "false", true, 0, NULL },
	{ TYPE_DATE, "2026-11-23", false, 0, "2026-11-23" },
	{ TYPE_TIME, "2026-11-23T09:30:00+08:00", false, 0,
	    "2026-11-23T01:30:00Z" },
	{ TYPE_CHOICE, "draft", false, 0, "draft" },
	{ TYPE_TEXT, "上海", false, 0, "上海" },
};

static void
test_index_and_back(void **state)
{
	struct arena _cleanup_(arena_free) a = ARENA_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(indexed); i++) {
		struct field f = field_of(indexed[i].type);
		struct value v;

		type_to_index(&a, &f, indexed[i].text, &v);
		assert_int_equal(
		    v.type, indexed[i].is_int ? VALUE_INT : VALUE_TEXT);
		assert_string_equal(
		    type_sql(f.type), indexed[i].is_int ? "INTEGER" : "TEXT");
		if (indexed[i].is_int)
			assert_int_equal(v.i, indexed[i].i);
		else
			assert_string_equal(v.text, indexed[i].indexed);
		assert_string_equal(
		    type_from_index(&a, &f, &v), indexed[i].text);
	}
}

static void
test_bad_and_absent_index_as_null(void **state)
{
	struct arena _cleanup_(arena_free) a = ARENA_INIT;
	static const enum type types[] = { TYPE_MONEY, TYPE_DATE, TYPE_TIME,
		TYPE_BOOLEAN };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(types); i++) {
		struct field f = field_of(types[i]);
		struct value v;

		type_to_index(&a, &f, "x", &v);
		assert_int_equal(v.type, VALUE_NULL);
		type_to_index(&a, &f, "", &v);
		assert_int_equal(v.type, VALUE_NULL);
		type_to_index(&a, &f, NULL, &v);
		assert_int_equal(v.type, VALUE_NULL);
		assert_null(type_from_index(&a, &f, &v));
	}
}

/* Every amount survives the way into the index and back. */
static void
test_money_round_trip(void **state)
{
	unsigned seed = 20261123;
	int i;

	(void)state;
	print_message("seed %u\n", seed);
	srand(seed);
	for (i = 0; i < 2000; i++) {
		struct arena _cleanup_(arena_free) a = ARENA_INIT;
		struct field f = field_of(TYPE_MONEY);
		struct value v = { VALUE_INT, 0, NULL }, back;
		const char *text;

		v.i = ((int64_t)rand() << 20 ^ rand()) - ((int64_t)1 << 48);
		text = type_from_index(&a, &f, &v);
		assert_int_equal(type_check(&f, text, NULL), 0);
		type_to_index(&a, &f, text, &back);
		assert_true(back.i == v.i);
	}
}

static void
shows(enum type type, const char *text, enum lang lang, const char *want)
{
	struct arena _cleanup_(arena_free) a = ARENA_INIT;
	struct field f = field_of(type);

	assert_string_equal(type_show(&a, &f, text, lang), want);
}

static void
test_show(void **state)
{
	(void)state;
	shows(TYPE_MONEY, "1234567.50", LANG_EN, "1,234,567.50");
	shows(TYPE_DECIMAL, "12345.5", LANG_EN, "12,345.5");
	shows(TYPE_DECIMAL, "2", LANG_EN, "2");
	shows(TYPE_PERCENT, "13", LANG_ZH, "13%");
	shows(TYPE_INTEGER, "2026", LANG_EN, "2026");
	shows(TYPE_BOOLEAN, "true", LANG_ZH, "是");
	shows(TYPE_BOOLEAN, "false", LANG_EN, "no");
	shows(TYPE_CHOICE, "draft", LANG_ZH, "草稿");
	shows(TYPE_CHOICE, "gone", LANG_ZH, "gone");
	shows(TYPE_TIME, "2026-11-23T01:30:00Z", LANG_EN, "2026-11-23 09:30");
	shows(TYPE_MONEY, "broken", LANG_EN, "broken");
	shows(TYPE_TEXT, NULL, LANG_EN, "");
}

static void
test_names(void **state)
{
	enum type t;
	int i;

	(void)state;
	for (i = 0; i <= TYPE_FILE; i++) {
		assert_true(type_find(type_name((enum type)i), &t));
		assert_int_equal(t, i);
	}
	assert_false(type_find("float", &t));
	assert_true(type_is_number(TYPE_MONEY));
	assert_false(type_is_number(TYPE_BOOLEAN));
}

static void
test_allowed_in_both_languages(void **state)
{
	struct buf _cleanup_(buf_release) b = BUF_INIT;
	struct field f = field_of(TYPE_CHOICE);

	(void)state;
	type_allowed(&b, &f, LANG_ZH);
	assert_string_equal(b.data, "one of: draft (草稿), won (赢单)");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_input),
		cmocka_unit_test(test_input_passes_check),
		cmocka_unit_test(test_refusals_say_what_is_allowed),
		cmocka_unit_test(test_uscc),
		cmocka_unit_test(test_reference_shape),
		cmocka_unit_test(test_index_and_back),
		cmocka_unit_test(test_bad_and_absent_index_as_null),
		cmocka_unit_test(test_money_round_trip),
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_allowed_in_both_languages),
	};

	date_set_zone("+08:00", NULL);
	clock_set(time_of_day(TODAY) + 10 * 3600);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
