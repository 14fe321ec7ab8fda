/* The rows of a list, found by their ids. */
#ifndef REC_ROWS_H
#define REC_ROWS_H

#include "rec/node.h"

struct row {
	const char *id;
	struct node *node;
	size_t pos; /* in the list */
};

struct rows {
	struct row *v; /* by id */
	size_t n;
};

/*
 * False where the value is no list of mappings that all have a `row` of
 * their own. An absent or empty value is a list without rows.
 */
bool rows_index(struct arena *a, const struct node *list, struct rows *ret);
/* NULL if there is none. */
const struct row *rows_find(const struct rows *rows, const char *id);

#endif
