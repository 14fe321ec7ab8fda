#include "app/compare.h"

#include <string.h>

#include "app/show.h"
#include "base/clock.h"
#include "base/date.h"
#include "rec/yaml.h"

struct comparing {
	struct app *app;
	const char *id; /* only this one, or NULL */
	struct diag *diag;
	compare_fn each;
	void *arg;
	struct err *err;
};

int
compare_rev(
    struct app *app, const char *word, struct snap **ret, struct err *err)
{
	int32_t day;

	if (date_parse_input(word, time_day(clock_now()), &day))
		return snap_open_at(
		    app->store, time_of_day(day + 1) - 1, ret, err);
	return snap_open_rev(app->store, word, ret, err);
}

static void
start_item(struct comparing *c, struct arena *a, const char *path,
    struct compare_item *ret)
{
	char kind[32], id[11];

	memset(ret, 0, sizeof(*ret));
	ret->path = path;
	if (!record_path_parse(path, kind, id))
		return;
	ret->kind = kinds_find(c->app->kinds, kind);
	ret->id = arena_strdup(a, id);
}

/* A side that does not parse is told of and counts as absent. */
static const struct node *
parse(struct comparing *c, struct arena *a, const char *path,
    const struct buf *text)
{
	struct err why = ERR_INIT;
	struct node *ret;
	int r = yaml_parse(a, path, text->data, text->len, &ret, c->diag, &why);

	err_clear(&why);
	return r < 0 ? NULL : ret;
}

static int
read_blob(struct comparing *c, struct arena *a, const char *path,
    const struct oid *id, const struct node **ret)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	int r;

	*ret = NULL;
	if (oid_is_zero(id))
		return 0;
	r = store_read_blob(c->app->store, id, &text, c->err);
	if (r == 0)
		*ret = parse(c, a, path, &text);
	return r;
}

static int
emit_blobs(struct comparing *c, const char *path, const struct oid *before,
    const struct oid *after)
{
	struct arena a = ARENA_INIT;
	struct compare_item item;
	int r;

	start_item(c, &a, path, &item);
	item.is_new = oid_is_zero(before);
	item.is_deleted = oid_is_zero(after);
	r = read_blob(c, &a, path, before, &item.before);
	if (r == 0)
		r = read_blob(c, &a, path, after, &item.after);
	if (r == 0)
		r = c->each(&item, c->arg, c->err);
	arena_free(&a);
	return r;
}

static int
take_change(const struct tree_change *t, void *arg)
{
	struct comparing *c = arg;
	char kind[32], id[11];

	if (!record_path_parse(t->path, kind, id))
		return 0;
	return emit_blobs(c, t->path, &t->before, &t->after);
}

static int
compare_one(
    struct comparing *c, struct snap *from, struct snap *to, struct err *err)
{
	struct oid before = { { 0 } }, after = { { 0 } };
	struct arena a = ARENA_INIT;
	const char *old = NULL, *new = NULL;
	int r = 0;

	if (show_path(from, &a, NULL, c->id, &old, NULL) == 0)
		snap_blob_id(from, old, &before);
	if (show_path(to, &a, NULL, c->id, &new, NULL) == 0)
		snap_blob_id(to, new, &after);
	if (old == NULL && new == NULL)
		r = err_set(err, CRM_ENOENT,
		    "record \"%s\" is in neither revision", c->id);
	else if (!oid_equal(&before, &after))
		r = emit_blobs(c, new ? new : old, &before, &after);
	arena_free(&a);
	return r;
}

int
compare_snaps(struct app *app, struct snap *from, struct snap *to,
    const char *id, struct diag *diag, compare_fn each, void *arg,
    struct err *err)
{
	struct comparing c = { app, id, diag, each, arg, err };

	if (id != NULL)
		return compare_one(&c, from, to, err);
	return store_tree_walk(
	    app->store, snap_tree(from), snap_tree(to), take_change, &c, err);
}

static int
emit_hand(struct comparing *c, const struct hand_edit *h)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	struct arena a = ARENA_INIT;
	struct compare_item item;
	int r = 0;

	start_item(c, &a, h->path, &item);
	if (c->id == NULL || (item.id != NULL && strcmp(item.id, c->id) == 0)) {
		item.is_new = h->status == HAND_NEW;
		item.is_deleted = h->status == HAND_DELETED;
		item.moved = !item.is_new && !oid_equal(&h->base, &h->head) &&
			     !oid_is_zero(&h->base);
		if (item.id != NULL)
			r = read_blob(c, &a, h->path, &h->head, &item.before);
		if (r == 0 && item.id != NULL && !item.is_deleted)
			r = store_read_work(
			    c->app->store, h->path, &text, c->err);
		if (r == 0 && item.id != NULL && !item.is_deleted)
			item.after = parse(c, &a, h->path, &text);
		if (r == 0)
			r = c->each(&item, c->arg, c->err);
	}
	arena_free(&a);
	return r;
}

int
compare_hand(struct app *app, const char *id, struct diag *diag,
    compare_fn each, void *arg, struct err *err)
{
	struct comparing c = { app, id, diag, each, arg, err };
	struct arena a = ARENA_INIT;
	struct hand_edit *v = NULL;
	size_t n = 0, i;
	int r = 0;

	/* the work tree belongs to HEAD, not to what --at or --on shows */
	if (!store_is_bare(app->store) && app->at == NULL && app->on == NULL)
		r = store_hand_edits(app->store, app->snap, &a, &v, &n, err);
	for (i = 0; r == 0 && i < n; i++)
		r = emit_hand(&c, &v[i]);
	arena_free(&a);
	return r;
}

int
compare_last(struct app *app, const char *id, struct diag *diag,
    compare_fn each, void *arg, struct err *err)
{
	struct comparing c = { app, id, diag, each, arg, err };
	struct oid before = { { 0 } }, after = { { 0 } };
	struct arena a = ARENA_INIT;
	const char *path;
	struct past *p;
	size_t n;
	int r = past_of(app, &a, id, 1, &p, &n, err);

	if (r == 0 && n == 0)
		r = err_set(err, CRM_ENOENT,
		    "no record \"%s\" was ever in this book", id);
	if (r == 0) {
		path =
		    arena_printf(&a, "%s/%.1s/%s.yaml", p->kind, p->id, p->id);
		if ((p->before && !oid_parse(p->before, &before)) ||
		    (p->after && !oid_parse(p->after, &after)))
			r = CRM_EBUG;
		else
			r = emit_blobs(&c, path, &before, &after);
	}
	arena_free(&a);
	return r;
}
