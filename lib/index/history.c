#include "index/history.h"

#include <string.h>

#include "base/date.h"
#include "index/meta.h"

#define STAMP "history"

void
history_stamp(struct index *ix, char ret[41])
{
	if (meta_get(ix, STAMP, ret, 41, NULL) < 0)
		ret[0] = '\0';
}

int
history_reset(struct index *ix, struct err *err)
{
	return db_exec(ix,
	    "DELETE FROM history_change; DELETE FROM history;"
	    "DELETE FROM meta WHERE key = '" STAMP "'",
	    err);
}

/* Binds texts from ?1 on, steps once. */
static int
insert(struct index *ix, const char *sql, const char *const *texts, size_t n,
    struct err *err)
{
	sqlite3_stmt *stmt;
	size_t i;
	int r;

	r = db_prepare(ix, sql, &stmt, err);
	if (r < 0)
		return r;
	for (i = 0; i < n; i++)
		if (texts[i])
			sqlite3_bind_text(
			    stmt, (int)i + 1, texts[i], -1, SQLITE_STATIC);
	if (sqlite3_step(stmt) != SQLITE_DONE)
		r = db_error(ix, "history", err);
	db_done(stmt);
	return r;
}

int
history_add(struct index *ix, const struct history_commit *c, struct err *err)
{
	char at[21];
	const char *texts[] = { c->commit, at, c->author, c->email, c->op,
		c->subject };

	time_format_utc(at, c->time);
	return insert(ix,
	    "INSERT INTO history(hash, at, author, email, op, subject)"
	    " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
	    texts, ARRAY_SIZE(texts), err);
}

/* Behind its commit: the last one that was added. */
int
history_add_change(struct index *ix, const char *kind, const char *id,
    const char *before, const char *after, struct err *err)
{
	const char *texts[] = { kind, id, before, after };

	return insert(ix,
	    "INSERT INTO history_change(c, kind, id, before, after)"
	    " SELECT max(c), ?1, ?2, ?3, ?4 FROM history",
	    texts, ARRAY_SIZE(texts), err);
}

int
history_set_stamp(struct index *ix, const char *commit, struct err *err)
{
	return meta_set(ix, STAMP, commit, err);
}
