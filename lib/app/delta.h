/*
 * The difference of two states of a record, field by field, for people:
 * "price: 100.00 → 120.00".
 */
#ifndef APP_DELTA_H
#define APP_DELTA_H

#include "app/view.h"
#include "rec/diff.h"

/* Field of a change's path, or NULL where the schema does not know it. */
const struct field *
delta_field(const struct kind *k, const struct field_change *c);
/* A value of it as people see it; "–" for an absent one. */
const char *delta_value(struct view *v, struct arena *a, const struct kind *k,
    const struct field_change *c, const struct node *n);
/* The value canonically, on one line; NULL for an absent one. */
const char *delta_canonical(struct arena *a, const struct node *n);
/* Is it about what a person changed: not the log, not the creation? */
bool delta_is_news(const struct field_change *c);

/* Adds a line for each change, behind the indent; `kind` may be NULL.
 * `news`: only what delta_is_news. */
void delta_text(struct view *v, const struct kind *k, const struct node *before,
    const struct node *after, const char *indent, bool news, struct buf *ret);

#endif
