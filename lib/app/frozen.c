#include "app/change.h"

#include <string.h>

/* Fields that only verbs and the engine write, whatever the state. */
static bool
is_kept(const char *key)
{
	static const char *const kept[] = { "state", "log", "created",
		"created_by", "merged_into" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kept); i++)
		if (strcmp(kept[i], key) == 0)
			return true;
	return false;
}

int
frozen_check(struct change *c, struct staged *s, struct err *err)
{
	const char *state = node_text(s->was, "state");
	struct field_changes d = { NULL, 0, 0 };
	size_t i;

	if (s->was == NULL)
		return 0;
	diff_records(&c->arena, s->was, s->now, &d);
	for (i = 0; i < d.n; i++) {
		if (is_kept(d.v[i].key))
			return err_set(err, CRM_EDATA,
			    "%s: '%s' changes by verbs, not by hand [KEPT]",
			    s->path, d.v[i].path);
		if (strcmp(d.v[i].key, "number") == 0 &&
		    s->kind->number.pattern != NULL)
			return err_set(err, CRM_EDATA,
			    "%s: the number is given by '%s' [KEPT]", s->path,
			    s->kind->number.at);
		if (state != NULL && kind_frozen(s->kind, state, d.v[i].key))
			return err_set(err, CRM_EDATA,
			    "%s: '%s' may not change in state '%s' [FROZEN]",
			    s->path, d.v[i].path, state);
	}
	return 0;
}
