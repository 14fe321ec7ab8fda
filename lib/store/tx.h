/*
 * A transaction: one commit on one branch.
 *
 *   tx_begin   takes <git>/crm.lock (flock; waits up to `wait_ms`, then
 *              CRM_EBUSY), finishes or undoes what the journal of a killed
 *              run says, and reads the ref
 *   tx_put     stages the new bytes of a path (NULL = delete)
 *   tx_commit  writes blobs, trees, commit (durably unless told not to);
 *              with a work tree on this branch takes .git/index.lock, writes
 *              the journal; moves the ref by compare-and-swap; then brings
 *              work-tree files and the git index along
 *   tx_end     frees, unlocks; what was not committed never happened
 *
 * tx_commit returns CRM_EBUSY with *raced set when the ref had moved: the
 * caller starts again from tx_begin. Once the ref has moved the transaction
 * has succeeded: later trouble is reported in *warning (may be NULL), and
 * the next tx_begin repairs.
 */
#ifndef STORE_TX_H
#define STORE_TX_H

#include "store/snap.h"

struct tx;

/*
 * Another branch than HEAD's never touches the work tree, and is made from
 * HEAD if it is not there yet. Refused with CRM_EBUSY: a HEAD on no branch,
 * a branch that another work tree shows, a work tree in the middle of a
 * merge or the like.
 */
struct tx_opts {
	const char *branch;	/* NULL = HEAD's branch */
	int wait_ms;
	bool no_sync;
	bool bulk;		/* many objects: one pack instead of loose */
};

struct who {
	const char *name, *email;
	int64_t time;		/* seconds UTC */
	int offset;		/* minutes */
};

int tx_begin(struct store *s, const struct tx_opts *opts, struct tx **ret,
    struct err *err);
/* The snapshot the transaction starts from; owned by it. */
struct snap *tx_snap(struct tx *t);
void tx_put(struct tx *t, const char *path, const void *data, size_t len);
void tx_delete(struct tx *t, const char *path);

/*
 * Refuses (CRM_EBUSY, naming the first path and what to do) if the
 * work-tree file of a staged path differs from the snapshot, so that no
 * hand edit is ever overwritten. Paths in `taken` (NULL-terminated, may be
 * NULL) are those whose hand edit this very commit records: their file must
 * equal what is staged, or what store_read_work returned last. Nothing may
 * be staged after this.
 */
int tx_check_worktree(struct tx *t, const char *const *taken,
    struct err *err);

int tx_commit(struct tx *t, const struct who *author,
    const struct who *committer, const char *message, struct oid *ret,
    bool *raced, struct err *warning, struct err *err);
void tx_end(struct tx *t);

/* True if a killed run (or one at work) has left its journal. */
bool store_needs_recovery(const struct store *s);
/* Only the lock and recovery, for readers that found a journal. */
int store_recover(struct store *s, int wait_ms, struct err *err);

/*
 * The lock and the journal live in <git>, so that deleting <git>/crm loses
 * nothing.
 */

/* A path of the work tree that differs from HEAD. */
enum hand_status { HAND_NEW, HAND_CHANGED, HAND_DELETED };
struct hand_edit {
	const char *path;
	enum hand_status status;
	struct oid base;	/* the git index's blob (zero = none) */
	struct oid head;	/* HEAD's blob (zero = none) */
};
/*
 * Work-tree files that differ from HEAD below the book's folders (what the
 * git index's stat data proves equal is not read). Ignored files left out.
 */
int store_hand_edits(struct store *s, struct snap *head, struct arena *a,
    struct hand_edit **ret, size_t *n, struct err *err);
/* Bytes of a work-tree file (never through a symlink). */
int store_read_work(struct store *s, const char *path, struct buf *ret,
    struct err *err);

#endif
