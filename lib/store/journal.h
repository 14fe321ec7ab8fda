/*
 * The journal: what a run is about to do to the work tree, on disk before
 * the branch moves. <git>/crm.journal while it holds; <git>/crm.done in the
 * moment between the last file and the release of git's lock.
 */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "store/work.h"

struct journal {
	const char *ref;
	struct oid old, new; /* commits */
	struct work_path *v;
	size_t n;
};

int journal_write(
    struct store *s, const struct journal *j, bool sync, struct err *err);
/* Strings in the arena. CRM_ENOENT if there is none; CRM_EDATA if it was
 * not written to its end (so the branch has not moved). */
int journal_read(
    struct store *s, struct arena *a, struct journal *ret, struct err *err);
bool journal_exists(struct store *s);
/* All is done but the release of the lock. */
void journal_done(struct store *s);
void journal_remove(struct store *s);

#endif
