#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static void
begins_empty(void **state)
{
	struct buf b = BUF_INIT;
	char *s;

	(void)state;
	assert_string_equal(b.data, "");
	assert_int_equal(b.len, 0);
	buf_add(&b, "x", 0);
	buf_addn(&b, 'x', 0);
	buf_truncate(&b, 5);
	buf_splice(&b, 0, 0, NULL, 0);
	assert_string_equal(b.data, "");
	s = buf_detach(&b);
	assert_string_equal(s, "");
	free(s);
	buf_release(&b);
	assert_string_equal(buf_empty, "");
}

static void
grows(void **state)
{
	struct buf b = BUF_INIT;
	char *s;
	int i;

	(void)state;
	buf_addstr(&b, "one");
	buf_addch(&b, ' ');
	buf_add(&b, "two!", 3);
	buf_addn(&b, '.', 3);
	buf_printf(&b, " %d%s", 7, "");
	buf_printf(&b, "%s", "");
	assert_string_equal(b.data, "one two... 7");
	assert_int_equal(b.len, strlen(b.data));
	buf_add(&b, "a\0b", 3);
	assert_int_equal(b.len, 15);
	buf_truncate(&b, 3);
	assert_string_equal(b.data, "one");
	s = buf_detach(&b);
	assert_string_equal(s, "one");
	assert_int_equal(b.len, 0);
	free(s);
	for (i = 0; i < 10000; i++)
		buf_printf(&b, "%c", 'a' + i % 26);
	assert_int_equal(b.len, 10000);
	assert_int_equal(strlen(b.data), 10000);
	buf_release(&b);
}

static void
splices(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_splice(&b, 0, 0, "new", 3);
	assert_string_equal(b.data, "new");
	buf_splice(&b, 3, 0, " end", 4);
	assert_string_equal(b.data, "new end");
	buf_splice(&b, 0, 3, "quite another", 13);
	assert_string_equal(b.data, "quite another end");
	buf_splice(&b, 5, 8, NULL, 0);
	assert_string_equal(b.data, "quite end");
	buf_splice(&b, 6, 3, "e", 1);
	assert_string_equal(b.data, "quite e");
	buf_splice(&b, 0, 7, NULL, 0);
	assert_string_equal(b.data, "");
	buf_release(&b);
}

static void
lays_out_an_arena(void **state)
{
	struct arena a = ARENA_INIT;
	char *s, *big;
	int i;

	(void)state;
	s = arena_strdup(&a, "kept");
	for (i = 0; i < 5000; i++)
		assert_int_equal((uintptr_t)arena_alloc(&a, 1 + (size_t)i % 9) %
				     _Alignof(max_align_t),
		    0);
	big = arena_zalloc(&a, 100000);
	assert_int_equal(big[0] | big[99999], 0);
	assert_string_equal(arena_strndup(&a, "abcdef", 3), "abc");
	assert_string_equal(arena_printf(&a, "%s-%d", "x", 5), "x-5");
	assert_string_equal(s, "kept");
	arena_free(&a);
	assert_string_equal(arena_strdup(&a, "again"), "again");
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(begins_empty),
		cmocka_unit_test(grows),
		cmocka_unit_test(splices),
		cmocka_unit_test(lays_out_an_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
