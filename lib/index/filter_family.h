/*
 * How values of a family of types are compared: one row a family
 * (filter_family.c).
 */
#ifndef INDEX_FILTER_FAMILY_H
#define INDEX_FILTER_FAMILY_H

#include "index/filter_in.h"

struct family;

/* One comparison: path, operation, value. */
struct operand {
	struct filtering *f;
	const struct path *path;
	const struct family *family;
	const char *operation; /* "" = as usual; "ne" comes as "eq" */
	const char *text;      /* one value as typed, not empty */
	const char *at;	       /* where it stands in the term */
	struct buf *ret;
};

struct family {
	const char *name;	       /* of its values, in messages */
	const char *operations;	       /* separated by blanks */
	int (*add)(struct operand *o); /* adds a condition */
};

extern const struct family family_boolean, family_choice, family_date,
    family_list, family_number, family_ref, family_state, family_text,
    family_time;

/* "=", "<" ... of an operation. */
const char *sql_operator(const char *operation);

#endif
