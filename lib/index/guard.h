/*
 * What a statement may do and how long. The authorizer refuses functions
 * that are not on the list, always, and in text_mode (while a statement of
 * a person is compiled) everything but reading. Inside lib/index.
 */
#ifndef INDEX_GUARD_H
#define INDEX_GUARD_H

#include "index/db.h"

/* Bytes that a statement may need above what SQLite has already. */
#define GUARD_HEAP (256LL * 1024 * 1024)

/* Compiles a person's statement, not cached; exactly one, that reads. */
int guard_prepare(
    struct index *ix, const char *sql, sqlite3_stmt **ret, struct err *err);

/* Around the run of a statement: deadline and memory. */
struct guard {
	int64_t deadline, heap;
};
void guard_enter(struct index *ix, struct guard *g);
void guard_leave(struct index *ix, const struct guard *g);

#endif
