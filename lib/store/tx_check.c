#include <stdlib.h>
#include <string.h>

#include "store/tx_part.h"
#include "store/work.h"

static int
by_path(const void *key, const void *p)
{
	return strcmp(key, ((const struct work_path *) p)->path);
}

static void
mark(struct work *w, const char *const *taken)
{
	for (size_t i = 0; i < w->n; i++)
		w->v[i].taken = false;
	for (; taken != NULL && *taken != NULL; taken++) {
		struct work_path *p = bsearch(*taken, w->v, w->n,
		    sizeof(*w->v), by_path);

		if (p != NULL)
			p->taken = true;
	}
}

/* One path; `old` becomes what its file is now. */
static int
check(struct tx *t, struct work_path *p, struct err *err)
{
	struct oid now, seen;
	int rc = worktree_id(&t->work->tree, p->path, &now, err);

	if (rc < 0)
		return rc;
	/* what is there already cannot be lost */
	if (oid_equal(&now, &p->new)) {
		p->old = now;
		return 0;
	}
	if (!p->taken && oid_equal(&now, &p->old))
		return 0;
	if (!p->taken)
		return err_set(err, CRM_EBUSY,
		    "\"%s\" has been changed by hand; first: crm commit, or: "
		    "git restore \"%s\"",
		    p->path, p->path);
	if (!readlog_get(t->store, p->path, &seen) || !oid_equal(&now, &seen))
		return err_set(err, CRM_EBUSY,
		    "\"%s\" has been changed while it was read; try again",
		    p->path);
	p->old = now;
	return 0;
}

int
tx_check_worktree(struct tx *t, const char *const *taken, struct err *err)
{
	int rc = 0;

	if (!t->has_work)
		return 0;
	if (t->work == NULL)
		rc = work_look(t, err);
	if (rc == 0)
		mark(t->work, taken);
	for (size_t i = 0; rc == 0 && i < t->n; i++)
		rc = check(t, &t->work->v[i], err);
	return rc;
}
