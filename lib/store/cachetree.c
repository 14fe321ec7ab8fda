#include "store/cachetree.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	const unsigned char *p, *end;
	const struct gitindex_update *u;
	size_t count;
	struct buf *ret;
};

struct node {
	const char *name;
	long entries, subtrees; /* entries < 0 = unknown */
	const unsigned char *id;
};

/* "<name>\0<entries> <subtrees>\n<id>", the id only of a known tree */
static bool
parse_node(struct reading *r, struct node *ret)
{
	const unsigned char *nul = memchr(r->p, '\0', r->end - r->p);
	const unsigned char *lf = nul ? memchr(nul, '\n', r->end - nul) : NULL;
	char *more;

	if (lf == NULL)
		return false;
	ret->name = (const char *)r->p;
	ret->entries = strtol((const char *)nul + 1, &more, 10);
	ret->subtrees = strtol(more, NULL, 10);
	r->p = lf + 1;
	ret->id = r->p;
	if (ret->entries >= 0)
		r->p += 20;
	return r->p <= r->end && ret->subtrees >= 0;
}

/* Is one of the updates below this directory ("" or ending in "/")? */
static bool
is_changed(const struct reading *r, const struct buf *dir)
{
	size_t low = 0, high = r->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int o = strncmp(r->u[mid].path, dir->data, dir->len);

		if (o == 0)
			return true;
		if (o < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}

static bool
copy(struct reading *r, struct buf *dir, int depth)
{
	size_t len = dir->len;
	struct node n;
	bool ok = depth < 64 && parse_node(r, &n);

	if (!ok)
		return false;
	buf_addstr(dir, n.name);
	if (depth > 0)
		buf_addch(dir, '/');
	if (is_changed(r, dir))
		n.entries = -1;
	buf_add(r->ret, n.name, strlen(n.name) + 1);
	buf_printf(r->ret, "%ld %ld\n", n.entries, n.subtrees);
	if (n.entries >= 0)
		buf_add(r->ret, n.id, 20);
	while (ok && n.subtrees-- > 0)
		ok = copy(r, dir, depth + 1);
	buf_truncate(dir, len);
	return ok;
}

void
cachetree_invalidate(const unsigned char *data, size_t n,
    const struct gitindex_update *u, size_t count, struct buf *ret)
{
	_cleanup_(buf_release) struct buf dir = BUF_INIT;
	struct reading r = { data, data + n, u, count, ret };
	size_t len = ret->len;

	if (!copy(&r, &dir, 0))
		buf_truncate(ret, len);
}
