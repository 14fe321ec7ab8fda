#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "rec/yaml.h"

static struct node *
parse(struct arena *a, const char *text)
{
	struct err err = ERR_INIT;
	struct node *ret = NULL;

	if (yaml_parse(a, "f", text, strlen(text), &ret, NULL, &err) != 0)
		fail_msg("%s", err.text);
	return ret;
}

static void
test_equal(void **state)
{
	static const struct {
		const char *a, *b;
		bool equal;
	} cases[] = {
		{ "a: 1\nb: 2\n", "b: 2\na: 1\n", true },
		{ "a: 1\n", "a: '1'\n", true },
		{ "a: 1\n", "a: 2\n", false },
		{ "a: 1\n", "a: 1\nb: 2\n", false },
		{ "a: 1\nb: 2\n", "a: 1\n", false },
		{ "a: 1\nb: ''\n", "a: 1\n", true },
		{ "a: 1\n", "a: 1\nb: []\n", true },
		{ "a: 1\nb: {c: ''}\n", "a: 1\n", true },
		{ "a: 1\nb: ['']\n", "a: 1\n", false },
		{ "b: ['']\n", "b: []\n", false },
		{ "c: 1\n", "a: ''\nc: 1\n", true },
		{ "a: ''\nb: 1\n", "b: 1\nc: 1\n", false },
		{ "l: [1, 2]\n", "l: [2, 1]\n", false },
		{ "l: [1]\n", "l: 1\n", false },
		{ "l: [1]\n", "l: {x: 1}\n", false },
		{ "l: [{x: 1, y: 2}]\n", "l: [{y: 2, x: 1}]\n", true },
	};
	struct arena a = ARENA_INIT;
	struct node *x, *y;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		x = parse(&a, cases[i].a);
		y = parse(&a, cases[i].b);
		if (node_equal(x, y) != cases[i].equal ||
		    node_equal(y, x) != cases[i].equal)
			fail_msg("%s and %s", cases[i].a, cases[i].b);
	}
	assert_true(node_equal(NULL, parse(&a, "")));
	assert_false(node_equal(NULL, parse(&a, "a: 1")));
	arena_free(&a);
}

static void
test_change(void **state)
{
	struct arena a = ARENA_INIT;
	struct node *n = parse(&a, "a: 1\nl: [x]\n"), *copy;
	char key[2] = "a";
	int i;

	(void)state;
	copy = node_copy(&a, n);
	for (i = 0; i < 20; i++) {
		key[0] = (char)('a' + i);
		node_set_text(&a, n, key, "v");
		node_append(&a, node_get(copy, "l"), node_scalar(&a, key));
	}
	assert_int_equal(n->n, 20);
	assert_string_equal(node_text(n, "t"), "v");
	assert_string_equal(n->pairs[0].key, "a");
	node_set(&a, n, "a", NULL);
	assert_null(node_get(n, "a"));
	assert_int_equal(n->n, 19);
	node_set(&a, n, "zzz", NULL);
	assert_int_equal(n->n, 19);
	assert_string_equal(node_text(copy, "a"), "1");
	assert_int_equal(node_get(copy, "l")->n, 21);
	node_remove_at(node_get(copy, "l"), 0);
	assert_string_equal(node_get(copy, "l")->items[0]->text, "a");
	assert_null(node_text(copy, "l"));
	assert_null(node_get(node_get(copy, "a"), "b"));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_equal),
		cmocka_unit_test(test_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
