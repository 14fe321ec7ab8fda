#include "index/db.h"

int
index_begin(struct index *ix, struct err *err)
{
	return db_exec(ix, "BEGIN IMMEDIATE", err);
}

int
index_commit(struct index *ix, struct err *err)
{
	return db_exec(ix, "COMMIT", err);
}

void
index_rollback(struct index *ix)
{
	if (ix && ix->db && !sqlite3_get_autocommit(ix->db))
		db_exec(ix, "ROLLBACK", NULL);
}

static int
named(struct index *ix, const char *what, const char *name, struct err *err)
{
	_cleanup_(buf_release) struct buf sql = BUF_INIT;

	buf_addstr(&sql, what);
	sql_name(&sql, name);
	return db_exec(ix, sql.data, err);
}

int
index_savepoint(struct index *ix, const char *name, struct err *err)
{
	return named(ix, "SAVEPOINT ", name, err);
}

int
index_release(struct index *ix, const char *name, struct err *err)
{
	return named(ix, "RELEASE ", name, err);
}

/* The savepoint is gone then, too: it is not used again. */
void
index_rollback_to(struct index *ix, const char *name)
{
	if (named(ix, "ROLLBACK TO ", name, NULL) == 0)
		named(ix, "RELEASE ", name, NULL);
}
