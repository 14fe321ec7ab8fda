#include <stdlib.h>
#include <string.h>

#include "store/repo.h"

/* Chains by path: thousands of hand edits may come in one commit. */
struct seen {
	struct seen *next;
	struct oid id;
	char path[];
};

struct readlog {
	struct arena arena;
	struct seen *slot[1024];
};

static struct seen **
slot_of(struct readlog *r, const char *path)
{
	uint32_t h = 2166136261u;

	while (*path)
		h = (h ^ (unsigned char)*path++) * 16777619u;
	return &r->slot[h % ARRAY_SIZE(r->slot)];
}

static struct seen *
find(const struct store *s, const char *path)
{
	struct seen *e = s->readlog ? *slot_of(s->readlog, path) : NULL;

	while (e != NULL && strcmp(e->path, path) != 0)
		e = e->next;
	return e;
}

bool
readlog_get(const struct store *s, const char *path, struct oid *ret)
{
	const struct seen *e = find(s, path);

	if (e != NULL)
		*ret = e->id;
	return e != NULL;
}

void
readlog_set(struct store *s, const char *path, const struct oid *id)
{
	struct seen *e = find(s, path), **slot;

	if (e == NULL) {
		if (s->readlog == NULL)
			s->readlog = xcalloc(1, sizeof(*s->readlog));
		e = arena_alloc(
		    &s->readlog->arena, sizeof(*e) + strlen(path) + 1);
		strcpy(e->path, path);
		slot = slot_of(s->readlog, path);
		e->next = *slot;
		*slot = e;
	}
	e->id = *id;
}

void
readlog_free(struct readlog *r)
{
	if (r == NULL)
		return;
	arena_free(&r->arena);
	free(r);
}
