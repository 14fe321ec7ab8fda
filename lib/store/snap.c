#include "store/snap.h"

#include <stdlib.h>
#include <string.h>

#include "store/ref.h"
#include "store/tree.h"

struct node {
	struct tree tree;
	struct node **child; /* one for each entry; NULL = not read */
};

struct snap {
	struct store *store;
	struct oid commit, tree;
	struct node *top;
};

static void
node_free(struct node *n)
{
	if (n == NULL)
		return;
	for (size_t i = 0; n->child && i < n->tree.n; i++)
		node_free(n->child[i]);
	free(n->child);
	tree_free(&n->tree);
	free(n);
}

static int
node_read(
    struct store *s, const struct oid *id, struct node **ret, struct err *err)
{
	struct node *n = xcalloc(1, sizeof(*n));
	int rc = tree_load(s, id, &n->tree, err);

	if (rc < 0) {
		free(n);
		return rc;
	}
	*ret = n;
	return 0;
}

int
snap_open_commit(struct store *s, const struct oid *commit, struct snap **ret,
    struct err *err)
{
	struct snap *p = xcalloc(1, sizeof(*p));
	git_commit *c;

	p->store = s;
	*ret = p;
	if (oid_is_zero(commit))
		return 0;
	if (git_commit_lookup(&c, s->repo, oid_git(commit)) < 0) {
		char hex[41];

		oid_hex(hex, commit);
		free(p);
		*ret = NULL;
		return repo_err(
		    err, CRM_ENOENT, "there is no commit \"%s\"", hex);
	}
	p->commit = *commit;
	oid_from_git(&p->tree, git_commit_tree_id(c));
	git_commit_free(c);
	return 0;
}

int
snap_open_head(
    struct store *s, const char *branch, struct snap **ret, struct err *err)
{
	struct oid id = { { 0 } };
	int rc = ref_tip(s, branch, &id, err);

	return rc < 0 ? rc : snap_open_commit(s, &id, ret, err);
}

int
snap_open_rev(
    struct store *s, const char *rev, struct snap **ret, struct err *err)
{
	struct oid id;
	int rc = store_resolve(s, rev, &id, err);

	return rc < 0 ? rc : snap_open_commit(s, &id, ret, err);
}

void
snap_close(struct snap *s)
{
	if (s == NULL)
		return;
	node_free(s->top);
	free(s);
}

const struct oid *
snap_commit(const struct snap *s)
{
	return &s->commit;
}

const struct oid *
snap_tree(const struct snap *s)
{
	return &s->tree;
}

static int
top(struct snap *s, struct node **ret, struct err *err)
{
	if (s->top == NULL) {
		int rc = node_read(s->store, &s->tree, &s->top, err);

		if (rc < 0)
			return rc;
	}
	*ret = s->top;
	return 0;
}

static int
child(struct snap *s, struct node *n, const struct tree_entry *e,
    struct node **ret, struct err *err)
{
	size_t i = e - n->tree.v;

	if (n->child == NULL)
		n->child = xcalloc(n->tree.n, sizeof(*n->child));
	if (n->child[i] == NULL) {
		int rc = node_read(s->store, &e->id, &n->child[i], err);

		if (rc < 0)
			return rc;
	}
	*ret = n->child[i];
	return 0;
}

/*
 * The entry at a path, NULL in `ret` for the top. CRM_ENOENT sets no
 * message.
 */
static int
find(struct snap *s, const char *path, struct node **dir,
    const struct tree_entry **ret, struct err *err)
{
	const struct tree_entry *e = NULL;
	struct node *n = NULL;
	int rc = top(s, &n, err);

	while (rc == 0 && *path) {
		size_t len = strcspn(path, "/");

		if (e != NULL && !mode_is_tree(e->mode))
			return CRM_ENOENT;
		if (e != NULL && (rc = child(s, n, e, &n, err)) < 0)
			return rc;
		e = tree_find(&n->tree, path, len);
		if (e == NULL)
			return CRM_ENOENT;
		path += len;
		path += *path == '/';
	}
	*dir = n;
	*ret = e;
	return rc;
}

int
snap_blob_id(struct snap *s, const char *path, struct oid *ret)
{
	const struct tree_entry *e;
	struct node *n;
	int rc = find(s, path, &n, &e, NULL);

	if (rc < 0)
		return rc;
	if (e == NULL || mode_is_tree(e->mode))
		return CRM_ENOENT;
	*ret = e->id;
	return 0;
}

int
snap_tree_id(struct snap *s, const char *path, struct oid *ret)
{
	const struct tree_entry *e;
	struct node *n;
	int rc = find(s, path, &n, &e, NULL);

	memset(ret, 0, sizeof(*ret));
	if (rc == CRM_ENOENT)
		return 0;
	if (rc < 0)
		return rc;
	if (e == NULL)
		*ret = s->tree;
	else if (mode_is_tree(e->mode))
		*ret = e->id;
	return 0;
}

int
store_read_blob(
    struct store *s, const struct oid *id, struct buf *ret, struct err *err)
{
	git_odb_object *o;
	char hex[41];

	oid_hex(hex, id);
	if (git_odb_read(&o, s->odb, oid_git(id)) < 0)
		return repo_err(err, CRM_EIO, "cannot read \"%s\"", hex);
	if (git_odb_object_type(o) != GIT_OBJECT_BLOB) {
		git_odb_object_free(o);
		return err_set(err, CRM_EIO, "object \"%s\" is no file", hex);
	}
	buf_add(ret, git_odb_object_data(o), git_odb_object_size(o));
	git_odb_object_free(o);
	return 0;
}

int
snap_read(struct snap *s, const char *path, struct buf *ret, struct err *err)
{
	const struct tree_entry *e;
	struct node *n;
	int rc = find(s, path, &n, &e, err);

	if (rc == CRM_ENOENT || (rc == 0 && (!e || mode_is_tree(e->mode))))
		return err_set(
		    err, CRM_ENOENT, "the book has no file \"%s\"", path);
	return rc < 0 ? rc : store_read_blob(s->store, &e->id, ret, err);
}

int
snap_list(struct snap *s, const char *path,
    int (*each)(
	const char *name, bool is_tree, const struct oid *id, void *arg),
    void *arg, struct err *err)
{
	const struct tree_entry *e;
	struct node *n;
	int rc = find(s, path, &n, &e, err);

	if (rc == 0 && e != NULL)
		rc = mode_is_tree(e->mode) ? child(s, n, e, &n, err)
					   : CRM_ENOENT;
	if (rc == CRM_ENOENT)
		return err_set(
		    err, CRM_ENOENT, "the book has no folder \"%s\"", path);
	for (size_t i = 0; rc == 0 && i < n->tree.n; i++) {
		e = &n->tree.v[i];
		rc = each(e->name, mode_is_tree(e->mode), &e->id, arg);
	}
	return rc;
}
