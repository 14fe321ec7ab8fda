#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/num.h"

static void
parses_canonical(void **state)
{
	static const struct {
		const char *s;
		int scale;
		int64_t value;
	} good[] = {
		{ "0", 2, 0 },
		{ "-0.00", 2, 0 },
		{ "1234.50", 2, 123450 },
		{ "-1234.50", 2, -123450 },
		{ "0.01", 2, 1 },
		{ "13", 2, 1300 },
		{ "7", 0, 7 },
		{ "1.0001", 4, 10001 },
		{ "92233720368547758.07", 2, INT64_MAX },
		{ "-92233720368547758.07", 2, -INT64_MAX },
	};
	static const char *const bad[] = { "", "-", "+1", " 1", "1 ", "01",
		"00", ".5", "5.", "1.234", "1e3", "0x10", "1,000", "--1", "１",
		"92233720368547758.08", "99999999999999999999", "1.2.3",
		"nan" };
	int64_t v;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(good); i++) {
		assert_true(num_parse(good[i].s, good[i].scale, &v));
		assert_int_equal(v, good[i].value);
	}
	v = 77;
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		if (num_parse(bad[i], 2, &v))
			fail_msg("took '%s'", bad[i]);
	assert_int_equal(v, 77);
}

static void
parses_what_people_type(void **state)
{
	static const struct {
		const char *s;
		bool percent;
		int64_t value;
	} good[] = {
		{ "1,234.50", false, 123450 },
		{ "1,234,567", false, 123456700 },
		{ "１２３．４５", false, 12345 },
		{ "１，２３４", false, 123400 },
		{ "¥1234.5", false, 123450 },
		{ "￥ 1,234.5", false, 123450 },
		{ "-¥5", false, -500 },
		{ "¥-5", false, -500 },
		{ "−5", false, -500 },
		{ "+5", false, 500 },
		{ ".5", false, 50 },
		{ "007", false, 700 },
		{ " 12 万 元 ", false, 12000000 },
		{ "12万", false, 12000000 },
		{ "1.23456万", false, 1234560 },
		{ "1.234567万", false, 1234567 },
		{ "1.5亿", false, 15000000000 },
		{ "2万亿", false, 200000000000000 },
		{ "100元", false, 10000 },
		{ "100圆", false, 10000 },
		{ "13%", true, 1300 },
		{ "１３．５％", true, 1350 },
		{ "13", true, 1300 },
	};
	static const struct {
		const char *s;
		bool percent;
	} bad[] = {
		{ "", false },
		{ "元", false },
		{ "¥", false },
		{ "1.234", false },
		{ "1.2345678万", false },
		{ "12,34", false },
		{ "1,2345", false },
		{ "1234,567", false },
		{ ",123", false },
		{ "1,", false },
		{ "1.234,5", false },
		{ "1 2", false },
		{ "1 ,234", false },
		{ "13%", false },
		{ "13元", true },
		{ "¥13", true },
		{ "13%%", true },
		{ "--5", false },
		{ "¥¥5", false },
		{ "5-", false },
		{ "1万2", false },
		{ "1万万", false },
		{ "1元万", false },
		{ "abc", false },
		{ "1e5", false },
		{ "\xff", false },
		{ "999999999999亿", false },
		{ "00000000000000000000000000000000000000000000000000000000"
		  "0000000000000000000000000000000000000000000",
		    false },
	};
	int64_t v;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(good); i++) {
		if (!num_parse_input(good[i].s, 2, good[i].percent, &v))
			fail_msg("refused '%s'", good[i].s);
		if (v != good[i].value)
			fail_msg("'%s' is %lld", good[i].s, (long long)v);
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		if (num_parse_input(bad[i].s, 2, bad[i].percent, &v))
			fail_msg("took '%s'", bad[i].s);
}

static void
formats(void **state)
{
	static const struct {
		int64_t v;
		int scale;
		const char *fixed, *loose, *grouped;
	} t[] = {
		{ 0, 2, "0.00", "0", "0.00" },
		{ 5, 2, "0.05", "0.05", "0.05" },
		{ -5, 2, "-0.05", "-0.05", "-0.05" },
		{ 123450, 2, "1234.50", "1234.5", "1,234.50" },
		{ 123456789, 2, "1234567.89", "1234567.89", "1,234,567.89" },
		{ -100000, 2, "-1000.00", "-1000", "-1,000.00" },
		{ 99999, 2, "999.99", "999.99", "999.99" },
		{ 1300, 2, "13.00", "13", "13.00" },
		{ 25000, 4, "2.5000", "2.5", "2.5000" },
		{ 1234567, 0, "1234567", "1234567", "1,234,567" },
		{ INT64_MAX, 2, "92233720368547758.07", "92233720368547758.07",
		    "92,233,720,368,547,758.07" },
		{ INT64_MIN, 2, "-92233720368547758.08",
		    "-92233720368547758.08", "-92,233,720,368,547,758.08" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		num_format(&b, t[i].v, t[i].scale, true);
		assert_string_equal(b.data, t[i].fixed);
		buf_truncate(&b, 0);
		num_format(&b, t[i].v, t[i].scale, false);
		assert_string_equal(b.data, t[i].loose);
		buf_truncate(&b, 0);
		num_format_grouped(&b, t[i].v, t[i].scale);
		assert_string_equal(b.data, t[i].grouped);
		buf_truncate(&b, 0);
	}
	buf_release(&b);
}

static void
multiplies_and_divides(void **state)
{
	static const struct {
		int64_t a, b, c, value;
	} good[] = {
		{ 7, 1, 2, 4 },
		{ -7, 1, 2, -4 },
		{ 7, -1, 2, -4 },
		{ 7, 1, -2, -4 },
		{ 5, 1, 3, 2 },
		{ 4, 1, 3, 1 },
		{ 0, 5, 3, 0 },
		{ INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX },
		{ INT64_MIN, 1, 2, INT64_MIN / 2 },
	};
	int64_t v = 42;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(good); i++) {
		assert_true(num_muldiv(good[i].a, good[i].b, good[i].c, &v));
		assert_int_equal(v, good[i].value);
	}
	v = 42;
	assert_false(num_muldiv(1, 1, 0, &v));
	assert_false(num_muldiv(INT64_MAX, 2, 1, &v));
	assert_false(num_muldiv(INT64_MIN, 1, 1, &v));
	assert_int_equal(v, 42);
}

static void
counts_lines(void **state)
{
	int64_t v = 42;

	(void)state;
	assert_true(num_line_amount(20000, 123450, 0, &v));
	assert_int_equal(v, 246900);
	/* 1.5 of 0.03 is 0.045, half up. */
	assert_true(num_line_amount(15000, 3, 0, &v));
	assert_int_equal(v, 5);
	assert_true(num_line_amount(-15000, 3, 0, &v));
	assert_int_equal(v, -5);
	/* 3 at 99.99 less 12.5 %: 262.47375 */
	assert_true(num_line_amount(30000, 9999, 1250, &v));
	assert_int_equal(v, 26247);
	assert_true(num_line_amount(30000, 9999, 10000, &v));
	assert_int_equal(v, 0);
	v = 42;
	assert_false(num_line_amount(INT64_MAX, INT64_MAX, 0, &v));
	assert_false(num_line_amount(INT64_MAX, 1000000, 0, &v));
	assert_int_equal(v, 42);
}

static void
takes_tax_out(void **state)
{
	static const struct {
		int64_t gross, rate, net, tax;
	} t[] = {
		{ 11300, 1300, 10000, 1300 },
		{ 10000, 1300, 8850, 1150 },
		{ 10000, 900, 9174, 826 },
		{ 10000, 600, 9434, 566 },
		{ 1, 1300, 1, 0 },
		{ 10000, 0, 10000, 0 },
		{ -10000, 1300, -8850, -1150 },
	};
	int64_t net;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		assert_true(num_net(t[i].gross, t[i].rate, &net));
		assert_int_equal(net, t[i].net);
		assert_int_equal(t[i].gross - net, t[i].tax);
	}
	assert_false(num_net(10000, -1, &net));
	assert_false(num_net(10000, -10000, &net));
}

static void
writes_capitals(void **state)
{
	static const struct {
		int64_t fen;
		const char *text;
	} t[] = {
		/* The examples of the rules. */
		{ 140950, "壹仟肆佰零玖元伍角" },
		{ 600714, "陆仟零柒元壹角肆分" },
		{ 168032, "壹仟陆佰捌拾元零叁角贰分" },
		{ 10700053, "壹拾万柒仟元零伍角叁分" },
		{ 1640902, "壹万陆仟肆佰零玖元零贰分" },
		{ 32504, "叁佰贰拾伍元零肆分" },
		{ 0, "零元整" },
		{ 1, "壹分" },
		{ 10, "壹角" },
		{ 15, "壹角伍分" },
		{ 1000, "壹拾元整" },
		{ 1050, "壹拾元零伍角" },
		{ 105, "壹元零伍分" },
		{ 10100, "壹佰零壹元整" },
		{ 1000100, "壹万零壹元整" },
		{ 1001000, "壹万零壹拾元整" },
		{ 10000100, "壹拾万零壹元整" },
		{ 1000000100, "壹仟万零壹元整" },
		{ 10000000100, "壹亿零壹元整" },
		{ 10100000000, "壹亿零壹佰万元整" },
		{ 12030040005, "壹亿贰仟零叁拾万零肆佰元零伍分" },
		{ 123456789012,
		    "壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元零壹角贰分" },
		{ -3500, "负叁拾伍元整" },
		{ 10000000000, "壹亿元整" },
		{ 10000500000, "壹亿零伍仟元整" },
		{ 1000000000000, "壹佰亿元整" },
		{ 100000000000000, "壹万亿元整" },
		{ 100000001000000, "壹万亿零壹万元整" },
		{ INT64_MAX, "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿"
			     "陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		num_rmb_capitals(&b, t[i].fen);
		assert_string_equal(b.data, t[i].text);
		buf_truncate(&b, 0);
	}
	num_rmb_capitals(&b, INT64_MIN);
	assert_int_equal(strncmp(b.data, "负", 3), 0);
	buf_release(&b);
}

static void
reads_what_it_writes(void **state)
{
	struct buf b = BUF_INIT;
	unsigned seed = 20260630, i;
	int64_t v, again;
	int scale;

	(void)state;
	print_message("seed %u\n", seed);
	srand(seed);
	for (i = 0; i < 20000; i++) {
		v = ((int64_t)rand() << 32 ^ (int64_t)rand() << 8 ^ rand()) >>
		    rand() % 62;
		v = rand() % 2 ? v : -v;
		scale = rand() % 7;
		buf_truncate(&b, 0);
		num_format(&b, v, scale, rand() % 2);
		assert_true(num_parse(b.data, scale, &again));
		assert_int_equal(v, again);
		buf_truncate(&b, 0);
		num_format_grouped(&b, v, scale);
		assert_true(num_parse_input(b.data, scale, false, &again));
		assert_int_equal(v, again);
	}
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses_canonical),
		cmocka_unit_test(parses_what_people_type),
		cmocka_unit_test(formats),
		cmocka_unit_test(multiplies_and_divides),
		cmocka_unit_test(counts_lines),
		cmocka_unit_test(takes_tax_out),
		cmocka_unit_test(writes_capitals),
		cmocka_unit_test(reads_what_it_writes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
