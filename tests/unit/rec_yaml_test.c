#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
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

static void
refuse_bytes(const char *text, size_t len, const char *message)
{
	struct diag diag = DIAG_INIT;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;
	struct node *ret = NULL;

	assert_int_equal(
	    yaml_parse(&a, "f", text, len, &ret, &diag, &err), CRM_EDATA);
	assert_null(ret);
	if (strncmp(err.text, message, strlen(message)) != 0)
		fail_msg("%s\n  wanted: %s", err.text, message);
	assert_int_equal(diag.n, 1);
	diag_format(&diag.v[0], &b);
	assert_string_equal(b.data, err.text);
	buf_release(&b);
	diag_free(&diag);
	err_clear(&err);
	arena_free(&a);
}

static void
test_values(void **state)
{
	struct arena a = ARENA_INIT;
	struct node *n;

	(void)state;
	n = parse(&a,
	    "state: open\n"
	    "no: off\n"
	    "number: 0123\n"
	    "empty:\n"
	    "quoted: ''\n"
	    "null: ~\n"
	    "text: |\n  一行\n  two\n"
	    "folded: >-\n  one\n  two\n"
	    "tags: [a, 'b, c', \"d\\te\"]\n"
	    "lines:\n- row: k3f9\n  qty: 2\n-   row: m2p4\n    qty: 3\n"
	    "group: {x: 1, \"y\": 二}\n");
	assert_string_equal(node_text(n, "state"), "open");
	assert_string_equal(node_text(n, "no"), "off");
	assert_string_equal(node_text(n, "number"), "0123");
	assert_null(node_text(n, "empty"));
	assert_non_null(node_get(n, "empty"));
	assert_null(node_text(n, "quoted"));
	assert_string_equal(node_text(n, "null"), "~");
	assert_string_equal(node_text(n, "text"), "一行\ntwo\n");
	assert_string_equal(node_text(n, "folded"), "one two");
	assert_int_equal(node_get(n, "tags")->n, 3);
	assert_string_equal(node_get(n, "tags")->items[1]->text, "b, c");
	assert_string_equal(node_get(n, "tags")->items[2]->text, "d\te");
	assert_string_equal(
	    node_text(node_row(node_get(n, "lines"), "m2p4"), "qty"), "3");
	assert_null(node_row(node_get(n, "lines"), "zzzz"));
	assert_string_equal(node_text(node_get(n, "group"), "y"), "二");
	arena_free(&a);
}

static void
test_places(void **state)
{
	struct arena a = ARENA_INIT;
	struct node *n;

	(void)state;
	n = parse(
	    &a, "名: 上海, 北京\r\nb:   c\r\nlist:\r\n  - x\r\n  - 二: d\n");
	assert_int_equal(n->pairs[0].line, 1);
	assert_int_equal(n->pairs[0].value->col, 4);
	assert_int_equal(n->pairs[1].line, 2);
	assert_int_equal(n->pairs[1].col, 1);
	assert_int_equal(n->pairs[1].value->col, 6);
	n = node_get(n, "list")->items[1];
	assert_int_equal(n->line, 5);
	assert_int_equal(n->col, 5);
	assert_int_equal(n->pairs[0].value->col, 8);
	arena_free(&a);
}

static void
test_empty(void **state)
{
	static const char *const texts[] = { "", "\n", "# none\n", "---\n",
		"{}", "--- {}\n...\n" };
	struct arena a = ARENA_INIT;
	struct node *n;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		n = parse(&a, texts[i]);
		assert_int_equal(n->type, NODE_MAP);
		assert_int_equal(n->n, 0);
	}
	arena_free(&a);
}

static void
test_refusals(void **state)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
		{ "\xef\xbb\xbf"
		  "a: 1\n",
		    "f:1:1: error: byte order mark" },
		{ "a: 名\xff\n",
		    "f:1:5: error: invalid UTF-8: byte 0xff at offset 6;" },
		{ "a: 1\nb: \xed\xa0\x80\n",
		    "f:2:4: error: invalid UTF-8: byte 0xed at offset 8;" },
		{ "a: \xc0\xaf\n", "f:1:4: error: invalid UTF-8" },
		{ "a: 1\n\xe5\x90", "f:2:1: error: invalid UTF-8" },
		{ "a: x\x1b[0m\n", "f:1:5: error: control character U+001B" },
		{ "a: x\x7f\n", "f:1:5: error: control character U+007F" },
		{ "a: x\xc2\x85y\n", "f:1:5: error: control character U+0085" },
		{ "a: x\xe2\x80\xa8y\n",
		    "f:1:5: error: line separator U+2028" },
		{ "a: x\xef\xbb\xbfy\n", "f:1:5: error: character U+FEFF" },
		{ "a: x\xef\xbf\xbey\n", "f:1:5: error: character U+FFFE" },
		{ "a: 1\rb: 2\n", "f:1:5: error: carriage return (U+000D)" },
		{ "a: 1\r", "f:1:5: error: carriage return" },
		{ "a: \"\\0\"\n", "f:1:4: error: escape of a character" },
		{ "a: \"\\e[0m\"\n", "f:1:4: error: escape of a character" },
		{ "\"a\\0\": 1\n", "f:1:1: error: escape of a character" },
		{ "a: &x 1\nb: *x\n", "f:1:4: error: anchors (&x)" },
		{ "a: 1\nb: *x\n", "f:2:4: error: aliases (*x)" },
		{ "a: [1, *x]\n", "f:1:8: error: aliases (*x)" },
		{ "a: !!str 1\n", "f:1:4: error: tags (!)" },
		{ "a: !x [1]\n", "f:1:4: error: tags (!)" },
		{ "a: ! 1\n", "f:1:4: error: tags (!)" },
		{ "!!map {a: 1}\n", "f:1:1: error: tags (!)" },
		{ "%YAML 1.1\n---\na: 1\n", "f:1:1: error: directives (%)" },
		{ "%TAG ! x:\n---\na: 1\n", "f:1:1: error: directives (%)" },
		{ "a: 1\n<<: {b: 2}\n", "f:2:1: error: merge keys (<<)" },
		{ "g: {<<: {b: 2}}\n", "f:1:5: error: merge keys (<<)" },
		{ "a: 1\nb: 2\na: 3\n",
		    "f:3:1: error: key \"a\" stands twice, first on line 1" },
		{ "g: {x: 1, 'x': 2}\n", "f:1:11: error: key \"x\"" },
		{ "? [a]\n: 1\n", "f:1:3: error: a key must be a text" },
		{ "? {a: 1}\n: 1\n", "f:1:3: error: a key must be a text" },
		{ "? a\n: 1\n", "f:1:3: error: a key may not be written" },
		{ "a: 1\n? b\n: 1\n", "f:2:3: error: a key may not be" },
		{ "? |\n  a\n: 1\n", "f:1:3: error: a key must stand on one" },
		{ "'': 1\n", "f:1:1: error: empty key" },
		{ "a: 1\n---\nb: 2\n", "f:2:1: error: a second document" },
		{ "a: 1\n  - b\nc\n", "f:3:1: error: this line is no" },
		{ "a:\n  - b\n  c: 1\n", "f:3:3: error: an item" },
		{ "a:\n  b: 1\n  - c\n", "f:3:3: error: a key is expected" },
		{ "- a\n", "f:1:1: error: a record must be a mapping (\"key: "
			   "value\" lines), this is a list" },
		{ "hello\n", "f:1:1: error: a record must be a mapping" },
		{ "''\n", "f:1:1: error: a record must be a mapping" },
		{ "a: b: c\n", "f:1:5: error: \": \" inside a value" },
		{ "a:\n\tb: 1\n", "f:2:1: error: a value may not begin with" },
		{ "a: @x\n", "f:1:4: error: a value may not begin with" },
		{ "a: 1\nhello\n", "f:2:1: error: this line is no" },
		{ "a: 'x\n", "f:1:4: error: the file ends inside a quoted" },
		{ "a: [1, 2\n", "f:2:1: error: did not find expected ',' or "
				"']' (while parsing a flow sequence that "
				"begins on line 1)" },
		{ "a: 1\n b: 2\n", "f:2:3: error: \": \" inside a value" },
		{ "  a: 1\n b: 2\n", "f:2:2: error: this line stands outside" },
		{ "a: [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]\n",
		    "f:1:19: error: nested deeper than 16 levels" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cases); i++)
		refuse_bytes(
		    cases[i].text, strlen(cases[i].text), cases[i].message);
	refuse_bytes("a: \0\n", 5, "f:1:4: error: control character U+0000");
}

static void
test_depth_that_fits(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	parse(&a, "a: [[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]\n");
	arena_free(&a);
}

/* None of these may take more than a moment. */
static void
test_hostile(void **state)
{
	static const char *const parts[] = { "[", "{", "- ", "? ",
		"a: {a: ", "[a: ", "-\n", "[\n", "{a: [", "'", "!a ", "&a ",
		"*a ", "|\n", ": ", ", ", "%a\n", "---\n", "#" };
	struct buf b = BUF_INIT;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct node *ret;
	clock_t start = clock();
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(parts); i++) {
		buf_truncate(&b, 0);
		buf_addstr(&b, i % 2 ? "a: " : "");
		while (b.len < 60000)
			buf_addstr(&b, parts[i]);
		yaml_parse(&a, "f", b.data, b.len, &ret, NULL, &err);
	}
	buf_truncate(&b, 0);
	for (i = 0; b.len < 900000; i++)
		buf_printf(&b, "k%zu: 1\n", i);
	ret = parse(&a, b.data);
	assert_int_equal(ret->n, i);
	buf_addstr(&b, "k5: 1\n");
	assert_int_equal(
	    yaml_parse(&a, "f", b.data, b.len, &ret, NULL, &err), CRM_EDATA);
	assert_non_null(
	    strstr(err.text, "\"k5\" stands twice, first on line 6"));
	buf_addn(&b, '#', YAML_MAX_SIZE);
	refuse_bytes(b.data, b.len, "f:1:1: error: ");
	assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
	err_clear(&err);
	buf_release(&b);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_depth_that_fits),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
