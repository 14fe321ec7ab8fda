#include <string.h>

#include "base/id.h"
#include "index/find.h"

static const char *
full_title(
    struct index *ix, struct arena *a, const struct kind *k, const char *id)
{
	_cleanup_(buf_release) struct buf sql = BUF_INIT;
	struct value bind = { .type = VALUE_TEXT, .text = id }, v;

	buf_addstr(&sql, "SELECT ");
	expr_title(ix, k, &sql);
	buf_printf(&sql, " FROM \"_%s\" AS \"%s\" WHERE \"%s\".id = ?1",
	    k->name, k->plural, k->plural);
	if (query_value(ix, a, sql.data, &bind, 1, &v, NULL) < 0 ||
	    v.type != VALUE_TEXT || *v.text == '\0')
		return NULL;
	return v.text;
}

const char *
record_title(struct index *ix, struct arena *a, const char *id)
{
	const struct kind *k;
	const char *title;
	struct found f;

	if (record_get(ix, a, id, &f) < 0)
		return arena_strdup(a, id);
	k = kinds_find(ix->kinds, f.kind);
	title = k ? full_title(ix, a, k, id) : NULL;
	if (title)
		return title;
	if (f.title)
		return f.title;
	return f.number ? f.number : f.id;
}

/* Characters that two ids share at their beginning. */
static int
shared(const char *a, const char *b)
{
	int n = 0;

	while (a[n] != '\0' && a[n] == b[n])
		n++;
	return n;
}

/* Only its neighbours in order can have more in common with an id. */
int
record_prefix(struct index *ix, const char *id)
{
	static const char *const neighbours[] = {
		"SELECT max(id) FROM record WHERE id < ?1",
		"SELECT min(id) FROM record WHERE id > ?1",
	};
	int len, ret = ID_SHOW_MIN;
	const char *other;
	sqlite3_stmt *stmt;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(neighbours); i++) {
		if (db_prepare(ix, neighbours[i], &stmt, NULL) < 0)
			return ID_LEN;
		sqlite3_bind_text(stmt, 1, id, -1, SQLITE_STATIC);
		if (sqlite3_step(stmt) == SQLITE_ROW) {
			other = (const char *)sqlite3_column_text(stmt, 0);
			len = other ? shared(id, other) + 1 : 0;
			ret = len > ret ? len : ret;
		}
		db_done(stmt);
	}
	len = (int)strlen(id);
	return ret < len ? ret : len;
}
