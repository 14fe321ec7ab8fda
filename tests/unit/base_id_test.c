#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/mem.h"

static void
draws_ids(void **state)
{
	char id[ID_LEN + 1], row[ROW_LEN + 1], last[ID_LEN + 1] = "";
	bool seen[256] = { false };
	int i, k, letters = 0;

	(void)state;
	for (i = 0; i < 5000; i++) {
		id_new(id);
		assert_true(id_valid(id));
		assert_string_not_equal(id, last);
		memcpy(last, id, sizeof(id));
		seen[(unsigned char)id[0]] = true;
		row_new(row);
		assert_true(row_valid(row));
		assert_true(row[0] >= 'a');
	}
	for (k = 0; k < 256; k++)
		letters += seen[k];
	assert_int_equal(letters, 22);
}

static void
knows_ids(void **state)
{
	static const char *const bad[] = { "", "a", "a23456789", "a1234567890",
		"0a23456789", "A123456789", "ai23456789", "al23456789",
		"ao23456789", "au23456789", "a12345678 ", "a12345678-" };
	size_t i;

	(void)state;
	assert_true(id_valid("a0123456zj"));
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_false(id_valid(bad[i]));
	assert_true(row_valid("k3f9"));
	assert_true(row_valid("0123"));
	assert_false(row_valid("k3f"));
	assert_false(row_valid("k3f9a"));
	assert_false(row_valid("k3fi"));
	assert_false(row_valid(""));
	assert_true(id_prefix_valid("k"));
	assert_true(id_prefix_valid("k3f9"));
	assert_true(id_prefix_valid("a0123456zj"));
	assert_false(id_prefix_valid(""));
	assert_false(id_prefix_valid("3k"));
	assert_false(id_prefix_valid("a0123456zjx"));
	assert_false(id_prefix_valid("k3l"));
	assert_true(name_valid("a"));
	assert_true(name_valid("quote_request2"));
	assert_true(name_valid("a234567890123456789012345678901"));
	assert_false(name_valid("a2345678901234567890123456789012"));
	assert_false(name_valid(""));
	assert_false(name_valid("_a"));
	assert_false(name_valid("2a"));
	assert_false(name_valid("Quote"));
	assert_false(name_valid("a-b"));
}

static void
repeats_with_a_seed(void **state)
{
	char one[ID_LEN + 1], two[ID_LEN + 1], again[ID_LEN + 1];
	unsigned char wide[100], same[100];

	(void)state;
	random_seed("s");
	random_parent("c0ffee");
	id_new(one);
	id_new(two);
	assert_string_not_equal(one, two);
	random_parent("c0ffee");
	id_new(again);
	assert_string_equal(again, one);
	random_parent("beef");
	id_new(again);
	assert_string_not_equal(again, one);
	random_seed("t");
	random_parent("c0ffee");
	id_new(again);
	assert_string_not_equal(again, one);
	random_parent("c0ffee");
	random_bytes(wide, sizeof(wide));
	random_parent("c0ffee");
	random_bytes(same, sizeof(same));
	assert_memory_equal(wide, same, sizeof(wide));
	assert_memory_not_equal(wide, wide + 32, 32);
	random_seed(NULL);
	random_bytes(same, sizeof(same));
	assert_memory_not_equal(wide, same, sizeof(wide));
}

static void
stops_the_clock(void **state)
{
	int64_t now = clock_now();

	(void)state;
	assert_false(clock_is_fixed());
	assert_true(now > 1700000000);
	clock_set(1795397400);
	assert_true(clock_is_fixed());
	assert_int_equal(clock_now(), 1795397400);
	clock_set(-1);
	assert_int_equal(clock_now(), -1);
}

static void
hashes(void **state)
{
	char hex[HASH_HEX + 1];

	(void)state;
	hash_hex("", 0, hex);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b"
				 "934ca495991b7852b855");
	hash_hex("abc", 3, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a39617"
				 "7a9cb410ff61f20015ad");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draws_ids),
		cmocka_unit_test(knows_ids),
		cmocka_unit_test(repeats_with_a_seed),
		cmocka_unit_test(stops_the_clock),
		cmocka_unit_test(hashes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
