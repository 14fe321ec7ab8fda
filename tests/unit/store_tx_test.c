#include "store_book.h"

static void
new_book(const char *how)
{
	sh("git init -q -b main %s .", how);
}

static void
first_commit(void **state)
{
	struct store *s;
	struct oid id, head;

	(void)state;
	new_book("");
	s = book_open();
	id = commit_one(s, "quote/ab/abc.yaml", "a: 1\n");
	head = rev("HEAD");
	assert_true(oid_equal(&id, &head));
	assert_string_equal(sh("git log -1 --format='%%an %%ae %%ad %%s'"),
	    "Ann ann@example.com Wed Nov 15 06:13:20 2023 +0800 "
	    "quote/ab/abc.yaml");
	assert_string_equal(sh("git reflog -1 --format='%%gs %%gn'"),
	    "commit (initial): quote/ab/abc.yaml Ann");
	assert_string_equal(sh("git reflog main | wc -l"), "1");
	assert_string_equal(sh("cat quote/ab/abc.yaml"), "a: 1");
	sound();
	store_close(s);
}

/* Adds, replaces, deletes; the last of several stagings counts. */
static void
changes(void **state)
{
	struct store *s;
	struct tx *t;

	(void)state;
	new_book("");
	s = book_open();
	t = begin(s, NULL);
	put(t, "b/x/1", "one");
	put(t, "a", "first");
	put(t, "a", "last");
	put(t, "b.c", "between");
	put(t, "b/x/2", "two");
	put(t, "gone", "never");
	tx_delete(t, "gone");
	put(t, "empty", "");
	commit(t, "one");
	sound();
	assert_string_equal(sh("git ls-tree -r --name-only HEAD | tr '\n' ' '"),
	    "a b.c b/x/1 b/x/2 empty ");
	assert_string_equal(sh("cat a"), "last");
	t = begin(s, NULL);
	assert_string_equal(snap_text(tx_snap(t), "b/x/1"), "one");
	tx_delete(t, "b/x/1");
	tx_delete(t, "b/x/2");
	tx_delete(t, "nowhere/at/all");
	put(t, "b.c", "changed");
	commit(t, "two");
	sound();
	assert_string_equal(sh("ls"), "a\nb.c\nempty");
	assert_string_equal(sh("git ls-tree -r --name-only HEAD | tr '\n' ' '"),
	    "a b.c empty ");
	t = begin(s, NULL);
	tx_delete(t, "a");
	tx_delete(t, "b.c");
	tx_delete(t, "empty");
	commit(t, "none left");
	sound();
	assert_string_equal(sh("git ls-tree -r HEAD"), "");
	store_close(s);
}

static void
bad_paths(void **state)
{
	static const char *const bad[] = { "", "/a", "a/", "a//b", ".", "..",
		"a/../b", "./a", ".git/config", "a/.GIT/x", "a\nb", "a\\b" };
	struct store *s;

	(void)state;
	new_book("");
	s = book_open();
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		struct tx *t = begin(s, NULL);

		put(t, bad[i], "x");
		refused(t, CRM_EDATA, "is no path");
	}
	assert_string_equal(sh("ls -A"), ".git");
	store_close(s);
}

static void
file_and_folder(void **state)
{
	struct store *s;
	struct tx *t;

	(void)state;
	new_book("--bare");
	s = book_open();
	t = begin(s, NULL);
	put(t, "d/a", "x");
	put(t, "d/a-b", "x");
	put(t, "d/a/b", "x");
	refused(t, CRM_EDATA, "\"d/a\" cannot be both");
	commit_one(s, "d/a/b", "x");
	t = begin(s, NULL);
	put(t, "d/a", "x");
	refused(t, CRM_EDATA, "both a file and a folder");
	t = begin(s, NULL);
	put(t, "d/a", "now a file");
	tx_delete(t, "d/a/b");
	commit(t, "turned");
	t = begin(s, NULL);
	put(t, "d/a/b", "x");
	refused(t, CRM_EDATA, "both a file and a folder");
	sound();
	store_close(s);
}

/* Loose, packed and git's own way give the same tree. */
static void
many(void **state)
{
	struct tx_opts bulk = { .wait_ms = 1000, .bulk = true };
	struct oid tree[3];
	struct store *s;
	struct tx *t;

	(void)state;
	new_book("");
	s = book_open();
	commit_one(s, "keep/me", "x");
	for (int way = 0; way < 2; way++) {
		t = begin(s, way ? &bulk : NULL);
		for (int i = 0; i < 900; i++) {
			char path[64], text[64];

			snprintf(path, sizeof(path), "lead/%02x/%d.yaml",
			    i * 7 % 31, i);
			snprintf(text, sizeof(text), "n: %d\n", i / 2);
			put(t, path, text);
		}
		tx_delete(t, "lead/00/0.yaml");
		commit(t, "many");
		tree[way] = rev("HEAD^{tree}");
		sound();
		if (way == 0)
			sh("git reset -q --hard HEAD~1");
	}
	assert_true(oid_equal(&tree[0], &tree[1]));
	sh("git rm -q -r --cached . && git add .");
	tree[2] = oid_of(sh("git write-tree"));
	assert_true(oid_equal(&tree[0], &tree[2]));
	assert_string_equal(sh("git verify-pack .git/objects/pack/*.idx; echo "
			       "$?"),
	    "0");
	assert_string_equal(sh("ls lead | wc -l"), "31");
	store_close(s);
}

static void
nothing_happened(void **state)
{
	struct store *s;
	struct tx *t;

	(void)state;
	new_book("");
	s = book_open();
	t = begin(s, NULL);
	put(t, "a", "x");
	tx_end(t);
	t = begin(s, &(struct tx_opts){ .wait_ms = 1, .bulk = true });
	put(t, "a", "x");
	tx_end(t);
	assert_string_equal(sh("git for-each-ref; ls -A; "
			       "find .git/objects -type f"),
	    ".git");
	store_close(s);
}

/* The branch moves between begin and commit. */
static void
lost_race(void **state)
{
	struct store *s;
	struct tx *t;

	(void)state;
	new_book("");
	s = book_open();
	t = begin(s, NULL);
	put(t, "a", "mine");
	sh("git commit -q --allow-empty -m theirs");
	refused(t, CRM_EBUSY, "meanwhile");
	sound();
	t = begin(s, NULL);
	put(t, "a", "mine");
	sh("git commit -q --allow-empty -m theirs");
	refused(t, CRM_EBUSY, "meanwhile");
	t = begin(s, NULL);
	put(t, "a", "mine");
	sh("git switch -q -c other");
	refused(t, CRM_EBUSY, "switched meanwhile");
	sound();
	assert_string_equal(sh("ls"), "");
	store_close(s);
}

static void
locks(void **state)
{
	struct tx_opts brief = { .wait_ms = 20, .no_sync = true };
	struct err err = ERR_INIT;
	struct store *s, *s2;
	struct tx *t, *t2;

	(void)state;
	new_book("");
	s = book_open();
	s2 = book_open();
	t = begin(s, NULL);
	assert_int_equal(tx_begin(s2, &brief, &t2, &err), CRM_EBUSY);
	assert_non_null(strstr(err.text, "20 ms"));
	tx_end(t);
	t = begin(s2, &brief);
	put(t, "a", "x");
	sh("touch .git/index.lock");
	refused(t, CRM_EBUSY, "index.lock");
	assert_string_equal(sh("git for-each-ref; ls -A . .git/crm* && "
			       "rm .git/index.lock"),
	    ".git/crm.lock\n\n.:\n.git");
	t = begin(s2, &brief);
	put(t, "a", "x");
	sh("touch .git/refs/heads/main.lock");
	refused(t, CRM_EBUSY, "main.lock");
	sh("rm .git/refs/heads/main.lock");
	assert_string_equal(sh("git for-each-ref; ls -A . .git/*.lock"),
	    ".git/crm.lock\n\n.:\n.git");
	sound();
	err_clear(&err);
	store_close(s2);
	store_close(s);
}

static void
branches(void **state)
{
	struct tx_opts on = { .wait_ms = 20, .no_sync = true };
	struct err err = ERR_INIT;
	struct store *s;
	struct tx *t;

	(void)state;
	new_book("");
	s = book_open();
	commit_one(s, "a", "1");
	on.branch = "plan/next";
	t = begin(s, &on);
	put(t, "a", "2");
	put(t, "b", "3");
	commit(t, "elsewhere");
	assert_string_equal(sh("cat a; ls; git log --format=%%s plan/next"),
	    "1a\nelsewhere\na");
	sound();
	on.branch = "main";
	t = begin(s, &on);
	put(t, "a", "4");
	commit(t, "HEAD's own branch takes its work tree along");
	assert_string_equal(sh("cat a"), "4");
	sound();
	on.branch = "no..good";
	assert_int_equal(tx_begin(s, &on, &t, &err), CRM_EUSAGE);
	sh("git pack-refs --all");
	on.branch = "plan/next/week";
	assert_int_equal(tx_begin(s, &on, &t, &err), CRM_EUSAGE);
	on.branch = "plan";
	assert_int_equal(tx_begin(s, &on, &t, &err), CRM_EUSAGE);
	assert_non_null(strstr(err.text, "\"plan/next\""));
	on.branch = "refs/tags/x";
	assert_int_equal(tx_begin(s, &on, &t, &err), CRM_EUSAGE);
	sh("git worktree add -q ../other plan/next");
	on.branch = "plan/next";
	assert_int_equal(tx_begin(s, &on, &t, &err), CRM_EBUSY);
	assert_non_null(strstr(err.text, "another work tree"));
	sh("git checkout -q --detach");
	assert_int_equal(tx_begin(s, &quick, &t, &err), CRM_EBUSY);
	assert_non_null(strstr(err.text, "git switch"));
	err_clear(&err);
	store_close(s);
}

static void
linked_work_tree(void **state)
{
	struct store *s, *s2;

	(void)state;
	new_book("");
	s = book_open();
	commit_one(s, "a", "1");
	sh("git worktree add -q -b side ../other");
	strcpy(strrchr(book, '/'), "/other");
	s2 = book_open();
	commit_one(s2, "a", "2");
	assert_string_equal(sh("cat a; git branch --show-current"), "2side");
	sound();
	assert_string_equal(sh("git reflog -1 --format=%%gs"), "commit: a");
	store_close(s2);
	strcpy(strrchr(book, '/'), "/book");
	assert_string_equal(sh("cat a"), "1");
	sound();
	store_close(s);
}

static void
merge_in_progress(void **state)
{
	struct err err = ERR_INIT;
	struct store *s;
	struct tx *t;

	(void)state;
	new_book("");
	s = book_open();
	commit_one(s, "a", "1");
	sh("git switch -q -c x && echo 2 >a && git commit -q -am x && "
	   "git switch -q main && echo 3 >a && git commit -q -am y && "
	   "! git merge -q x >/dev/null");
	assert_int_equal(tx_begin(s, &quick, &t, &err), CRM_EBUSY);
	assert_non_null(strstr(err.text, "git status"));
	err_clear(&err);
	store_close(s);
}

static void
odd_people(void **state)
{
	struct who odd = { " <J. \n 王> ", "j@x>\n", 1700000000, -330 };
	struct err err = ERR_INIT;
	struct store *s;
	struct oid id;
	struct tx *t;
	bool raced;

	(void)state;
	new_book("--bare");
	s = book_open();
	t = begin(s, NULL);
	put(t, "a", "x");
	assert_int_equal(tx_commit(t, &odd, &ann, "subject\n\nbody", &id,
			     &raced, NULL, &err),
	    0);
	tx_end(t);
	assert_string_equal(sh("git log -1 --format='%%an|%%ae|%%ai|%%cn|%%B'"),
	    "J.  王|j@x|2023-11-14 16:43:20 -0530|Ann|subject\n\nbody\n");
	sound();
	store_close(s);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, book_dir, book_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = { CASE(first_commit), CASE(changes),
		CASE(bad_paths), CASE(file_and_folder), CASE(many),
		CASE(nothing_happened), CASE(lost_race), CASE(locks),
		CASE(branches), CASE(linked_work_tree), CASE(merge_in_progress),
		CASE(odd_people) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
