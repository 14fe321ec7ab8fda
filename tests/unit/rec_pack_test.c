#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "rec/pack.h"
#include "rec/yaml.h"

static const char text[] =
    "state: draft\nname: \u793a\u4f8b\nempty: ''\nnone: []\nflow: {a: 1}\n"
    "lines:\n  - row: aaaa\n    qty: 2\n  - row: bbbb\n    text: |\n"
    "      two\n      lines\nroles: [a, b]\n";

static struct node *
parse(struct arena *a)
{
	struct node *n = NULL;

	assert_int_equal(
	    yaml_parse(a, "f", text, strlen(text), &n, NULL, NULL), 0);
	return n;
}

static void
assert_same_place(const struct node *a, const struct node *b)
{
	size_t i;

	assert_int_equal(a->type, b->type);
	assert_int_equal(a->line, b->line);
	assert_int_equal(a->col, b->col);
	assert_int_equal(a->n, b->n);
	for (i = 0; i < a->n && a->type == NODE_LIST; i++)
		assert_same_place(a->items[i], b->items[i]);
	for (i = 0; i < a->n && a->type == NODE_MAP; i++) {
		assert_string_equal(a->pairs[i].key, b->pairs[i].key);
		assert_int_equal(a->pairs[i].line, b->pairs[i].line);
		assert_int_equal(a->pairs[i].col, b->pairs[i].col);
		assert_same_place(a->pairs[i].value, b->pairs[i].value);
	}
}

static void
test_round_trip(void **state)
{
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT;
	struct node *n = parse(&a), *again;
	struct pack p;

	(void)state;
	pack_node(&b, n);
	p = (struct pack){ b.data, b.data + b.len };
	again = unpack_node(&p, &a);
	assert_non_null(again);
	assert_ptr_equal(p.at, p.end);
	assert_true(node_equal(n, again));
	assert_same_place(n, again);
	arena_free(&a);
	buf_release(&b);
}

static void
test_numbers(void **state)
{
	static const uint64_t cases[] = { 0, 1, 127, 128, 16383, 16384,
		UINT32_MAX, INT64_MAX };
	struct buf b = BUF_INIT;
	struct pack p;
	uint64_t got;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		buf_truncate(&b, 0);
		pack_number(&b, cases[i]);
		p = (struct pack){ b.data, b.data + b.len };
		assert_true(unpack_number(&p, &got));
		assert_true(got == cases[i]);
		p = (struct pack){ b.data, b.data + b.len - 1 };
		assert_false(unpack_number(&p, &got));
	}
	buf_release(&b);
}

/* Every cut is refused; other damage does no harm, whatever it yields. */
static void
test_damage(void **state)
{
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT;
	struct pack p;
	size_t i, bit;
	char *copy;

	(void)state;
	pack_node(&b, parse(&a));
	for (i = 0; i < b.len; i++) {
		copy = malloc(i + 1);
		memcpy(copy, b.data, i);
		p = (struct pack){ copy, copy + i };
		assert_null(unpack_node(&p, &a));
		free(copy);
	}
	for (i = 0; i < b.len; i++) {
		for (bit = 0; bit < 8; bit++) {
			copy = malloc(b.len);
			memcpy(copy, b.data, b.len);
			copy[i] ^= (char)(1 << bit);
			p = (struct pack){ copy, copy + b.len };
			unpack_node(&p, &a);
			assert_true(p.at <= p.end);
			free(copy);
		}
		arena_free(&a);
	}
	buf_release(&b);
}

static void
test_depth(void **state)
{
	struct arena a = ARENA_INIT;
	struct node *n = node_list(&a), *outer;
	struct buf b = BUF_INIT;
	struct pack p;
	int i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		outer = node_list(&a);
		node_append(&a, outer, n);
		n = outer;
	}
	pack_node(&b, n);
	p = (struct pack){ b.data, b.data + b.len };
	assert_null(unpack_node(&p, &a));
	arena_free(&a);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_depth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
