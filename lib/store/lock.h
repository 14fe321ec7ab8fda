/*
 * Locks. The book's own is flock on <git>/crm.lock, which the kernel frees
 * when its holder dies. Git's are files NAME.lock: ours are hard links of a
 * file of ours in <git>, so that what a killed run left can be told from
 * git's own.
 */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

#include "store/repo.h"

/* Patience: asks again at growing intervals, until the time is over. */
struct patience {
	int64_t end; /* ms */
	int step;    /* ms */
};
struct patience patience_of(int wait_ms);
/* Sleeps a little; false when the time is over. */
bool patience_sleep(struct patience *p);

/* The book's lock; `fd` is to be closed. CRM_EBUSY after `wait_ms`. */
int lock_take(struct store *s, int wait_ms, int *fd, struct err *err);

/*
 * Makes git's lock file `target` with this content, as a link of `mine`.
 * CRM_EBUSY names the file that stands in the way.
 */
int lockfile_take(const char *mine, const char *target, const void *data,
    size_t n, bool sync, int wait_ms, struct err *err);
/* True if `target` is the link (or the copy) of `mine` that a run of ours
 * made. */
bool lockfile_is_ours(const char *mine, const char *target);
/* Removes `target` if it is ours, and `mine`. */
void lockfile_drop(const char *mine, const char *target);

#endif
