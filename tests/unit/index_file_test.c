#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/date.h"
#include "index/db.h"
#include "index_book.h"

static struct kinds *kinds;
static char folder[] = "/tmp/crm-index-XXXXXX";

static const char customer_yaml[] = "name: 上海ABC有限公司\nclass: oem\n";
static const char order_yaml[] =
    "state: draft\ndate: 2026-11-23\nlines:\n  - row: aaaa\n    qty: 1\n";

static int
setup(void **state)
{
	(void)state;
	date_set_zone("+08:00", NULL);
	kinds = book_kinds();
	return mkdtemp(folder) ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	kinds_free(kinds);
	return rmdir(folder);
}

static void
is(struct index *ix, const char *sql, const char *want)
{
	char *got = book_rows(ix, sql);

	if (strcmp(got, want) != 0)
		print_message("%s\n", sql);
	assert_string_equal(got, want);
	free(got);
}

static void
put(struct index *ix, const char *kind, const char *id, const char *yaml)
{
	struct err err = ERR_INIT;

	if (book_put(ix, kind, id, yaml, &err) < 0)
		fail_msg("put: %s", err.text);
}

static char *
path_of(const char *name)
{
	return xasprintf("%s/%s", folder, name);
}

static void
forget(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ends); i++) {
		_cleanup_(freep) char *p = xasprintf("%s%s", path, ends[i]);

		unlink(p);
	}
}

static struct index *
open_at(const char *path, bool want_stale)
{
	struct err err = ERR_INIT;
	struct index *ix;
	bool stale;

	if (index_open(path, kinds, 100, &ix, &stale, &err) < 0)
		fail_msg("open: %s", err.text);
	assert_int_equal(stale, want_stale);
	return ix;
}

/* The same rows however they came: rebuilt, put one by one, copied. */
static void
test_rebuild(void **state)
{
	_cleanup_(freep) char *path = path_of("a.db"), *copy = path_of("b.db");
	struct stamp stamp = { "c0ffee", "decade" }, got;
	struct index *ix;

	(void)state;
	assert_int_equal(index_rebuild_begin(path, kinds, &ix, NULL), 0);
	put(ix, "order", "c000000001", order_yaml);
	put(ix, "customer", "c000000001", customer_yaml);
	assert_int_equal(index_set_stamp(ix, &stamp, NULL), 0);
	assert_int_equal(index_rebuild_end(ix, NULL), 0);
	index_close(ix);
	assert_int_equal(
	    index_rebuild_begin(path, kinds, &ix, NULL), CRM_ECREATE);

	ix = open_at(path, false);
	is(ix, "SELECT name, class FROM _customer", "上海ABC有限公司|oem");
	is(ix, "SELECT count(*) FROM _order", "0");
	put(ix, "order", "d000000001", order_yaml);
	is(ix, "SELECT count(*) FROM record", "2");
	index_stamp(ix, &got);
	assert_string_equal(got.commit, stamp.commit);
	assert_string_equal(got.tree, stamp.tree);
	assert_int_equal(index_copy(ix, copy, NULL), 0);
	assert_int_equal(index_copy(ix, copy, NULL), CRM_ECREATE);
	index_close(ix);

	ix = open_at(copy, false);
	is(ix, "SELECT id FROM record ORDER BY id", "c000000001\nd000000001");
	index_close(ix);
	forget(path);
	forget(copy);
}

static void
test_rebuild_in_memory(void **state)
{
	struct index *ix;

	(void)state;
	assert_int_equal(index_rebuild_begin(NULL, kinds, &ix, NULL), 0);
	put(ix, "customer", "c000000001", customer_yaml);
	assert_int_equal(index_rebuild_end(ix, NULL), 0);
	is(ix, "SELECT name, class FROM _customer", "上海ABC有限公司|oem");
	assert_int_equal(index_begin(ix, NULL), 0);
	put(ix, "order", "d000000001", order_yaml);
	index_rollback(ix);
	is(ix, "SELECT count(*) FROM record", "1");
	index_close(ix);
}

static void
run_sql(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void
test_stale(void **state)
{
	_cleanup_(freep) char *path = path_of("s.db");
	FILE *f;

	(void)state;
	index_close(open_at(path, false));
	index_close(open_at(path, false));
	run_sql(path, "UPDATE meta SET value = 'x' WHERE key = 'layout'");
	index_close(open_at(path, true));
	forget(path);
	index_close(open_at(path, false));
	run_sql(path, "UPDATE meta SET value = '0' WHERE key = 'format'");
	index_close(open_at(path, true));
	run_sql(path, "DROP TABLE meta");
	index_close(open_at(path, true));
	forget(path);
	f = fopen(path, "w");
	fputs("this is no database at all, but a text of some length. "
	      "this is no database at all, but a text of some length. ",
	    f);
	fclose(f);
	index_close(open_at(path, true));
	forget(path);
}

static void
test_cannot_open(void **state)
{
	_cleanup_(freep) char *path = path_of("none/x.db");
	struct err err = ERR_INIT;
	struct index *ix;
	bool stale;

	(void)state;
	assert_int_equal(
	    index_open(path, kinds, 0, &ix, &stale, &err), CRM_EIO);
	assert_non_null(strstr(err.text, path));
	err_clear(&err);
}

static void
test_busy(void **state)
{
	_cleanup_(freep) char *path = path_of("w.db");
	struct index *a, *b;

	(void)state;
	a = open_at(path, false);
	b = open_at(path, false);
	assert_int_equal(index_begin(a, NULL), 0);
	assert_int_equal(index_begin(b, NULL), CRM_EBUSY);
	put(a, "order", "d000000001", order_yaml);
	is(b, "SELECT count(*) FROM record", "0");
	assert_int_equal(index_commit(a, NULL), 0);
	is(b, "SELECT count(*) FROM record", "1");
	index_close(a);
	index_close(b);
	forget(path);
}

/*
 * A file in a folder that this process may not write: still readable, also
 * when it is a write-ahead database with no log.
 */
static void
test_read_only(void **state)
{
	_cleanup_(freep) char *path = path_of("r.db");
	bool root = geteuid() == 0;
	struct err err = ERR_INIT;
	struct index *ix;

	(void)state;
	ix = open_at(path, false);
	put(ix, "order", "d000000001", order_yaml);
	index_close(ix);
	assert_int_equal(chmod(path, 0444), 0);
	assert_int_equal(chmod(folder, 0555), 0);
	if (root)
		assert_int_equal(seteuid(65534), 0);
	ix = open_at(path, false);
	is(ix, "SELECT count(*) FROM _order__lines", "1");
	is(ix, "SELECT count(*) FROM text WHERE text MATCH 'x'", "0");
	assert_int_equal(
	    book_put(ix, "order", "d000000002", order_yaml, &err), CRM_EIO);
	err_clear(&err);
	index_close(ix);
	if (root)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(chmod(folder, 0755), 0);
	forget(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rebuild),
		cmocka_unit_test(test_rebuild_in_memory),
		cmocka_unit_test(test_stale),
		cmocka_unit_test(test_cannot_open),
		cmocka_unit_test(test_busy),
		cmocka_unit_test(test_read_only),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
