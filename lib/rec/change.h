/* What differences and merges have in common. */
#ifndef REC_CHANGE_H
#define REC_CHANGE_H

#include "rec/diff.h"

struct place {
	const char *key, *row, *sub;
};

/* Adds one; an empty value counts as absent. */
void change_add(struct arena *a, struct field_changes *c, const struct place *p,
    const struct node *before, const struct node *after);

/* A mapping, or nothing. */
bool is_group(const struct node *n);

#endif
