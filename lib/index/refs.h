/* The columns of a kind's tables that hold references. Inside lib/index. */
#ifndef INDEX_REFS_H
#define INDEX_REFS_H

#include "index/column.h"
#include "index/db.h"

struct ref_column {
	const struct kind *kind;
	const struct field *list; /* in whose rows it stands, or NULL */
	const char *column;
	const char *path;	  /* "customer", "lines.product" */
	const char *to, *to_list; /* as in struct column */
};

/* Calls back for each; strings live in the arena. Non-zero stops. */
int refs_each(struct arena *a, const struct kinds *kinds, const struct kind *k,
    int (*each)(const struct ref_column *c, void *arg), void *arg);
/* What a column holds, as the id of a record: its SQL behind alias t. */
void add_ref_id(struct buf *b, const struct ref_column *c);

#endif
