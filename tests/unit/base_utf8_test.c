#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static void
decodes_strictly(void **state)
{
	static const struct {
		const char *s;
		int len;
		uint32_t c;
	} t[] = {
		{ "a", 1, 'a' },
		{ "\xc2\x80", 2, 0x80 },
		{ "\xdf\xbf", 2, 0x7ff },
		{ "\xe0\xa0\x80", 3, 0x800 },
		{ "中", 3, 0x4e2d },
		{ "\xed\x9f\xbf", 3, 0xd7ff },
		{ "\xee\x80\x80", 3, 0xe000 },
		{ "\xf0\x90\x80\x80", 4, 0x10000 },
		{ "\xf4\x8f\xbf\xbf", 4, 0x10ffff },
		{ "\x80", 0, 0 },     /* a tail alone */
		{ "\xc0\x80", 0, 0 }, /* overlong */
		{ "\xc1\xbf", 0, 0 },
		{ "\xe0\x9f\xbf", 0, 0 },
		{ "\xf0\x8f\xbf\xbf", 0, 0 },
		{ "\xed\xa0\x80", 0, 0 }, /* a surrogate */
		{ "\xed\xbf\xbf", 0, 0 },
		{ "\xf4\x90\x80\x80", 0, 0 }, /* beyond the end */
		{ "\xf5\x80\x80\x80", 0, 0 },
		{ "\xff", 0, 0 },
		{ "\xe4\xb8", 0, 0 }, /* cut off */
		{ "\xe4\xb8\x61", 0, 0 },
		{ "\xc2", 0, 0 },
	};
	uint32_t c;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		c = 0;
		assert_int_equal(
		    utf8_decode(t[i].s, strlen(t[i].s), &c), t[i].len);
		assert_int_equal(c, t[i].c);
	}
	assert_int_equal(utf8_decode("中", 2, &c), 0);
	assert_int_equal(utf8_check("ab中", 5), 5);
	assert_int_equal(utf8_check("ab\xd6\xd0", 4), 2);
	assert_int_equal(utf8_check("a\0b", 3), 3);
	assert_int_equal(utf8_check("", 0), 0);
	assert_int_equal(utf8_length("a中é"), 3);
}

static void
encodes_what_it_decodes(void **state)
{
	struct buf b = BUF_INIT;
	uint32_t c, again;

	(void)state;
	for (c = 0; c <= 0x10ffff; c++) {
		if (c == 0xd800)
			c = 0xe000;
		buf_truncate(&b, 0);
		utf8_add(&b, c);
		assert_int_equal(utf8_decode(b.data, b.len, &again), b.len);
		assert_int_equal(again, c);
	}
	buf_release(&b);
}

static void
normalises(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(utf8_nfc(&a, "e\xcc\x81"), "é");
	assert_string_equal(utf8_nfc(&a, "\xe2\x84\xab"), "Å");
	/* Compatibility forms stay what they are. */
	assert_string_equal(utf8_nfc(&a, "ＡＢ（上海）①"), "ＡＢ（上海）①");
	assert_string_equal(utf8_nfc(&a, "\xe1\x84\x80\xe1\x85\xa1"), "가");
	assert_string_equal(utf8_nfc(&a, "上海"), "上海");
	assert_string_equal(utf8_nfc(&a, "\xef\xa4\x80"), "豈");
	assert_string_equal(utf8_nfc(&a, "e\xcc\x81\xff"), "e\xcc\x81\xff");
	assert_string_equal(utf8_nfc(&a, ""), "");
	arena_free(&a);
}

static void
folds(void **state)
{
	static const struct {
		const char *s, *folded;
	} t[] = {
		{ "", "" },
		{ "   ", "" },
		{ "ABC", "abc" },
		{ "  a \t\n b  ", "a b" },
		{ "ＡＢＣ　１２３", "abc 123" },
		{ "（上海）", "(上海)" },
		{ "　上海　　华东\xc2\xa0", "上海 华东" },
		{ "Straße", "strasse" },
		{ "ÉCOLE", "école" },
		{ "ﾃｽﾄ", "テスト" },
		{ "①", "1" },
		{ "a\xe2\x80\x8b\xef\xbb\xbf"
		  "b",
		    "ab" },
		{ "bad \xff", "bad \xff" },
	};
	struct arena a = ARENA_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++)
		assert_string_equal(utf8_fold(&a, t[i].s), t[i].folded);
	arena_free(&a);
}

/* Also the fast way of NFC must agree with the library's, point by point. */
static void
folds_once_for_all(void **state)
{
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT;
	char *once;
	uint32_t c;

	(void)state;
	for (c = 1; c < 0x30000; c++) {
		if (c == 0xd800)
			c = 0xe000;
		buf_truncate(&b, 0);
		buf_addstr(&b, "x ");
		utf8_add(&b, c);
		buf_addstr(&b, " y");
		once = utf8_fold(&a, b.data);
		if (strcmp(utf8_fold(&a, once), once) != 0)
			fail_msg("U+%04X folds twice", (unsigned)c);
		once = utf8_nfc(&a, b.data);
		buf_addstr(&b, " \xe2\x84\xab");
		if (strncmp(utf8_nfc(&a, b.data), once, strlen(once)) != 0)
			fail_msg("U+%04X takes the short way", (unsigned)c);
		if (c % 4096 == 0)
			arena_free(&a);
	}
	buf_release(&b);
	arena_free(&a);
}

static void
spaces_out(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(
	    utf8_spaced(&a, "plc控制柜 a型"), "plc 控 制 柜 a 型");
	assert_string_equal(utf8_spaced(&a, "上 海"), "上 海");
	assert_string_equal(utf8_spaced(&a, "abc def"), "abc def");
	assert_string_equal(utf8_spaced(&a, "𠀀x"), "𠀀 x");
	assert_string_equal(utf8_spaced(&a, ""), "");
	assert_true(utf8_is_cjk(0x4e2d));
	assert_true(utf8_is_cjk(0x3042));
	assert_true(utf8_is_cjk(0xac00));
	assert_true(utf8_is_cjk(0x323af));
	assert_false(utf8_is_cjk('a'));
	assert_false(utf8_is_cjk(0x3002));
	assert_false(utf8_is_cjk(0xff01));
	assert_false(utf8_is_cjk(0x1f600));
	arena_free(&a);
}

static void
measures(void **state)
{
	static const struct {
		const char *s;
		int width;
	} t[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "上海", 4 },
		{ "（a）", 5 },
		{ "é", 1 },
		{ "e\xcc\x81", 1 },
		{ "\x1b", 0 },
		{ "\xf0\xb1\x8d\x90", 2 },
		{ "¥1", 2 },
		{ "…", 1 },
		{ "\xff", 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++)
		assert_int_equal(utf8_width(t[i].s), t[i].width);
}

static void
cuts(void **state)
{
	static const struct {
		const char *s;
		int width;
		const char *cut;
	} t[] = {
		{ "abc", 3, "abc" },
		{ "abcd", 3, "ab…" },
		{ "上海电气", 8, "上海电气" },
		{ "上海电气", 7, "上海电…" },
		{ "上海电气", 6, "上海…" },
		{ "上海", 1, "…" },
		{ "上海", 0, "" },
		{ "上海", -1, "" },
		{ "ae\xcc\x81xy", 3, "ae\xcc\x81…" },
		{ "", 5, "" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		buf_truncate(&b, 0);
		utf8_cut(&b, t[i].s, t[i].width);
		assert_string_equal(b.data, t[i].cut);
		assert_true(utf8_width(b.data) <= t[i].width || t[i].width < 0);
	}
	buf_release(&b);
}

static void
shows_what_harms(void **state)
{
	static const struct {
		const char *s;
		bool multiline;
		const char *safe;
	} t[] = {
		{ "plain 上海", false, "plain 上海" },
		{ "a\x1b[31m", false, "a\\x1b[31m" },
		{ "a\nb\tc", false, "a\\nb\\tc" },
		{ "a\nb\tc", true, "a\nb\tc" },
		{ "a\rb", true, "a\\x0db" },
		{ "\x7f", false, "\\x7f" },
		{ "\xc2\x9b", false, "\\u009b" },
		{ "\xe2\x80\xae", true, "\\u202e" },
		{ "\xe2\x81\xa6x", true, "\\u2066x" },
		{ "\xe2\x80\xa8", true, "\\u2028" },
		{ "\xff\xe4\xb8", false, "\\xff\\xe4\\xb8" },
		{ "", false, "" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		buf_truncate(&b, 0);
		utf8_safe(&b, t[i].s, t[i].multiline);
		assert_string_equal(b.data, t[i].safe);
	}
	buf_release(&b);
	assert_true(utf8_is_control(0x1b));
	assert_true(utf8_is_control('\r'));
	assert_true(utf8_is_control(0x85));
	assert_true(utf8_is_control(0x2028));
	assert_true(utf8_is_control(0xfeff));
	assert_true(utf8_is_control(0x1ffff));
	assert_false(utf8_is_control('\n'));
	assert_false(utf8_is_control('\t'));
	assert_false(utf8_is_control(' '));
	assert_false(utf8_is_control(0x4e2d));
}

static void
wraps(void **state)
{
	static const struct {
		const char *s;
		int width;
		const char *indent, *wrapped;
	} t[] = {
		{ "", 10, "  ", "" },
		{ "a b", 10, "", "a b\n" },
		{ "one two three", 7, "", "one two\nthree\n" },
		{ "one two three", 9, "  ", "  one two\n  three\n" },
		{ "one\n\ntwo", 9, "  ", "  one\n\n  two\n" },
		{ "one\n", 9, "", "one\n" },
		{ "averylongword x", 5, "", "avery\nlongw\nord x\n" },
		{ "上海电气集团", 6, "", "上海电\n气集团\n" },
		{ "上海电，气集", 6, "", "上海\n电，气\n集\n" },
		{ "上海（电气）", 6, "", "上海\n（电\n气）\n" },
		{ "用 crm add 添加", 8, "", "用 crm\nadd 添加\n" },
		{ "ab   cd", 4, "", "ab\ncd\n" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		buf_truncate(&b, 0);
		utf8_wrap(&b, t[i].s, t[i].width, t[i].indent);
		assert_string_equal(b.data, t[i].wrapped);
	}
	buf_release(&b);
}

/* Random bytes, with good text among them. */
static void
survives_anything(void **state)
{
	static const char *const bits[] = { "上", "a", " ", "（", "，", "\n",
		"\xcc\x81", "\xff", "\xe4", "𠀀", "word", "\x1b", "\xc2\x80" };
	struct arena a = ARENA_INIT;
	struct buf in = BUF_INIT, out = BUF_INIT;
	unsigned seed = 7, i, k;

	(void)state;
	print_message("seed %u\n", seed);
	srand(seed);
	for (i = 0; i < 5000; i++) {
		buf_truncate(&in, 0);
		for (k = (unsigned)rand() % 20; k > 0; k--)
			buf_addstr(&in, bits[rand() % ARRAY_SIZE(bits)]);
		buf_truncate(&out, 0);
		utf8_safe(&out, in.data, true);
		assert_int_equal(utf8_check(out.data, out.len), out.len);
		k = (unsigned)rand() % 12;
		buf_truncate(&out, 0);
		utf8_cut(&out, in.data, (int)k);
		assert_true(utf8_width(out.data) <= (int)k);
		buf_truncate(&out, 0);
		utf8_wrap(&out, in.data, (int)k, " ");
		utf8_spaced(&a, utf8_fold(&a, in.data));
		utf8_nfc(&a, in.data);
		arena_free(&a);
	}
	buf_release(&in);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_strictly),
		cmocka_unit_test(encodes_what_it_decodes),
		cmocka_unit_test(normalises),
		cmocka_unit_test(folds),
		cmocka_unit_test(folds_once_for_all),
		cmocka_unit_test(spaces_out),
		cmocka_unit_test(measures),
		cmocka_unit_test(cuts),
		cmocka_unit_test(shows_what_harms),
		cmocka_unit_test(wraps),
		cmocka_unit_test(survives_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
