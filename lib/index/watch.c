#include "index/watch.h"

#include <stdlib.h>
#include <string.h>

#include "index/expand.h"
#include "index/refs.h"
#include "index/rule.h"

struct watch {
	struct index *before;
	bool asked; /* for `before` */
};

/* A savepoint rolled back takes temporary tables with it, so each use
 * sees to them. */
static bool
has_temp(struct index *ix, const char *name)
{
	return sqlite3_table_column_metadata(ix->db, "temp", name, "id", NULL,
		   NULL, NULL, NULL, NULL) == SQLITE_OK;
}

static int
touched_table(struct index *ix, struct err *err)
{
	if (has_temp(ix, "touched"))
		return 0;
	return db_exec(ix,
	    "CREATE TEMP TABLE touched(id TEXT PRIMARY KEY,"
	    " kind TEXT NOT NULL, changed INTEGER NOT NULL) WITHOUT ROWID",
	    err);
}

static int
run(struct index *ix, const char *sql, const char *id, const char *kind,
    struct err *err)
{
	const struct value binds[] = { { .type = VALUE_TEXT, .text = id },
		{ .type = VALUE_TEXT, .text = kind } };
	sqlite3_stmt *stmt;
	int e = db_prepare(ix, sql, &stmt, err);

	if (e < 0)
		return e;
	e = db_bind(ix, stmt, binds, kind ? 2 : id ? 1 : 0, err);
	if (e == 0 && sqlite3_step(stmt) != SQLITE_DONE)
		e = db_error(ix, "index", err);
	db_done(stmt);
	return e;
}

int
watch_table(struct index *ix, const struct kind *k, struct err *err)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;

	buf_printf(&b, "was_%s", k->name);
	if (has_temp(ix, b.data))
		return 0;
	buf_truncate(&b, 0);
	buf_printf(&b,
	    "CREATE TEMP TABLE \"was_%s\" AS"
	    " SELECT * FROM main.\"_%s\" WHERE 0;"
	    "CREATE UNIQUE INDEX temp.\"was_%s.id\" ON \"was_%s\"(id)",
	    k->name, k->name, k->name, k->name);
	return db_exec(ix, b.data, err);
}

struct neighbours {
	struct buf *sql;
	const char *which; /* condition on the record's table */
	int n;
};

static int
add_neighbour(const struct ref_column *c, void *arg)
{
	struct neighbours *x = arg;
	struct buf *b = x->sql;

	buf_addstr(b, x->n++ > 0 ? " UNION SELECT " : "SELECT ");
	add_ref_id(b, c);
	buf_addstr(b, " FROM ");
	add_table_name(b, c->kind, c->list);
	buf_addstr(b, " t WHERE ");
	if (c->list != NULL) {
		buf_addstr(b, "t.n IN (SELECT n FROM ");
		add_table_name(b, c->kind, NULL);
		buf_printf(b, " WHERE %s)", x->which);
	} else {
		buf_addstr(b, x->which);
	}
	return 0;
}

static int
touch_neighbours(struct index *ix, const struct kind *k, const char *which,
    const char *bind, struct err *err)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct neighbours x = { &b, which, 0 };

	buf_addstr(&b, "INSERT OR IGNORE INTO temp.touched(id, kind, changed)"
		       " SELECT id, kind, 0 FROM record WHERE id IN (");
	refs_each(&a, ix->kinds, k, add_neighbour, &x);
	buf_addch(&b, ')');
	return run(ix, b.data, bind, NULL, err);
}

/* In memory nobody else keeps what was there before. */
static struct index *
copy_memory(struct index *ix)
{
	struct index *ret = db_new(NULL, ix->kinds);
	sqlite3_backup *backup = NULL;
	bool done = false;

	if (db_connect(
		ret, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 0, NULL) == 0)
		backup = sqlite3_backup_init(ret->db, "main", ix->db, "main");
	if (backup != NULL) {
		done = sqlite3_backup_step(backup, -1) == SQLITE_DONE;
		done = sqlite3_backup_finish(backup) == SQLITE_OK && done;
	}
	if (done)
		return ret;
	index_close(ret);
	return NULL;
}

static struct index *
open_before(struct index *ix)
{
	struct index *ret;
	bool stale = false;

	if (index_open(ix->path, ix->kinds, 0, &ret, &stale, NULL) < 0)
		return NULL;
	if (!stale)
		return ret;
	index_close(ret);
	return NULL;
}

struct index *
watch_before(struct index *ix)
{
	struct watch *w = ix->watch;

	if (w == NULL)
		return NULL;
	if (!w->asked && ix->path != NULL)
		w->before = open_before(ix);
	w->asked = true;
	if (w->before != NULL)
		index_set_view(w->before, &ix->view);
	return w->before;
}

static void
begin(struct index *ix)
{
	if (ix->watch != NULL)
		return;
	ix->watch = xcalloc(1, sizeof(*ix->watch));
	if (ix->path == NULL)
		ix->watch->before = copy_memory(ix);
}

bool
watch_empty(const struct index *ix)
{
	return ix->watch == NULL;
}

int
rule_watch(
    struct index *ix, const struct kind *k, const char *id, struct err *err)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	int e;

	begin(ix);
	e = touched_table(ix, err);
	if (e == 0)
		e = watch_table(ix, k, err);
	if (e == 0)
		e = run(ix,
		    "INSERT INTO temp.touched(id, kind, changed)"
		    " VALUES (?1, ?2, 1) ON CONFLICT(id) DO UPDATE"
		    " SET changed = 1 WHERE changed = 0",
		    id, k->name, err);
	/* what was watched already was copied when it was as it was */
	if (e < 0 || sqlite3_changes(ix->db) == 0)
		return e;
	buf_printf(&b,
	    "INSERT OR IGNORE INTO temp.\"was_%s\" SELECT * FROM main.\"_%s\""
	    " WHERE id = ?1",
	    k->name, k->name);
	e = run(ix, b.data, id, NULL, err);
	return e < 0 ? e : touch_neighbours(ix, k, "id = ?1", id, err);
}

int
watch_kinds(struct index *ix, struct arena *a, bool changed,
    const struct kind ***ret, size_t *ret_n, struct err *err)
{
	size_t count = kinds_count(ix->kinds), n = 0;
	const struct kind **v = arena_alloc(a, count * sizeof(*v));
	sqlite3_stmt *stmt;
	int e = touched_table(ix, err);

	if (e == 0)
		e = db_prepare(ix,
		    changed ? "SELECT DISTINCT kind FROM temp.touched"
			      " WHERE changed = 1 ORDER BY kind"
			    : "SELECT DISTINCT kind FROM temp.touched"
			      " ORDER BY kind",
		    &stmt, err);
	if (e < 0)
		return e;
	while (n < count && sqlite3_step(stmt) == SQLITE_ROW) {
		v[n] = kinds_find(
		    ix->kinds, (const char *)sqlite3_column_text(stmt, 0));
		n += v[n] != NULL;
	}
	db_done(stmt);
	*ret = v;
	*ret_n = n;
	return 0;
}

int
watch_neighbours(struct index *ix, struct err *err)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	const struct kind **v;
	size_t n, i;
	int e = watch_kinds(ix, &a, true, &v, &n, err);

	for (i = 0; e == 0 && i < n; i++)
		e = touch_neighbours(ix, v[i],
		    arena_printf(&a,
			"id IN (SELECT id FROM temp.touched"
			" WHERE changed = 1 AND kind = '%s')",
			v[i]->name),
		    NULL, err);
	return e;
}

static int
empty_table(void *arg, int n, char **v, char **names)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct index *ix = arg;

	(void)n;
	(void)names;
	buf_addstr(&b, "DELETE FROM temp.");
	sql_name(&b, v[0]);
	db_exec(ix, b.data, NULL);
	return 0;
}

void
rule_reset(struct index *ix)
{
	if (ix->watch == NULL)
		return;
	sqlite3_exec(ix->db,
	    "SELECT name FROM sqlite_temp_schema WHERE type = 'table'",
	    empty_table, ix, NULL);
	index_close(ix->watch->before);
	free(ix->watch);
	ix->watch = NULL;
}
