/* Looking things up in kinds; paths, places, the order of keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "kind_quote.h"

static void
test_lookups(void **state)
{
	const struct kinds *ks = ((struct book_of_test *)*state)->kinds;
	const struct kind *k = ((struct book_of_test *)*state)->quote;
	const struct field *list = NULL;

	assert_ptr_equal(kinds_plural(ks, "quotes"), k);
	assert_null(kinds_plural(ks, "quote"));
	assert_null(kinds_find(ks, "quot"));
	assert_null(kinds_find(ks, "quotes"));
	assert_ptr_equal(kinds_lookup(ks, "报价单"), k);
	assert_ptr_equal(kinds_lookup(ks, "QUOTE"), k);
	assert_null(kinds_lookup(ks, "none"));
	assert_ptr_equal(kinds_list_view(ks, "quote_lines", &list), k);
	assert_string_equal(list->name, "lines");
	assert_null(kinds_list_view(ks, "quote_name", &list));
}

static void
test_key_order(void **state)
{
	const struct kind *k = ((struct book_of_test *)*state)->quote;
	const char *const *key;
	struct buf _cleanup_(buf_release) b = BUF_INIT;

	for (key = kind_key_order(k); *key != NULL; key++)
		buf_printf(&b, "%s ", *key);
	assert_string_equal(b.data,
	    "state owner number person date revision rate name basis title_of "
	    "team files lines region created created_by tags shares log "
	    "merged_into archived ");
}

static void
test_plain(void **state)
{
	struct kind *k = (struct kind *)((struct book_of_test *)*state)->quote;

	assert_true(kind_is_plain("rate", k));
	assert_true(kind_is_plain("date", k));
	assert_true(kind_is_plain("lines.qty", k));
	assert_true(kind_is_plain("title_of.size", k));
	assert_true(kind_is_plain("files.size", k));
	assert_true(kind_is_plain("log.at", k));
	assert_false(kind_is_plain("files.name", k));
	assert_false(kind_is_plain("name", k));
	assert_false(kind_is_plain("number", k));
	assert_false(kind_is_plain("title_of.tax_no", k));
	assert_false(kind_is_plain("lines.row", k));
	assert_false(kind_is_plain("unknown", k));
}

static void
test_places(void **state)
{
	const struct kind *k = ((struct book_of_test *)*state)->quote;
	int line = 0, col = 0;

	assert_true(kind_place(k, k->list.sort[0].name, &line, &col));
	assert_int_equal(line, 60);
	assert_int_equal(col, 49);
	assert_true(kind_place(k, kind_derive(k, "cost")->sql, &line, &col));
	assert_int_equal(line, 31);
	assert_false(kind_place(k, "elsewhere", &line, &col));
}

static void
test_paths(void **state)
{
	const struct kinds *ks = ((struct book_of_test *)*state)->kinds;
	struct arena _cleanup_(arena_free) a = ARENA_INIT;
	char kind[32], id[11];

	assert_string_equal(
	    kind_record_path(&a, kinds_find(ks, "quote"), "c7k3f9x2mq"),
	    "quote/c7/c7k3f9x2mq.yaml");
	assert_string_equal(
	    kind_record_path(&a, kinds_find(ks, "person"), "c7k3f9x2mq"),
	    "person/c7k3f9x2mq.yaml");
	assert_true(record_path_parse("quote/c7/c7k3f9x2mq.yaml", kind, id));
	assert_string_equal(kind, "quote");
	assert_string_equal(id, "c7k3f9x2mq");
	assert_true(record_path_parse("quote/c/c7k3f9x2mq.yaml", kind, id));
	assert_true(record_path_parse("quote/c7k3f9x2mq.yaml", kind, id));
	assert_false(record_path_parse("quote/d7/c7k3f9x2mq.yaml", kind, id));
	assert_false(record_path_parse("quote/c7k/c7k3f9x2mq.yaml", kind, id));
	assert_false(record_path_parse("quote//c7k3f9x2mq.yaml", kind, id));
	assert_false(record_path_parse("quote/c7/c7k3f9x2m.yaml", kind, id));
	assert_false(record_path_parse("quote/c7/c7k3f9x2mq.yml", kind, id));
	assert_false(record_path_parse("Quote/c7/c7k3f9x2mq.yaml", kind, id));
	assert_false(record_path_parse("crm.yaml", kind, id));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lookups),
		cmocka_unit_test(test_key_order),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_paths),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
