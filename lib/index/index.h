/*
 * The index: the records of one commit as SQLite tables, derived and
 * deletable. The only code that knows SQLite. It does not know the store:
 * the application feeds it records and tells it what commit they are of.
 *
 * Tables: `record` has every record of every kind; `_kind` has the stored
 * fields of a kind, `_kind__list` the rows of a list, `tag`, `share`, `log`
 * the built-in lists of all kinds; `text` is the full-text table. Derived
 * fields are not stored: an expression that names a plural is expanded to a
 * sub-select that computes just the derived columns it uses (expr.h).
 */
#ifndef INDEX_INDEX_H
#define INDEX_INDEX_H

#include "kind/type.h"
#include "rec/node.h"

struct index;

struct stamp {
	char commit[41], tree[41];	/* "" = nothing indexed */
};

/*
 * Opens the index at `path` (NULL = in memory), making it if absent.
 * `kinds` is borrowed and must live as long. *stale is set when the file is
 * of another format or layout (kinds' stored fields), or damaged: then only
 * index_rebuild_* and index_close may be called. wait_ms = how long a busy
 * database is waited for. CRM_EIO where the file can't be opened.
 */
int index_open(const char *path, const struct kinds *kinds, int wait_ms,
    struct index **ret, bool *stale, struct err *err);
void index_close(struct index *ix);
const struct kinds *index_kinds(const struct index *ix);

/*
 * Begins a rebuild into a new file `path` (must not exist; NULL = memory):
 * no secondary indexes, no journal, one transaction. index_rebuild_end adds
 * them and makes the file durable enough to be renamed in by the caller,
 * who closes it first. After an error the file is of no use.
 */
int index_rebuild_begin(const char *path, const struct kinds *kinds,
    struct index **ret, struct err *err);
int index_rebuild_end(struct index *ix, struct err *err);

/* A copy of the whole index in a new file (for --at). */
int index_copy(struct index *ix, const char *path, struct err *err);

void index_stamp(struct index *ix, struct stamp *ret);
int index_set_stamp(struct index *ix, const struct stamp *stamp,
    struct err *err);

/* Write transaction (BEGIN IMMEDIATE; CRM_EBUSY after the wait). */
int index_begin(struct index *ix, struct err *err);
int index_commit(struct index *ix, struct err *err);
void index_rollback(struct index *ix);
/* Nested: a savepoint by name. */
int index_savepoint(struct index *ix, const char *name, struct err *err);
int index_release(struct index *ix, const char *name, struct err *err);
void index_rollback_to(struct index *ix, const char *name);

/* A record as the index takes it. */
struct index_record {
	const char *kind, *id, *path;
	const char *blob;		/* hex */
	const struct node *tree;	/* NULL where it does not parse */
	const char *bad;		/* why it is bad, or NULL */
};
/* Inserts or replaces by id. A record whose kind has no schema, or with
 * `bad` set, goes to `record` alone. Values that do not fit their type are
 * NULL and make the record bad. */
int index_put(struct index *ix, const struct index_record *r,
    struct err *err);
int index_remove(struct index *ix, const char *id, struct err *err);

/* What expressions and filters see beside the records; before it is set,
 * the clock's day and nobody. */
struct index_view {
	int32_t today;
	bool as_of;		/* leave out records dated after today */
	const char *me;		/* id of the person, or NULL */
	enum lang lang;
};
void index_set_view(struct index *ix, const struct index_view *view);

/* Limits of one statement (milliseconds, rows; 0 = none). */
void index_set_limits(struct index *ix, int ms, int64_t rows);

#endif
