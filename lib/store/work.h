/*
 * Bringing the work tree and git's index along with a commit, in two
 * halves: what can fail is done before the branch moves, and from then on a
 * journal lets the next run finish.
 */
#ifndef STORE_WORK_H
#define STORE_WORK_H

#include "store/worktree.h"

/* From so many files on, the file system is synced as a whole. */
#define WORK_MANY 64

struct tx;

enum work_state {
	WORK_OPEN,
	WORK_FRESH, /* its new file is written, not in place */
	WORK_DONE,  /* the work tree has the new content */
	WORK_LEFT,  /* somebody's own content: left alone */
};

struct work_path {
	const char *path;
	struct oid old; /* what the file is to be; zero = none */
	struct oid new;
	struct oid head; /* what the commit before has */
	bool taken;		/* this commit records its hand edit */
	enum work_state state;
};

struct work {
	struct store *store;
	struct worktree tree;
	struct work_path *v; /* sorted by path */
	size_t n;
	int wait_ms;
	bool sync;
	bool locked; /* git's index, by us */
};

/* The changes of a transaction, not compared with the work tree yet. */
int work_look(struct tx *t, struct err *err);
/*
 * Takes git's lock on its index and writes the journal. CRM_EBUSY (with
 * *raced where HEAD is on another branch now), CRM_EIO.
 */
int work_prepare(
    struct tx *t, const struct oid *commit, bool *raced, struct err *err);
/* Takes back what work_prepare did. */
void work_undo(struct tx *t);
/* After the branch has moved: never fails, but may warn. */
void work_apply(struct tx *t, struct err *warning);
void work_free(struct work *w);

/* git's lock on its index: .git/index.lock, a link of .git/crm.index. */
int work_lock(struct work *w, struct err *err);
void work_unlock(struct store *s);
/*
 * Files, git's index, journal, lock, for the paths whose file still is
 * `old`. A path left alone is in `left` (may be NULL). On an error the
 * journal stays, for the next run.
 */
int work_finish(struct work *w, const char **left, struct err *err);

#endif
