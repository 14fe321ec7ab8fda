#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/phone.h"

static void
normalises(void **state)
{
	static const struct {
		const char *s, *normal;
	} t[] = {
		{ "13800138000", "13800138000" },
		{ "138 0013 8000", "13800138000" },
		{ "138-0013-8000", "13800138000" },
		{ "138.0013.8000", "13800138000" },
		{ "+8613800138000", "13800138000" },
		{ "+86 138 0013 8000", "13800138000" },
		{ "+86-138-0013-8000", "13800138000" },
		{ "(+86)13800138000", NULL },
		{ "008613800138000", "13800138000" },
		{ "0086-13800138000", "13800138000" },
		{ "8613800138000", "13800138000" },
		{ "86 13800138000", "13800138000" },
		{ "１３８００１３８０００", "13800138000" },
		{ "13800138000转1234", "13800138000-1234" },
		{ "02168888888", "02168888888" },
		{ "021-68888888", "02168888888" },
		{ "021-6888 8888", "02168888888" },
		{ "021-6888-8888", "02168888888" },
		{ "（021）68888888", "02168888888" },
		{ "(021) 6888-8888", "02168888888" },
		{ "０２１－６８８８８８８８", "02168888888" },
		{ "021—68888888", "02168888888" },
		{ "+86 21 68888888", "02168888888" },
		{ "+86 (0)21 68888888", "02168888888" },
		{ "+86-021-68888888", "02168888888" },
		{ "+86 512 6888 8888", "051268888888" },
		{ "0512-6888888", "05126888888" },
		{ "0512-68888888", "051268888888" },
		{ "021-68888888-801", "02168888888-801" },
		{ "021-68888888转801", "02168888888-801" },
		{ "021-68888888 分机：801", "02168888888-801" },
		{ "021-68888888 ext. 801", "02168888888-801" },
		{ "021-68888888x801", "02168888888-801" },
		{ "021-68888888#801", "02168888888-801" },
		{ "02168888888-801", "02168888888-801" },
		{ "0512-6888888-8", "05126888888-8" },
		{ "400-820-8888", "4008208888" },
		{ "400 820 8888转2", "4008208888-2" },
		{ "8008208888", "8008208888" },
		{ "+86 400 820 8888", "4008208888" },
		{ "+49 30 123456", "+4930123456" },
		{ "+49 (0)30 123456", "+4930123456" },
		{ "0049 30 123456", "+4930123456" },
		{ "+852 2345 6789", "+85223456789" },
		{ "+1 (212) 555-0100 x12", "+12125550100-12" },
		{ "", NULL },
		{ "68888888", NULL },
		{ "12800138000", NULL },
		{ "1380013800", NULL },
		{ "138001380000", NULL },
		{ "010-1234567", NULL },
		{ "010-12345678", NULL },
		{ "0100-2345678", NULL },
		{ "0512-688888", NULL },
		{ "021-68888888转", NULL },
		{ "021-68888888转12345678", NULL },
		{ "021-68888888转8转9", NULL },
		{ "+86 1234", NULL },
		{ "+123", NULL },
		{ "+1234567890123456", NULL },
		{ "+0123456789", NULL },
		{ "电话13800138000", NULL },
		{ "13800138000;13900139000", NULL },
		{ "1-3-8-0-0-1-3-8-0-0-0-1-2", NULL },
		{ "+", NULL },
		{ "-", NULL },
		{ "00", NULL },
		{ "95555", NULL },
		{ "\xff", NULL },
		{ "00000000000000000000000000000000000000000000", NULL },
		{ "1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 "
		  "1 2 3 4 5 6 7 8 9",
		    NULL },
	};
	char s[PHONE_MAX], again[PHONE_MAX];
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		strcpy(s, "?");
		if (t[i].normal == NULL) {
			if (phone_normalise(t[i].s, s))
				fail_msg("took '%s' for %s", t[i].s, s);
			assert_string_equal(s, "?");
			continue;
		}
		if (!phone_normalise(t[i].s, s))
			fail_msg("refused '%s'", t[i].s);
		assert_string_equal(s, t[i].normal);
		assert_true(phone_normalise(s, again));
		assert_string_equal(s, again);
	}
}

static void
groups(void **state)
{
	static const struct {
		const char *normal, *grouped;
	} t[] = {
		{ "13800138000", "138 0013 8000" },
		{ "13800138000-1234", "138 0013 8000-1234" },
		{ "02168888888-801", "021-6888 8888-801" },
		{ "05126888888", "0512-688 8888" },
		{ "051268888888", "0512-6888 8888" },
		{ "4008208888", "400 820 8888" },
		{ "+4930123456", "+4930123456" },
		{ "odd", "odd" },
		{ "", "" },
	};
	struct buf b = BUF_INIT;
	char s[PHONE_MAX];
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		buf_truncate(&b, 0);
		phone_group(&b, t[i].normal);
		assert_string_equal(b.data, t[i].grouped);
		if (phone_normalise(t[i].normal, s)) {
			assert_true(phone_normalise(b.data, s));
			assert_string_equal(s, t[i].normal);
		}
	}
	buf_release(&b);
	assert_true(phone_is_mobile("13800138000"));
	assert_true(phone_is_mobile("13800138000-12"));
	assert_false(phone_is_mobile("02168888888"));
	assert_false(phone_is_mobile("+4930123456"));
	assert_false(phone_is_mobile(""));
}

static void
knows_mail(void **state)
{
	static const char *const good[] = { "a@example.com",
		"zhang.wei+crm@mail.example.com.cn", "a_b@ex-ample.cn",
		"O'Neil@example.org", "张伟@例子.中国" };
	static const char *const bad[] = { "", "a", "a@", "@example.com", "a@b",
		"a@@example.com", "a@b@example.com", "a@.com", "a@example.",
		"a@example..com", ".a@example.com", "a.@example.com",
		"a..b@example.com", "a b@example.com", "a@exa mple.com",
		"a@-example.com", "a@example-.com", "a@1.2.3.4", "a@example.c",
		"a@exam_ple.com", "<a@example.com>", "a@example.com," };
	char longest[400] = "";
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(good); i++)
		if (!email_plausible(good[i]))
			fail_msg("refused '%s'", good[i]);
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		if (email_plausible(bad[i]))
			fail_msg("took '%s'", bad[i]);
	memset(longest, 'a', 65);
	strcat(longest, "@example.com");
	assert_false(email_plausible(longest));
	assert_true(email_plausible(longest + 1));
}

static void
knows_postcodes(void **state)
{
	(void)state;
	assert_true(postcode_valid("200120"));
	assert_true(postcode_valid("010010"));
	assert_false(postcode_valid(""));
	assert_false(postcode_valid("20012"));
	assert_false(postcode_valid("2001200"));
	assert_false(postcode_valid("20012a"));
	assert_false(postcode_valid("000000"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(normalises),
		cmocka_unit_test(groups),
		cmocka_unit_test(knows_mail),
		cmocka_unit_test(knows_postcodes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
