#include <string.h>

#include "store/snap.h"
#include "store/tree.h"

struct walk {
	struct store *store;
	struct buf path;
	int (*each)(const struct tree_change *c, void *arg);
	void *arg;
	struct err *err;
};

static int
trees(struct walk *w, const struct oid *before, const struct oid *after);

/* One name on both sides (either may be NULL), of the same sort. */
static int
entry(struct walk *w, const struct tree_entry *a, const struct tree_entry *b)
{
	const struct tree_entry *one = a ? a : b;
	struct tree_change c = { .path = NULL };
	size_t len = w->path.len;
	int rc;

	if (a && b && a->mode == b->mode && oid_equal(&a->id, &b->id))
		return 0;
	if (a) {
		c.before = a->id;
		c.before_mode = a->mode;
	}
	if (b) {
		c.after = b->id;
		c.after_mode = b->mode;
	}
	buf_add(&w->path, one->name, one->len);
	if (mode_is_tree(one->mode)) {
		buf_addch(&w->path, '/');
		rc = trees(w, &c.before, &c.after);
	} else {
		c.path = w->path.data;
		rc = w->each(&c, w->arg);
	}
	buf_truncate(&w->path, len);
	return rc;
}

static int
trees(struct walk *w, const struct oid *before, const struct oid *after)
{
	_cleanup_(tree_free) struct tree a = { .n = 0 }, b = { .n = 0 };
	size_t i = 0, k = 0;
	int rc = tree_load(w->store, before, &a, w->err);

	if (rc == 0)
		rc = tree_load(w->store, after, &b, w->err);
	while (rc == 0 && (i < a.n || k < b.n)) {
		int o = i == a.n   ? 1
			: k == b.n ? -1
				   : tree_order(&a.v[i], &b.v[k]);

		rc = entry(w, o <= 0 ? &a.v[i] : NULL, o >= 0 ? &b.v[k] : NULL);
		i += o <= 0;
		k += o >= 0;
	}
	return rc;
}

int
store_tree_walk(struct store *s, const struct oid *before,
    const struct oid *after,
    int (*each)(const struct tree_change *c, void *arg), void *arg,
    struct err *err)
{
	struct walk w = { s, BUF_INIT, each, arg, err };
	int rc = 0;

	if (!oid_equal(before, after))
		rc = trees(&w, before, after);
	buf_release(&w.path);
	return rc;
}
