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
	char *path; /* NULL = in memory */
	struct index_view view;
	int limit_ms;
	int64_t limit_rows;
	int64_t deadline;	  /* monotonic ms; 0 = none */
	bool text_mode;		  /* authorizer: a person's statement */
	struct stmt_cache *cache; /* prepared by SQL text (db.c) */
	struct data_cache *data;  /* tax rates, calendars (func_*.c) */
	struct watch *watch;	  /* rule_watch (rule.c) */
	struct put *put;	  /* statements of index_put (put.c) */
	bool rebuild;		  /* a new file: nothing to replace */
	int depth;		  /* statements running inside others */
	char *me;		  /* view.me is a copy */
	char refused[160];	  /* what the authorizer said no to */
};

/* An index without a connection, and the connection (db.c). */
struct index *db_new(const char *path, const struct kinds *kinds);
int db_connect(struct index *ix, int flags, int wait_ms, struct err *err);
void db_disconnect(struct index *ix);

/* Runs all statements of a text, without result. */
int db_exec(struct index *ix, const char *sql, struct err *err);
/* A prepared statement, cached by its text; db_done gives it back reset. */
int db_prepare(
    struct index *ix, const char *sql, sqlite3_stmt **ret, struct err *err);
/* The same for one statement that reads and comes from a person or a
 * schema (guard.h). */
int db_prepare_guarded(
    struct index *ix, const char *sql, sqlite3_stmt **ret, struct err *err);
void db_done(sqlite3_stmt *stmt);
/* Error of the connection: BUSY → CRM_EBUSY, FULL/IOERR/READONLY/CANTOPEN →
 * CRM_EIO, INTERRUPT → CRM_EDATA "took too long", else CRM_EDATA. */
int db_error(struct index *ix, const char *what, struct err *err);
int db_bind(struct index *ix, sqlite3_stmt *stmt, const struct value *binds,
    size_t n, struct err *err);
/* Adds a name in double quotes, quotes in it doubled. */
void sql_name(struct buf *b, const char *name);
void sql_string(struct buf *b, const char *s); /* in single quotes */

/* DDL of a kind set (ddl.c): tables, secondary indexes; its layout hash. */
void ddl_tables(const struct kinds *k, struct buf *ret);
void ddl_indexes(const struct kinds *k, struct buf *ret);
void ddl_layout(const struct kinds *k, char ret[65]);
/* Column of a field in its table: "qty", "title_tax_no"; for a field of a
 * group pass both. In the arena. */
const char *
ddl_column(struct arena *a, const struct field *group, const struct field *f);

/* Every column that a field has in its table, in order: the field itself,
 * then "_size", "_sha256" (file), "_fold", "_core" (search). */
typedef void (*column_fn)(const struct field *group, const struct field *f,
    const char *suffix, const char *sql_type, void *arg);
void ddl_field_columns(const struct field *f, column_fn each, void *arg);
/* True for what has columns in the kind's own table. */
bool ddl_is_column(const struct field *f);
/* True for what has a table of its own, "_<kind>__<list>". */
bool ddl_is_list(const struct field *f);
const struct field *ddl_builtin(const char *name);
/* Columns of log behind n and pos, with the keys of the record's log. */
struct log_column {
	const char *column, *key;
};
extern const struct log_column log_columns[];
extern const size_t n_log_columns;

void put_free(struct put *p);
void data_cache_free(struct data_cache *d);

/* Registers our functions (func.c). */
int func_register(struct index *ix, struct err *err);
/* Sets limits, authorizer, progress handler (guard.c). */
void guard_install(struct index *ix);

#endif
