/*
 * Running statements. Reads only: an authorizer refuses everything but
 * SELECT and the functions on our list.
 */
#ifndef INDEX_QUERY_H
#define INDEX_QUERY_H

#include "index/expr.h"

struct row {
	size_t n;
	const char *const *names;
	const struct value *v;	/* borrowed: valid until the next row */
};
typedef int (*row_fn)(const struct row *row, void *arg, struct err *err);

/*
 * Runs one statement that is already SQL over the tables (built from
 * expr_expand and filter_compile), with bound values ?1..?n. A non-zero
 * return of `each` stops and is returned. Time and row limits as set.
 */
int query_run(struct index *ix, const char *sql, const struct value *binds,
    size_t n_binds, row_fn each, void *arg, struct err *err);

/* The same for a person's text: expanded first; one SELECT (or WITH) only;
 * the columns' names are also given when there is no row: `head` (may be
 * NULL) is called once before the first row. */
int query_text(struct index *ix, const char *sql, const struct value *binds,
    size_t n_binds, row_fn head, row_fn each, void *arg, struct err *err);

/* First column of the first row; VALUE_NULL where there is none. */
int query_value(struct index *ix, struct arena *a, const char *sql,
    const struct value *binds, size_t n_binds, struct value *ret,
    struct err *err);

/* One record of table `record`. Strings in the arena. */
struct found {
	const char *id, *kind, *path, *blob, *title, *number, *state, *owner;
	const char *bad;	/* or NULL */
};
/*
 * What a person typed for a record: whole id, document number, whole title
 * (as folded), then prefix of an id; `kind` NULL = any. A number without
 * its suffix means the current revision (the highest). CRM_ENOENT, or
 * CRM_EUSAGE listing at most ten candidates.
 */
int record_find(struct index *ix, struct arena *a, const char *kind,
    const char *word, struct found *ret, struct err *err);
/* By whole id; CRM_ENOENT without message if there is none. */
int record_get(struct index *ix, struct arena *a, const char *id,
    struct found *ret);
/* Title as people see it (references resolved). */
const char *record_title(struct index *ix, struct arena *a, const char *id);
/* Length of the shortest unique prefix of an id, at least ID_SHOW_MIN. */
int record_prefix(struct index *ix, const char *id);

/* Highest number of a series in use: text after `series` up to `suffix`
 * digits; 0 if none. All records count. */
int64_t record_last_number(struct index *ix, const char *series);

#endif
