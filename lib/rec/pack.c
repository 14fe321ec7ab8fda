#include "rec/pack.h"

#include <string.h>

#define DEEPEST 32

void
pack_number(struct buf *b, uint64_t n)
{
	for (; n >= 128; n >>= 7)
		buf_addch(b, (char)(n | 128));
	buf_addch(b, (char)n);
}

void
pack_text(struct buf *b, const char *s)
{
	size_t len = strlen(s);

	pack_number(b, len);
	buf_add(b, s, len + 1);
}

void
pack_node(struct buf *b, const struct node *n)
{
	size_t i;

	pack_number(b, n->type);
	pack_number(b, (uint64_t)n->line);
	pack_number(b, (uint64_t)n->col);
	if (n->type == NODE_SCALAR) {
		pack_text(b, n->text);
		return;
	}
	pack_number(b, n->n);
	for (i = 0; i < n->n; i++) {
		if (n->type == NODE_LIST) {
			pack_node(b, n->items[i]);
			continue;
		}
		pack_text(b, n->pairs[i].key);
		pack_number(b, (uint64_t)n->pairs[i].line);
		pack_number(b, (uint64_t)n->pairs[i].col);
		pack_node(b, n->pairs[i].value);
	}
}

bool
unpack_number(struct pack *p, uint64_t *ret)
{
	int shift;

	*ret = 0;
	for (shift = 0; p->at < p->end && shift < 63; shift += 7) {
		*ret |= (uint64_t)(*p->at & 127) << shift;
		if (!(*p->at++ & 128))
			return true;
	}
	return false;
}

bool
unpack_text(struct pack *p, const char **ret)
{
	uint64_t len;

	if (!unpack_number(p, &len) || len >= (uint64_t)(p->end - p->at) ||
	    p->at[len] != '\0')
		return false;
	*ret = p->at;
	p->at += len + 1;
	return true;
}

static bool
unpack_place(struct pack *p, int *line, int *col)
{
	uint64_t l, c;

	if (!unpack_number(p, &l) || !unpack_number(p, &c))
		return false;
	*line = (int)l;
	*col = (int)c;
	return true;
}

static struct node *unpack(struct pack *p, struct arena *a, int depth);

static bool
unpack_pair(struct pack *p, struct arena *a, int depth, struct pair *ret)
{
	if (!unpack_text(p, &ret->key) ||
	    !unpack_place(p, &ret->line, &ret->col))
		return false;
	ret->value = unpack(p, a, depth);
	return ret->value != NULL;
}

static bool
unpack_children(struct pack *p, struct arena *a, int depth, struct node *n)
{
	uint64_t count;
	size_t i;

	/* no child is shorter than a byte */
	if (!unpack_number(p, &count) || count > (uint64_t)(p->end - p->at))
		return false;
	n->n = n->cap = count;
	if (count == 0)
		return true;
	if (n->type == NODE_LIST)
		n->items = arena_zalloc(a, count * sizeof(*n->items));
	else
		n->pairs = arena_zalloc(a, count * sizeof(*n->pairs));
	for (i = 0; i < count; i++) {
		if (n->type == NODE_MAP) {
			if (!unpack_pair(p, a, depth, &n->pairs[i]))
				return false;
			continue;
		}
		n->items[i] = unpack(p, a, depth);
		if (n->items[i] == NULL)
			return false;
	}
	return true;
}

static struct node *
unpack(struct pack *p, struct arena *a, int depth)
{
	struct node *n;
	uint64_t type;
	bool ok;

	if (depth > DEEPEST || !unpack_number(p, &type) || type > NODE_MAP)
		return NULL;
	n = arena_zalloc(a, sizeof(*n));
	n->type = (enum node_type)type;
	ok = unpack_place(p, &n->line, &n->col);
	if (ok && n->type == NODE_SCALAR)
		ok = unpack_text(p, &n->text);
	else if (ok)
		ok = unpack_children(p, a, depth + 1, n);
	return ok ? n : NULL;
}

struct node *
unpack_node(struct pack *p, struct arena *a)
{
	return unpack(p, a, 0);
}
