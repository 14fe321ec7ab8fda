/*
 * Branches: reading them, and moving one by compare-and-swap under git's
 * own lock file.
 */
#ifndef STORE_REF_H
#define STORE_REF_H

#include "store/repo.h"

/*
 * The full name of a branch (NULL = the one HEAD is on), in the arena.
 * CRM_EBUSY when HEAD is detached; CRM_EUSAGE for a name git refuses.
 */
int ref_name(struct store *s, struct arena *a, const char *branch,
    const char **ret, struct err *err);
/* What a full name points to; zero if there is no such ref yet. */
int
ref_read(struct store *s, const char *name, struct oid *ret, struct err *err);
/* The tip of a branch, or of HEAD, on a branch or not. CRM_ENOENT for a
 * branch that is not there; zero for a HEAD without a commit. */
int
ref_tip(struct store *s, const char *branch, struct oid *ret, struct err *err);

/* May a branch of this name be made, beside those there are? git has no
 * branch "a" beside "a/b". CRM_EUSAGE. */
int ref_check_new(struct store *s, const char *name, struct err *err);

struct ref_move {
	const char *name;    /* full */
	struct oid old, new; /* old zero = it must not exist */
	bool is_head;	     /* HEAD is on it: its log tells too */
	const char *who;     /* "Name <mail> seconds zone" */
	const char *message; /* for the log, one line */
	int wait_ms;
	bool sync;
};

/*
 * Moves a branch, if it still is where `old` says. `lock` is the open file
 * of the book's lock, which notes the branch meanwhile. CRM_EBUSY with
 * *raced set when the branch was elsewhere; CRM_EBUSY, CRM_EIO.
 */
int ref_move(struct store *s, int lock, const struct ref_move *m, bool *raced,
    struct err *err);
/* Removes git's lock file on a branch that a killed run left behind; `name`
 * is the branch about to be used, or NULL. Under the book's lock. */
void ref_recover(struct store *s, int lock, const char *name);

#endif
