#include "index/guard.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"

#define CACHE_MAX 128

struct cached {
	sqlite3_stmt *stmt;
	char *sql;
	size_t len;
	bool busy, guarded;
};

/* db_done gets a statement only, so the caches are found by connection. */
struct stmt_cache {
	sqlite3 *db;
	struct stmt_cache *next;
	struct cached v[CACHE_MAX];
	size_t n, oldest;
};

static struct stmt_cache *caches;

struct index *
db_new(const char *path, const struct kinds *kinds)
{
	struct index *ix = xcalloc(1, sizeof(*ix));

	ix->path = path ? xstrdup(path) : NULL;
	ix->kinds = kinds;
	ix->view.today = time_day(clock_now());
	return ix;
}

static void
configure(sqlite3 *db, int wait_ms)
{
	sqlite3_extended_result_codes(db, 1);
	sqlite3_busy_timeout(db, wait_ms);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
}

int
db_connect(struct index *ix, int flags, int wait_ms, struct err *err)
{
	const char *path = ix->path ? ix->path : ":memory:";
	int r;

	if (sqlite3_open_v2(path, &ix->db, flags | SQLITE_OPEN_NOMUTEX, NULL) !=
	    SQLITE_OK) {
		r = err_set(err, CRM_EIO, "cannot open the index '%s': %s",
		    path, sqlite3_errmsg(ix->db));
		sqlite3_close(ix->db);
		ix->db = NULL;
		return r;
	}
	configure(ix->db, wait_ms);
	ix->cache = xcalloc(1, sizeof(*ix->cache));
	ix->cache->db = ix->db;
	ix->cache->next = caches;
	caches = ix->cache;
	guard_install(ix);
	return func_register(ix, err);
}

static void
cache_free(struct stmt_cache *c)
{
	struct stmt_cache **p = &caches;
	size_t i;

	if (c == NULL)
		return;
	while (*p != c)
		p = &(*p)->next;
	*p = c->next;
	for (i = 0; i < c->n; i++) {
		sqlite3_finalize(c->v[i].stmt);
		free(c->v[i].sql);
	}
	free(c);
}

void
db_disconnect(struct index *ix)
{
	put_free(ix->put);
	ix->put = NULL;
	data_cache_free(ix->data);
	ix->data = NULL;
	cache_free(ix->cache);
	ix->cache = NULL;
	sqlite3_close_v2(ix->db);
	ix->db = NULL;
}

static bool
is_disk_trouble(int code)
{
	return code == SQLITE_FULL || code == SQLITE_IOERR ||
	       code == SQLITE_READONLY || code == SQLITE_CANTOPEN ||
	       code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

int
db_error(struct index *ix, const char *what, struct err *err)
{
	int code = sqlite3_errcode(ix->db) & 0xff;

	if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
		return err_set(err, CRM_EBUSY,
		    "the index is in use by another command; try again");
	if (is_disk_trouble(code))
		return err_set(err, CRM_EIO, "%s: the index '%s': %s", what,
		    ix->path ? ix->path : ":memory:", sqlite3_errmsg(ix->db));
	if (code == SQLITE_INTERRUPT)
		return err_set(
		    err, CRM_EDATA, "%s: took too long and was stopped", what);
	if (code == SQLITE_NOMEM)
		return err_set(
		    err, CRM_EDATA, "%s: needs too much memory", what);
	if (ix->refused[0] != '\0')
		return err_set(err, CRM_EDATA, "%s: %s", what, ix->refused);
	return err_set(err, CRM_EDATA, "%s: %s", what, sqlite3_errmsg(ix->db));
}

int
db_exec(struct index *ix, const char *sql, struct err *err)
{
	ix->refused[0] = '\0';
	if (sqlite3_exec(ix->db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return 0;
	return db_error(ix, "index", err);
}

static struct cached *
cache_find(struct stmt_cache *c, const char *sql, size_t len, bool guarded)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (!c->v[i].busy && c->v[i].len == len &&
		    c->v[i].guarded == guarded &&
		    memcmp(c->v[i].sql, sql, len) == 0)
			return &c->v[i];
	return NULL;
}

/* A place for a new statement; NULL where all are in use. */
static struct cached *
cache_place(struct stmt_cache *c)
{
	struct cached *e;
	size_t i;

	if (c->n < CACHE_MAX)
		return &c->v[c->n++];
	for (i = 0; i < CACHE_MAX; i++) {
		e = &c->v[c->oldest++ % CACHE_MAX];
		if (e->busy)
			continue;
		sqlite3_finalize(e->stmt);
		free(e->sql);
		return e;
	}
	return NULL;
}

static int
prepare(struct index *ix, const char *sql, size_t len, bool guarded,
    sqlite3_stmt **ret, struct err *err)
{
	if (guarded)
		return guard_prepare(ix, sql, ret, err);
	ix->refused[0] = '\0';
	if (sqlite3_prepare_v3(ix->db, sql, (int)len + 1,
		SQLITE_PREPARE_PERSISTENT, ret, NULL) != SQLITE_OK)
		return db_error(ix, "index", err);
	return 0;
}

static int
prepare_cached(struct index *ix, const char *sql, bool guarded,
    sqlite3_stmt **ret, struct err *err)
{
	size_t len = strlen(sql);
	struct cached *e = cache_find(ix->cache, sql, len, guarded);
	int r;

	if (e) {
		e->busy = true;
		*ret = e->stmt;
		return 0;
	}
	r = prepare(ix, sql, len, guarded, ret, err);
	if (r < 0)
		return r;
	e = cache_place(ix->cache);
	if (e)
		*e = (struct cached){ *ret, xstrndup(sql, len), len, true,
			guarded };
	return 0;
}

int
db_prepare(
    struct index *ix, const char *sql, sqlite3_stmt **ret, struct err *err)
{
	return prepare_cached(ix, sql, false, ret, err);
}

int
db_prepare_guarded(
    struct index *ix, const char *sql, sqlite3_stmt **ret, struct err *err)
{
	return prepare_cached(ix, sql, true, ret, err);
}

void
db_done(sqlite3_stmt *stmt)
{
	struct stmt_cache *c = caches;
	size_t i;

	if (stmt == NULL)
		return;
	while (c && c->db != sqlite3_db_handle(stmt))
		c = c->next;
	for (i = 0; c && i < c->n; i++) {
		if (c->v[i].stmt != stmt)
			continue;
		sqlite3_reset(stmt);
		sqlite3_clear_bindings(stmt);
		c->v[i].busy = false;
		return;
	}
	sqlite3_finalize(stmt);
}

int
db_bind(struct index *ix, sqlite3_stmt *stmt, const struct value *binds,
    size_t n, struct err *err)
{
	size_t i;
	int r;

	for (i = 0; i < n; i++) {
		if (binds[i].type == VALUE_INT)
			r = sqlite3_bind_int64(stmt, (int)i + 1, binds[i].i);
		else if (binds[i].type == VALUE_TEXT)
			r = sqlite3_bind_text(stmt, (int)i + 1, binds[i].text,
			    -1, SQLITE_TRANSIENT);
		else
			r = sqlite3_bind_null(stmt, (int)i + 1);
		if (r != SQLITE_OK)
			return db_error(ix, "index", err);
	}
	return 0;
}

static void
quoted(struct buf *b, const char *s, char quote)
{
	buf_addch(b, quote);
	for (; *s; s++) {
		if (*s == quote)
			buf_addch(b, quote);
		buf_addch(b, *s);
	}
	buf_addch(b, quote);
}

void
sql_name(struct buf *b, const char *name)
{
	quoted(b, name, '"');
}

void
sql_string(struct buf *b, const char *s)
{
	quoted(b, s, '\'');
}
