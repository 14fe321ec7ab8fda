/* Finding one record, inside lib/index. */
#ifndef INDEX_FIND_H
#define INDEX_FIND_H

#include "index/db.h"
#include "index/query.h"

#define CANDIDATES_MAX 10
#define FOUND_COLUMNS                                                          \
	"SELECT id, kind, path, blob, title, number, state, owner, bad"        \
	" FROM record WHERE "

struct candidates {
	struct found v[CANDIDATES_MAX];
	size_t n, total;
};

struct find {
	struct index *ix;
	struct arena *a;
	const char *kind; /* or NULL */
	const char *word;
	struct candidates found;
	struct err *err;
};

/* A bound text; NULL for NULL. */
struct value find_text(const char *s);
/* Records that a statement (FOUND_COLUMNS, a condition) gives. */
int candidates_get(struct index *ix, struct arena *a, const char *sql,
    const struct value *binds, size_t n, struct candidates *ret,
    struct err *err);
/* By document number (number.c). */
int find_number(struct find *f);

#endif
