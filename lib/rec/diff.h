/*
 * Differences of two records, field by field: the ground of Crm-Change
 * lines, of undo, of the diff command and of the three-way merge.
 */
#ifndef REC_DIFF_H
#define REC_DIFF_H

#include "rec/node.h"

struct field_change {
	const char *path;	/* "state", "lines[k3f9].qty", "lines[k3f9]",
				   "tags", "invoice_title.tax_no" */
	const char *key;	/* top-level key */
	const char *row;	/* NULL unless inside a list of rows */
	const char *sub;	/* NULL unless inside a row or a group */
	const struct node *before;	/* NULL = absent */
	const struct node *after;
};

struct field_changes {
	struct field_change *v;
	size_t n, cap;		/* vector in the arena's memory */
};

/*
 * Rows are matched by their id; a row on one side only is one change of
 * the whole row. A list of scalars is one change, as is a list whose rows
 * have no ids, or have changed places. Either side may be NULL. Changes
 * borrow keys and nodes from both trees.
 */
void diff_records(struct arena *a, const struct node *before,
    const struct node *after, struct field_changes *ret);

/*
 * Three-way: what `theirs` did since `base`, done to `ours`. Sets *ret to
 * the merged tree; adds to `conflicts` each field changed on both sides
 * differently (there `ours` stands; a conflict's `before` is the value of
 * ours, `after` that of theirs). Lists of scalars merge as sets; rows
 * by id; a list named in `append_only` (a NULL-terminated list of keys)
 * as a union of rows, the new ones in the order of their `at`.
 */
void merge_records(struct arena *a, const struct node *base,
    const struct node *ours, const struct node *theirs,
    const char *const *append_only, struct node **ret,
    struct field_changes *conflicts);

#endif
