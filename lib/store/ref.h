/*
 * Branches: reading them, and moving one by compare-and-swap under git's
 * own lock file.
 */
#ifndef STORE_REF_H
#define STORE_REF_H

#include "store/repo.h"

/*
 * The full name of a branch (NULL = the one HEAD is on), in the arena.
 * CRM_EBUSY when HEAD is detached; CRM_EUSAGE for a name git refuses.
 */
int ref_name(struct store *s, struct arena *a, const char *branch,
    const char **ret, struct err *err);
/* What a full name points to; zero if there is no such ref yet. */
int
ref_read(struct store *s, const char *name, struct oid *ret, struct err *err);
/* The tip of a branch, or of HEAD, on a branch or not. CRM_ENOENT for a
 * branch that is not there; zero for a HEAD without a commit. */
int
ref_tip(struct store *s, const char *branch, struct oid *ret, struct err *err);

#endif
