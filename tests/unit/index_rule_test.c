#include "index_tiny.h"

#include <stdio.h>

static struct tiny tiny;

static int
setup(void **state)
{
	(void)state;
	tiny_open(&tiny);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	tiny_close(&tiny);
	return 0;
}

static void
change(const char *kind, const char *id, const char *text)
{
	tiny_ok(&tiny,
	    rule_watch(tiny.ix, kinds_find(tiny.kinds, kind), id, &tiny.err));
	if (text != NULL)
		tiny_put(&tiny, kind, id, text);
	else
		tiny_ok(&tiny, index_remove(tiny.ix, id, &tiny.err));
}

static void
describe(const struct breaches *b, struct buf *ret)
{
	size_t i;

	for (i = 0; i < b->n; i++)
		buf_printf(ret, "%s%s %.2s%s%s: %s", i > 0 ? ";" : "",
		    b->v[i].rule->id, b->v[i].id,
		    b->v[i].changed ? " changed" : "",
		    b->v[i].before ? " before" : "",
		    rule_say(tiny.ix, &tiny.arena, &b->v[i], LANG_EN));
}

static void
run_is(const char *want)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct breaches breaches = { NULL, 0, 0 };

	tiny_ok(&tiny, rule_run(tiny.ix, &tiny.arena, &breaches, &tiny.err));
	describe(&breaches, &b);
	assert_string_equal(b.data, want);
	free(breaches.v);
}

static void
all_is(const char *id, const char *want)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct breaches breaches = { NULL, 0, 0 };

	tiny_ok(&tiny,
	    rule_run_all(tiny.ix, &tiny.arena, id, &breaches, &tiny.err));
	describe(&breaches, &b);
	assert_string_equal(b.data, want);
	free(breaches.v);
}

#define BIG_ORDER                                                              \
	"customer: cacme00000\nnumber: DD2026-009\nlines:\n"                   \
	"  - row: eeee\n    qty: 3\n    price: 1000.00\n"

static void
test_nothing(void **state)
{
	(void)state;
	run_is("");
	all_is(NULL, "");
	change("order", "d100000000", "number: DD2026-001\nrebate: 5\n");
	run_is("");
}

/* A new order breaks the rule of the customer it refers to. */
static void
test_neighbour(void **state)
{
	(void)state;
	change("order", "d900000000", BIG_ORDER);
	run_is("CREDIT ca: over credit 5,000.00");
	/* a change beside it: the customer broke the rule before */
	rule_reset(tiny.ix);
	change("project", "pline00000", "customer: cacme00000\n");
	run_is("CREDIT ca before: over credit 5,000.00");
	rule_reset(tiny.ix);
	change("customer", "cacme00000", "name: A\ncredit: 1.00\ncode: K1\n");
	run_is("CREDIT ca changed before: over credit 1.00");
	all_is(NULL, "CREDIT ca before: over credit 1.00");
	all_is("cacme00000", "CREDIT ca before: over credit 1.00");
	all_is("cbeta00000", "");
}

/* The record referred to before the change is looked at, too. */
static void
test_left_behind(void **state)
{
	(void)state;
	change("order", "d900000000", BIG_ORDER);
	change("customer", "cacme00000", "name: A\ncredit: 1.00\n");
	rule_reset(tiny.ix);
	change("order", "d100000000", "number: X\ncustomer: cbeta00000\n");
	run_is("CREDIT ca before: over credit 1.00");
	rule_reset(tiny.ix);
	change("order", "d900000000", "number: DD2026-009\n");
	run_is("");
}

static void
test_was(void **state)
{
	(void)state;
	change("order", "d100000000", "number: DD2026-001\nrebate: 4.5\n");
	run_is("SHRINK d1 changed: rebate of DD2026-001 shrinks");
	/* a second change in the same command keeps what was there first */
	change("order", "d100000000", "number: DD2026-001\nrebate: 3\n");
	run_is("SHRINK d1 changed: rebate of DD2026-001 shrinks");
	change("order", "d100000000", "number: DD2026-001\nrebate: 6\n");
	run_is("");
	/* what is new was nothing, also at its second change */
	change("order", "d900000000", "rebate: 4\n");
	change("order", "d900000000", "rebate: 3\n");
	run_is("");
}

static void
test_when(void **state)
{
	(void)state;
	change("order", "d300000000", "state: firm\nnumber: N\n");
	run_is("WHO d3 changed: who orders?");
	change("order", "d300000000", "state: dead\nnumber: N\n");
	run_is("");
}

static void
test_unique(void **state)
{
	(void)state;
	change("customer", "cbeta00000", "name: Beta\ncode: K1\n");
	run_is("CODE cb changed: the code is taken");
	all_is(NULL, "CODE ca before: the code is taken;"
		     "CODE cb before: the code is taken");
	/* absent values are not equal, and those merged do not count */
	change("customer", "cbeta00000", "name: Beta\ncode: K2\n");
	change("customer", "cacme00000", "name: A\n");
	change("customer", "cnew000000", "name: B\n");
	run_is("");
}

static void
test_removed(void **state)
{
	(void)state;
	change("order", "d900000000", BIG_ORDER);
	change("order", "d900000000", NULL);
	run_is("");
}

/* A savepoint that is rolled back takes the watching with it. */
static void
test_rolled_back(void **state)
{
	(void)state;
	tiny_ok(&tiny, index_begin(tiny.ix, &tiny.err));
	change("order", "d100000000", "number: A\nrebate: 1\n");
	index_rollback(tiny.ix);
	rule_reset(tiny.ix);
	run_is("");
	tiny_ok(&tiny, index_begin(tiny.ix, &tiny.err));
	change("order", "d100000000", "number: A\nrebate: 4\n");
	run_is("SHRINK d1 changed: rebate of A shrinks");
	tiny_ok(&tiny, index_commit(tiny.ix, &tiny.err));
	rule_reset(tiny.ix);
}

/* With an index in a file the state before is what was committed. */
static void
test_file(void **state)
{
	const char *path = "index_rule_test.db";
	struct index *memory = tiny.ix;
	bool stale;

	(void)state;
	remove(path);
	tiny_ok(&tiny, index_copy(memory, path, &tiny.err));
	tiny_ok(&tiny,
	    index_open(path, tiny.kinds, 100, &tiny.ix, &stale, &tiny.err));
	assert_false(stale);
	tiny_view(&tiny, false, "2026-05-01");
	tiny_ok(&tiny, index_begin(tiny.ix, &tiny.err));
	change("order", "d900000000", BIG_ORDER);
	run_is("CREDIT ca: over credit 5,000.00");
	tiny_ok(&tiny, index_commit(tiny.ix, &tiny.err));
	rule_reset(tiny.ix);
	tiny_ok(&tiny, index_begin(tiny.ix, &tiny.err));
	change("project", "pline00000", "customer: cacme00000\n");
	run_is("CREDIT ca before: over credit 5,000.00");
	index_rollback(tiny.ix);
	index_close(tiny.ix);
	tiny.ix = memory;
	remove(path);
	remove("index_rule_test.db-wal");
	remove("index_rule_test.db-shm");
}

static int
add_dangling(const char *id, const char *path, const char *value, void *arg)
{
	buf_printf(arg, "%.2s %s %s;", id, path, value);
	return 0;
}

static void
dangling_is(const char *id, const char *want)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;

	tiny_ok(&tiny, refs_dangling(tiny.ix, id, add_dangling, &b, &tiny.err));
	assert_string_equal(b.data, want);
}

static void
test_dangling(void **state)
{
	(void)state;
	dangling_is(NULL, "");
	tiny_put(&tiny, "order", "d400000000",
	    "owner: cacme00000\ncustomer: zzzzzzzzzz\nlines:\n"
	    "  - row: aaaa\n    who: abbb000000\n");
	tiny_put(&tiny, "customer", "cfour00000",
	    "people:\n  - aann000000\n  - cacme00000\n");
	tiny_put(&tiny, "shipment", "s400000000",
	    "lines:\n  - row: aaaa\n    line: d100000000/zzzz\n"
	    "  - row: bbbb\n    line: d100000000/bbbb\n"
	    "  - row: cccc\n    line: dzzz000000/bbbb\n");
	dangling_is("d400000000", "d4 owner cacme00000;d4 customer zzzzzzzzzz;"
				  "d4 lines[aaaa].who abbb000000;");
	dangling_is("d100000000", "");
	dangling_is("s400000000", "s4 lines[aaaa].line d100000000/zzzz;"
				  "s4 lines[cccc].line dzzz000000/bbbb;");
	dangling_is("cfour00000", "cf people[2] cacme00000;");
	dangling_is("nobody0000", "");
}

static int
add_referring(
    const struct kind *k, const char *id, const char *field, void *arg)
{
	buf_printf(arg, "%s %.2s %s;", k->name, id, field);
	return 0;
}

static void
referring_is(const char *id, const char *want)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;

	tiny_ok(&tiny, refs_to(tiny.ix, id, add_referring, &b, &tiny.err));
	assert_string_equal(b.data, want);
}

static int
stop(const struct kind *k, const char *id, const char *field, void *arg)
{
	(void)k;
	(void)id;
	(void)field;
	++*(int *)arg;
	return 7;
}

static void
test_referring(void **state)
{
	int n = 0;

	(void)state;
	referring_is("cacme00000", "order d1 customer;project pl customer;");
	referring_is("abob000000",
	    "customer cb owner;customer ca people;order d2 owner;"
	    "order d1 lines.who;");
	referring_is("d100000000", "order d2 replaces;shipment s1 lines.line;");
	referring_is(
	    "cbeta00000", "customer cg merged_into;order d2 customer;");
	referring_is("s100000000", "");
	assert_int_equal(
	    refs_to(tiny.ix, "cacme00000", stop, &n, &tiny.err), 7);
	assert_int_equal(n, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    test_neighbour, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    test_left_behind, setup, teardown),
		cmocka_unit_test_setup_teardown(test_was, setup, teardown),
		cmocka_unit_test_setup_teardown(test_when, setup, teardown),
		cmocka_unit_test_setup_teardown(test_unique, setup, teardown),
		cmocka_unit_test_setup_teardown(test_removed, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    test_rolled_back, setup, teardown),
		cmocka_unit_test_setup_teardown(test_file, setup, teardown),
		cmocka_unit_test_setup_teardown(test_dangling, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    test_referring, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
