/*
 * History in the index: one row a record changed a commit, filled from
 * trees by the first command that needs it, with a stamp of its own. SQL
 * sees it as table `changes`: kind, parent (the record's id), hash (of the
 * commit), at (UTC), author, email, op, subject, before, after.
 */
#ifndef INDEX_HISTORY_H
#define INDEX_HISTORY_H

#include "index/query.h"

struct history_commit {
	const char *commit;	/* hex */
	int64_t time;		/* seconds UTC */
	const char *author, *email, *op;	/* op: Crm-Op, or "" */
	const char *subject;
};
/* Commit up to which history is filled ("" = nothing). */
void history_stamp(struct index *ix, char ret[41]);
int history_reset(struct index *ix, struct err *err);
/* Adds a commit (oldest first), then its changed records. */
int history_add(struct index *ix, const struct history_commit *c,
    struct err *err);
int history_add_change(struct index *ix, const char *kind, const char *id,
    const char *before, const char *after, struct err *err);
int history_set_stamp(struct index *ix, const char *commit,
    struct err *err);

#endif
