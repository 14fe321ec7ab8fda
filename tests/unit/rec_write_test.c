#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "rec/yaml.h"

static struct node *
parse(struct arena *a, const char *text)
{
	struct err err = ERR_INIT;
	struct node *ret = NULL;

	if (yaml_parse(a, "f", text, strlen(text), &ret, NULL, &err) != 0)
		fail_msg("%s in:\n%s", err.text, text);
	return ret;
}

static bool
plain(const char *path, void *arg)
{
	(void)arg;
	return strcmp(path, "amount") == 0 || strcmp(path, "lines.qty") == 0 ||
	       strcmp(path, "group.date") == 0 || strcmp(path, "days") == 0;
}

static void
test_canonical(void **state)
{
	static const char text[] = "state: open\n"
				   "amount: 1234.50\n"
				   "phone: '13800000000'\n"
				   "note: |-\n"
				   "  第一行\n"
				   "\n"
				   "    second\n"
				   "keep: \"x\\n\\n\"\n"
				   "blank: |2\n"
				   "   x\n"
				   "tab: \"a\\tb\"\n"
				   "lines:\n"
				   "  - row: k3f9\n"
				   "    product: 阀门 'DN50': a\n"
				   "    qty: 3\n"
				   "    text: |\n"
				   "      a\n"
				   "      b\n"
				   "  - row: m2p4\n"
				   "    qty: 3\n"
				   "days:\n"
				   "  - 2026-11-23\n"
				   "group:\n"
				   "  date: 2026-11-23\n"
				   "  other: '2026-11-23'\n"
				   "nested:\n"
				   "  -\n"
				   "    - a\n"
				   "    - |-\n"
				   "      b\n"
				   "      c\n"
				   "  - {}\n"
				   "  - ''\n";
	struct yaml_style style = { plain, NULL };
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT;
	char *fixed = xstrdup(text), *p;

	(void)state;
	/* ": " asks for quotes */
	p = strstr(fixed, "阀门 'DN50': a");
	memmove(p + strlen("阀门 'DN50'"), p + strlen("阀门 'DN50':"),
	    strlen(p + strlen("阀门 'DN50':")) + 1);
	yaml_write(&b, parse(&a, fixed), &style);
	assert_string_equal(b.data, fixed);
	free(fixed);
	buf_release(&b);
	arena_free(&a);
}

static void
test_empty_is_absent(void **state)
{
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT;

	(void)state;
	yaml_write(&b, parse(&a, "a: ''\nb: []\nc: {d: ''}\n"), NULL);
	assert_string_equal(b.data, "");
	yaml_write(&b, parse(&a, "a: ''\ng: {x: '', z: 1}\n"), NULL);
	assert_string_equal(b.data, "g:\n  z: '1'\n");
	buf_release(&b);
	arena_free(&a);
}

static void
test_scalars(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "open", "open" },
		{ "上海示例重工", "上海示例重工" },
		{ "a:b", "a:b" },
		{ "http://a.b/c?d#e", "http://a.b/c?d#e" },
		{ "a, b [c] {d}", "a, b [c] {d}" },
		{ "it's", "it's" },
		{ "-x", "-x" },
		{ "021-5555", "021-5555" },
		{ "+86 138 0000", "+86 138 0000" },
		{ "nothing", "nothing" },
		{ "BJ20261123-001", "BJ20261123-001" },
		{ "2026-11-23 会议", "2026-11-23 会议" },
		{ "13 %", "13 %" },
		{ "no", "'no'" },
		{ "On", "'On'" },
		{ "Y", "'Y'" },
		{ "TRUE", "'TRUE'" },
		{ "null", "'null'" },
		{ "~", "'~'" },
		{ "=", "'='" },
		{ "<<", "'<<'" },
		{ "1", "'1'" },
		{ "-1", "'-1'" },
		{ "0123", "'0123'" },
		{ "0o17", "'0o17'" },
		{ "0x1F", "'0x1F'" },
		{ "0b1", "'0b1'" },
		{ "1_000", "'1_000'" },
		{ "1,000", "'1,000'" },
		{ "1e3", "'1e3'" },
		{ "1.5E+3", "'1.5E+3'" },
		{ ".5", "'.5'" },
		{ "1.", "'1.'" },
		{ "1.2.3", "'1.2.3'" },
		{ ".inf", "'.inf'" },
		{ "-.Inf", "'-.Inf'" },
		{ ".NaN", "'.NaN'" },
		{ "1:30", "'1:30'" },
		{ "2024-01-01", "'2024-01-01'" },
		{ "2026-11-23T09:30:00+08:00", "'2026-11-23T09:30:00+08:00'" },
		{ "2001-12-14 21:59:43.10 -5", "'2001-12-14 21:59:43.10 -5'" },
		{ "", "''" },
		{ " a", "' a'" },
		{ "a ", "'a '" },
		{ "a: b", "'a: b'" },
		{ "a:", "'a:'" },
		{ ":a", "':a'" },
		{ "a #b", "'a #b'" },
		{ "#b", "'#b'" },
		{ "- a", "'- a'" },
		{ "-", "'-'" },
		{ "? a", "'? a'" },
		{ "---", "'---'" },
		{ "...", "'...'" },
		{ "[a", "'[a'" },
		{ "{a", "'{a'" },
		{ "]", "']'" },
		{ ",a", "',a'" },
		{ "&a", "'&a'" },
		{ "*a", "'*a'" },
		{ "!a", "'!a'" },
		{ "|", "'|'" },
		{ ">a", "'>a'" },
		{ "'a'", "'''a'''" },
		{ "\"a\"", "'\"a\"'" },
		{ "%a", "'%a'" },
		{ "@a", "'@a'" },
		{ "`a", "'`a'" },
		{ "\t", "\"\\t\"" },
		{ "a\tb\"\\", "\"a\\tb\\\"\\\\\"" },
		{ "\n", "\"\\n\"" },
		{ " \n ", "\" \\n \"" },
		{ "a\nb", "|-\n    a\n    b" },
		{ "a\nb\n", "|\n    a\n    b" },
		{ "a\n\n", "\"a\\n\\n\"" },
		{ "\n\na\n", "|\n\n\n    a" },
		{ " a\nb", "|2-\n     a\n    b" },
		{ "\n\ta", "|2-\n\n    \ta" },
		{ "---\n# a", "|-\n    ---\n    # a" },
		{ "a\x01", "\"a\\x01\"" },
		{ "a\xc2\x85", "\"a\\x85\"" },
		{ "a\xe2\x80\xa8", "\"a\\u2028\"" },
	};
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT;
	struct node *n;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		buf_truncate(&b, 0);
		yaml_write_scalar(&b, cases[i].text, 2, false);
		assert_string_equal(b.data, cases[i].wanted);
		if (strstr(b.data, "\\x") || strstr(b.data, "\\u"))
			continue;
		buf_splice(&b, 0, 0, "g:\n  k: ", 8);
		buf_addch(&b, '\n');
		n = node_get(parse(&a, b.data), "g");
		assert_string_equal(node_get(n, "k")->text, cases[i].text);
	}
	buf_truncate(&b, 0);
	yaml_write_scalar(&b, "2026-11-23", 0, true);
	yaml_write_scalar(&b, "a: b", 0, true);
	assert_string_equal(b.data, "2026-11-23'a: b'");
	buf_release(&b);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_canonical),
		cmocka_unit_test(test_empty_is_absent),
		cmocka_unit_test(test_scalars),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
