#include "store_book.h"

#include <time.h>

/* Three commits on main, a side branch merged in, dated one hour apart. */
static void
history_book(void)
{
	sh("git init -q -b main . && "
	   "c() { GIT_AUTHOR_DATE=\"$1\" GIT_COMMITTER_DATE=\"$1\" "
	   "git commit -q -m \"$2\"; }; mkdir -p quote/ab lead && "
	   "printf 'a: 1\n' >quote/ab/abc.yaml && printf x >lead/one && "
	   "printf 'format: 1\n' >crm.yaml && git add . && "
	   "c '1700000000 +0800' first && git checkout -q -b side && "
	   "printf side >side && git add . && c '1700003600 +0000' side && "
	   "git checkout -q main && printf 'a: 2\n' >quote/ab/abc.yaml && "
	   "git rm -q -r lead && git add . && c '1700007200 +0000' second && "
	   "GIT_AUTHOR_DATE='1700010800 +0000' "
	   "GIT_COMMITTER_DATE='1700010800 +0000' "
	   "git merge -q --no-ff -m merge side");
}

static void
oids(void **state)
{
	struct oid a, b;
	char hex[41];

	(void)state;
	assert_false(oid_parse("12", &a));
	assert_false(oid_parse("CE013625030BA8DBA906F756967F9E9CA394464A", &a));
	assert_false(
	    oid_parse("ce013625030ba8dba906f756967f9e9ca394464a0", &a));
	assert_true(oid_parse("ce013625030ba8dba906f756967f9e9ca394464a", &a));
	store_start();
	oid_of_blob("hello\n", 6, &b);
	store_stop();
	assert_true(oid_equal(&a, &b));
	assert_false(oid_is_zero(&a));
	oid_hex(hex, &a);
	assert_string_equal(hex, "ce013625030ba8dba906f756967f9e9ca394464a");
}

static void
opening(void **state)
{
	struct err err = ERR_INIT;
	struct store *s = NULL;

	(void)state;
	assert_int_equal(store_open(book, &s, &err), CRM_ECONFIG);
	assert_non_null(strstr(err.text, "crm init"));
	assert_int_equal(store_create(book, false, &s, &err), 0);
	assert_false(store_is_bare(s));
	assert_non_null(strstr(store_git_dir(s), "/book/.git/"));
	assert_non_null(strstr(store_work_dir(s), "/book/"));
	assert_non_null(strstr(store_crm_dir(s), "/book/.git/crm/"));
	store_close(s);
	assert_int_equal(store_create(book, false, &s, &err), CRM_ECREATE);
	assert_string_equal(sh("git symbolic-ref HEAD"), "refs/heads/main");
	sh("mkdir -p a/b");
	strcat(book, "/a/b");
	s = book_open();
	assert_non_null(strstr(store_work_dir(s), "/book/"));
	store_close(s);
	*strstr(book, "/a/b") = '\0';
	err_clear(&err);
}

/* Only root can make a book that is another's. */
static void
another_owner(void **state)
{
	struct err err = ERR_INIT;
	struct store *s;

	(void)state;
	if (geteuid() != 0)
		skip();
	sh("git init -q -b main . && chown -R 12345 .");
	assert_int_equal(store_open(book, &s, &err), CRM_ECONFIG);
	assert_non_null(strstr(err.text, "safe.directory '"));
	assert_non_null(strstr(err.text, strrchr(book, '/')));
	sh("git config --global --add safe.directory '%s'", book);
	s = book_open();
	store_close(s);
	err_clear(&err);
}

static void
config(void **state)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct store *s;
	const char *name, *email;

	(void)state;
	sh("git init -q -b main . && git config user.name Ann");
	s = book_open();
	store_identity(s, &a, &name, &email);
	assert_string_equal(name, "Ann");
	assert_null(email);
	assert_null(store_config(s, &a, "crm.user"));
	assert_int_equal(store_config_set(s, "crm.user", "x y", &err), 0);
	assert_string_equal(store_config(s, &a, "crm.user"), "x y");
	assert_string_equal(sh("git config crm.user"), "x y");
	store_close(s);
}

static void
unborn(void **state)
{
	struct err err = ERR_INIT;
	struct snap *p;
	struct store *s;

	(void)state;
	sh("git init -q -b main .");
	s = book_open();
	assert_int_equal(snap_open_head(s, NULL, &p, &err), 0);
	assert_true(oid_is_zero(snap_commit(p)));
	assert_true(oid_is_zero(snap_tree(p)));
	assert_null(snap_text(p, "crm.yaml"));
	snap_close(p);
	assert_int_equal(snap_open_head(s, "other", &p, &err), CRM_ENOENT);
	assert_int_equal(snap_open_at(s, 5, &p, &err), CRM_ENOENT);
	assert_int_equal(snap_open_rev(s, "HEAD", &p, &err), CRM_ENOENT);
	err_clear(&err);
	store_close(s);
}

static int
note(const char *name, bool is_tree, const struct oid *id, void *arg)
{
	assert_false(oid_is_zero(id));
	buf_printf(arg, "%s%s ", name, is_tree ? "/" : "");
	return 0;
}

static void
reading(void **state)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct err err = ERR_INIT;
	struct oid id, want;
	struct snap *p;
	struct store *s;

	(void)state;
	history_book();
	s = book_open();
	assert_int_equal(snap_open_head(s, NULL, &p, &err), 0);
	want = rev("HEAD");
	assert_true(oid_equal(snap_commit(p), &want));
	want = rev("HEAD^{tree}");
	assert_true(oid_equal(snap_tree(p), &want));
	assert_string_equal(snap_text(p, "quote/ab/abc.yaml"), "a: 2\n");
	assert_null(snap_text(p, "quote/ab"));
	assert_null(snap_text(p, "quote/ab/abc.yaml/x"));
	assert_null(snap_text(p, "nothing"));
	assert_int_equal(snap_blob_id(p, "crm.yaml", &id), 0);
	want = rev("HEAD:crm.yaml");
	assert_true(oid_equal(&id, &want));
	assert_int_equal(snap_blob_id(p, "quote", &id), CRM_ENOENT);
	assert_int_equal(snap_tree_id(p, "quote/ab", &id), 0);
	want = rev("HEAD:quote/ab");
	assert_true(oid_equal(&id, &want));
	assert_int_equal(snap_tree_id(p, "lead", &id), 0);
	assert_true(oid_is_zero(&id));
	assert_int_equal(snap_list(p, "", note, &b, &err), 0);
	assert_string_equal(b.data, "crm.yaml quote/ side ");
	assert_int_equal(snap_list(p, "lead", note, &b, &err), CRM_ENOENT);
	err_clear(&err);
	snap_close(p);
	store_close(s);
}

static void
revisions(void **state)
{
	static const struct {
		int64_t t;
		const char *rev;
	} at[] = { { 1700000000, "main~2" }, { 1700003599, "main~2" },
		{ 1700007199, "main~2" }, { 1700007200, "main~1" },
		{ 1800000000, "main" } };
	struct err err = ERR_INIT;
	struct snap *p;
	struct store *s;

	(void)state;
	history_book();
	s = book_open();
	for (size_t i = 0; i < ARRAY_SIZE(at); i++) {
		struct oid want = rev(at[i].rev);

		assert_int_equal(snap_open_at(s, at[i].t, &p, &err), 0);
		assert_true(oid_equal(snap_commit(p), &want));
		snap_close(p);
		assert_int_equal(snap_open_rev(s, at[i].rev, &p, &err), 0);
		assert_true(oid_equal(snap_commit(p), &want));
		snap_close(p);
	}
	assert_int_equal(snap_open_at(s, 1699999999, &p, &err), CRM_ENOENT);
	assert_int_equal(snap_open_head(s, "side", &p, &err), 0);
	assert_string_equal(snap_text(p, "side"), "side");
	snap_close(p);
	assert_int_equal(snap_open_rev(s, "HEAD:side", &p, &err), CRM_ENOENT);
	sh("git checkout -q --detach main~1");
	assert_int_equal(snap_open_head(s, NULL, &p, &err), 0);
	snap_close(p);
	err_clear(&err);
	store_close(s);
}

static int
change(const struct tree_change *c, void *arg)
{
	char a[41], b[41];

	oid_hex(a, &c->before);
	oid_hex(b, &c->after);
	buf_printf(arg, ":%06o %06o %s %s\t%s\n", c->before_mode, c->after_mode,
	    a, b, c->path);
	return 0;
}

static int
stop(const struct tree_change *c, void *arg)
{
	(void)c;
	(void)arg;
	return 7;
}

static void
differ(struct store *s, const char *a, const char *b)
{
	_cleanup_(buf_release) struct buf got = BUF_INIT;
	struct err err = ERR_INIT;
	struct oid x = rev(a), y = rev(b);

	assert_int_equal(store_tree_walk(s, &x, &y, change, &got, &err), 0);
	assert_string_equal(
	    got.data, sh("git diff-tree -r --no-abbrev "
			 "--no-renames %s %s | sed 's/ [A-Z]\t/\t/'; echo",
			  a, b));
}

/* The walk against git's, over a file that turns into a folder too. */
static void
walking(void **state)
{
	struct err err = ERR_INIT;
	struct oid x, y;
	struct store *s;

	(void)state;
	history_book();
	sh("mkdir -p a/b && touch a-b a.c a/b/x a/y && git add . && "
	   "git commit -q -m one && rm -r a a.c && echo x >a && echo y >a.d && "
	   "mkdir a-b.c && echo z >a-b.c/k && chmod +x side && git add . && "
	   "git commit -q -m two");
	s = book_open();
	differ(s, "main~3^{tree}", "main~2^{tree}");
	differ(s, "main~4^{tree}", "main^{tree}");
	differ(s, "main~1^{tree}", "main^{tree}");
	differ(s, "main^{tree}", "main~1^{tree}");
	differ(s, "main^{tree}", "main^{tree}");
	x = rev("main^{tree}");
	memset(&y, 0, sizeof(y));
	assert_int_equal(store_tree_walk(s, &x, &y, stop, NULL, &err), 7);
	memset(&x, 0x55, sizeof(x));
	assert_int_equal(store_tree_walk(s, &x, &y, stop, NULL, &err), CRM_EIO);
	err_clear(&err);
	store_close(s);
}

static int
list(const struct oid *commit, void *arg)
{
	char hex[41];

	oid_hex(hex, commit);
	buf_printf(arg, "%s\n", hex);
	return 0;
}

static void
history_is(struct store *s, const char *from, const char *until, bool first)
{
	_cleanup_(buf_release) struct buf got = BUF_INIT;
	struct err err = ERR_INIT;
	struct oid a = rev(from), b = { { 0 } };

	if (until != NULL)
		b = rev(until);
	assert_int_equal(store_history(s, &a, &b, first, list, &got, &err), 0);
	assert_string_equal(
	    got.data, sh("git rev-list --date-order %s %s %s%s; echo",
			  first ? "--first-parent" : "", from, until ? "^" : "",
			  until ? until : ""));
}

static void
history(void **state)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct commit_info c;
	struct oid x, y;
	struct store *s;

	(void)state;
	history_book();
	s = book_open();
	history_is(s, "main", NULL, false);
	history_is(s, "main", NULL, true);
	history_is(s, "main", "main~1", false);
	history_is(s, "main", "main~2", true);
	x = rev("main");
	assert_int_equal(store_commit_info(s, &a, &x, &c, &err), 0);
	assert_int_equal(c.parents, 2);
	assert_int_equal(c.time, 1700010800);
	assert_string_equal(c.message, "merge\n");
	assert_string_equal(c.author, "Ann");
	assert_string_equal(c.committer_email, "bob@example.com");
	y = rev("side");
	assert_true(store_is_ancestor(s, &y, &x));
	assert_true(store_is_ancestor(s, &x, &x));
	assert_false(store_is_ancestor(s, &x, &y));
	memset(&x, 1, sizeof(x));
	assert_int_equal(store_commit_info(s, &a, &x, &c, &err), CRM_ENOENT);
	err_clear(&err);
	store_close(s);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, book_dir, book_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(oids),
		CASE(opening), CASE(another_owner), CASE(config), CASE(unborn),
		CASE(reading), CASE(revisions), CASE(walking), CASE(history) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
