#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "rec/diff.h"
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
add_value(struct buf *b, const struct node *n)
{
	if (n == NULL)
		buf_addch(b, '-');
	else if (n->type == NODE_SCALAR)
		buf_addstr(b, n->text);
	else
		buf_printf(
		    b, "%s(%zu)", n->type == NODE_LIST ? "list" : "map", n->n);
}

static void
describe(struct buf *b, const struct field_changes *c)
{
	size_t i;

	for (i = 0; i < c->n; i++) {
		buf_printf(b, "%s%s ", i ? "; " : "", c->v[i].path);
		add_value(b, c->v[i].before);
		buf_addstr(b, " > ");
		add_value(b, c->v[i].after);
	}
}

static void
test_diff(void **state)
{
	static const struct {
		const char *before, *after, *wanted;
	} g[] = {
		{ "a: 1\n", "a: '1'\n", "" },
		{ "a: 1\nb: 2\n", "b: 2\na: 1\n", "" },
		{ "a: 1\n", "a: 2\n", "a 1 > 2" },
		{ "a: 1\nb: 2\n", "c: 3\nb: 2\n", "a 1 > -; c - > 3" },
		{ "a: 1\n", "a: ''\nb: []\n", "a 1 > -" },
		{ "t: [a, b]\n", "t: [b]\n", "t list(2) > list(1)" },
		{ "t: [a]\n", "", "t list(1) > -" },
		{ "t: a\n", "t: [a]\n", "t a > list(1)" },
		{ "g: {x: 1, y: 2}\n", "g: {x: 2, z: 3}\n",
		    "g.x 1 > 2; g.y 2 > -; g.z - > 3" },
		{ "", "g: {x: 2}\n", "g.x - > 2" },
		{ "g: {x: 2}\n", "g: ''\n", "g.x 2 > -" },
		{ "l: [{row: a, q: 1}, {row: b}]\n",
		    "l: [{row: c}, {row: a, q: 2}]\n",
		    "l[a].q 1 > 2; l[b] map(1) > -; l[c] - > map(1)" },
		{ "", "l: [{row: a, q: 1}]\n", "l[a] - > map(2)" },
		{ "l: [{row: a}, {row: b}]\n", "l: [{row: b}, {row: a}]\n",
		    "l list(2) > list(2)" },
		{ "l: [{q: 1}]\n", "l: [{q: 2}]\n", "l list(1) > list(1)" },
		{ "l: [{row: a}, {row: a}]\n", "l: [{row: a}]\n",
		    "l list(2) > list(1)" },
	};
	struct arena a = ARENA_INIT;
	struct field_changes c;
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(g); i++) {
		buf_truncate(&b, 0);
		diff_records(
		    &a, parse(&a, g[i].before), parse(&a, g[i].after), &c);
		describe(&b, &c);
		assert_string_equal(b.data, g[i].wanted);
	}
	buf_truncate(&b, 0);
	diff_records(&a, NULL, parse(&a, "l: [{row: x, q: 1}]\n"), &c);
	describe(&b, &c);
	assert_string_equal(b.data, "l[x] - > map(2)");
	assert_string_equal(c.v[0].key, "l");
	assert_string_equal(c.v[0].row, "x");
	assert_null(c.v[0].sub);
	diff_records(&a, NULL, NULL, &c);
	assert_int_equal(c.n, 0);
	buf_release(&b);
	arena_free(&a);
}

struct merge_case {
	const char *base, *ours, *theirs, *wanted, *conflicts;
};

static const char *const append_only[] = { "log", NULL };

static void
run(const struct merge_case *g, size_t n)
{
	struct arena a = ARENA_INIT;
	struct field_changes c;
	struct buf b = BUF_INIT;
	struct node *ret;
	size_t i;

	for (i = 0; i < n; i++) {
		buf_truncate(&b, 0);
		merge_records(&a, parse(&a, g[i].base), parse(&a, g[i].ours),
		    parse(&a, g[i].theirs), append_only, &ret, &c);
		describe(&b, &c);
		if (strcmp(b.data, g[i].conflicts) != 0)
			fail_msg("%zu: conflicts %s, wanted %s", i, b.data,
			    g[i].conflicts);
		buf_truncate(&b, 0);
		yaml_write(&b, ret, NULL);
		if (!node_equal(ret, parse(&a, g[i].wanted)))
			fail_msg(
			    "%zu: got\n%s\nwanted\n%s", i, b.data, g[i].wanted);
	}
	buf_release(&b);
	arena_free(&a);
}

static void
test_merge_fields(void **state)
{
	static const struct merge_case g[] = {
		{ "a: 1\n", "a: 1\n", "a: 2\n", "a: 2\n", "" },
		{ "a: 1\n", "a: 2\n", "a: 1\n", "a: 2\n", "" },
		{ "a: 1\n", "a: 2\n", "a: 2\n", "a: 2\n", "" },
		{ "a: 1\n", "a: 2\n", "a: 3\n", "a: 2\n", "a 2 > 3" },
		{ "a: 1\nb: 1\n", "a: 2\nb: 1\n", "a: 1\nb: 2\n",
		    "a: 2\nb: 2\n", "" },
		{ "a: 1\nb: 1\n", "b: 1\n", "a: 1\nb: 2\n", "b: 2\n", "" },
		{ "a: 1\nb: 1\n", "a: 1\nb: 2\n", "b: 1\n", "b: 2\n", "" },
		{ "a: 1\n", "", "a: 2\n", "", "a - > 2" },
		{ "a: 1\n", "a: 2\n", "", "a: 2\n", "a 2 > -" },
		{ "", "a: 1\n", "b: 2\n", "a: 1\nb: 2\n", "" },
		{ "", "a: 1\n", "a: 2\n", "a: 1\n", "a 1 > 2" },
		{ "g: {x: 1, y: 1}\n", "g: {x: 2, y: 1}\n",
		    "g: {x: 1, y: 2, z: 3}\n", "g: {x: 2, y: 2, z: 3}\n", "" },
		{ "g: {x: 1}\n", "g: {x: 2}\n", "g: {x: 3}\n", "g: {x: 2}\n",
		    "g.x 2 > 3" },
		{ "", "g: {x: 2}\n", "g: {y: 3}\n", "g: {x: 2, y: 3}\n", "" },
		{ "t: [a, b]\n", "t: [a, b, c]\n", "t: [b, d]\n",
		    "t: [b, c, d]\n", "" },
		{ "", "t: [a, x]\n", "t: [b, x]\n", "t: [a, x, b]\n", "" },
		{ "t: [a]\n", "", "t: [a, b]\n", "t: [b]\n", "" },
		{ "t: [a]\n", "t: [b]\n", "t: c\n", "t: [b]\n",
		    "t list(1) > c" },
	};

	(void)state;
	run(g, ARRAY_SIZE(g));
}

static void
test_merge_rows(void **state)
{
	static const struct merge_case g[] = {
		/* fields of one row, and rows of both sides */
		{ "l: [{row: a, q: 1, p: 1}]\n",
		    "l: [{row: a, q: 2, p: 1}, {row: b}]\n",
		    "l: [{row: a, q: 1, p: 2}, {row: c}]\n",
		    "l: [{row: a, q: 2, p: 2}, {row: b}, {row: c}]\n", "" },
		{ "l: [{row: a, q: 1}]\n", "l: [{row: a, q: 2}]\n",
		    "l: [{row: a, q: 3}]\n", "l: [{row: a, q: 2}]\n",
		    "l[a].q 2 > 3" },
		/* deleted on one side, untouched on the other */
		{ "l: [{row: a}, {row: b}, {row: c}]\n",
		    "l: [{row: b}, {row: c}]\n", "l: [{row: a}, {row: b}]\n",
		    "l: [{row: b}]\n", "" },
		/* deleted on one side, changed on the other: ours stands */
		{ "l: [{row: a, q: 1}, {row: b}]\n", "l: [{row: b}]\n",
		    "l: [{row: a, q: 2}, {row: b}]\n", "l: [{row: b}]\n",
		    "l[a] - > map(2)" },
		{ "l: [{row: a, q: 1}, {row: b}]\n",
		    "l: [{row: a, q: 2}, {row: b}]\n", "l: [{row: b}]\n",
		    "l: [{row: a, q: 2}, {row: b}]\n", "l[a] map(2) > -" },
		/* without ids nothing can be told */
		{ "l: [{q: 1}]\n", "l: [{q: 2}]\n", "l: [{q: 3}]\n",
		    "l: [{q: 2}]\n", "l list(1) > list(1)" },
		{ "l: [{q: 1}]\n", "l: [{q: 1}]\n", "l: [{q: 3}]\n",
		    "l: [{q: 3}]\n", "" },
	};

	(void)state;
	run(g, ARRAY_SIZE(g));
}

#define E(row, time) "{row: " row ", at: '2026-11-23T" time "'}"

static void
test_merge_log(void **state)
{
	static const struct merge_case g[] = {
		{ "log: [" E("a", "09:00:00Z") "]\n",
		    "log: [" E("a", "09:00:00Z") ", " E("b", "12:00:00Z") "]\n",
		    "log: [" E("a", "09:00:00Z") ", " E("c", "11:00:00Z") "]\n",
		    "log: [" E("a", "09:00:00Z") ", " E(
			"c", "11:00:00Z") ", " E("b", "12:00:00Z") "]\n",
		    "" },
		/* by time, not by text: 18:30+08:00 is 10:30Z */
		{ "", "log: [" E("b", "11:00:00Z") "]\n",
		    "log: [" E("c", "18:30:00+08:00") "]\n",
		    "log: [" E("c", "18:30:00+08:00") ", " E(
			"b", "11:00:00Z") "]\n",
		    "" },
		/* what one side took away comes back */
		{ "log: [{row: a}]\n", "", "log: [{row: a}, {row: b}]\n",
		    "log: [{row: a}, {row: b}]\n", "" },
		{ "log: [{row: a, x: 1}]\n", "log: [{row: a, x: 2}]\n",
		    "log: [{row: a, x: 3}]\n", "log: [{row: a, x: 2}]\n",
		    "log[a].x 2 > 3" },
	};
	struct merge_case other;
	size_t i;

	(void)state;
	run(g, ARRAY_SIZE(g));
	/* the other side's merge comes to the same */
	for (i = 0; i < 3; i++) {
		other = g[i];
		other.ours = g[i].theirs;
		other.theirs = g[i].ours;
		run(&other, 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_diff),
		cmocka_unit_test(test_merge_fields),
		cmocka_unit_test(test_merge_rows),
		cmocka_unit_test(test_merge_log),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
