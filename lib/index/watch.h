/*
 * What a command changes: the records as they were, in temporary tables
 * (was_<kind>; touched: id, kind, changed), and the index as it was.
 * Inside lib/index.
 */
#ifndef INDEX_WATCH_H
#define INDEX_WATCH_H

#include "index/db.h"

/* Notes the records that those changed refer to now. */
int watch_neighbours(struct index *ix, struct err *err);
/* The kinds of which records are touched, or only of those changed. */
int watch_kinds(struct index *ix, struct arena *a, bool changed,
    const struct kind ***ret, size_t *n, struct err *err);
/* True if nothing was watched. */
bool watch_empty(const struct index *ix);
/* The index as it was before the command; NULL where that is not known. */
struct index *watch_before(struct index *ix);

#endif
