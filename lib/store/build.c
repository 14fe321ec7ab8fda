#include "store/build.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "store/tree.h"

struct build {
	struct store *store;
	struct sink *sink;
	struct err *err;
};

static int build(struct build *b, const struct oid *old, const struct change *c,
    size_t n, size_t prefix, struct oid *ret);

static bool
bad_name(const char *name, size_t len)
{
	if (len == 0 || len > 255 ||
	    (len <= 2 && name[0] == '.' && name[len - 1] == '.'))
		return true;
	if (len == 4 && strncasecmp(name, ".git", 4) == 0)
		return true;
	for (size_t i = 0; i < len; i++) {
		if (iscntrl((unsigned char)name[i]) || name[i] == '\\')
			return true;
	}
	return false;
}

int
build_check_path(const char *path, struct err *err)
{
	const char *p = path;

	for (;;) {
		size_t len = strcspn(p, "/");

		if (bad_name(p, len))
			return err_set(err, CRM_EDATA,
			    "\"%s\" is no path for a file of a book", path);
		if (p[len] == '\0')
			return 0;
		p += len + 1;
	}
}

/* The changes below one name of this directory, and what they make of it. */
struct group {
	struct tree_entry entry;
	size_t n; /* changes */
};

static struct group
group_of(const struct change *c, size_t n, size_t prefix)
{
	const char *name = c->path + prefix;
	struct group g = { .n = 1 };

	g.entry.name = name;
	g.entry.len = strcspn(name, "/");
	g.entry.mode = name[g.entry.len] == '/' ? MODE_TREE : MODE_BLOB;
	if (g.entry.mode == MODE_BLOB) {
		g.entry.id = c->id;
		return g;
	}
	while (g.n < n &&
	       strncmp(c[g.n].path + prefix, name, g.entry.len + 1) == 0)
		g.n++;
	return g;
}

/* Adds the group's new entry, if one is left. */
static int
add_group(struct build *b, struct group *g, const struct tree_entry *old,
    const struct change *c, size_t prefix, struct tree *out, size_t *cap)
{
	static const struct oid zero;
	int rc = 0;

	if (g->entry.mode == MODE_TREE)
		rc = build(b, old ? &old->id : &zero, c, g->n,
		    prefix + g->entry.len + 1, &g->entry.id);
	if (rc < 0 || oid_is_zero(&g->entry.id))
		return rc;
	out->v = vec_grow(out->v, out->n, cap, sizeof(*out->v));
	out->v[out->n++] = g->entry;
	return 0;
}

static int
merge(struct build *b, const struct tree *old, const struct change *c, size_t n,
    size_t prefix, struct tree *out, bool *added)
{
	size_t i = 0, k = 0, cap = 0;
	int rc = 0;

	*added = false;
	while (rc == 0 && (i < old->n || k < n)) {
		struct group g = { .n = 0 };
		int o = -1;

		if (k < n) {
			g = group_of(c + k, n - k, prefix);
			o = i == old->n ? 1 : tree_order(&old->v[i], &g.entry);
		}
		if (o < 0) {
			out->v =
			    vec_grow(out->v, out->n, &cap, sizeof(*out->v));
			out->v[out->n++] = old->v[i++];
			continue;
		}
		rc = add_group(b, &g, o == 0 ? &old->v[i] : NULL, c + k, prefix,
		    out, &cap);
		*added |= o > 0;
		i += o == 0;
		k += g.n;
	}
	return rc;
}

/* In git's order a file and a folder of one name need not be neighbours. */
static int
check_twins(
    const struct tree *t, const char *dir, size_t prefix, struct err *err)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct tree_entry *e = &t->v[i];

		if (!mode_is_tree(e->mode) &&
		    tree_find(t, e->name, e->len) != e)
			return err_set(err, CRM_EDATA,
			    "\"%.*s%.*s\" cannot be both a file and a folder",
			    (int)prefix, dir, (int)e->len, e->name);
	}
	return 0;
}

static int
write_tree(struct build *b, const struct tree *t, struct oid *ret)
{
	_cleanup_(buf_release) struct buf raw = BUF_INIT;

	for (size_t i = 0; i < t->n; i++) {
		const struct tree_entry *e = &t->v[i];

		buf_printf(&raw, "%o ", (unsigned int)e->mode);
		buf_add(&raw, e->name, e->len);
		buf_addch(&raw, '\0');
		buf_add(&raw, e->id.b, sizeof(e->id.b));
	}
	return sink_write(
	    b->sink, GIT_OBJECT_TREE, raw.data, raw.len, ret, b->err);
}

static int
build(struct build *b, const struct oid *old, const struct change *c, size_t n,
    size_t prefix, struct oid *ret)
{
	_cleanup_(tree_free) struct tree was = { .n = 0 };
	_cleanup_(tree_free) struct tree now = { .n = 0 };
	bool added;
	int rc = tree_load(b->store, old, &was, b->err);

	if (rc == 0)
		rc = merge(b, &was, c, n, prefix, &now, &added);
	if (rc == 0 && added)
		rc = check_twins(&now, c->path, prefix, b->err);
	if (rc < 0)
		return rc;
	memset(ret, 0, sizeof(*ret));
	return now.n > 0 ? write_tree(b, &now, ret) : 0;
}

int
build_tree(struct store *s, struct sink *k, const struct oid *old,
    const struct change *c, size_t n, struct oid *ret, struct err *err)
{
	struct build b = { s, k, err };

	if (n == 0) {
		*ret = *old;
		return 0;
	}
	return build(&b, old, c, n, 0, ret);
}
