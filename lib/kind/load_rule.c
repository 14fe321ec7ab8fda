/* Rules and reminders. */
#include <stddef.h>
#include <string.h>

#include "kind/load.h"

/* in the order of enum level */
static const char *const levels[] = { "info", "warning", "error", NULL };

#define R(member) offsetof(struct rule, member)

static const struct spec rule_specs[] = {
	{ "field", SPEC_TEXT, R(field), false, NULL, NULL },
	{ "id", SPEC_TEXT, R(id), true, NULL, NULL },
	{ "level", SPEC_WORD, R(level), false, levels, NULL },
	{ "must", SPEC_TEXT, R(must), false, NULL, NULL },
	{ "say", SPEC_LABEL, R(say), false, NULL, NULL },
	{ "unique", SPEC_NAMES, R(unique), false, NULL, NULL },
	{ "when", SPEC_TEXT, R(when), false, NULL, NULL },
};

/* Rule ids stand in messages, in brackets: LIKE-THIS. */
static bool
rule_id_valid(const char *id)
{
	size_t n = strlen(id);

	return n > 0 && n <= 40 && id[0] >= 'A' && id[0] <= 'Z' &&
	       strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == n;
}

static void
load_rule(struct load *l, const struct node *n, struct rule *r)
{
	r->level = LEVEL_ERROR;
	r->line = n->line;
	r->col = n->col;
	LOAD_MAP(l, n, "a rule", rule_specs, r);
	if (r->id == NULL)
		r->id = "";
	else if (!rule_id_valid(r->id))
		load_error(l, AT(node_get(n, "id")),
		    "\"%s\" is no id of a rule: capitals, digits and -", r->id);
	load_label_default(&r->say, r->id);
	if (n->type == NODE_MAP && (r->must == NULL) == (r->unique == NULL))
		load_error(
		    l, AT(n), "a rule has either \"must\" or \"unique\"");
}

void
load_rules(struct load *l, const struct pair *p, void *kind)
{
	const struct node *n = p->value;
	struct kind *k = kind;
	size_t i, j;

	if (!load_is_list(l, n, p->key))
		return;
	k->rules = arena_zalloc(l->arena, (n->n + 1) * sizeof(*k->rules));
	k->n_rules = n->n;
	for (i = 0; i < n->n; i++) {
		load_rule(l, n->items[i], &k->rules[i]);
		for (j = 0; j < i; j++)
			if (k->rules[i].id[0] &&
			    strcmp(k->rules[i].id, k->rules[j].id) == 0)
				load_error(l, AT(n->items[i]),
				    "there is a rule \"%s\" already",
				    k->rules[i].id);
	}
}

static void
remind_before(struct load *l, const struct pair *p, void *remind)
{
	const struct node *n = p->value;
	struct remind *r = remind;
	size_t i;

	if (n->type == NODE_MAP) {
		load_error(l, AT(n), "\"before\" takes a list of days");
		return;
	}
	r->n_before = n->type == NODE_LIST ? n->n : 1;
	r->before =
	    arena_zalloc(l->arena, (r->n_before + 1) * sizeof(*r->before));
	for (i = 0; i < r->n_before; i++)
		load_int(l, n->type == NODE_LIST ? n->items[i] : n, p->key,
		    &r->before[i]);
}

#define D(member) offsetof(struct remind, member)

static const struct spec remind_specs[] = {
	{ "before", SPEC_WITH, 0, false, NULL, remind_before },
	{ "due", SPEC_TEXT, D(due), true, NULL, NULL },
	{ "id", SPEC_NAME, D(id), true, NULL, NULL },
	{ "say", SPEC_LABEL, D(say), false, NULL, NULL },
	{ "to", SPEC_TEXT, D(to), false, NULL, NULL },
	{ "when", SPEC_TEXT, D(when), false, NULL, NULL },
};

void
load_reminds(struct load *l, const struct pair *p, void *kind)
{
	const struct node *n = p->value;
	struct kind *k = kind;
	size_t i;

	if (!load_is_list(l, n, p->key))
		return;
	k->reminds = arena_zalloc(l->arena, (n->n + 1) * sizeof(*k->reminds));
	k->n_reminds = n->n;
	for (i = 0; i < n->n; i++) {
		struct remind *r = &k->reminds[i];

		LOAD_MAP(l, n->items[i], "a reminder", remind_specs, r);
		if (r->id == NULL)
			r->id = "";
		if (r->due == NULL)
			r->due = "";
		if (r->to == NULL)
			r->to = "owner";
		if (r->n_before == 0) {
			r->before = arena_zalloc(l->arena, sizeof(*r->before));
			r->n_before = 1;
		}
		load_label_default(&r->say, r->id);
	}
}
