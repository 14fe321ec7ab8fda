/*
 * A pack under construction: objects are deflated into a temporary file as
 * they come, the pack and its index are named when it is whole.
 */
#ifndef STORE_BULK_H
#define STORE_BULK_H

#include "store/repo.h"

struct bulk;

int bulk_begin(struct store *s, bool sync, struct bulk **ret, struct err *err);
/* Adds one object unless the pack has it. */
int bulk_add(struct bulk *b, git_object_t type, const void *data, size_t n,
    const struct oid *id, struct err *err);
/* Writes checksum and index, and renames both into place. */
int bulk_finish(struct bulk *b, struct err *err);
/* Frees; removes what was not finished. */
void bulk_free(struct bulk *b);

#endif
