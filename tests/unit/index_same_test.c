/*
 * An index that records were put into, replaced and removed at random, in
 * transactions that end well or not, holds the same as one rebuilt from
 * what is left.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/date.h"
#include "index/db.h"
#include "index_book.h"

#define IDS 12
#define ROUNDS 8
#define STEPS 60

static struct kinds *kinds;
static uint64_t state_of_chance;

static unsigned
any(unsigned n)
{
	state_of_chance ^= state_of_chance << 13;
	state_of_chance ^= state_of_chance >> 7;
	state_of_chance ^= state_of_chance << 17;
	return (unsigned)(state_of_chance >> 33) % n;
}

/* What a record is now; yaml NULL = not there. */
struct held {
	const char *kind;
	char *yaml;
};

static const char *const words[] = { "pump", "水泵", "Ａｌｐｈａ", "阀 门", "x",
	"motor", "" };

static const char *
word(void)
{
	return words[any(ARRAY_SIZE(words))];
}

static char *
order(void)
{
	struct buf b = BUF_INIT;
	unsigned i, n = any(4);

	buf_printf(&b, "state: %s\n", any(2) ? "draft" : "done");
	if (any(3))
		buf_printf(&b, "number: DD2026-%03u\n", any(20));
	if (any(2))
		buf_printf(&b, "date: 2026-%02u-01\n", any(14));
	if (n > 0)
		buf_addstr(&b, "lines:\n");
	for (i = 0; i < n; i++)
		buf_printf(&b,
		    "  - row: r%03u\n    text: \"%s %s\"\n    qty: %u\n", i,
		    word(), word(), any(9));
	if (any(4) == 0)
		buf_addstr(&b, "archived: 2026-01-01\n");
	return buf_detach(&b);
}

static char *
customer(void)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, "name: \"%s %s\"\nowner: e00000000%u\n", word(), word(),
	    any(3));
	buf_printf(&b, "%s: oem\n", any(2) ? "class" : "sort");
	if (any(2))
		buf_printf(&b, "address: {city: \"%s\"}\n", word());
	if (any(2))
		buf_printf(&b, "tags: [a, t%u]\n", any(5));
	if (any(2))
		buf_addstr(&b, "industries: [steel, power]\n");
	if (any(3) == 0)
		buf_addstr(&b, "log:\n  - {row: l001, verb: check,"
			       " at: 2026-01-01T00:00:00Z}\n");
	return buf_detach(&b);
}

static void
put(struct index *ix, const char *id, const struct held *h)
{
	struct err err = ERR_INIT;

	if (book_put(ix, h->kind, id, h->yaml, &err) < 0)
		fail_msg("%s: %s", h->yaml, err.text);
}

static void
id_of(unsigned i, char ret[11])
{
	snprintf(ret, 11, "c%09u", i);
}

static void
change(struct index *ix, struct held *held)
{
	unsigned i = any(IDS);
	char id[11];

	id_of(i, id);
	free(held[i].yaml);
	held[i].yaml = NULL;
	if (any(4) == 0) {
		assert_int_equal(index_remove(ix, id, NULL), 0);
		return;
	}
	held[i].kind = any(2) ? "order" : "customer";
	held[i].yaml =
	    strcmp(held[i].kind, "order") == 0 ? order() : customer();
	put(ix, id, &held[i]);
}

/* Changes that are taken back. */
static void
dream(struct index *ix)
{
	struct held none[IDS] = { { NULL, NULL } };
	unsigned i;

	assert_int_equal(index_savepoint(ix, "dream", NULL), 0);
	for (i = any(4); i > 0; i--)
		change(ix, none);
	index_rollback_to(ix, "dream");
	for (i = 0; i < IDS; i++)
		free(none[i].yaml);
}

static struct index *
rebuilt(const struct held *held)
{
	struct index *ix;
	char id[11];
	unsigned i;

	assert_int_equal(index_rebuild_begin(NULL, kinds, &ix, NULL), 0);
	for (i = 0; i < IDS; i++) {
		id_of(i, id);
		if (held[i].yaml)
			put(ix, id, &held[i]);
	}
	assert_int_equal(index_rebuild_end(ix, NULL), 0);
	return ix;
}

static void
compare(struct index *a, struct index *b)
{
	static const char *const t[] = {
		"SELECT id, kind, path, title, title_fold, number, state,"
		" owner, archived, bad FROM record ORDER BY id",
		"SELECT id, state, number, date, archived FROM _order"
		" ORDER BY id",
		"SELECT id, owner, name, name_fold, name_core, class,"
		" address_city FROM _customer ORDER BY id",
		"SELECT r.id, l.pos, l.row, l.text, l.qty FROM _order__lines l"
		" JOIN record r ON r.n = l.n ORDER BY 1, 2",
		"SELECT r.id, l.pos, l.value FROM _customer__industries l"
		" JOIN record r ON r.n = l.n ORDER BY 1, 2",
		"SELECT r.id, l.pos, l.value FROM tag l"
		" JOIN record r ON r.n = l.n ORDER BY 1, 2",
		"SELECT r.id, l.pos, l.verb, l.at FROM log l"
		" JOIN record r ON r.n = l.n ORDER BY 1, 2",
		"SELECT r.id, l.body FROM text l JOIN record r"
		" ON r.n = l.rowid ORDER BY 1",
		"SELECT r.id FROM text l JOIN record r ON r.n = l.rowid"
		" WHERE l.body MATCH 'pump OR \"水 泵\"' ORDER BY 1",
		"SELECT (SELECT count(*) FROM tag), (SELECT count(*) FROM log),"
		" (SELECT count(*) FROM text),"
		" (SELECT count(*) FROM _order__lines)",
		"SELECT id FROM _order WHERE state = 'done' ORDER BY id",
		"SELECT number, id FROM record WHERE number > '' ORDER BY 1, 2",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(t); i++) {
		_cleanup_(freep) char *x = book_rows(a, t[i]);
		_cleanup_(freep) char *y = book_rows(b, t[i]);

		assert_string_equal(x, y);
	}
	assert_int_equal(
	    db_exec(
		a, "INSERT INTO text(text) VALUES('integrity-check')", NULL),
	    0);
}

static void
test_same(void **state)
{
	unsigned round, step, i;

	(void)state;
	for (round = 0; round < ROUNDS; round++) {
		struct held held[IDS] = { { NULL, NULL } };
		struct index *ix = book_index(kinds), *again;

		for (step = 0; step < STEPS; step++) {
			change(ix, held);
			if (any(5) == 0)
				dream(ix);
		}
		again = rebuilt(held);
		compare(ix, again);
		index_close(ix);
		index_close(again);
		for (i = 0; i < IDS; i++)
			free(held[i].yaml);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same),
	};
	int r;

	state_of_chance =
	    argc > 1 ? strtoull(argv[1], NULL, 0) : (uint64_t)time(NULL);
	printf("seed %llu\n", (unsigned long long)state_of_chance);
	date_set_zone("+08:00", NULL);
	kinds = book_kinds();
	r = cmocka_run_group_tests(tests, NULL, NULL);
	kinds_free(kinds);
	return r;
}
