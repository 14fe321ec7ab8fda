/*
 * The past of records: which commits changed which, kept in the index
 * (index/history.h) and filled from trees when first asked for.
 */
#ifndef APP_PAST_H
#define APP_PAST_H

#include "app/entry.h"

/* Brings the index's history up to the snapshot. */
int past_fill(struct app *app, struct err *err);

/* One record in one commit. */
struct past {
	const char *commit;
	const char *kind, *id;
	const char *before, *after; /* blobs, hex; NULL = absent */
};
/*
 * The commits that changed a record, newest first, at most `limit` (0 =
 * all). Strings and *ret are in the arena. Fills the history.
 */
int past_of(struct app *app, struct arena *a, const char *id, int limit,
    struct past **ret, size_t *n, struct err *err);

/* Parses a blob (hex; NULL = absent: *ret NULL) of a record. */
int past_read(struct app *app, struct arena *a, const char *blob,
    const char *path, struct node **ret, struct err *err);

#endif
