/* The steps of an approval. */
#include <stddef.h>
#include <string.h>

#include "kind/load.h"

static const char *const modes[] = { "any", "all", "turn", NULL };
static const char *const selves[] = { "superior", "skip", "refuse", NULL };

#define S(member) offsetof(struct step, member)

static const struct spec step_specs[] = {
	{ "distinct", SPEC_BOOL, S(distinct), false, NULL, NULL },
	{ "hours", SPEC_INT, S(hours), false, NULL, NULL },
	{ "id", SPEC_NAME, S(id), true, NULL, NULL },
	{ "label", SPEC_LABEL, S(label), false, NULL, NULL },
	{ "match", SPEC_NAMES, S(match), false, NULL, NULL },
	{ "mode", SPEC_WORD, S(mode), false, modes, NULL },
	{ "role", SPEC_NAME, S(role), true, NULL, NULL },
	{ "self", SPEC_WORD, S(self), false, selves, NULL },
	{ "when", SPEC_TEXT, S(when), false, NULL, NULL },
};

static void
ladder_steps(struct load *l, const struct pair *p, void *ladder)
{
	static const char *none[] = { NULL };
	const struct node *n = p->value;
	struct ladder *ld = ladder;
	size_t i, j;

	if (!load_is_list(l, n, p->key))
		return;
	ld->steps = arena_zalloc(l->arena, (n->n + 1) * sizeof(*ld->steps));
	ld->n_steps = n->n;
	if (n->n == 0)
		load_error(l, AT(n), "a ladder without steps");
	for (i = 0; i < n->n; i++) {
		struct step *s = &ld->steps[i];

		LOAD_MAP(l, n->items[i], "a step", step_specs, s);
		if (s->id == NULL)
			s->id = "";
		if (s->role == NULL)
			s->role = "";
		if (s->match == NULL)
			s->match = none;
		load_label_default(&s->label, s->id);
		for (j = 0; j < i; j++)
			if (s->id[0] && strcmp(ld->steps[j].id, s->id) == 0)
				load_error(l, AT(n->items[i]),
				    "there is a step \"%s\" already", s->id);
	}
}

#define L(member) offsetof(struct ladder, member)

static const struct spec ladder_specs[] = {
	{ "approved", SPEC_NAME, L(approved), true, NULL, NULL },
	{ "covers", SPEC_NAMES, L(covers), true, NULL, NULL },
	{ "refused", SPEC_NAME, L(refused), true, NULL, NULL },
	{ "returned", SPEC_NAME, L(returned), false, NULL, NULL },
	{ "state", SPEC_NAME, L(state), true, NULL, NULL },
	{ "steps", SPEC_WITH, 0, true, NULL, ladder_steps },
};

void
load_ladder(struct load *l, const struct pair *p, void *kind)
{
	static const char *none[] = { NULL };
	struct ladder *ld = arena_zalloc(l->arena, sizeof(*ld));

	LOAD_MAP(l, p->value, "\"ladder\"", ladder_specs, ld);
	if (ld->returned == NULL)
		ld->returned = ld->refused;
	if (ld->covers == NULL)
		ld->covers = none;
	((struct kind *)kind)->ladder = ld;
}
