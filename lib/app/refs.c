#include "app/textdiff.h"

#include <string.h>

#include "base/id.h"

struct refs_arg {
	struct change *c;
	struct staged *s;
	struct diag *d;
};

static int
dangling(const char *id, const char *path, const char *value, void *arg)
{
	struct refs_arg *r = arg;

	(void)id;
	diag_add(r->d, LEVEL_ERROR, r->s->path, 0, 0, "REF",
	    "%s: there is no record '%s' of the right kind", path, value);
	return 0;
}

static int
referrer(const struct kind *k, const char *id, const char *field, void *arg)
{
	struct refs_arg *r = arg;

	diag_add(r->d, LEVEL_ERROR, r->s->path, 0, 0, "REF",
	    "%s %s refers to it in '%s'", k->name, id, field);
	return 0;
}

void
refs_check(struct change *c, struct staged *s, struct diag *d)
{
	struct refs_arg r = { c, s, d };

	if (s->deleted)
		refs_to(c->app->index, s->id, referrer, &r, NULL);
	else
		refs_dangling(c->app->index, s->id, dangling, &r, NULL);
}
