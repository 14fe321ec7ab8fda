/* The table meta: what the index is of. Inside lib/index. */
#ifndef INDEX_META_H
#define INDEX_META_H

#include "index/db.h"

/* Copies the value of a key (cut to size - 1 bytes); "" where absent. */
int meta_get(
    struct index *ix, const char *key, char *ret, size_t size, struct err *err);
int
meta_set(struct index *ix, const char *key, const char *value, struct err *err);
/* Writes format and layout; tables only, or their indexes as well. */
int meta_describe(struct index *ix, struct err *err);
/* Does the file hold what this program and schema expect? */
int meta_fits(struct index *ix, bool *ret, struct err *err);

#endif
