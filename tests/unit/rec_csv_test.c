#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "rec/csv.h"

static int
describe(const struct csv_row *row, void *arg, struct err *err)
{
	struct buf *b = arg;
	size_t i;

	buf_printf(b, "%d:", row->line);
	for (i = 0; i < row->n; i++)
		buf_printf(b, "<%s>", row->cells[i]);
	if (row->n > 0 && strcmp(row->cells[0], "stop") == 0)
		return err_set(err, CRM_ENO, "stopped");
	return 0;
}

static void
test_rows(void **state)
{
	static const struct {
		const char *text;
		char delimiter;
		const char *wanted;
	} g[] = {
		{ "", 0, "" },
		{ "a,b\n1,2\n", 0, "1:<a><b>2:<1><2>" },
		{ "a,b\r\n1,\"二, \"\"x\"\"\"\r\n", 0,
		    "1:<a><b>2:<1><二, \"x\">" },
		{ "\xef\xbb\xbf"
		  "a\n1",
		    0, "1:<a>2:<1>" },
		{ "a\n\n\n1\n", 0, "1:<a>4:<1>" },
		{ "a,\"x\n\ny\"\nb\n\nc\n", 0, "1:<a><x\n\ny>4:<b>6:<c>" },
		{ "a;b,c\n", ';', "1:<a><b,c>" },
		{ "a\tb\n,\n", '\t', "1:<a><b>2:<,>" },
		{ ",\n", 0, "1:<><>" },
		{ " a , b \n", 0, "1:<a><b>" },
	};
	struct csv_opts opts = { 0, 0 };
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(g); i++) {
		buf_truncate(&b, 0);
		opts.delimiter = g[i].delimiter;
		if (csv_read("f", g[i].text, strlen(g[i].text), &opts, describe,
			&b, NULL, &err) != 0)
			fail_msg("%s", err.text);
		assert_string_equal(b.data, g[i].wanted);
	}
	buf_release(&b);
}

static void
refuse(const char *text, size_t len, int code, const char *message)
{
	struct csv_opts opts = { 0, 3 };
	struct diag diag = DIAG_INIT;
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;

	assert_int_equal(
	    csv_read("f", text, len, &opts, describe, &b, &diag, &err), code);
	if (strncmp(err.text, message, strlen(message)) != 0)
		fail_msg("%s\n  wanted: %s", err.text, message);
	assert_int_equal(diag.n, code == CRM_EDATA);
	diag_free(&diag);
	err_clear(&err);
	buf_release(&b);
}

static void
test_refusals(void **state)
{
	static const struct {
		const char *text;
		int code;
		const char *message;
	} g[] = {
		{ "a,b\n1,x\"y\n", CRM_EDATA,
		    "f:2:1: error: a quote in the wrong place" },
		{ "a\n\"x\"y\n", CRM_EDATA, "f:2:1: error: a quote in the" },
		{ "a\nb\n\"x\ny\nz\n", CRM_EDATA,
		    "f:3:1: error: a quote is not closed" },
		{ "a\nb\xff\n", CRM_EDATA,
		    "f:2:1: error: invalid UTF-8: byte 0xff" },
		{ "a\x1b\n", CRM_EDATA,
		    "f:1:1: error: control character U+001B" },
		{ "1\n2\n3\n4\n", CRM_EDATA, "f:4:1: error: more than 3 rows" },
		{ "1\nstop\n3\n", CRM_ENO, "stopped" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(g); i++)
		refuse(g[i].text, strlen(g[i].text), g[i].code, g[i].message);
	refuse(
	    "a\0b\n", 4, CRM_EDATA, "f:1:1: error: control character U+0000");
	buf_addstr(&b, "a\n");
	buf_addn(&b, 'x', CSV_MAX_FIELD + 1);
	refuse(b.data, b.len, CRM_EDATA, "f:2:1: error: a value of more");
	buf_truncate(&b, 0);
	buf_addn(&b, ',', CSV_MAX_COLUMNS);
	refuse(b.data, b.len, CRM_EDATA, "f:1:1: error: more than 1000 col");
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
