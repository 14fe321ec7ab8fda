#include "store/tx.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/lock.h"
#include "store/recover.h"
#include "store/ref.h"
#include "store/sink.h"
#include "store/tx_part.h"
#include "store/work.h"

/* A commit on a branch that another work tree shows would undo itself
 * there. */
static int
refuse_shown_elsewhere(struct tx *t, struct err *err)
{
	_cleanup_(freep) char *dir =
	    xasprintf("%sworktrees", t->store->common_dir);
	git_reference *ref;
	bool shown;

	if (t->has_work || access(dir, F_OK) < 0 ||
	    git_reference_lookup(&ref, t->store->repo, t->name) < 0)
		return 0;
	shown = git_branch_is_checked_out(ref) == 1;
	git_reference_free(ref);
	if (!shown)
		return 0;
	return err_set(err, CRM_EBUSY,
	    "\"%s\" is checked out in another work "
	    "tree; change it there",
	    t->name + strlen("refs/heads/"));
}

/* git's next commit would be another than the one it is in the middle of. */
static int
refuse_unfinished(struct tx *t, struct err *err)
{
	if (!t->has_work ||
	    git_repository_state(t->store->repo) == GIT_REPOSITORY_STATE_NONE)
		return 0;
	return err_set(err, CRM_EBUSY,
	    "git is in the middle of a merge or the "
	    "like; finish it first, see: git status");
}

static int
find_branch(struct tx *t, const char *branch, struct err *err)
{
	struct err quiet = ERR_INIT;
	const char *head;
	int rc = ref_name(t->store, &t->arena, branch, &t->name, err);

	if (rc < 0)
		return rc;
	t->is_head = branch == NULL;
	if (branch != NULL &&
	    ref_name(t->store, &t->arena, NULL, &head, &quiet) == 0)
		t->is_head = strcmp(t->name, head) == 0;
	err_clear(&quiet);
	t->has_work = t->is_head && !store_is_bare(t->store);
	rc = refuse_unfinished(t, err);
	return rc < 0 ? rc : refuse_shown_elsewhere(t, err);
}

/* A branch that is not there yet begins where HEAD is. */
static int
open_snap(struct tx *t, struct err *err)
{
	struct oid from;
	int rc = ref_read(t->store, t->name, &t->tip, err);

	from = t->tip;
	if (rc == 0 && oid_is_zero(&from) && !t->is_head) {
		rc = ref_check_new(t->store, t->name, err);
		if (rc < 0)
			return rc;
		rc = ref_read(t->store, "HEAD", &from, err);
	}
	return rc < 0 ? rc : snap_open_commit(t->store, &from, &t->snap, err);
}

static int
begin(struct tx *t, const struct tx_opts *opts, struct err *err)
{
	int rc = lock_take(t->store, t->wait_ms, &t->lock, err);

	if (rc == 0)
		rc = find_branch(t, opts->branch, err);
	if (rc == 0) {
		ref_recover(t->store, t->lock, t->name);
		rc = recover_run(t->store, t->wait_ms, err);
	}
	if (rc == 0)
		rc = open_snap(t, err);
	if (rc == 0 && t->bulk)
		rc = sink_open(t->store, true, t->sync, &t->sink, err);
	return rc;
}

int
tx_begin(struct store *s, const struct tx_opts *opts, struct tx **ret,
    struct err *err)
{
	struct tx *t = xcalloc(1, sizeof(*t));
	int rc;

	t->store = s;
	t->lock = -1;
	t->wait_ms = opts->wait_ms;
	t->sync = !opts->no_sync;
	t->bulk = opts->bulk;
	git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, (int)t->sync);
	rc = begin(t, opts, err);
	if (rc < 0)
		tx_end(t);
	else
		*ret = t;
	return rc;
}

struct snap *
tx_snap(struct tx *t)
{
	return t->snap;
}

static struct change *
stage(struct tx *t, const char *path)
{
	struct change *c;

	if (t->work != NULL)
		err_set(&t->failed, CRM_EBUG,
		    "\"%s\" was staged after the check", path);
	t->v = vec_grow(t->v, t->n, &t->cap, sizeof(*t->v));
	c = &t->v[t->n];
	memset(c, 0, sizeof(*c));
	c->seq = t->n++;
	c->path = arena_strdup(&t->arena, path);
	return c;
}

void
tx_put(struct tx *t, const char *path, const void *data, size_t len)
{
	struct change *c = stage(t, path);

	if (data == NULL || t->failed.code < 0)
		return;
	if (t->bulk) {
		sink_write(
		    t->sink, GIT_OBJECT_BLOB, data, len, &c->id, &t->failed);
		return;
	}
	oid_of_blob(data, len, &c->id);
	c->data = arena_strndup(&t->arena, "", 0);
	c->len = len;
	if (len > 0)
		c->data = memcpy(arena_alloc(&t->arena, len), data, len);
}

void
tx_delete(struct tx *t, const char *path)
{
	stage(t, path);
}

static int
by_path(const void *a, const void *b)
{
	const struct change *x = a, *y = b;
	int r = strcmp(x->path, y->path);

	return r ? r : x->seq < y->seq ? -1 : 1;
}

void
tx_sort(struct tx *t)
{
	size_t n = 0;

	if (t->n > 0)
		qsort(t->v, t->n, sizeof(*t->v), by_path);
	for (size_t i = 0; i < t->n; i++) {
		if (i + 1 < t->n && strcmp(t->v[i].path, t->v[i + 1].path) == 0)
			continue;
		t->v[n++] = t->v[i];
	}
	t->n = n;
	for (size_t i = 0; i < n; i++)
		t->v[i].seq = i;
}

void
tx_end(struct tx *t)
{
	if (t == NULL)
		return;
	work_free(t->work);
	sink_close(t->sink);
	snap_close(t->snap);
	if (t->lock >= 0)
		close(t->lock);
	free(t->v);
	arena_free(&t->arena);
	err_clear(&t->failed);
	free(t);
	git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
}
