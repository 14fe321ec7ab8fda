/* What an edit (rec/splice.h) names in a tree. */
#ifndef REC_EDIT_H
#define REC_EDIT_H

#include "rec/splice.h"

/* True if it is about a top-level field as a whole. */
bool edit_whole(const struct edit *e);

/* Index of the item that the edit's row or position names; CRM_ENOENT. */
int edit_item(const struct node *list, const struct edit *e, size_t *ret,
    struct err *err);

#endif
