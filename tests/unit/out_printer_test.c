#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <locale.h>
#include <string.h>

#include <cmocka.h>

#include "out/printer.h"

static const struct out_column columns[] = {
	{ .key = "id", .heading = "Id", .type = OUT_ID },
	{ .key = "name", .heading = "名称", .grow = true },
	{ .key = "total",
	    .heading = "Total",
	    .type = OUT_MONEY,
	    .right = true },
	{ .key = "tax", .heading = "Tax", .type = OUT_PERCENT, .right = true },
	{ .key = "n", .heading = "N", .type = OUT_INTEGER, .right = true },
	{ .key = "paid", .heading = "Paid", .type = OUT_BOOLEAN },
};

static const struct out_cell rows[][6] = {
	{ { "a1b2c3d4e5", "a1b2", NULL }, { "上海示例重工", NULL, NULL },
	    { "120000.00", "120,000.00", NULL }, { "13", "13%", NULL },
	    { "3", NULL, NULL }, { "true", "yes", NULL } },
	{ { "b7k3f9x2mq", "b7k3", NULL }, { "=1+1, \"x\"", NULL, NULL },
	    { "-5.50", NULL, "EUR" }, { NULL, NULL, NULL },
	    { NULL, NULL, NULL }, { "false", "no", NULL } },
};

static const struct out_cell sum[6] = {
	[1] = { NULL, "Sum", NULL },
	[2] = { "119994.50", "119,994.50", NULL },
};

static char *
print_with(const char *format, const struct out_opts *opts, size_t n)
{
	struct buf b = BUF_INIT;
	struct sink sink = sink_buf(&b);
	struct printer *p;
	size_t i;

	assert_int_equal(printer_open(format, opts, &sink, columns,
			     ARRAY_SIZE(columns), &p, NULL),
	    0);
	for (i = 0; i < n; i++)
		assert_int_equal(printer_row(p, rows[i], NULL), 0);
	if (n > 0)
		assert_int_equal(printer_total(p, sum, NULL), 0);
	assert_int_equal(printer_end(p, NULL), 0);
	assert_int_equal(printer_rows(p), n);
	printer_free(p);
	return buf_detach(&b);
}

static void
check(
    const char *format, const struct out_opts *opts, size_t n, const char *want)
{
	_cleanup_(freep) char *got = print_with(format, opts, n);

	assert_string_equal(got, want);
}

static void
test_golden(void **state)
{
	static const struct out_opts none = { 0 };
	static const struct {
		const char *format;
		size_t n;
		const char *want;
	} t[] = {
		{ "table", 2,
		    "Id    名称               Total  Tax  N  Paid\n"
		    "a1b2  上海示例重工  120,000.00  13%  3  yes\n"
		    "b7k3  =1+1, \"x\"          -5.50          no\n"
		    "────  ────────────  ──────────  ───  ─  ────\n"
		    "      Sum           119,994.50\n" },
		{ "table", 0, "" },
		{ "csv", 2,
		    "id,name,total,tax,n,paid\n"
		    "a1b2c3d4e5,上海示例重工,120000.00,13,3,true\n"
		    "b7k3f9x2mq,\"=1+1, \"\"x\"\"\",-5.50,,,false\n" },
		{ "csv", 0, "id,name,total,tax,n,paid\n" },
		{ "tsv", 2,
		    "id\tname\ttotal\ttax\tn\tpaid\n"
		    "a1b2c3d4e5\t上海示例重工\t120000.00\t13\t3\ttrue\n"
		    "b7k3f9x2mq\t=1+1, \"x\"\t-5.50\t\t\tfalse\n" },
		{ "json", 2,
		    "[\n"
		    "{\"id\":\"a1b2c3d4e5\",\"name\":\"上海示例重工\","
		    "\"total\":{\"value\":\"120000.00\",\"currency\":\"CNY\"},"
		    "\"tax\":\"13\",\"n\":3,\"paid\":true},\n"
		    "{\"id\":\"b7k3f9x2mq\",\"name\":\"=1+1, \\\"x\\\"\","
		    "\"total\":{\"value\":\"-5.50\",\"currency\":\"EUR\"},"
		    "\"tax\":null,\"n\":null,\"paid\":false}\n"
		    "]\n" },
		{ "json", 0, "[]\n" },
		{ "jsonl", 1,
		    "{\"id\":\"a1b2c3d4e5\",\"name\":\"上海示例重工\","
		    "\"total\":{\"value\":\"120000.00\",\"currency\":\"CNY\"},"
		    "\"tax\":\"13\",\"n\":3,\"paid\":true}\n" },
		{ "jsonl", 0, "" },
		{ "yaml", 2,
		    "- id: a1b2c3d4e5\n"
		    "  name: 上海示例重工\n"
		    "  total: 120000.00\n"
		    "  tax: 13\n"
		    "  'n': 3\n"
		    "  paid: true\n"
		    "- id: b7k3f9x2mq\n"
		    "  name: =1+1, \"x\"\n"
		    "  total: -5.50\n"
		    "  paid: false\n" },
		{ "yaml", 0, "[]\n" },
		{ "md", 2,
		    "| Id | 名称 | Total | Tax | N | Paid |\n"
		    "| --- | --- | --: | --: | --: | --- |\n"
		    "| a1b2 | 上海示例重工 | 120,000.00 | 13% | 3 | yes |\n"
		    "| b7k3 | =1+1, \"x\" | -5.50 |  |  | no |\n"
		    "| | **Sum** | **119,994.50** | | | |\n" },
		{ "id", 2, "a1b2c3d4e5\nb7k3f9x2mq\n" },
		{ "id", 0, "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++)
		check(t[i].format, &none, t[i].n, t[i].want);
}

static void
test_options(void **state)
{
	struct out_opts o = { .fields = "total,id" };

	(void)state;
	check("csv", &o, 1, "total,id\n120000.00,a1b2c3d4e5\n");
	o.fields = "";
	check("json", &o, 2, "id\nname\ntotal\ntax\nn\npaid\n");
	o = (struct out_opts){ .bare = true, .fields = "n" };
	check("table", &o, 1, "3\n─\n");
	check("csv", &o, 1, "3\n");
	check("tsv", &o, 1, "3\n");
	o = (struct out_opts){ .excel = true, .fields = "name,total" };
	check("csv", &o, 2,
	    "\xef\xbb\xbf名称,Total\r\n上海示例重工,120000.00\r\n"
	    "\"'=1+1, \"\"x\"\"\",-5.50\r\n");
	o = (struct out_opts){ .currency = "USD", .fields = "total" };
	check("jsonl", &o, 1,
	    "{\"total\":{\"value\":\"120000.00\",\"currency\":\"USD\"}}\n");
}

static void
test_nul(void **state)
{
	struct out_opts o = { .nul = true };
	struct buf b = BUF_INIT;
	struct sink sink = sink_buf(&b);
	struct printer *p;

	(void)state;
	assert_int_equal(printer_open("id", &o, &sink, columns,
			     ARRAY_SIZE(columns), &p, NULL),
	    0);
	assert_int_equal(printer_row(p, rows[0], NULL), 0);
	assert_int_equal(printer_row(p, rows[1], NULL), 0);
	printer_free(p);
	assert_int_equal(b.len, 22);
	assert_memory_equal(b.data, "a1b2c3d4e5\0b7k3f9x2mq\0", 22);
	buf_release(&b);
}

/* Only what may grow is cut; numbers never. */
static void
test_width(void **state)
{
	struct out_opts o = { .width = 40 };

	(void)state;
	check("table", &o, 2,
	    "Id    名称             Total  Tax  N  Paid\n"
	    "a1b2  上海示例…   120,000.00  13%  3  yes\n"
	    "b7k3  =1+1, \"x\"        -5.50          no\n"
	    "────  ──────────  ──────────  ───  ─  ────\n"
	    "      Sum         119,994.50\n");
}

static void
test_color(void **state)
{
	struct out_opts o = { .color = true, .fields = "id,name" };
	_cleanup_(freep) char *got = print_with("table", &o, 1);

	(void)state;
	assert_non_null(strstr(got, "\033[1mId"));
	assert_non_null(strstr(got, "a1b2  上海示例重工\n"));
}

/* A terminal, a page and a spreadsheet see text, never commands. */
static void
test_hostile(void **state)
{
	static const struct out_column c[] = { { .key = "t", .heading = "T" } };
	static const struct out_cell cell[] = {
		{ "<b>\033[31m|a\nb\t\xe2\x80\xae", NULL, NULL }
	};
	static const struct {
		const char *format, *want;
	} t[] = {
		{ "table", "T\n<b>\\x1b[31m|a\\nb\\t\\u202e\n" },
		{ "tsv", "t\n<b>\033[31m|a\\nb\\t\xe2\x80\xae\n" },
		{ "md", "| T |\n| --- |\n| \\<b\\>\\\\x1b\\[31m\\|a<br>"
			"b\t\\\\u202e |\n" },
	};
	struct out_opts o = { 0 };
	struct buf b = BUF_INIT;
	struct sink sink = sink_buf(&b);
	struct printer *p;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		buf_truncate(&b, 0);
		assert_int_equal(
		    printer_open(t[i].format, &o, &sink, c, 1, &p, NULL), 0);
		assert_int_equal(printer_row(p, cell, NULL), 0);
		assert_int_equal(printer_end(p, NULL), 0);
		printer_free(p);
		assert_string_equal(b.data, t[i].want);
	}
	buf_truncate(&b, 0);
	assert_int_equal(printer_open("html", &o, &sink, c, 1, &p, NULL), 0);
	assert_int_equal(printer_row(p, cell, NULL), 0);
	assert_int_equal(printer_end(p, NULL), 0);
	printer_free(p);
	assert_non_null(
	    strstr(b.data, "<td>&lt;b&gt;\\x1b[31m|a\nb\t\\u202e</td>"));
	assert_null(strstr(b.data, "\033"));
	buf_release(&b);
}

static void
test_html(void **state)
{
	struct out_opts o = { .title = "A & B", .lang = "zh" };
	_cleanup_(freep) char *got = print_with("html", &o, 2);

	(void)state;
	assert_non_null(strstr(got, "<html lang=\"zh\">"));
	assert_non_null(strstr(got, "<h1>A &amp; B</h1>"));
	assert_non_null(strstr(got, "<th class=\"n\">Total</th>"));
	assert_non_null(strstr(got, "<tfoot>\n<tr><td></td><td>Sum</td>"));
	assert_non_null(strstr(got, "</tfoot>\n</table>\n</body>\n</html>\n"));
}

static void
test_refusals(void **state)
{
	static const struct {
		const char *format, *fields, *want;
	} t[] = {
		{ "jsn", NULL,
		    "unknown format \"jsn\"; there are: csv html id json "
		    "jsonl md table tsv yaml\ndid you mean \"json\"?" },
		{ "csv", "id,nmae",
		    "there is no column \"nmae\"\ndid you mean \"name\"?" },
	};
	struct out_opts o = { 0 };
	struct sink sink = { 0 };
	struct err err = ERR_INIT;
	struct printer *p;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		o.fields = t[i].fields;
		assert_int_equal(printer_open(t[i].format, &o, &sink, columns,
				     ARRAY_SIZE(columns), &p, &err),
		    CRM_EUSAGE);
		assert_string_equal(err.text, t[i].want);
	}
	o.fields = NULL;
	assert_int_equal(
	    printer_open("id", &o, &sink, columns + 1, 2, &p, &err),
	    CRM_EUSAGE);
	err_clear(&err);
}

static int
refuse(void *arg, const char *data, size_t n, struct err *err)
{
	(void)arg;
	(void)data;
	(void)n;
	return err_set(err, CRM_EIO, "full");
}

/* What the sink says is passed on. */
static void
test_full(void **state)
{
	struct out_opts o = { 0 };
	struct sink sink = { refuse, NULL };
	struct err err = ERR_INIT;
	struct printer *p;

	(void)state;
	assert_int_equal(
	    printer_open("csv", &o, &sink, columns, 3, &p, &err), CRM_EIO);
	assert_int_equal(
	    printer_open("jsonl", &o, &sink, columns, 3, &p, &err), 0);
	assert_int_equal(printer_row(p, rows[0], &err), CRM_EIO);
	assert_string_equal(err.text, "full");
	printer_free(p);
	err_clear(&err);
}

/* Portions of a long table are laid out alike. */
static void
test_long(void **state)
{
	static const struct out_column c[] = {
		{ .key = "n",
		    .heading = "N",
		    .type = OUT_INTEGER,
		    .right = true },
		{ .key = "t", .heading = "T" },
	};
	struct out_opts o = { 0 };
	struct buf b = BUF_INIT;
	struct sink sink = sink_buf(&b);
	struct out_cell cells[2] = { 0 };
	struct printer *p;
	char text[16];
	int i, lines = 0;
	const char *s;

	(void)state;
	assert_int_equal(printer_open("table", &o, &sink, c, 2, &p, NULL), 0);
	for (i = 1; i <= 2000; i++) {
		snprintf(text, sizeof(text), "%d", i);
		cells[0].value = cells[1].value = text;
		assert_int_equal(printer_row(p, cells, NULL), 0);
	}
	assert_int_equal(printer_end(p, NULL), 0);
	printer_free(p);
	for (s = b.data; *s != '\0'; s = strchr(s, '\n') + 1, lines++)
		if (lines == 7)
			assert_memory_equal(s, "   7  7\n", 8);
		else if (lines == 1999)
			assert_memory_equal(s, "1999  1999\n", 11);
	assert_int_equal(lines, 2001);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_nul),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_color),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_long),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
