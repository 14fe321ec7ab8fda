#include <stdlib.h>
#include <string.h>

#include "app/ladder.h"
#include "base/hash.h"

struct lines {
	struct arena arena;
	char **v;
	size_t n, cap;
};

static void
add_line(struct lines *l, const char *path, const char *value)
{
	struct buf b = BUF_INIT;
	const char *p;

	buf_printf(&b, "%s=", path);
	for (p = value; *p != '\0'; p++) {
		if (*p == '\\')
			buf_addstr(&b, "\\\\");
		else if (*p == '\n')
			buf_addstr(&b, "\\n");
		else
			buf_addch(&b, *p);
	}
	l->v = vec_grow(l->v, l->n, &l->cap, sizeof(*l->v));
	l->v[l->n++] = arena_strdup(&l->arena, b.data);
	buf_release(&b);
}

static void
add_node(struct lines *l, const char *path, const struct node *n)
{
	const char *row;
	size_t i;

	if (node_empty(n))
		return;
	if (n->type == NODE_SCALAR) {
		add_line(l, path, n->text);
		return;
	}
	for (i = 0; i < n->n; i++) {
		char *below;

		if (n->type == NODE_MAP) {
			if (strcmp(n->pairs[i].key, "row") == 0)
				continue;
			below = arena_printf(
			    &l->arena, "%s.%s", path, n->pairs[i].key);
			add_node(l, below, n->pairs[i].value);
			continue;
		}
		row = node_text(n->items[i], "row");
		below = row ? arena_printf(&l->arena, "%s[%s]", path, row)
			    : arena_printf(&l->arena, "%s[%zu]", path, i + 1);
		add_node(l, below, n->items[i]);
	}
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void
ladder_digest(const char *kind, const char *id, const char *step,
    const char *covers, const struct node *rec, char ret[65])
{
	struct lines l = { ARENA_INIT, NULL, 0, 0 };
	struct buf text = BUF_INIT;
	char *names, *save = NULL, *name;
	size_t i;

	names = arena_strdup(&l.arena, covers);
	for (name = strtok_r(names, " ", &save); name != NULL;
	     name = strtok_r(NULL, " ", &save))
		add_node(&l, name, node_get(rec, name));
	if (l.n > 0)
		qsort(l.v, l.n, sizeof(*l.v), compare);
	buf_printf(&text, "%s/%s\nstep %s\n", kind, id, step);
	for (i = 0; i < l.n; i++)
		buf_printf(&text, "%s\n", l.v[i]);
	hash_hex(text.data, text.len, ret);
	buf_release(&text);
	free(l.v);
	arena_free(&l.arena);
}
