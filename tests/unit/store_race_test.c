#include "store_book.h"

#include <sys/wait.h>

#define WRITERS 4
#define COMMITS 50

/* Counts in one file of all, and in one of its own. */
static void
count(int who)
{
	struct err err = ERR_INIT;
	struct store *s = book_open();

	for (int i = 0; i < COMMITS; i++) {
		struct tx_opts o = { .wait_ms = 20000, .no_sync = true };
		char path[32], text[32];
		struct tx *t = begin(s, &o);
		struct oid id;
		bool raced;
		int rc;

		snprintf(path, sizeof(path), "own/%d/%d", who, i);
		put(t, path, path);
		snprintf(text, sizeof(text), "%d",
		    atoi(snap_text(tx_snap(t), "all")) + 1);
		put(t, "all", text);
		rc = tx_commit(t, &ann, &ann, text, &id, &raced, NULL, &err);
		tx_end(t);
		if (rc < 0 && !raced)
			_exit(1);
		i -= raced;
	}
	store_close(s);
	_exit(0);
}

/* Plain git commits in between. */
static void
count_with_git(void)
{
	for (int i = 0; i < 10; i++)
		sh("for i in 1 2 3 4 5 6 7 8 9 10; do "
		   "git commit -q --allow-empty -m git 2>/dev/null && exit; "
		   "sleep 0.02; done; exit 1");
	_exit(0);
}

static void
race(const char *how, bool with_git)
{
	struct store *s;
	pid_t pid[WRITERS + 1];
	int n = WRITERS + with_git;

	sh("git init -q -b main %s .", how);
	s = book_open();
	commit_one(s, "all", "0");
	store_close(s);
	fflush(stdout);
	for (int i = 0; i < n; i++) {
		pid[i] = fork();
		if (pid[i] == 0 && i < WRITERS)
			count(i);
		if (pid[i] == 0)
			count_with_git();
	}
	for (int i = 0; i < n; i++) {
		int status;

		waitpid(pid[i], &status, 0);
		assert_int_equal(status, 0);
	}
	assert_string_equal(sh("git show HEAD:all"), "200");
	assert_string_equal(sh("git ls-tree -r HEAD own | wc -l"), "200");
	assert_string_equal(sh("git log --format=%%s --invert-grep "
			       "--grep=git | wc -l"),
	    "201");
	sound();
}

static void
bare(void **state)
{
	(void)state;
	race("--bare", false);
}

static void
work_tree(void **state)
{
	(void)state;
	race("", false);
}

static void
with_git(void **state)
{
	(void)state;
	race("", true);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, book_dir, book_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = { CASE(bare), CASE(work_tree),
		CASE(with_git) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
