/*
 * Where a transaction's objects go: loose ones, or one pack that shows up
 * in the repository only when it is whole.
 */
#ifndef STORE_SINK_H
#define STORE_SINK_H

#include "store/repo.h"

struct sink;

/* `packed`: one pack. Loose ones are synced as libgit2 has been told. */
int sink_open(struct store *s, bool packed, bool sync, struct sink **ret,
    struct err *err);
int sink_write(struct sink *k, git_object_t type, const void *data, size_t n,
    struct oid *ret, struct err *err);
/* From here the objects can be read. */
int sink_finish(struct sink *k, struct err *err);
/* Frees; a pack that was not finished is gone. */
void sink_close(struct sink *k);

#endif
