/*
 * Git's index (gitformat-index), read entry by entry where it is mapped,
 * and written anew with a few entries replaced: libgit2's own reads, keeps
 * and writes all of them, ten times the cost of a commit in a large book.
 */
#ifndef STORE_GITINDEX_H
#define STORE_GITINDEX_H

#include <sys/stat.h>

#include "store/worktree.h"

struct gitindex {
	const unsigned char *data; /* mapped; NULL = there is none */
	size_t size;
	unsigned int version;
	uint32_t count;
	int64_t mtime; /* of the file, ns */
};

/* Stat data as the index keeps it, each cut to 32 bits. */
struct gitindex_stat {
	uint32_t ctime, ctime_ns, mtime, mtime_ns, dev, ino, mode, uid, gid,
	    size;
};

struct gitindex_entry {
	const unsigned char *raw; /* the entry as it stands */
	size_t raw_len;
	const char *name; /* good until the next one is read */
	struct gitindex_stat stat;
	struct oid id;
	int stage; /* 0, or 1-3 of a conflict */
	unsigned int flags, more_flags;
};

struct gitindex_walk {
	const struct gitindex *index;
	size_t at;
	uint32_t left;
	struct buf name;
};

/* An absent file gives an empty index. CRM_EIO, CRM_EDATA. */
int gitindex_open(struct store *s, struct gitindex *ret, struct err *err);
void gitindex_close(struct gitindex *x);

void gitindex_walk_begin(const struct gitindex *x, struct gitindex_walk *w);
/* 1 = an entry, 0 = the end (then w->at is where the extensions begin),
 * CRM_EDATA. */
int gitindex_next(
    struct gitindex_walk *w, struct gitindex_entry *ret, struct err *err);
void gitindex_walk_end(struct gitindex_walk *w);

void gitindex_stat_of(const struct stat *st, struct gitindex_stat *ret);
/*
 * True if the file is, without reading it, the one whose content the entry
 * has: equal stat data, older than the index.
 */
bool gitindex_is_clean(const struct gitindex *x, const struct gitindex_entry *e,
    const struct stat *st);

struct gitindex_update {
	const char *path;
	struct oid id;	/* zero = no entry */
	struct gitindex_stat stat;
};

/*
 * Writes <git>/index with these entries (sorted by path) and renames it
 * into place; the caller holds git's lock. CRM_EBUSY for a split or sparse
 * index.
 */
int gitindex_write(struct store *s, struct worktree *tree,
    const struct gitindex_update *u, size_t n, bool sync, struct err *err);

#endif
