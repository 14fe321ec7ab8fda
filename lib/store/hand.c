#include "store/hand.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "store/tree.h"

#define ASSUME_VALID 0x8000  /* flags */
#define INTENT_TO_ADD 0x2000 /* more flags */
#define SKIP_WORKTREE 0x4000

static const struct oid none;

void
hand_add(struct hand *h, const char *path, enum hand_status status,
    const struct oid *base, const struct oid *head)
{
	struct hand_edit *e;

	h->v = vec_grow(h->v, h->n, &h->cap, sizeof(*h->v));
	e = &h->v[h->n++];
	e->path = arena_strdup(h->arena, path);
	e->status = status;
	e->base = *base;
	e->head = *head;
}

/* The id of the file's bytes, read only where the index cannot tell. */
static int
content(struct hand *h, const char *path, const struct gitindex_entry *e,
    struct oid *ret)
{
	struct stat st;

	*ret = none;
	if (e &&
	    ((e->flags & ASSUME_VALID) || (e->more_flags & SKIP_WORKTREE))) {
		*ret = e->id;
		return 0;
	}
	if (!worktree_stat(&h->tree, path, &st)) {
		if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP)
			return 0;
		err_errno(h->err, "cannot read \"%s\"", path);
		return CRM_EIO;
	}
	if (S_ISDIR(st.st_mode))
		return 0;
	if (e && e->stage == 0 && gitindex_is_clean(&h->index, e, &st)) {
		*ret = e->id;
		return 0;
	}
	return worktree_id(&h->tree, path, ret, h->err);
}

/* A path that HEAD has (or `head` is zero) or the index (or `e` is NULL). */
static int
compare(struct hand *h, const char *path, const struct oid *head,
    const struct gitindex_entry *e)
{
	struct oid now, base = none;
	int rc = content(h, path, e, &now);

	if (e && e->stage == 0 && !(e->more_flags & INTENT_TO_ADD))
		base = e->id;
	if (rc < 0 || oid_equal(&now, head))
		return rc;
	hand_add(h, path,
	    oid_is_zero(&now)	? HAND_DELETED
	    : oid_is_zero(head) ? HAND_NEW
				: HAND_CHANGED,
	    &base, head);
	return 0;
}

static void
know(struct hand *h, const char *path, bool lasts)
{
	h->known =
	    vec_grow(h->known, h->known_n, &h->known_cap, sizeof(*h->known));
	h->known[h->known_n++] = lasts ? path : arena_strdup(h->arena, path);
}

static int
next(struct hand *h)
{
	h->more = gitindex_next(&h->walk, &h->entry, h->err);
	return h->more < 0 ? h->more : 0;
}

static bool
is_file(const struct gitindex_entry *e)
{
	return (e->stat.mode & 0170000) == 0100000;
}

/* Index entries before `path` (all if NULL), which HEAD has not. */
static int
drain(struct hand *h, const char *path)
{
	int rc = 0;

	while (rc == 0 && h->more == 1 &&
	       (path == NULL || strcmp(h->entry.name, path) < 0)) {
		size_t n = h->known_n;

		if (n == 0 || strcmp(h->known[n - 1], h->entry.name) != 0) {
			know(h, h->entry.name, h->index.version != 4);
			if (is_file(&h->entry))
				rc = compare(h, h->known[n], &none, &h->entry);
		}
		if (rc == 0)
			rc = next(h);
	}
	return rc;
}

static int
in_head(const struct tree_change *c, void *arg)
{
	struct hand *h = arg;
	bool listed;
	int rc = drain(h, c->path);

	if (rc < 0)
		return rc;
	listed = h->more == 1 && strcmp(h->entry.name, c->path) == 0;
	know(h, listed ? h->entry.name : c->path,
	    listed && h->index.version != 4);
	/* a link or a submodule is no record */
	if ((c->after_mode & 0170000) == 0100000)
		rc = compare(h, c->path, &c->after, listed ? &h->entry : NULL);
	while (rc == 0 && h->more == 1 && strcmp(h->entry.name, c->path) == 0)
		rc = next(h);
	return rc;
}

static int
by_path(const void *a, const void *b)
{
	return strcmp(((const struct hand_edit *)a)->path,
	    ((const struct hand_edit *)b)->path);
}

static int
find(struct hand *h, struct snap *head)
{
	int rc = next(h);

	if (rc == 0)
		rc = store_tree_walk(
		    h->store, &none, snap_tree(head), in_head, h, h->err);
	if (rc == 0)
		rc = drain(h, NULL);
	if (rc == 0)
		rc = hand_find_new(h);
	if (rc == 0 && h->n > 1)
		qsort(h->v, h->n, sizeof(*h->v), by_path);
	return rc;
}

int
store_hand_edits(struct store *s, struct snap *head, struct arena *a,
    struct hand_edit **ret, size_t *n, struct err *err)
{
	struct hand h = { .store = s, .arena = a, .err = err };
	int rc = 0;

	*ret = NULL;
	*n = 0;
	if (store_is_bare(s))
		return 0;
	rc = worktree_open(s, false, &h.tree, err);
	if (rc < 0)
		return rc;
	rc = gitindex_open(s, &h.index, err);
	if (rc == 0) {
		gitindex_walk_begin(&h.index, &h.walk);
		rc = find(&h, head);
		gitindex_walk_end(&h.walk);
	}
	if (rc == 0 && h.n > 0) {
		*ret = arena_alloc(a, h.n * sizeof(*h.v));
		memcpy(*ret, h.v, h.n * sizeof(*h.v));
		*n = h.n;
	}
	gitindex_close(&h.index);
	worktree_close(&h.tree);
	free(h.known);
	free(h.v);
	return rc;
}
