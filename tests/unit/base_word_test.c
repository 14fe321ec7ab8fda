#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/word.h"

static const char *
guess(const char *typed, const char *const *words)
{
	struct word_guess g;

	word_guess_init(&g, typed);
	for (; *words != NULL; words++)
		word_guess_offer(&g, *words);
	return g.best;
}

static void
guesses(void **state)
{
	static const char *const words[] = { "add", "approve", "archive",
		"commit", "customer", "edit", "find", "list", "log", "show",
		"status", "客户名称", "客户级别", NULL };
	static const struct {
		const char *typed, *best;
	} t[] = {
		{ "comit", "commit" },
		{ "ocmmit", "commit" },
		{ "lsit", "list" },
		{ "sho", "show" },
		{ "cust", "customer" },
		{ "statsu", "status" },
		{ "aprove", "approve" },
		{ "edti", "edit" },
		{ "客户名", "客户名称" },
		{ "客户级", "客户级别" },
		{ "客户等别", "客户级别" },
		{ "xyzzy", NULL },
		{ "qq", NULL },
		{ "", NULL },
		{ "internationalisation", NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		if (t[i].best == NULL)
			assert_null(guess(t[i].typed, words));
		else
			assert_string_equal(
			    guess(t[i].typed, words), t[i].best);
	}
}

static void
keeps_the_nearest(void **state)
{
	static const char *const both[] = { "lost", "list", NULL };
	static const char *const twice[] = { "order_a", "order_b", NULL };

	(void)state;
	assert_string_equal(guess("lsit", both), "list");
	/* The first offered wins a draw. */
	assert_string_equal(guess("order", twice), "order_a");
}

static void
takes_long_and_broken_words(void **state)
{
	char typed[300];
	const char *words[] = { typed, "\xff\xfe", NULL };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(typed) - 1; i++)
		typed[i] = (char)('a' + i % 26);
	typed[i] = '\0';
	assert_ptr_equal(guess(typed, words), typed);
	assert_string_equal(guess("\xff", words), "\xff\xfe");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(guesses),
		cmocka_unit_test(keeps_the_nearest),
		cmocka_unit_test(takes_long_and_broken_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
