#include "app/session.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"

struct feed {
	struct app *app;
	struct index *ix;
	struct buf text;
	struct err *err;
};

int
refresh_put(struct app *app, struct index *ix, const char *path,
    const char *blob, const struct buf *text, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct index_record r = { 0 };
	struct err bad = ERR_INIT;
	struct node *tree = NULL;
	char kind[32], id[11];
	int ret;

	(void)app;
	if (!record_path_parse(path, kind, id))
		return 0;
	r.kind = kind;
	r.id = id;
	r.path = path;
	r.blob = blob;
	if (yaml_parse(&a, path, text->data, text->len, &tree, NULL, &bad) < 0)
		r.bad = bad.text;
	else
		r.tree = tree;
	ret = index_put(ix, &r, err);
	err_clear(&bad);
	arena_free(&a);
	return ret;
}

static int
feed_change(const struct tree_change *c, void *arg)
{
	struct feed *f = arg;
	char kind[32], id[11], hex[41];
	int ret;

	if (!record_path_parse(c->path, kind, id))
		return 0;
	if (c->after_mode == 0)
		return index_remove(f->ix, id, f->err);
	if (c->after_mode != 0100644)
		return 0;
	buf_truncate(&f->text, 0);
	ret = store_read_blob(f->app->store, &c->after, &f->text, f->err);
	if (ret < 0)
		return ret;
	oid_hex(hex, &c->after);
	return refresh_put(f->app, f->ix, c->path, hex, &f->text, f->err);
}

static void
snap_stamp(const struct app *app, struct stamp *ret)
{
	oid_hex(ret->commit, snap_commit(app->snap));
	oid_hex(ret->tree, snap_tree(app->snap));
}

static int
feed_between(
    struct app *app, struct index *ix, const struct oid *from, struct err *err)
{
	struct feed f = { app, ix, BUF_INIT, err };
	struct stamp now;
	int ret;

	ret = store_tree_walk(
	    app->store, from, snap_tree(app->snap), feed_change, &f, err);
	buf_release(&f.text);
	if (ret < 0)
		return ret;
	snap_stamp(app, &now);
	return index_set_stamp(ix, &now, err);
}

/* The file of this session's index; NULL = memory. */
static char *
index_path(struct app *app)
{
	char hash[HASH_HEX + 1];
	struct stamp now;

	if (app->at != NULL) {
		snap_stamp(app, &now);
		return arena_printf(&app->arena, "%sat/%s.db",
		    store_crm_dir(app->store), now.tree);
	}
	if (app->on == NULL)
		return arena_printf(
		    &app->arena, "%sindex.db", store_crm_dir(app->store));
	hash_hex(app->on, strlen(app->on), hash);
	return arena_printf(&app->arena, "%sat/branch-%.16s.db",
	    store_crm_dir(app->store), hash);
}

/* True if files can be made where the index should be. */
static bool
writable(struct app *app, const char *path)
{
	char *dir = arena_strdup(&app->arena, path);

	*strrchr(dir, '/') = '\0';
	mkdir(store_crm_dir(app->store), 0777);
	mkdir(dir, 0777);
	return access(dir, W_OK) == 0;
}

static const char *
usable_path(struct app *app)
{
	const char *path = index_path(app);
	char hash[HASH_HEX + 1];

	if (writable(app, path) || access(path, R_OK) == 0)
		return path;
	if (app->cache_dir == NULL)
		return NULL;
	hash_hex(path, strlen(path), hash);
	path = arena_printf(&app->arena, "%s/%.16s.db", app->cache_dir, hash);
	return writable(app, path) ? path : NULL;
}

/* One rebuild at a time: a second process waits and then finds it done. */
static int
rebuild_lock(struct app *app, const char *path)
{
	char *name = arena_printf(&app->arena, "%s.lock", path);
	int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

	if (fd >= 0)
		flock(fd, LOCK_EX);
	return fd;
}

static int
rename_in(struct app *app, const char *from, const char *to, struct err *err)
{
	unlink(arena_printf(&app->arena, "%s-wal", to));
	unlink(arena_printf(&app->arena, "%s-shm", to));
	if (rename(from, to) < 0)
		return err_errno(err, "can't put the index at '%s'", to);
	return 0;
}

static int
fill_new(struct app *app, const char *path, struct index **ret, struct err *err)
{
	static const struct oid none;
	int r;

	r = index_rebuild_begin(path, app->kinds, ret, err);
	if (r < 0)
		return r;
	r = feed_between(app, *ret, &none, err);
	if (r == 0)
		r = index_rebuild_end(*ret, err);
	if (r < 0 || path != NULL) {
		index_close(*ret);
		*ret = NULL;
	}
	return r;
}

static int
rebuild_at(struct app *app, const char *path, struct err *err)
{
	const char *fresh;
	struct index *ix = NULL;
	bool stale;
	int ret;

	if (path == NULL)
		return fill_new(app, NULL, &app->index, err);
	fresh = arena_printf(&app->arena, "%s.new-%d", path, (int)getpid());
	unlink(fresh);
	ret = fill_new(app, fresh, &ix, err);
	if (ret == 0)
		ret = rename_in(app, fresh, path, err);
	if (ret < 0) {
		unlink(fresh);
		return ret;
	}
	return index_open(
	    path, app->kinds, app->wait_ms, &app->index, &stale, err);
}

int
refresh_held(struct app *app, struct err *err)
{
	struct stamp have, want;
	struct oid from;

	snap_stamp(app, &want);
	index_stamp(app->index, &have);
	if (strcmp(have.commit, want.commit) == 0)
		return 0;
	memset(&from, 0, sizeof(from));
	if (have.tree[0] != '\0' && !oid_parse(have.tree, &from))
		memset(&from, 0, sizeof(from));
	return feed_between(app, app->index, &from, err);
}

/* Brings an open index to the snapshot. */
static int
catch_up(struct app *app, struct err *err)
{
	struct stamp have, want;
	int ret;

	snap_stamp(app, &want);
	index_stamp(app->index, &have);
	if (strcmp(have.commit, want.commit) == 0)
		return 0;
	ret = index_begin(app->index, err);
	if (ret < 0)
		return ret;
	/* another process may have been here meanwhile */
	ret = refresh_held(app, err);
	if (ret == 0)
		ret = index_commit(app->index, err);
	if (ret < 0)
		index_rollback(app->index);
	return ret;
}

/* The index of a past day starts as a copy of today's. */
static void
copy_main(struct app *app, const char *path)
{
	char *from =
	    arena_printf(&app->arena, "%sindex.db", store_crm_dir(app->store));
	struct index *ix = NULL;
	bool stale = false;

	if (access(path, F_OK) == 0 || access(from, R_OK) < 0)
		return;
	if (index_open(from, app->kinds, app->wait_ms, &ix, &stale, NULL) ==
		0 &&
	    !stale && index_copy(ix, path, NULL) < 0)
		unlink(path);
	index_close(ix);
}

static int
rebuild_locked(struct app *app, const char *path, bool always, struct err *err)
{
	bool stale = true;
	int fd, ret = 0;

	fd = rebuild_lock(app, path);
	if (!always)
		ret = index_open(
		    path, app->kinds, app->wait_ms, &app->index, &stale, NULL);
	if (ret < 0 || stale) {
		index_close(app->index);
		app->index = NULL;
		ret = rebuild_at(app, path, NULL);
		/* a full disk is no reason not to answer */
		if (ret == CRM_EIO)
			ret = rebuild_at(app, NULL, err);
		else if (ret < 0)
			ret = rebuild_at(app, path, err);
	}
	if (fd >= 0)
		close(fd);
	return ret;
}

int
refresh_index(struct app *app, struct err *err)
{
	const char *path = usable_path(app);
	bool stale = false;
	int ret;

	if (app->index != NULL)
		return catch_up(app, err);
	if (path == NULL)
		return rebuild_at(app, NULL, err);
	if (app->at != NULL)
		copy_main(app, path);
	ret = access(path, F_OK) < 0
		  ? CRM_ENOENT
		  : index_open(path, app->kinds, app->wait_ms, &app->index,
			&stale, NULL);
	if (ret < 0 || stale) {
		index_close(app->index);
		app->index = NULL;
		ret = rebuild_locked(app, path, false, err);
		if (ret < 0)
			return ret;
	}
	ret = catch_up(app, NULL);
	if (ret == 0)
		return 0;
	/* the tree it stands at may be gone, or the disk full: start anew */
	if (ret == CRM_EBUSY)
		return catch_up(app, err);
	index_close(app->index);
	app->index = NULL;
	return rebuild_locked(app, path, true, err);
}

int
refresh_rebuild(struct app *app, struct err *err)
{
	const char *path = usable_path(app);
	int ret;

	index_close(app->index);
	app->index = NULL;
	ret = path == NULL ? rebuild_at(app, NULL, err)
			   : rebuild_locked(app, path, true, err);
	app_set_view(app);
	return ret;
}
