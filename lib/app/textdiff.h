/* Small helpers of changes: references, and the text of a difference. */
#ifndef APP_TEXTDIFF_H
#define APP_TEXTDIFF_H

#include "app/change.h"

/* Adds a finding for each reference of a staged record that leads nowhere,
 * or, where it is deleted, for each record that refers to it. */
void refs_check(struct change *c, struct staged *s, struct diag *d);

/* A unified difference of two texts (NULL = no file) as `git diff` shows
 * it, without index line. */
void text_diff(
    struct buf *ret, const char *path, const char *before, const char *after);

#endif
