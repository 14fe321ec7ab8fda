/*
 * Inside the index: the handle and small helpers around SQLite. Only files
 * of lib/index include this.
 *
 * Tables (STRICT; every name quoted):
 *   meta(key TEXT PRIMARY KEY, value TEXT)
 *   record(n INTEGER PRIMARY KEY, id TEXT UNIQUE, kind, path, blob, title,
 *          title_fold, number, state, owner, archived, bad)
 *          title: the template with references left out, since it may depend
 *          on nothing but the record's own bytes
 *   _<kind>(n INTEGER PRIMARY KEY, id, state, owner, created, created_by,
 *          merged_into, archived, <stored fields>)
 *          a field with search has <field>_fold, <field>_core too; a group
 *          <group>_<field>; a file <field>, <field>_size, <field>_sha256
 *   _<kind>__<list>(n INTEGER, pos INTEGER, row TEXT, <fields>,
 *          PRIMARY KEY(n, pos)) WITHOUT ROWID; list of scalars: n, pos, value
 *   tag(n, pos, value), share(n, pos, ...), log(n, pos, row, verb,
 *          from_state, to_state, by, at, reason, step, role, verdict,
 *          covers, digest): n is record.n
 *   text: FTS5(body), rowid = n
 *   history tables (history.h)
 * Indexes: references, index/search/unique columns, number, state+owner of
 * record; (column, n) on rows' references; `dated`.
 */
#ifndef INDEX_DB_H
#define INDEX_DB_H

#include <sqlite3.h>

#include "base/buf.h"
#include "index/index.h"

#define INDEX_FORMAT 1

struct index {
	sqlite3 *db;
	const struct kinds *kinds;
	char *path;			/* NULL = in memory */
	struct index_view view;
	int limit_ms;
	int64_t limit_rows;
	int64_t deadline;		/* monotonic ms; 0 = none */
	bool text_mode;			/* authorizer: a person's statement */
	struct stmt_cache *cache;	/* prepared by SQL text (db.c) */
	struct data_cache *data;	/* tax rates, calendars (func_*.c) */
	struct watch *watch;		/* rule_watch (rule.c) */
};

/* Runs statements without result. The message names what failed. */
int db_exec(struct index *ix, const char *sql, struct err *err);
/* A prepared statement, cached by its text; db_done gives it back reset. */
int db_prepare(struct index *ix, const char *sql, sqlite3_stmt **ret,
    struct err *err);
void db_done(sqlite3_stmt *stmt);
/* Error of the connection: BUSY → CRM_EBUSY, FULL/IOERR/READONLY/CANTOPEN →
 * CRM_EIO, INTERRUPT → CRM_EDATA "took too long", else CRM_EDATA. */
int db_error(struct index *ix, const char *what, struct err *err);
int db_bind(struct index *ix, sqlite3_stmt *stmt, const struct value *binds,
    size_t n, struct err *err);
/* Adds a name in double quotes, quotes in it doubled. */
void sql_name(struct buf *b, const char *name);
void sql_string(struct buf *b, const char *s);	/* in single quotes */

/* DDL of a kind set (ddl.c): tables, secondary indexes; its layout hash. */
void ddl_tables(const struct kinds *k, struct buf *ret);
void ddl_indexes(const struct kinds *k, struct buf *ret);
void ddl_layout(const struct kinds *k, char ret[65]);
/* Column of a field in its table: "qty", "title_tax_no"; for a field of a
 * group pass both. In the arena. */
const char *ddl_column(struct arena *a, const struct field *group,
    const struct field *f);

/* Registers our functions; sets limits, authorizer, progress handler. */
int func_register(struct index *ix, struct err *err);

#endif
