#include "app/past.h"

#include <stdlib.h>
#include <string.h>

#include "index/history.h"
#include "rec/yaml.h"

struct fill {
	struct app *app;
	struct oid *v; /* commits, newest first */
	size_t n, cap;
	struct snap *other; /* a merge's second parent, or NULL */
	struct err *err;
};

static int
take_commit(const struct oid *commit, void *arg)
{
	struct fill *f = arg;

	f->v = vec_grow(f->v, f->n, &f->cap, sizeof(*f->v));
	f->v[f->n++] = *commit;
	return 0;
}

/* What a merge took over from its other side is that side's change. */
static bool
is_taken_over(struct fill *f, const struct tree_change *c)
{
	struct oid blob;
	int r;

	if (f->other == NULL)
		return false;
	r = snap_blob_id(f->other, c->path, &blob);
	return r < 0 ? c->after_mode == 0 : oid_equal(&blob, &c->after);
}

static int
take_change(const struct tree_change *c, void *arg)
{
	struct fill *f = arg;
	char kind[32], id[11], before[41], after[41];

	if (!record_path_parse(c->path, kind, id) || is_taken_over(f, c))
		return 0;
	oid_hex(before, &c->before);
	oid_hex(after, &c->after);
	return history_add_change(f->app->index, kind, id,
	    c->before_mode ? before : NULL, c->after_mode ? after : NULL,
	    f->err);
}

static int
open_other(struct fill *f, const struct commit_info *info, struct err *err)
{
	char rev[48];
	struct oid id;
	int r;

	if (info->parents < 2)
		return 0;
	oid_hex(rev, &info->id);
	strcat(rev, "^2");
	r = store_resolve(f->app->store, rev, &id, err);
	if (r < 0)
		return r;
	return snap_open_commit(f->app->store, &id, &f->other, err);
}

static int
parent_tree(struct fill *f, struct arena *a, const struct commit_info *info,
    struct oid *ret, struct err *err)
{
	struct commit_info parent;
	int r;

	memset(ret, 0, sizeof(*ret));
	if (info->parents == 0)
		return 0;
	r = store_commit_info(f->app->store, a, &info->parent, &parent, err);
	*ret = parent.tree;
	return r;
}

static int
add_commit(struct fill *f, const struct oid *commit, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct commit_info info;
	struct history_commit h;
	struct entry e;
	struct oid before;
	int r;

	r = store_commit_info(f->app->store, &a, commit, &info, err);
	if (r == 0)
		r = parent_tree(f, &a, &info, &before, err);
	if (r == 0)
		r = open_other(f, &info, err);
	if (r == 0) {
		entry_take(&a, &info, &e);
		h = (struct history_commit){ e.commit, e.time, e.author,
			e.email, e.op, e.subject };
		r = history_add(f->app->index, &h, err);
	}
	if (r == 0)
		r = store_tree_walk(
		    f->app->store, &before, &info.tree, take_change, f, err);
	snap_close(f->other);
	f->other = NULL;
	arena_free(&a);
	return r;
}

static int
add_all(
    struct fill *f, const struct oid *until, const char *tip, struct err *err)
{
	size_t i;
	int r;

	r = store_history(f->app->store, snap_commit(f->app->snap), until,
	    false, take_commit, f, err);
	for (i = f->n; r == 0 && i > 0; i--)
		r = add_commit(f, &f->v[i - 1], err);
	return r == 0 ? history_set_stamp(f->app->index, tip, err) : r;
}

/* History that HEAD has left (a rewritten branch, --at) starts anew. */
static int
start_point(struct app *app, struct oid *ret, struct err *err)
{
	char stamp[41];

	history_stamp(app->index, stamp);
	memset(ret, 0, sizeof(*ret));
	if (stamp[0] == '\0')
		return 0;
	if (oid_parse(stamp, ret) &&
	    store_is_ancestor(app->store, ret, snap_commit(app->snap)))
		return 0;
	memset(ret, 0, sizeof(*ret));
	return history_reset(app->index, err);
}

int
past_fill(struct app *app, struct err *err)
{
	struct fill f = { .app = app, .err = err };
	char stamp[41], tip[41];
	struct oid until;
	int r;

	history_stamp(app->index, stamp);
	oid_hex(tip, snap_commit(app->snap));
	if (strcmp(stamp, tip) == 0)
		return 0;
	r = index_begin(app->index, err);
	if (r < 0)
		return r;
	/* another process may have been here meanwhile */
	r = start_point(app, &until, err);
	if (r == 0)
		r = add_all(&f, &until, tip, err);
	if (r == 0)
		r = index_commit(app->index, err);
	if (r < 0)
		index_rollback(app->index);
	free(f.v);
	return r;
}

struct result {
	struct arena *a;
	struct past *v;
	size_t n, cap;
};

static const char *
text(struct arena *a, const struct value *v)
{
	return v->type == VALUE_TEXT ? arena_strdup(a, v->text) : NULL;
}

static int
take_row(const struct row *row, void *arg, struct err *err)
{
	struct result *x = arg;
	struct past *p;

	(void)err;
	x->v = vec_grow(x->v, x->n, &x->cap, sizeof(*x->v));
	p = &x->v[x->n++];
	p->commit = text(x->a, &row->v[0]);
	p->kind = text(x->a, &row->v[1]);
	p->id = text(x->a, &row->v[2]);
	p->before = text(x->a, &row->v[3]);
	p->after = text(x->a, &row->v[4]);
	return 0;
}

int
past_of(struct app *app, struct arena *a, const char *id, int limit,
    struct past **ret, size_t *n, struct err *err)
{
	struct value bind = { VALUE_TEXT, 0, id };
	struct result x = { .a = a };
	const char *sql;
	int r = past_fill(app, err);

	if (r < 0)
		return r;
	sql = arena_printf(a,
	    "SELECT h.hash, x.kind, x.id, x.before, x.after "
	    "FROM history_change x JOIN history h ON h.c = x.c "
	    "WHERE x.id = ?1 ORDER BY h.c DESC LIMIT %d",
	    limit > 0 ? limit : -1);
	r = query_run(app->index, sql, &bind, 1, take_row, &x, err);
	*ret = arena_alloc(a, (x.n + 1) * sizeof(*x.v));
	if (x.n > 0)
		memcpy(*ret, x.v, x.n * sizeof(*x.v));
	*n = x.n;
	free(x.v);
	return r;
}

int
past_read(struct app *app, struct arena *a, const char *blob, const char *path,
    struct node **ret, struct err *err)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct oid id;
	int r;

	*ret = NULL;
	if (blob == NULL)
		return 0;
	if (!oid_parse(blob, &id))
		return CRM_EBUG;
	r = store_read_blob(app->store, &id, &b, err);
	if (r < 0)
		return r;
	return yaml_parse(a, path, b.data, b.len, ret, NULL, err);
}
