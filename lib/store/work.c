#include "store/work.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/fault.h"
#include "store/gitindex.h"
#include "store/journal.h"
#include "store/lock.h"
#include "store/ref.h"
#include "store/tx_part.h"

int
work_look(struct tx *t, struct err *err)
{
	struct work *w = xcalloc(1, sizeof(*w));
	int rc = worktree_open(t->store, t->sync, &w->tree, err);

	if (rc < 0) {
		free(w);
		return rc;
	}
	tx_sort(t);
	w->store = t->store;
	w->n = t->n;
	w->v = xcalloc(t->n + 1, sizeof(*w->v));
	w->wait_ms = t->wait_ms;
	w->sync = t->sync;
	w->tree.many = w->n >= WORK_MANY;
	for (size_t i = 0; i < t->n && rc == 0; i++) {
		w->v[i].path = t->v[i].path;
		w->v[i].new = t->v[i].id;
		rc = snap_blob_id(t->snap, t->v[i].path, &w->v[i].old);
		rc = rc == CRM_ENOENT ? 0 : rc;
	}
	if (rc < 0) {
		work_free(w);
		return err_set(err, rc, "cannot read the book's trees");
	}
	t->work = w;
	return 0;
}

void
work_free(struct work *w)
{
	if (w == NULL)
		return;
	worktree_close(&w->tree);
	free(w->v);
	free(w);
}

static char *
mine_of(struct store *s)
{
	return xasprintf("%scrm.index", s->git_dir);
}

static char *
target_of(struct store *s)
{
	return xasprintf("%sindex.lock", s->git_dir);
}

int
work_lock(struct work *w, struct err *err)
{
	static const char text[] = "crm holds this lock on git's index\n";
	_cleanup_(freep) char *mine = mine_of(w->store);
	_cleanup_(freep) char *target = target_of(w->store);
	int rc;

	work_unlock(w->store);
	rc = lockfile_take(
	    mine, target, text, strlen(text), false, w->wait_ms, err);
	w->locked = rc == 0;
	return rc;
}

void
work_unlock(struct store *s)
{
	_cleanup_(freep) char *mine = mine_of(s);
	_cleanup_(freep) char *target = target_of(s);

	lockfile_drop(mine, target);
}

/* `git switch` may have gone by while the objects were written. */
static int
check_head(struct tx *t, bool *raced, struct err *err)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	const char *head;
	int rc = ref_name(t->store, &a, NULL, &head, err);

	if (rc < 0 || strcmp(head, t->name) == 0)
		return rc;
	*raced = true;
	return err_set(
	    err, CRM_EBUSY, "HEAD has been switched meanwhile; try again");
}

/* The folder that a file goes into, or the nearest above it that is there,
 * must take it: found out before the branch moves. */
static int
check_folders(struct work *w, struct err *err)
{
	const char *root = store_work_dir(w->store);

	for (size_t i = 0; i < w->n; i++) {
		_cleanup_(freep) char *dir =
		    xasprintf("%s%s", root, w->v[i].path);
		char *slash;

		do {
			slash = strrchr(dir, '/');
			*slash = '\0';
		} while (faccessat(AT_FDCWD, dir, F_OK, AT_EACCESS) < 0 &&
			 strlen(dir) > strlen(root));
		if (faccessat(AT_FDCWD, dir, W_OK | X_OK, AT_EACCESS) < 0)
			return err_errno(err, "cannot write in '%s'", dir);
	}
	return 0;
}

/* On disk before the branch moves: a full disk is found while it is early. */
static int
write_fresh(struct tx *t, struct err *err)
{
	struct work *w = t->work;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < w->n; i++) {
		_cleanup_(buf_release) struct buf b = BUF_INIT;
		struct change *c = &t->v[i];

		if (oid_is_zero(&c->id) || oid_equal(&c->id, &w->v[i].old))
			continue;
		if (c->data == NULL)
			rc = store_read_blob(t->store, &c->id, &b, err);
		if (rc == 0)
			rc = worktree_write(&w->tree, i,
			    c->data ? c->data : b.data,
			    c->data ? c->len : b.len, err);
		w->v[i].state = WORK_FRESH;
	}
	return rc < 0 ? rc : worktree_settle(&w->tree, err);
}

static int
refuse_split(struct store *s, struct err *err)
{
	if (!repo_config_bool(s, "core.splitindex", false) &&
	    !repo_config_bool(s, "index.sparse", false))
		return 0;
	return err_set(err, CRM_ECONFIG,
	    "crm cannot keep a split or sparse "
	    "git index; set core.splitIndex and index.sparse to false");
}

int
work_prepare(
    struct tx *t, const struct oid *commit, bool *raced, struct err *err)
{
	struct journal j = { .ref = t->name, .old = t->tip, .new = *commit };
	int rc = refuse_split(t->store, err);

	if (rc == 0 && t->work == NULL)
		rc = work_look(t, err);
	if (rc == 0)
		rc = check_folders(t->work, err);
	if (rc == 0)
		rc = work_lock(t->work, err);
	if (rc < 0)
		return rc;
	fault_point("index-locked");
	j.v = t->work->v;
	j.n = t->work->n;
	rc = check_head(t, raced, err);
	if (rc == 0)
		rc = write_fresh(t, err);
	if (rc == 0)
		rc = journal_write(t->store, &j, t->sync, err);
	fault_point("journal-written");
	return rc;
}

void
work_undo(struct tx *t)
{
	if (t->work == NULL || !t->work->locked)
		return;
	journal_remove(t->store);
	worktree_clean(t->store);
	work_unlock(t->store);
	t->work->locked = false;
}

/* One file, only while it still has the old content. */
static int
bring(struct work *w, size_t i, struct err *err)
{
	struct work_path *p = &w->v[i];
	struct oid now;
	int rc = worktree_id(&w->tree, p->path, &now, err);

	if (rc < 0)
		return rc;
	if (oid_equal(&now, &p->new)) {
		p->state = WORK_DONE;
		return 0;
	}
	if (!oid_equal(&now, &p->old)) {
		p->state = WORK_LEFT;
		return 0;
	}
	if (oid_is_zero(&p->new))
		rc = worktree_delete(&w->tree, p->path, err);
	else if (p->state == WORK_FRESH)
		rc = worktree_place(&w->tree, i, p->path, err);
	else
		rc = err_set(
		    err, CRM_EIO, "\"%s\" was changed meanwhile", p->path);
	if (rc == 0)
		p->state = WORK_DONE;
	return rc;
}

static bool
same_dir(const char *a, const char *b)
{
	const char *x = strrchr(a, '/'), *y = strrchr(b, '/');
	size_t n = x ? x - a : 0, m = y ? y - b : 0;

	return n == m && strncmp(a, b, n) == 0;
}

static int
bring_all(struct work *w, const char **left, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < w->n; i++) {
		rc = bring(w, i, err);
		fault_point("file-placed");
		if (rc == 0 && w->v[i].state == WORK_LEFT && left != NULL)
			*left = w->v[i].path;
		if (rc == 0 && !w->tree.many &&
		    (i + 1 == w->n ||
			!same_dir(w->v[i].path, w->v[i + 1].path)))
			rc = worktree_sync_dir(&w->tree, w->v[i].path, err);
	}
	if (rc == 0 && w->tree.many && w->sync && syncfs(w->tree.root) < 0) {
		err_errno(err, "cannot write the work tree");
		rc = CRM_EIO;
	}
	return rc;
}

static int
update_index(struct work *w, struct err *err)
{
	_cleanup_(freep) struct gitindex_update *u =
	    xcalloc(w->n + 1, sizeof(*u));
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++) {
		struct gitindex_update *x = &u[n];
		struct stat st;

		if (w->v[i].state != WORK_DONE)
			continue;
		if (worktree_stat(&w->tree, w->v[i].path, &st))
			gitindex_stat_of(&st, &x->stat);
		x->path = w->v[i].path;
		x->id = w->v[i].new;
		n++;
	}
	return gitindex_write(w->store, &w->tree, u, n, w->sync, err);
}

int
work_finish(struct work *w, const char **left, struct err *err)
{
	int rc = bring_all(w, left, err);

	if (rc == 0)
		rc = update_index(w, err);
	if (rc < 0)
		return rc;
	fault_point("index-written");
	journal_done(w->store);
	worktree_clean(w->store);
	fault_point("journal-done");
	work_unlock(w->store);
	w->locked = false;
	journal_remove(w->store);
	return 0;
}

void
work_apply(struct tx *t, struct err *warning)
{
	struct err cause = ERR_INIT;
	const char *left = NULL;
	int rc = work_finish(t->work, &left, &cause);

	if (rc < 0) {
		err_set(warning, rc,
		    "the change is committed, but not in the "
		    "work tree: %s; the next command tries again",
		    cause.text);
		work_unlock(t->store);
		t->work->locked = false;
	} else if (left != NULL) {
		err_set(warning, CRM_EBUSY,
		    "the change is committed; \"%s\" "
		    "was changed meanwhile and stays as it is, see: "
		    "crm status",
		    left);
	}
	err_clear(&cause);
}
