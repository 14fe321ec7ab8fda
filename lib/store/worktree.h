/*
 * Files of the work tree. No path component is ever followed through a
 * symbolic link; a file is replaced only as a whole.
 */
#ifndef STORE_WORKTREE_H
#define STORE_WORKTREE_H

#include <sys/stat.h>

#include "store/repo.h"

struct worktree {
	int root;	/* directory file; -1 = not open */
	int dir;	/* the directory last used; -1 = none */
	char *dir_path; /* its path from the root, "" or ending in "/" */
	char *fresh;	/* <git>/crm.new/ */
	bool sync;
	bool many; /* one sync of the file system, not one a file */
};

int worktree_open(
    struct store *s, bool sync, struct worktree *ret, struct err *err);
void worktree_close(struct worktree *w);

/*
 * The id of the bytes of a file: zero when there is none, worktree_strange
 * when it is no plain file or lies behind a link.
 */
extern const struct oid worktree_strange;
int worktree_id(
    struct worktree *w, const char *path, struct oid *ret, struct err *err);
/* Its bytes, appended; CRM_ENOENT, CRM_EDATA for no plain file. */
int worktree_read(
    struct worktree *w, const char *path, struct buf *ret, struct err *err);
/* False if there is none. */
bool worktree_stat(struct worktree *w, const char *path, struct stat *ret);

/*
 * A new file is first written as number `n` below <git>/crm.new; once all
 * are, worktree_settle makes them durable, and each is renamed into place,
 * with the directories it needs.
 */
int worktree_write(struct worktree *w, size_t n, const void *data, size_t len,
    struct err *err);
int worktree_settle(struct worktree *w, struct err *err);
int
worktree_place(struct worktree *w, size_t n, const char *path, struct err *err);
/* Deletes a file and the directories that are then empty. */
int worktree_delete(struct worktree *w, const char *path, struct err *err);
/* Makes a directory's entries durable: call it for the path before the
 * next call is about another directory. */
int worktree_sync_dir(struct worktree *w, const char *path, struct err *err);
/* Removes <git>/crm.new and all in it. */
void worktree_clean(struct store *s);

#endif
