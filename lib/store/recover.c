#include "store/recover.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/journal.h"
#include "store/lock.h"
#include "store/ref.h"
#include "store/tx.h"

static bool
exists(const struct store *s, const char *name)
{
	_cleanup_(freep) char *path = xasprintf("%s%s", s->git_dir, name);

	return access(path, F_OK) == 0;
}

bool
store_needs_recovery(const struct store *s)
{
	return !store_is_bare(s) &&
	       (exists(s, "crm.journal") || exists(s, "crm.done") ||
		   exists(s, "crm.index") || exists(s, "crm.new"));
}

/* Nothing was begun, or all was done. */
static int
tidy(struct store *s)
{
	journal_remove(s);
	worktree_clean(s);
	work_unlock(s);
	return 0;
}

/*
 * The paths that HEAD has as the journal wanted them: if the branch did not
 * move, or has moved on, that is none, or not these.
 */
static int
choose(struct store *s, struct journal *j, struct err *err)
{
	struct snap *head;
	size_t n = 0;
	int rc = snap_open_head(s, NULL, &head, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < j->n; i++) {
		struct oid now = { { 0 } };

		rc = snap_blob_id(head, j->v[i].path, &now);
		if (rc < 0 && rc != CRM_ENOENT)
			break;
		rc = 0;
		if (oid_equal(&now, &j->v[i].new))
			j->v[n++] = j->v[i];
	}
	snap_close(head);
	j->n = n;
	return rc < 0 ? err_set(err, rc, "cannot read the book's trees") : 0;
}

/* Writes the files anew that the killed run may not have placed. */
static int
prepare(struct work *w, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < w->n; i++) {
		_cleanup_(buf_release) struct buf b = BUF_INIT;
		struct work_path *p = &w->v[i];
		struct oid now;

		if (oid_is_zero(&p->new))
			continue;
		rc = worktree_id(&w->tree, p->path, &now, err);
		if (rc < 0 || !oid_equal(&now, &p->old) ||
		    oid_equal(&now, &p->new))
			continue;
		rc = store_read_blob(w->store, &p->new, &b, err);
		if (rc == 0)
			rc = worktree_write(&w->tree, i, b.data, b.len, err);
		p->state = WORK_FRESH;
	}
	return rc < 0 ? rc : worktree_settle(&w->tree, err);
}

static int
finish(struct store *s, struct journal *j, int wait_ms, struct err *err)
{
	struct work w = { .store = s,
		.v = j->v,
		.n = j->n,
		.wait_ms = wait_ms,
		.sync = true };
	int rc = worktree_open(s, true, &w.tree, err);

	if (rc < 0)
		return rc;
	w.tree.many = w.n >= WORK_MANY;
	rc = work_lock(&w, err);
	if (rc == 0)
		rc = prepare(&w, err);
	if (rc == 0)
		rc = work_finish(&w, NULL, err);
	if (rc < 0 && w.locked)
		work_unlock(s);
	worktree_close(&w.tree);
	return rc;
}

int
recover_run(struct store *s, int wait_ms, struct err *err)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct journal j;
	int rc;

	if (!store_needs_recovery(s))
		return 0;
	worktree_clean(s);
	rc = journal_read(s, &a, &j, err);
	/* the branch moves only when the journal is whole */
	if (rc == CRM_ENOENT || rc == CRM_EDATA) {
		if (err)
			err_clear(err);
		return tidy(s);
	}
	if (rc == 0)
		rc = choose(s, &j, err);
	if (rc < 0)
		return rc;
	return j.n == 0 ? tidy(s) : finish(s, &j, wait_ms, err);
}

int
store_recover(struct store *s, int wait_ms, struct err *err)
{
	int lock, rc = lock_take(s, wait_ms, &lock, err);

	if (rc < 0)
		return rc;
	ref_recover(s, lock, NULL);
	rc = recover_run(s, wait_ms, err);
	close(lock);
	return rc;
}
