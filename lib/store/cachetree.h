/*
 * The index's cache of the trees it would make (extension TREE).
 */
#ifndef STORE_CACHETREE_H
#define STORE_CACHETREE_H

#include "store/gitindex.h"

/*
 * The same cache with the trees on these paths (sorted) marked unknown,
 * appended to `ret`; nothing if it cannot be read.
 */
void cachetree_invalidate(const unsigned char *data, size_t n,
    const struct gitindex_update *u, size_t count, struct buf *ret);

#endif
