#include "index/meta.h"
#include "index/put.h"

#include <unistd.h>

/* What is deleted here was never anybody's secret: the book has it. */
static const char begin_sql[] =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -8000;"
    "PRAGMA secure_delete = OFF; BEGIN";

/* Bytes of terms that are gathered before they are written as a segment of
 * the full text: the fewer segments, the less to merge. */
static const char text_bulk[] =
    "INSERT INTO text(text, rank) VALUES('hashsize', 4000000)";
static const char text_normal[] =
    "INSERT INTO text(text, rank) VALUES('hashsize', 1000000)";

static int
begin(struct index *ix, struct err *err)
{
	_cleanup_(buf_release) struct buf sql = BUF_INIT;
	int r;

	r = db_exec(ix, begin_sql, err);
	if (r < 0)
		return r;
	ddl_tables(ix->kinds, &sql);
	r = db_exec(ix, sql.data, err);
	if (r == 0)
		r = db_exec(ix, text_bulk, err);
	return r < 0 ? r : meta_describe(ix, err);
}

int
index_rebuild_begin(const char *path, const struct kinds *kinds,
    struct index **ret, struct err *err)
{
	struct index *ix;
	int r;

	if (path && access(path, F_OK) == 0)
		return err_set(err, CRM_ECREATE, "the index '%s' exists", path);
	ix = db_new(path, kinds);
	ix->rebuild = true;
	r = db_connect(ix, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0, err);
	if (r == 0)
		r = begin(ix, err);
	if (r < 0) {
		index_close(ix);
		return r;
	}
	*ret = ix;
	return 0;
}

/*
 * One id under two paths is a mistake of the book that the index must
 * survive: the last one stays, as when they are put one by one. Looked for
 * before the unique index is made: without a journal nothing may fail.
 */
static int
drop_doubles(struct index *ix, struct err *err)
{
	sqlite3_stmt *stmt;
	int code, r;

	r = db_prepare(ix,
	    "SELECT n, kind FROM record r JOIN (SELECT id, max(n) AS last"
	    " FROM record GROUP BY id HAVING count(*) > 1) d"
	    " ON d.id = r.id AND r.n < d.last",
	    &stmt, err);
	if (r < 0)
		return r;
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW && r == 0)
		r = put_drop(ix, sqlite3_column_int64(stmt, 0),
		    (const char *)sqlite3_column_text(stmt, 1), err);
	if (r == 0 && code != SQLITE_DONE)
		r = db_error(ix, "index", err);
	db_done(stmt);
	return r;
}

/* Synchronous again, so that what was written before reaches the disk. */
static int
settle(struct index *ix, struct err *err)
{
	if (ix->path == NULL)
		return db_exec(ix, "PRAGMA journal_mode = MEMORY", err);
	return db_exec(ix,
	    "PRAGMA synchronous = FULL; PRAGMA locking_mode = NORMAL;"
	    "PRAGMA journal_mode = WAL;"
	    "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -2000",
	    err);
}

int
index_rebuild_end(struct index *ix, struct err *err)
{
	_cleanup_(buf_release) struct buf sql = BUF_INIT;
	int r;

	r = drop_doubles(ix, err);
	if (r < 0)
		return r;
	ddl_indexes(ix->kinds, &sql);
	r = db_exec(ix, sql.data, err);
	if (r == 0)
		r = db_exec(ix, text_normal, err);
	if (r == 0)
		r = index_commit(ix, err);
	if (r == 0)
		r = settle(ix, err);
	ix->rebuild = false;
	sqlite3_db_config(ix->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	return r;
}

int
index_copy(struct index *ix, const char *path, struct err *err)
{
	struct index to = { .path = (char *)path };
	sqlite3_backup *backup;
	int code, r = 0;

	if (access(path, F_OK) == 0)
		return err_set(err, CRM_ECREATE, "the index '%s' exists", path);
	code = sqlite3_open_v2(
	    path, &to.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
	if (code == SQLITE_OK) {
		sqlite3_exec(
		    to.db, "PRAGMA journal_mode = OFF", NULL, NULL, NULL);
		backup = sqlite3_backup_init(to.db, "main", ix->db, "main");
		sqlite3_backup_step(backup, -1);
		code = sqlite3_backup_finish(backup);
	}
	if (code != SQLITE_OK)
		r = db_error(&to, "copy", err);
	sqlite3_close(to.db);
	if (r < 0)
		unlink(path);
	return r;
}
