#include "store_book.h"

#include <sys/wait.h>

#define WRITERS 4
#define COMMITS 50

/* A child must not come back into cmocka: it would run the teardown. */
static void
must(int rc, const struct err *err)
{
	if (rc >= 0)
		return;
	fprintf(stderr, "%s\n", err->text);
	_exit(1);
}

/* Counts in one file of all, and in one of its own. */
static void
count(int who)
{
	struct tx_opts o = { .wait_ms = 20000, .no_sync = true };
	struct err err = ERR_INIT;
	struct store *s;

	must(store_open(book, &s, &err), &err);
	for (int i = 0; i < COMMITS; i++) {
		char path[32], text[32];
		struct tx *t;
		struct oid id;
		bool raced;
		int rc;

		must(tx_begin(s, &o, &t, &err), &err);
		snprintf(path, sizeof(path), "own/%d/%d", who, i);
		put(t, path, path);
		snprintf(text, sizeof(text), "%d",
		    atoi(snap_text(tx_snap(t), "all")) + 1);
		put(t, "all", text);
		rc = tx_commit(t, &ann, &ann, text, &id, &raced, NULL, &err);
		tx_end(t);
		must(raced ? 0 : rc, &err);
		i -= raced;
	}
	_exit(0);
}

/* Plain git commits in between; git does not wait for a lock. */
static void
count_with_git(void)
{
	char cmd[5000];

	snprintf(cmd, sizeof(cmd),
	    "cd '%s' || exit 1; for n in 1 2 3 4 5; do "
	    "for i in $(seq 500); do git commit -q --allow-empty -m git "
	    "2>/dev/null && continue 2; sleep 0.01; done; exit 1; done",
	    book);
	_exit(system(cmd) != 0);
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
