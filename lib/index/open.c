#include "index/meta.h"
#include "index/rule.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int
schema_size(struct index *ix, int *ret)
{
	sqlite3_stmt *stmt;
	int code;

	code = sqlite3_prepare_v2(
	    ix->db, "SELECT count(*) FROM sqlite_schema", -1, &stmt, NULL);
	if (code != SQLITE_OK)
		return code;
	code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		*ret = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	return code == SQLITE_ROW ? SQLITE_OK : code;
}

static int
create(struct index *ix, struct err *err)
{
	_cleanup_(buf_release) struct buf sql = BUF_INIT;
	int size, r;

	if ((r = index_begin(ix, err)) < 0)
		return r;
	/* another command may have been first */
	if (schema_size(ix, &size) == SQLITE_OK && size > 0)
		return index_commit(ix, err);
	ddl_tables(ix->kinds, &sql);
	ddl_indexes(ix->kinds, &sql);
	r = db_exec(ix, sql.data, err);
	if (r == 0)
		r = meta_describe(ix, err);
	if (r == 0)
		r = index_commit(ix, err);
	if (r < 0)
		index_rollback(ix);
	return r;
}

static bool
is_damage(int code)
{
	code &= 0xff;
	return code == SQLITE_NOTADB || code == SQLITE_CORRUPT;
}

static void
pragmas(struct index *ix)
{
	/* a file of another format may refuse: check_file says so */
	if (!sqlite3_db_readonly(ix->db, "main"))
		db_exec(ix, "PRAGMA journal_mode = WAL", NULL);
	db_exec(ix, "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF",
	    NULL);
	sqlite3_db_config(ix->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
}

static int
check_file(struct index *ix, bool *stale, struct err *err)
{
	int size, r, code = schema_size(ix, &size);
	bool fits;

	if (is_damage(code)) {
		*stale = true;
		return 0;
	}
	if (code != SQLITE_OK)
		return db_error(ix, "cannot open", err);
	if (size == 0 && sqlite3_db_readonly(ix->db, "main"))
		return err_set(
		    err, CRM_EIO, "the index '%s' cannot be written", ix->path);
	if (size == 0 && (r = create(ix, err)) < 0)
		return r;
	r = meta_fits(ix, &fits, err);
	if (r == CRM_EBUSY)
		return r;
	*stale = r < 0 || !fits;
	return 0;
}

/*
 * A WAL database in a folder that cannot be written opens only if nobody
 * else may write to it either, which "immutable" promises; true as long as
 * there is no write-ahead log.
 */
static bool
immutable_uri(const char *path, struct buf *ret)
{
	_cleanup_(buf_release) struct buf wal = BUF_INIT;
	struct stat st;

	buf_printf(&wal, "%s-wal", path);
	if (stat(wal.data, &st) == 0 && st.st_size > 0)
		return false;
	buf_addstr(ret, "file:");
	for (; *path; path++) {
		if (strchr("?#%", *path))
			buf_printf(ret, "%%%02X", (unsigned char)*path);
		else
			buf_addch(ret, *path);
	}
	buf_addstr(ret, "?immutable=1");
	return true;
}

static int
open_read_only(struct index *ix, bool *stale, struct err *err)
{
	_cleanup_(buf_release) struct buf uri = BUF_INIT;
	char *path = ix->path;
	int r;

	if (!immutable_uri(path, &uri))
		return err_set(err, CRM_EIO,
		    "the index '%s' cannot be read without writing", path);
	db_disconnect(ix);
	ix->path = uri.data;
	r = db_connect(ix, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, 0, err);
	ix->path = path;
	if (r < 0)
		return r;
	pragmas(ix);
	return check_file(ix, stale, err);
}

int
index_open(const char *path, const struct kinds *kinds, int wait_ms,
    struct index **ret, bool *stale, struct err *err)
{
	struct index *ix = db_new(path, kinds);
	struct err first = ERR_INIT;
	int r;

	*stale = false;
	r = db_connect(
	    ix, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, wait_ms, &first);
	if (r == 0) {
		pragmas(ix);
		r = check_file(ix, stale, &first);
	}
	if (r == CRM_EIO && path && ix->db &&
	    sqlite3_db_readonly(ix->db, "main"))
		r = open_read_only(ix, stale, &first);
	if (r < 0) {
		if (err)
			*err = first;
		else
			err_clear(&first);
		index_close(ix);
		return r;
	}
	err_clear(&first);
	*ret = ix;
	return 0;
}

void
index_close(struct index *ix)
{
	if (ix == NULL)
		return;
	rule_reset(ix);
	db_disconnect(ix);
	free(ix->me);
	free(ix->path);
	free(ix);
}

const struct kinds *
index_kinds(const struct index *ix)
{
	return ix->kinds;
}

void
index_set_view(struct index *ix, const struct index_view *view)
{
	char *me = view->me ? xstrdup(view->me) : NULL;

	free(ix->me);
	ix->me = me;
	ix->view = *view;
	ix->view.me = me;
}

void
index_set_limits(struct index *ix, int ms, int64_t rows)
{
	ix->limit_ms = ms;
	ix->limit_rows = rows;
}
