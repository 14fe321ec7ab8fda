/* Commits as entries of the journal: subject, text, trailers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/entry.h"

static const struct {
	const char *message, *subject, *text, *op, *reason;
} table[] = {
	{ "quote: approve X\n\nwell done\n\nCrm-Op: quote.approve\n"
	  "Crm-Reason: it fits\n",
	    "quote: approve X", "well done", "quote.approve", "it fits" },
	{ "one line", "one line", "", "", NULL },
	{ "by hand\n\nsome text\n", "by hand", "some text", "", NULL },
	{ "s\n\na\n\nb\n\nCrm-Op: a.b\n", "s", "a\n\nb", "a.b", NULL },
	{ "s\n\nCrm-Op: a.b\n\nnot at the end\n", "s",
	    "Crm-Op: a.b\n\nnot at the end", "", NULL },
	{ "s\n\nCrm-Op: a.b\nno trailer\n", "s", "Crm-Op: a.b\nno trailer", "",
	    NULL },
	{ "s\n\nCrm-Op: a.b", "s", "", "a.b", NULL },
	{ "Crm-Op: a.b", "Crm-Op: a.b", "", "", NULL },
	{ "", "", "", "", NULL },
};

static void
test_take(void **state)
{
	struct arena a = ARENA_INIT;
	struct entry e;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		struct commit_info info = { .message = table[i].message,
			.author = "Ann",
			.email = "ann@example.com",
			.time = 7 };

		entry_take(&a, &info, &e);
		assert_string_equal(e.subject, table[i].subject);
		assert_string_equal(e.text, table[i].text);
		assert_string_equal(e.op, table[i].op);
		if (table[i].reason == NULL)
			assert_null(e.reason);
		else
			assert_string_equal(e.reason, table[i].reason);
		assert_int_equal(e.time, 7);
		assert_int_equal(strlen(e.commit), 40);
	}
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_take) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
