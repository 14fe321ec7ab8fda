#include "store/tree.h"

#include <stdlib.h>
#include <string.h>

bool
mode_is_tree(int mode)
{
	return (mode & 0170000) == MODE_TREE;
}

/* "<octal mode> <name>\0<20 bytes>"; returns the bytes used, 0 if bad. */
static size_t
parse_entry(const char *p, size_t n, struct tree_entry *ret)
{
	const char *nul = memchr(p, '\0', n);
	const char *name;
	int mode = 0;

	if (nul == NULL || (size_t)(nul - p) + 21 > n)
		return 0;
	for (name = p; *name >= '0' && *name <= '7' && name - p < 7; name++)
		mode = mode * 8 + (*name - '0');
	if (name == p || *name++ != ' ' || name == nul)
		return 0;
	ret->name = name;
	ret->len = nul - name;
	ret->mode = mode;
	memcpy(ret->id.b, nul + 1, sizeof(ret->id.b));
	return nul + 21 - p;
}

static int
parse(struct tree *t)
{
	const char *p = git_odb_object_data(t->object);
	size_t left = git_odb_object_size(t->object), cap = 0;

	while (left > 0) {
		size_t used;

		t->v = vec_grow(t->v, t->n, &cap, sizeof(*t->v));
		used = parse_entry(p, left, &t->v[t->n]);
		if (used == 0)
			return -1;
		t->n++;
		p += used;
		left -= used;
	}
	return 0;
}

int
tree_load(
    struct store *s, const struct oid *id, struct tree *ret, struct err *err)
{
	char hex[41];

	memset(ret, 0, sizeof(*ret));
	if (oid_is_zero(id))
		return 0;
	oid_hex(hex, id);
	if (git_odb_read(&ret->object, s->odb, oid_git(id)) < 0)
		return repo_err(err, CRM_EIO, "cannot read tree \"%s\"", hex);
	if (git_odb_object_type(ret->object) != GIT_OBJECT_TREE ||
	    parse(ret) < 0) {
		tree_free(ret);
		return err_set(err, CRM_EIO,
		    "object \"%s\" is no sound tree; see: git fsck", hex);
	}
	return 0;
}

void
tree_free(struct tree *t)
{
	git_odb_object_free(t->object);
	free(t->v);
	memset(t, 0, sizeof(*t));
}

static int
order(const char *a, size_t alen, bool atree, const char *b, size_t blen,
    bool btree)
{
	size_t n = alen < blen ? alen : blen;
	int r = memcmp(a, b, n);
	unsigned char x, y;

	if (r != 0)
		return r;
	x = alen > n ? a[n] : atree ? '/' : '\0';
	y = blen > n ? b[n] : btree ? '/' : '\0';
	if (x != y)
		return x < y ? -1 : 1;
	return alen < blen ? -1 : alen > blen;
}

int
tree_order(const struct tree_entry *a, const struct tree_entry *b)
{
	return order(a->name, a->len, mode_is_tree(a->mode), b->name, b->len,
	    mode_is_tree(b->mode));
}

static const struct tree_entry *
find_sort(const struct tree *t, const char *name, size_t len, bool is_tree)
{
	size_t low = 0, high = t->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct tree_entry *e = &t->v[mid];
		int r = order(
		    name, len, is_tree, e->name, e->len, mode_is_tree(e->mode));

		if (r == 0)
			return e;
		if (r < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

const struct tree_entry *
tree_find(const struct tree *t, const char *name, size_t len)
{
	const struct tree_entry *e = find_sort(t, name, len, true);

	return e ? e : find_sort(t, name, len, false);
}
