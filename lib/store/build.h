/*
 * New trees from old ones: reads only the trees on the paths that change,
 * and writes them.
 */
#ifndef STORE_BUILD_H
#define STORE_BUILD_H

#include "store/repo.h"
#include "store/sink.h"

/* One path of a transaction; zero `id` = delete. */
struct change {
	const char *path;
	const void *data; /* NULL when the blob is written already */
	size_t len;
	struct oid id;
	unsigned int seq; /* order of staging */
};

/* A path that git and every file system takes; else CRM_EDATA. */
int build_check_path(const char *path, struct err *err);

/*
 * `c` sorted by path (bytes), no path twice. `ret` is zero for a tree
 * without entries. CRM_EDATA where a file and a folder have one name.
 */
int build_tree(struct store *s, struct sink *k, const struct oid *old,
    const struct change *c, size_t n, struct oid *ret, struct err *err);

#endif
