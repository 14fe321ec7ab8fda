#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "out/doc.h"
#include "out/page.h"
#include "out/pairs.h"

static struct doc *
sample(const char *format)
{
	struct doc *d;

	assert_int_equal(doc_open(format, NULL, &d, NULL), 0);
	doc_value(d, "id", OUT_ID, "a1b2c3d4e5");
	doc_value(d, "qty", OUT_INTEGER, "3");
	doc_value(d, "note", OUT_TEXT, NULL);
	doc_value(d, "total", OUT_MONEY, "12.50");
	doc_money(d, "cost", "1.00", "EUR");
	doc_begin_list(d, "tags");
	doc_value(d, NULL, OUT_TEXT, "vip");
	doc_value(d, NULL, OUT_TEXT, "no");
	doc_end(d);
	doc_begin_list(d, "lines");
	doc_begin_map(d, NULL);
	doc_value(d, "row", OUT_TEXT, "k3f9");
	doc_value(d, "text", OUT_TEXT, "泵");
	doc_end(d);
	doc_begin_map(d, NULL);
	doc_end(d);
	doc_end(d);
	doc_begin_map(d, "bank");
	doc_value(d, "name", OUT_TEXT, "a: b");
	doc_end(d);
	doc_begin_list(d, "none");
	doc_end(d);
	return d;
}

static char *
written(struct doc *d)
{
	struct buf b = BUF_INIT;
	struct sink sink = sink_buf(&b);

	assert_int_equal(doc_write(d, &sink, NULL), 0);
	doc_free(d);
	return buf_detach(&b);
}

static void
test_formats(void **state)
{
	static const struct {
		const char *format, *want;
	} t[] = {
		{ "jsonl",
		    "{\"id\":\"a1b2c3d4e5\",\"qty\":3,\"note\":null,"
		    "\"total\":{\"value\":\"12.50\",\"currency\":\"CNY\"},"
		    "\"cost\":{\"value\":\"1.00\",\"currency\":\"EUR\"},"
		    "\"tags\":[\"vip\",\"no\"],"
		    "\"lines\":[{\"row\":\"k3f9\",\"text\":\"泵\"},{}],"
		    "\"bank\":{\"name\":\"a: b\"},\"none\":[]}\n" },
		{ "yaml", "id: a1b2c3d4e5\n"
			  "qty: 3\n"
			  "total: 12.50\n"
			  "cost: {value: 1.00, currency: EUR}\n"
			  "tags:\n"
			  "  - vip\n"
			  "  - 'no'\n"
			  "lines:\n"
			  "  - row: k3f9\n"
			  "    text: 泵\n"
			  "  - {}\n"
			  "bank:\n"
			  "  name: 'a: b'\n"
			  "none: []\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		_cleanup_(freep) char *got = written(sample(t[i].format));

		assert_string_equal(got, t[i].want);
	}
}

static void
test_several(void **state)
{
	struct buf b = BUF_INIT;
	struct sink sink = sink_buf(&b);
	struct doc *d[2];
	size_t i, f;
	static const char *const formats[] = { "json", "jsonl", "yaml" };
	static const char *const want[] = {
		"[\n  {\n    \"qty\": 1\n  },\n  {\n    \"qty\": 1\n  }\n]\n",
		"{\"qty\":1}\n{\"qty\":1}\n",
		"- qty: 1\n- qty: 1\n",
	};

	(void)state;
	for (f = 0; f < 3; f++) {
		buf_truncate(&b, 0);
		for (i = 0; i < 2; i++) {
			assert_int_equal(
			    doc_open(formats[f], NULL, &d[i], NULL), 0);
			doc_value(d[i], "qty", OUT_INTEGER, "1");
		}
		assert_int_equal(docs_write(d, 2, &sink, NULL), 0);
		assert_string_equal(b.data, want[f]);
		doc_free(d[0]);
		doc_free(d[1]);
	}
	buf_release(&b);
}

static void
test_refusal(void **state)
{
	struct err err = ERR_INIT;
	struct doc *d;

	(void)state;
	assert_int_equal(doc_open("csv", NULL, &d, &err), CRM_EUSAGE);
	assert_non_null(strstr(err.text, "\"csv\""));
	assert_true(doc_has_format("json"));
	assert_false(doc_has_format("table"));
	err_clear(&err);
}

static void
test_markdown(void **state)
{
	static const struct {
		const char *from, *want;
	} t[] = {
		{ "*a* `b`", "<p><em>a</em> <code>b</code></p>\n" },
		{ "<script>x</script>\n", "<!-- raw HTML omitted -->\n" },
		{ "[x](javascript:y)", "<p><a href=\"\">x</a></p>\n" },
		{ "", "" },
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(t); i++) {
		buf_truncate(&b, 0);
		page_markdown(&b, t[i].from);
		assert_string_equal(b.data, t[i].want);
	}
	buf_truncate(&b, 0);
	html_escape(&b, "<a href=\"x\">&'");
	assert_string_equal(b.data, "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
	buf_release(&b);
}

static void
test_pairs(void **state)
{
	struct pairs p = PAIRS_INIT;
	struct buf b = BUF_INIT;

	(void)state;
	pairs_add(&p, "名称", "上海示例重工");
	pairs_add(&p, "State", "one two three four five six seven eight nine");
	pairs_add(&p, "Note", "first\nsecond\033");
	pairs_add(&p, "Empty", "");
	pairs_format(&p, 2, 40, &b);
	assert_string_equal(b.data, "  名称   上海示例重工\n"
				    "  State  one two three four five six\n"
				    "         seven eight nine\n"
				    "  Note   first\n"
				    "         second\\x1b\n"
				    "  Empty\n");
	buf_release(&b);
	pairs_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_refusal),
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_pairs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
