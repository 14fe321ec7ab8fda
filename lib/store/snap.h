/*
 * A snapshot: the tree of one commit. Cheap to open; trees are read as they
 * are needed and kept.
 */
#ifndef STORE_SNAP_H
#define STORE_SNAP_H

#include "store/store.h"

struct snap;

struct commit_info {
	struct oid id, tree;
	struct oid parent;	/* first; zero for a root */
	int parents;
	int64_t time;		/* author's, seconds UTC */
	const char *author, *email;
	const char *committer, *committer_email;
	const char *message;	/* whole */
};

/* HEAD, or the named branch (full ref or short). A HEAD without a commit yet
 * gives an empty snapshot whose commit and tree are zero; CRM_ENOENT for a
 * named branch that is not there. */
int snap_open_head(struct store *s, const char *branch, struct snap **ret,
    struct err *err);
/* Any revision git understands. CRM_ENOENT if there is none. */
int snap_open_rev(struct store *s, const char *rev, struct snap **ret,
    struct err *err);
/* The last commit on HEAD's first-parent line whose committer time is not
 * after `t`. CRM_ENOENT if the book did not exist yet. */
int snap_open_at(struct store *s, int64_t t, struct snap **ret,
    struct err *err);
int snap_open_commit(struct store *s, const struct oid *commit,
    struct snap **ret, struct err *err);
void snap_close(struct snap *s);

const struct oid *snap_commit(const struct snap *s);
const struct oid *snap_tree(const struct snap *s);

/* The blob id at a path; CRM_ENOENT without message if there is none. */
int snap_blob_id(struct snap *s, const char *path, struct oid *ret);
/* Id of the subtree at a path (zero if there is none). */
int snap_tree_id(struct snap *s, const char *path, struct oid *ret);
/* Its bytes, appended to `ret`. CRM_ENOENT if absent. */
int snap_read(struct snap *s, const char *path, struct buf *ret,
    struct err *err);
int store_read_blob(struct store *s, const struct oid *id, struct buf *ret,
    struct err *err);

/* Entry names of one directory ("" = top): blobs and trees, in git's order. */
int snap_list(struct snap *s, const char *path,
    int (*each)(const char *name, bool is_tree, const struct oid *id,
    void *arg), void *arg, struct err *err);

/*
 * What differs between two trees, by our own walk that skips equal ids.
 * Either side may be the zero id (empty). `each` gets the path, mode and id
 * on both sides (zero id, mode 0 = absent). A non-zero return of `each`
 * stops the walk and is returned.
 */
struct tree_change {
	const char *path;
	struct oid before, after;
	int before_mode, after_mode;
};
int store_tree_walk(struct store *s, const struct oid *before,
    const struct oid *after, int (*each)(const struct tree_change *c,
    void *arg), void *arg, struct err *err);

/* The commit (strings in the arena). */
int store_commit_info(struct store *s, struct arena *a,
    const struct oid *commit, struct commit_info *ret, struct err *err);
/*
 * Walks history from `from` (newest first, topological order; first parent
 * only if `first_parent`), down to but not including `until` (may be zero).
 */
int store_history(struct store *s, const struct oid *from,
    const struct oid *until, bool first_parent,
    int (*each)(const struct oid *commit, void *arg), void *arg,
    struct err *err);
int store_resolve(struct store *s, const char *rev, struct oid *ret,
    struct err *err);
/* True if `old` is `new` or one of its ancestors. */
bool store_is_ancestor(struct store *s, const struct oid *old,
    const struct oid *new);

#endif
