#include "index/put.h"

#include <string.h>

#include "base/utf8.h"

/* True if the full text of the record is already this. */
static int
is_same(struct putting *p, const char *body, bool *ret, struct err *err)
{
	struct put *put = p->put;
	const char *old;
	int r;

	r = put_statement(p->ix, &put->text_get,
	    "SELECT body FROM text WHERE rowid = ?1", err);
	if (r < 0)
		return r;
	sqlite3_bind_int64(put->text_get, 1, p->n);
	if (sqlite3_step(put->text_get) == SQLITE_ROW) {
		old = (const char *)sqlite3_column_text(put->text_get, 0);
		*ret = old && strcmp(old, body) == 0;
	} else {
		*ret = *body == '\0';
	}
	sqlite3_reset(put->text_get);
	return 0;
}

static int
forget(struct putting *p, struct err *err)
{
	int r;

	r = put_statement(p->ix, &p->put->text_remove,
	    "DELETE FROM text WHERE rowid = ?1", err);
	if (r < 0)
		return r;
	sqlite3_bind_int64(p->put->text_remove, 1, p->n);
	return put_step(p->ix, p->put->text_remove, err);
}

int
put_text(struct putting *p, struct err *err)
{
	struct put *put = p->put;
	const char *body;
	bool same = false;
	int r = 0;

	body = utf8_spaced(&put->arena, utf8_fold(&put->arena, p->text->data));
	if (p->exists)
		r = is_same(p, body, &same, err);
	if (r < 0 || same)
		return r;
	if (p->exists)
		r = forget(p, err);
	if (r < 0 || *body == '\0')
		return r;
	r = put_statement(p->ix, &put->text_put,
	    "INSERT INTO text(rowid, body) VALUES(?1, ?2)", err);
	if (r < 0)
		return r;
	sqlite3_bind_int64(put->text_put, 1, p->n);
	sqlite3_bind_text(put->text_put, 2, body, -1, SQLITE_STATIC);
	return put_step(p->ix, put->text_put, err);
}
