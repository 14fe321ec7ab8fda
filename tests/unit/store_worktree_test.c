#include "store_book.h"

static struct store *
new_book(void)
{
	sh("git init -q -b main .");
	return book_open();
}

/* "N path\nC path\nD path\n" of all hand edits. */
static char *
edits(struct store *s)
{
	static struct buf out = BUF_INIT;
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct hand_edit *v;
	struct snap *head;
	size_t n;

	buf_truncate(&out, 0);
	assert_int_equal(snap_open_head(s, NULL, &head, &err), 0);
	if (store_hand_edits(s, head, &a, &v, &n, &err) < 0)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < n; i++)
		buf_printf(&out, "%c%s%s %s\n", "NCD"[v[i].status],
		    oid_is_zero(&v[i].base) ? "" : "b",
		    oid_is_zero(&v[i].head) ? "" : "h", v[i].path);
	snap_close(head);
	return out.data;
}

static void
hand_edits(void **state)
{
	struct store *s = new_book();
	struct tx *t = begin(s, NULL);

	(void)state;
	assert_string_equal(edits(s), "");
	put(t, ".gitignore", "*.bak\nbuild/\n");
	put(t, "quote/a/1.yaml", "one");
	put(t, "quote/a/2.yaml", "two");
	put(t, "quote/b/3.yaml", "three");
	put(t, "quote.yaml", "x");
	commit(t, "base");
	assert_string_equal(edits(s), "");
	sh("echo new >quote/a/2-new.yaml; echo x >x.bak; mkdir -p build/x c/d "
	   "nested; touch build/x/y c/d/e; rm quote/b/3.yaml; printf TWO "
	   ">quote/a/2.yaml; touch quote/a/1.yaml; ln -s /etc/passwd link;"
	   "git init -q nested; touch nested/file; mkfifo pipe");
	assert_string_equal(edits(s),
	    "N c/d/e\nN link\nN quote/a/2-new.yaml\n"
	    "Cbh quote/a/2.yaml\nDbh quote/b/3.yaml\n");
	sh("git add quote/a/2-new.yaml quote/a/2.yaml && git rm -q --cached "
	   "quote.yaml quote/b/3.yaml");
	assert_string_equal(edits(s),
	    "N c/d/e\nN link\nNb quote/a/2-new.yaml\n"
	    "Cbh quote/a/2.yaml\nDh quote/b/3.yaml\n");
	sh("rm .git/index quote/a/2-new.yaml");
	assert_string_equal(edits(s), "N c/d/e\nN link\n"
				      "Ch quote/a/2.yaml\nDh quote/b/3.yaml\n");
	sh("git update-index --index-version 4 2>&1; git reset -q");
	assert_string_equal(edits(s),
	    "N c/d/e\nN link\n"
	    "Cbh quote/a/2.yaml\nDbh quote/b/3.yaml\n");
	store_close(s);
}

/* An edit of equal length in the very moment of the commit is seen, by us
 * and by git, also after further commits have written git's index. */
static void
racy(void **state)
{
	struct store *s = new_book();

	(void)state;
	for (int i = 0; i < 20; i++) {
		char text[32];

		commit_one(s, "a/x", "old");
		commit_one(s, "a/y", "same");
		sh("printf new >a/x");
		snprintf(text, sizeof(text), "%d", i);
		commit_one(s, "b", text);
		assert_string_equal(edits(s), "Cbh a/x\n");
		assert_string_equal(sh("git --no-optional-locks status "
				       "--porcelain"),
		    " M a/x");
		sh("printf old >a/x; touch -d '1 hour ago' .git/index");
		assert_string_equal(edits(s), "");
	}
	store_close(s);
}

static int
checked(struct tx *t, const char *taken, struct err *err)
{
	const char *list[] = { taken, NULL };
	int rc = tx_check_worktree(t, taken ? list : NULL, err);

	if (rc < 0)
		tx_end(t);
	return rc;
}

static void
hand_edit_in_the_way(void **state)
{
	static const char *const how[] = { "echo mine >a/x", "rm a/x",
		"rm a/x; ln -s y a/x", "rm a/x; mkdir a/x",
		"mv a b; ln -s b a" };
	struct err err = ERR_INIT;
	struct store *s = new_book();
	struct tx *t = begin(s, NULL);

	(void)state;
	put(t, "a/x", "1");
	put(t, "a/y", "1");
	commit(t, "base");
	for (size_t i = 0; i < ARRAY_SIZE(how); i++) {
		sh("%s", how[i]);
		t = begin(s, NULL);
		put(t, "a/x", "2");
		assert_int_equal(checked(t, NULL, &err), CRM_EBUSY);
		assert_non_null(strstr(err.text, "\"a/x\""));
		assert_non_null(strstr(err.text, "crm commit"));
		sh("rm -rf a b; git checkout -q -f");
	}
	sh("echo mine >z");
	t = begin(s, NULL);
	put(t, "z", "yours");
	assert_int_equal(checked(t, NULL, &err), CRM_EBUSY);
	t = begin(s, NULL);
	put(t, "z", "mine\n");
	assert_int_equal(checked(t, NULL, &err), 0);
	commit(t, "the same");
	sh("echo 3 >a/y");
	t = begin(s, NULL);
	put(t, "a/x", "2");
	assert_int_equal(checked(t, NULL, &err), 0);
	commit(t, "not touched by the edit of a/y");
	assert_string_equal(sh("cat a/x; git status --porcelain"), "2 M a/y");
	t = begin(s, NULL);
	put(t, "a/x", "3");
	assert_int_equal(checked(t, NULL, &err), 0);
	put(t, "a/x", "4");
	refused(t, CRM_EBUG, "after the check");
	err_clear(&err);
	store_close(s);
}

/* Even without the check nothing is overwritten; the git index keeps the
 * edit's base. */
static void
left_alone(void **state)
{
	struct err err = ERR_INIT, warning = ERR_INIT;
	struct store *s = new_book();
	struct oid id;
	struct tx *t;
	bool raced;

	(void)state;
	commit_one(s, "a", "1");
	sh("echo mine >a");
	t = begin(s, NULL);
	put(t, "a", "2");
	put(t, "b", "2");
	assert_int_equal(
	    tx_commit(t, &ann, &ann, "m", &id, &raced, &warning, &err), 0);
	tx_end(t);
	assert_non_null(strstr(warning.text, "\"a\""));
	assert_string_equal(
	    sh("cat a b; git show HEAD:a; git show :a"), "mine\n221");
	assert_string_equal(edits(s), "Cbh a\n");
	sh("printf 2 >a; git add a");
	sound();
	err_clear(&warning);
	store_close(s);
}

static void
record_hand_edit(void **state)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct err err = ERR_INIT;
	struct store *s = new_book();
	struct tx *t = begin(s, NULL);

	(void)state;
	put(t, "x", "1");
	put(t, "gone", "1");
	commit(t, "base");
	sh("echo mine >x; rm gone; chmod 600 x");
	assert_int_equal(store_read_work(s, "x", &b, &err), 0);
	assert_string_equal(b.data, "mine\n");
	assert_int_equal(store_read_work(s, "gone", &b, &err), CRM_ENOENT);
	/* what was read is staged in another form */
	t = begin(s, NULL);
	put(t, "x", "merged");
	assert_int_equal(checked(t, "x", &err), 0);
	commit(t, "taken");
	assert_string_equal(sh("cat x; stat -c %%a x"), "merged600");
	assert_string_equal(edits(s), "Dbh gone\n");
	t = begin(s, NULL);
	tx_delete(t, "gone");
	assert_int_equal(checked(t, "gone", &err), 0);
	commit(t, "gone");
	sound();
	/* changed again since it was read */
	sh("echo more >x");
	assert_int_equal(store_read_work(s, "x", &b, &err), 0);
	sh("echo again >x");
	t = begin(s, NULL);
	put(t, "x", "merged");
	assert_int_equal(checked(t, "x", &err), CRM_EBUSY);
	t = begin(s, NULL);
	put(t, "x", "again\n");
	assert_int_equal(checked(t, "x", &err), 0);
	commit(t, "as it is");
	sound();
	sh("ln -s x link; mkdir d; ln -s d e; echo >d/f");
	assert_int_equal(store_read_work(s, "link", &b, &err), CRM_EDATA);
	assert_true(store_read_work(s, "e/f", &b, &err) < 0);
	err_clear(&err);
	store_close(s);
}

/* git's index in its other forms, and what must not be lost from it. */
static void
index_forms(void **state)
{
	struct err err = ERR_INIT;
	struct store *s = new_book();
	struct oid id;
	struct tx *t;
	bool raced;

	(void)state;
	sh("mkdir -p a/b c && touch a/b/1 a/b/2 a/3 c/4 c/5 && git add . && "
	   "git commit -q -m base && git update-index --index-version 4");
	commit_one(s, "a/b/1", "x");
	sound();
	assert_string_equal(
	    sh("git ls-files | tr '\n' ' '"), "a/3 a/b/1 a/b/2 c/4 c/5 ");
	assert_string_equal(sh("git fsck --cache 2>&1"), "");
	sh("echo staged >new && git add new && git add -N c/4 && touch z && "
	   "git add -N z && git update-index --skip-worktree c/5 && rm c/5 && "
	   "git update-index --force-write-index");
	commit_one(s, "c/6", "x");
	assert_string_equal(
	    sh("git status --porcelain; git fsck 2>&1"), "A  new\n A z");
	t = begin(s, NULL);
	tx_delete(t, "a/b/1");
	tx_delete(t, "a/b/2");
	commit(t, "less");
	assert_string_equal(sh("git write-tree >/dev/null; git ls-files | "
			       "tr '\n' ' '"),
	    "a/3 c/4 c/5 c/6 new z ");
	store_close(s);
	sh("git config core.splitIndex true");
	s = book_open();
	t = begin(s, NULL);
	put(t, "k", "x");
	assert_int_equal(tx_commit(t, &ann, &ann, "m", &id, &raced, NULL, &err),
	    CRM_ECONFIG);
	tx_end(t);
	assert_non_null(strstr(err.text, "split"));
	err_clear(&err);
	store_close(s);
}

/* The tree cache is kept for what did not change, and git agrees with it. */
static void
tree_cache(void **state)
{
	struct store *s = new_book();

	(void)state;
	sh("mkdir -p a/b c && touch a/b/1 a/3 c/4 && git add . && "
	   "git commit -q -m base && git write-tree >/dev/null");
	for (int i = 0; i < 10; i++) {
		char path[32];
		struct oid a, b;

		snprintf(path, sizeof(path), "%c/%d/f", 'a' + i % 4, i);
		commit_one(s, path, path);
		a = rev("HEAD^{tree}");
		b = oid_of(sh("git write-tree"));
		assert_true(oid_equal(&a, &b));
		sound();
	}
	store_close(s);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, book_dir, book_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = { CASE(hand_edits), CASE(racy),
		CASE(hand_edit_in_the_way), CASE(left_alone),
		CASE(record_hand_edit), CASE(index_forms), CASE(tree_cache) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
