#include "store_book.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "store/fault.h"

static void
run_child(void (*body)(void))
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		body();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static bool bulky;

/* Replaces, adds, deletes (with its folder), leaves one alone. */
static void
change_all(void)
{
	struct tx_opts o = { .wait_ms = 500, .bulk = bulky };
	struct err err = ERR_INIT;
	struct store *s = NULL;
	struct tx *t = NULL;
	struct oid id;
	bool raced;

	if (store_open(book, &s, &err) < 0 || tx_begin(s, &o, &t, &err) < 0)
		_exit(1);
	put(t, "a/old", "new\n");
	put(t, "c/d/added", "added\n");
	tx_delete(t, "b/gone");
	tx_check_worktree(t, NULL, &err);
	tx_commit(t, &ann, &ann, "all", &id, &raced, NULL, &err);
	tx_end(t);
	_exit(err.code != 0);
}

static void
base_book(void)
{
	sh("git init -q -b main . && mkdir a b && echo old >a/old && "
	   "echo gone >b/gone && echo stays >b-stays && git add . && "
	   "git commit -q -m base");
}

static void
recover(void)
{
	struct err err = ERR_INIT;
	struct store *s = book_open();

	if (store_recover(s, 50, &err) < 0)
		fail_msg("%s", err.text);
	assert_false(store_needs_recovery(s));
	store_close(s);
}

static const struct {
	const char *name;
	bool moved;
} points[] = { { "index-locked", false }, { "journal-written", false },
	{ "ref-locked", false }, { "ref-moved", true }, { "file-placed", true },
	{ "index-written", true }, { "journal-done", true } };

/* Killed at each point: whole before or whole after. */
static void
killed_at(void **state)
{
	(void)state;
	base_book();
	for (size_t i = 0; i < 2 * ARRAY_SIZE(points); i++) {
		size_t k = i / 2;

		bulky = i % 2;
		fault_stop_at = points[k].name;
		run_child(change_all);
		fault_stop_at = NULL;
		assert_string_equal(sh("git log -1 --format=%%s"),
		    points[k].moved ? "all" : "base");
		recover();
		sound();
		assert_string_equal(
		    sh("cat a/old"), points[k].moved ? "new" : "old");
		run_child(change_all);
		sound();
		assert_string_equal(
		    sh("cat a/old c/d/added; ls"), "new\nadded\na\nb-stays\nc");
		sh("git reset -q --hard $(git rev-list --max-parents=0 HEAD)");
	}
}

/* The next transaction repairs too, and what a person has done since then
 * stays. */
static void
edited_since(void **state)
{
	struct store *s;

	(void)state;
	base_book();
	fault_stop_at = "ref-moved";
	run_child(change_all);
	fault_stop_at = NULL;
	sh("echo mine >a/old; echo more >b/gone");
	s = book_open();
	assert_true(store_needs_recovery(s));
	commit_one(s, "k", "k");
	assert_string_equal(
	    sh("git status --porcelain"), "MM a/old\nAM b/gone");
	assert_string_equal(sh("cat a/old b/gone c/d/added; git show :a/old"),
	    "mine\nmore\nadded\nold");
	store_close(s);
}

/* The lock is taken away by hand and the branch moves on before the next
 * run comes. */
static void
moved_on(void **state)
{
	(void)state;
	base_book();
	fault_stop_at = "ref-moved";
	run_child(change_all);
	fault_stop_at = NULL;
	sh("rm .git/index.lock; git reset -q --hard HEAD~1; "
	   "git commit -q --allow-empty -m other");
	recover();
	sound();
	assert_string_equal(sh("cat a/old b/gone"), "old\ngone");
}

/* Another's lock is waited for, and named, never taken away. */
static void
foreign_lock(void **state)
{
	struct err err = ERR_INIT;
	struct store *s;

	(void)state;
	base_book();
	fault_stop_at = "file-placed";
	run_child(change_all);
	fault_stop_at = NULL;
	sh("rm .git/index.lock; touch .git/index.lock");
	s = book_open();
	assert_int_equal(store_recover(s, 20, &err), CRM_EBUSY);
	assert_non_null(strstr(err.text, "index.lock"));
	sh("rm .git/index.lock");
	err_clear(&err);
	assert_int_equal(store_recover(s, 20, &err), 0);
	sound();
	store_close(s);
}

/* A copy of a book that was killed is repaired as well. */
static void
copied(void **state)
{
	(void)state;
	base_book();
	fault_stop_at = "file-placed";
	run_child(change_all);
	fault_stop_at = "ref-locked";
	sh("cp -R . ../copy");
	strcpy(strrchr(book, '/'), "/copy");
	recover();
	sound();
	run_child(change_all);
	fault_stop_at = NULL;
	sh("cp -R . ../third");
	strcpy(strrchr(book, '/'), "/third");
	run_child(change_all);
	sound();
	strcpy(strrchr(book, '/'), "/book");
}

static void
cut_journal(void **state)
{
	(void)state;
	base_book();
	fault_stop_at = "journal-written";
	run_child(change_all);
	fault_stop_at = NULL;
	sh("truncate -s -3 .git/crm.journal");
	recover();
	sound();
	sh("echo nonsense >.git/crm.journal");
	recover();
	sound();
	sh(": >.git/crm.journal");
	recover();
	sound();
}

static rlim_t file_limit;

static void
change_limited(void)
{
	struct rlimit r = { file_limit, file_limit };

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &r);
	change_all();
}

/* No room for files of a size: all or nothing, and no litter. */
static void
disk_full(void **state)
{
	static const rlim_t limits[] = { 0, 1, 8, 20, 40, 42, 60, 90, 100, 120,
		150, 180, 200, 210, 230, 300, 350, 400, 500, 1000 };

	(void)state;
	base_book();
	for (size_t i = 0; i < 2 * ARRAY_SIZE(limits); i++) {
		file_limit = limits[i / 2];
		bulky = i % 2;
		run_child(change_limited);
		if (strcmp(sh("git log -1 --format=%%s"), "base") == 0) {
			sound();
			continue;
		}
		assert_string_equal(sh("ls .git/*.lock"), ".git/crm.lock");
		recover();
		sound();
		sh("git reset -q --hard HEAD~1");
	}
	assert_true(file_limit >= 1000);
}

static int acks;

/* Commits at random until it is killed; tells what it has been told. */
static void
work_on(void)
{
	struct err err = ERR_INIT;
	struct store *s = NULL;

	if (store_open(book, &s, &err) < 0)
		_exit(1);
	for (;;) {
		struct tx_opts o = { .wait_ms = 500, .bulk = rand() % 8 == 0 };
		struct tx *t = NULL;
		struct oid id;
		bool raced;

		if (tx_begin(s, &o, &t, &err) < 0)
			break;
		for (int i = rand() % 4; i >= 0; i--) {
			char path[32], text[32];

			snprintf(path, sizeof(path), "r/%c/%d",
			    'a' + rand() % 3, rand() % 4);
			snprintf(text, sizeof(text), "%d\n", rand() % 100);
			if (rand() % 3 == 0)
				tx_delete(t, path);
			else
				put(t, path, text);
		}
		if (tx_commit(t, &ann, &ann, "x", &id, &raced, NULL, &err) < 0)
			break;
		if (write(acks, &id, sizeof(id)) != sizeof(id))
			break;
		tx_end(t);
	}
	dprintf(2, "child: %s\n", err.text);
	_exit(1);
}

static void
kill_soon(unsigned int seed)
{
	struct timespec wait = { 0, rand() % 20 * 1000000 };
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		srand(seed);
		work_on();
	}
	nanosleep(&wait, NULL);
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	if (!WIFSIGNALED(status))
		fail_msg("seed %u: the child gave up", seed);
}

/* After the kill: every commit that was told of is in HEAD's history. */
static void
check_acks(int from, unsigned int seed)
{
	struct store *s = book_open();
	struct err err = ERR_INIT;
	struct oid id, last;
	struct snap *head;
	bool any = false;

	while (read(from, &id, sizeof(id)) == sizeof(id)) {
		last = id;
		any = true;
	}
	if (store_recover(s, 0, &err) < 0)
		fail_msg("seed %u: %s", seed, err.text);
	assert_int_equal(snap_open_head(s, NULL, &head, &err), 0);
	if (any && !store_is_ancestor(s, &last, snap_commit(head)))
		fail_msg("seed %u: a commit is lost", seed);
	snap_close(head);
	store_close(s);
}

static void
killed_anywhere(void **state)
{
	unsigned int seed = time(NULL) * 1000 + getpid() % 1000;
	const char *more = getenv("KILLS");
	int kills = more ? atoi(more) : 100, ends[2];

	(void)state;
	base_book();
	assert_int_equal(pipe2(ends, O_NONBLOCK | O_CLOEXEC), 0);
	acks = ends[1];
	srand(seed);
	for (int i = 0; i < kills; i++) {
		kill_soon(seed + i);
		check_acks(ends[0], seed + i);
		if (i % 10 == 0 &&
		    *sh("git --no-optional-locks status --porcelain") != '\0')
			fail_msg("seed %u: the work tree differs", seed + i);
	}
	bulky = true;
	run_child(change_all);
	sound();
	close(ends[0]);
	close(ends[1]);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, book_dir, book_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = { CASE(killed_at), CASE(edited_since),
		CASE(moved_on), CASE(foreign_lock), CASE(copied),
		CASE(cut_journal), CASE(disk_full), CASE(killed_anywhere) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
