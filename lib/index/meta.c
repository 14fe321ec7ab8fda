#include "index/meta.h"

#include <stdio.h>
#include <string.h>

#define STRING2(x) #x
#define STRING(x) STRING2(x)
#define FORMAT STRING(INDEX_FORMAT)

int
meta_get(
    struct index *ix, const char *key, char *ret, size_t size, struct err *err)
{
	sqlite3_stmt *stmt;
	int code, r;

	r = db_prepare(ix, "SELECT value FROM meta WHERE key = ?1", &stmt, err);
	if (r < 0)
		return r;
	ret[0] = '\0';
	sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
	code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		snprintf(ret, size, "%s",
		    (const char *)sqlite3_column_text(stmt, 0));
	else if (code != SQLITE_DONE)
		r = db_error(ix, "index", err);
	db_done(stmt);
	return r;
}

int
meta_set(struct index *ix, const char *key, const char *value, struct err *err)
{
	sqlite3_stmt *stmt;
	int r;

	r = db_prepare(
	    ix, "INSERT OR REPLACE INTO meta VALUES(?1, ?2)", &stmt, err);
	if (r < 0)
		return r;
	sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, value, -1, SQLITE_STATIC);
	if (sqlite3_step(stmt) != SQLITE_DONE)
		r = db_error(ix, "index", err);
	db_done(stmt);
	return r;
}

int
meta_describe(struct index *ix, struct err *err)
{
	char layout[65];
	int r;

	ddl_layout(ix->kinds, layout);
	r = meta_set(ix, "format", FORMAT, err);
	return r < 0 ? r : meta_set(ix, "layout", layout, err);
}

int
meta_fits(struct index *ix, bool *ret, struct err *err)
{
	char format[16], layout[65], expected[65];
	int r;

	*ret = false;
	r = meta_get(ix, "format", format, sizeof(format), err);
	if (r < 0 || strcmp(format, FORMAT) != 0)
		return r;
	r = meta_get(ix, "layout", layout, sizeof(layout), err);
	if (r < 0)
		return r;
	ddl_layout(ix->kinds, expected);
	*ret = strcmp(layout, expected) == 0;
	return 0;
}

void
index_stamp(struct index *ix, struct stamp *ret)
{
	if (meta_get(ix, "commit", ret->commit, sizeof(ret->commit), NULL) < 0)
		ret->commit[0] = '\0';
	if (meta_get(ix, "tree", ret->tree, sizeof(ret->tree), NULL) < 0)
		ret->tree[0] = '\0';
}

int
index_set_stamp(struct index *ix, const struct stamp *stamp, struct err *err)
{
	int r;

	r = meta_set(ix, "commit", stamp->commit, err);
	return r < 0 ? r : meta_set(ix, "tree", stamp->tree, err);
}
