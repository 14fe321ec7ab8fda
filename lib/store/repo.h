/*
 * The store's inside: the open repository, and how libgit2's errors become
 * ours. Included by the modules of the store only.
 */
#ifndef STORE_REPO_H
#define STORE_REPO_H

#include <git2.h>

#include "store/store.h"

struct readlog;

struct store {
	git_repository *repo;
	git_odb *odb;
	git_config *config; /* a snapshot; NULL until asked for */
	char *git_dir;	    /* of this work tree */
	char *common_dir;   /* of all work trees: objects, refs, lock */
	char *work_dir;	    /* NULL in a bare repository */
	char *crm_dir;
	struct readlog *readlog;
};

/* libgit2's ids and ours have the same bytes. */
const git_oid *oid_git(const struct oid *a);
void oid_from_git(struct oid *ret, const git_oid *a);

/* "<format>: <libgit2's last message>"; returns `code`. */
int repo_err(struct err *err, int code, const char *fmt, ...) _printf_(3, 4);

/* A boolean of git's configuration, or `otherwise` when it is not set. */
bool repo_config_bool(struct store *s, const char *key, bool otherwise);

/*
 * The work tree's files as they were handed out by store_read_work: the id
 * of the bytes, or zero when there was no file. False if never read.
 */
bool readlog_get(const struct store *s, const char *path, struct oid *ret);
void readlog_set(struct store *s, const char *path, const struct oid *id);
void readlog_free(struct readlog *r);

#endif
