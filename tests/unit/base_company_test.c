#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/company.h"
#include "base/uscc.h"

static void
checks_codes(void **state)
{
	static const char *const good[] = { "914403001922038216",
		"91330100799655058B", "9144030071526726XG",
		"91370200163562681G", "91310115MA1XX00174",
		"91320583MA1XX00257", "91330212MA1XX0033U",
		"91210212MA1XX0041P", "91370202MA1XX005XF",
		"91440305MA1XX0068A" };
	static const char *const bad[] = { "", "91350100M000100Y4Z",
		"91350100M000100Y4", "91350100M000100Y433",
		"914403001922038217", "914403001922038261",
		"91440300192203821I", "91330100799655058b",
		"91A403001922038216", "91 4403001922038216" };
	bool inner;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(good); i++) {
		if (!uscc_check(good[i], &inner))
			fail_msg("refused '%s'", good[i]);
		assert_true(inner);
		assert_true(uscc_check(good[i], NULL));
	}
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		inner = true;
		if (uscc_check(bad[i], &inner))
			fail_msg("took '%s'", bad[i]);
		assert_false(inner);
	}
	assert_true(uscc_check("91350100M000100Y43", &inner));
}

/* One character changed never passes: the weights are units mod 31. */
static void
finds_any_one_slip(void **state)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	char s[] = "9144030071526726XG";
	size_t i, k;
	char was;

	(void)state;
	for (i = 0; i < 18; i++) {
		was = s[i];
		for (k = 0; alphabet[k] != '\0'; k++) {
			s[i] = alphabet[k];
			assert_int_equal(uscc_check(s, NULL), s[i] == was);
		}
		s[i] = was;
	}
}

static void
tells_the_inner_check(void **state)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	char s[] = "914403001922038226";
	bool inner = true, any = false;
	size_t k;

	(void)state;
	for (k = 0; alphabet[k] != '\0'; k++) {
		s[17] = alphabet[k];
		if (uscc_check(s, &inner)) {
			any = true;
			assert_false(inner);
		}
	}
	assert_true(any);
}

static void
normalises_codes(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(uscc_normalise(&a, " 9133 0100-79965505 8b "),
	    "91330100799655058B");
	assert_string_equal(
	    uscc_normalise(&a, "９１３３０１００７９９６５５０５８Ｂ"),
	    "91330100799655058B");
	assert_string_equal(uscc_normalise(&a, ""), "");
	arena_free(&a);
}

static void
finds_cores(void **state)
{
	static const struct {
		const char *name, *core;
	} t[] = {
		{ "上海华东自控有限公司", "华东自控" },
		{ "华东自控（上海）有限责任公司", "华东自控" },
		{ "华东自控(上海)有限公司", "华东自控" },
		{ "上海市华东自控股份有限公司", "华东自控" },
		{ " 上海 华东·自控 有限公司 ", "华东自控" },
		{ "华东自控集团有限公司", "华东自控" },
		{ "华东自控（集团）股份有限公司", "华东自控" },
		{ "江苏省苏州市恒达电气有限公司", "恒达电气" },
		{ "内蒙古自治区恒达电气有限公司", "恒达电气" },
		{ "广西壮族自治区恒达电气厂", "恒达电气" },
		{ "恒达电气有限公司（原恒大电气厂）", "恒达电气" },
		{ "恒达电气有限公司(筹)", "恒达电气" },
		{ "恒达电气【苏州】有限公司", "恒达电气" },
		{ "恒达电气有限公司(华东(一)部)", "恒达电气" },
		{ "上海恒达电气有限公司北京分公司",
		    "恒达电气有限公司北京分公司" },
		{ "恒达电气北京办事处", "恒达电气北京办事处" },
		{ "上海电力设计院", "电力设计院" },
		{ "大连第一机床厂", "第一机床" },
		{ "ABC Automation Co., Ltd.", "abcautomation" },
		{ "ＡＢＣ　Ａｕｔｏｍａｔｉｏｎ Limited", "abcautomation" },
		{ "Müller GmbH & Co. KG", "müller" },
		{ "Zinc", "zinc" },
		{ "Acme S.A.", "acme" },
		{ "O'Neil & Sons, Inc.", "oneilsons" },
		{ "ABB (中国) 有限公司", "abb" },
		/* Not so much that nothing would be left. */
		{ "上海公司", "上海" },
		{ "有限公司", "有限公司" },
		{ "上海", "上海" },
		{ "(上海)", "上海" },
		{ "恒达(电气", "恒达电气" },
		{ "", "" },
		{ "...", "" },
	};
	struct arena a = ARENA_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++)
		assert_string_equal(company_core(&a, t[i].name), t[i].core);
	arena_free(&a);
}

static void
finds_regions(void **state)
{
	(void)state;
	assert_int_equal(region_prefix("上海某某"), 6);
	assert_int_equal(region_prefix("上海市某某"), 9);
	assert_int_equal(region_prefix("内蒙古自治区某"), 18);
	assert_int_equal(region_prefix("张家港市"), 12);
	assert_int_equal(region_prefix("某某上海"), 0);
	assert_int_equal(region_prefix(""), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checks_codes),
		cmocka_unit_test(finds_any_one_slip),
		cmocka_unit_test(tells_the_inner_check),
		cmocka_unit_test(normalises_codes),
		cmocka_unit_test(finds_cores),
		cmocka_unit_test(finds_regions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
