/* States, verbs, and what entering a state does. */
#include <stddef.h>
#include <string.h>

#include "kind/load.h"

#define MAX_STATES 64 /* struct kind.behind_ladder is a bit set */

static const char *const state_types[] = { N_("open"), N_("won"), N_("lost"),
	N_("done"), NULL };

const char *
state_type_name(enum state_type t)
{
	return state_types[t];
}

static void
frozen_except(struct load *l, const struct pair *p, void *state)
{
	((struct state *)state)->except = load_names(l, p->value, p->key);
}

static const struct spec frozen_specs[] = {
	{ "except", SPEC_WITH, 0, true, NULL, frozen_except },
};

/* true, false, or {except: [...]} */
static void
state_frozen(struct load *l, const struct pair *p, void *state)
{
	struct state *s = state;

	if (p->value->type != NODE_MAP) {
		load_bool(l, p->value, p->key, &s->frozen);
		return;
	}
	s->frozen = true;
	LOAD_MAP(l, p->value, "\"frozen\"", frozen_specs, s);
}

static const struct spec state_specs[] = {
	{ "frozen", SPEC_WITH, 0, false, NULL, state_frozen },
	{ "label", SPEC_LABEL, offsetof(struct state, label), false, NULL,
	    NULL },
	{ "type", SPEC_WORD, offsetof(struct state, type), true, state_types,
	    NULL },
};

static void
flow_states(struct load *l, const struct pair *p, void *kind)
{
	const struct node *n = p->value;
	struct kind *k = kind;
	size_t i;

	if (!load_is_map(l, n, p->key))
		return;
	if (n->n > MAX_STATES) {
		load_error(l, AT(p), "more than %d states", MAX_STATES);
		return;
	}
	k->states = arena_zalloc(l->arena, (n->n + 1) * sizeof(*k->states));
	k->n_states = n->n;
	for (i = 0; i < n->n; i++) {
		load_name(l, n->pairs[i].key, AT(&n->pairs[i]));
		k->states[i].name = n->pairs[i].key;
		LOAD_MAP(l, n->pairs[i].value, "a state", state_specs,
		    &k->states[i]);
		load_label_default(&k->states[i].label, k->states[i].name);
	}
}

static void
load_by(struct load *l, const struct node *n, struct by *by)
{
	/* in the order of enum by_type */
	static const char *const words[] = { "owner", "superior", "creator",
		"team", NULL };
	const char *text = load_text(l, n, "by");
	size_t i, len;

	if (text == NULL)
		return;
	len = strlen(text);
	for (i = 0; words[i] != NULL; i++) {
		if (strcmp(words[i], text) == 0) {
			by->type = (enum by_type)i;
			by->name = words[i];
			return;
		}
	}
	by->name = text;
	by->type = BY_ROLE;
	if (strcmp(text, "anyone") == 0) {
		by->type = BY_ANYONE;
	} else if (strncmp(text, "assignee(", 9) == 0 && text[len - 1] == ')') {
		by->type = BY_ASSIGNEE;
		by->name = arena_strndup(l->arena, text + 9, len - 10);
	}
	load_name(l, by->name, AT(n));
}

static void
verb_by(struct load *l, const struct pair *p, void *verb)
{
	const struct node *n = p->value;
	struct verb *v = verb;
	size_t i;

	if (n->type == NODE_MAP) {
		load_error(l, AT(n), "\"by\" takes a list of names");
		return;
	}
	v->n_by = n->type == NODE_LIST ? n->n : 1;
	v->by = arena_zalloc(l->arena, (v->n_by + 1) * sizeof(*v->by));
	for (i = 0; i < v->n_by; i++)
		load_by(l, n->type == NODE_LIST ? n->items[i] : n, &v->by[i]);
}

static void
verb_make(struct load *l, const struct pair *p, void *verb)
{
	struct verb *v = verb;

	load_makes(l, p->value, &v->make, &v->n_make);
}

#define V(member) offsetof(struct verb, member)

static const struct spec verb_specs[] = {
	{ "ask", SPEC_NAMES, V(ask), false, NULL, NULL },
	{ "by", SPEC_WITH, 0, false, NULL, verb_by },
	{ "from", SPEC_NAMES, V(from), true, NULL, NULL },
	{ "help", SPEC_HELP, V(help_en), false, NULL, NULL },
	{ "label", SPEC_LABEL, V(label), false, NULL, NULL },
	{ "make", SPEC_WITH, 0, false, NULL, verb_make },
	{ "need", SPEC_NAMES, V(need), false, NULL, NULL },
	{ "reason", SPEC_BOOL, V(reason), false, NULL, NULL },
	{ "say", SPEC_LABEL, V(say), false, NULL, NULL },
	{ "to", SPEC_NAME, V(to), false, NULL, NULL },
	{ "when", SPEC_TEXT, V(when), false, NULL, NULL },
};

static void
load_verb(struct load *l, const struct pair *p, struct verb *v)
{
	static const char *none[] = { NULL };

	load_name(l, p->key, AT(p));
	v->name = p->key;
	v->line = p->line;
	v->col = p->col;
	LOAD_MAP(l, p->value, "a verb", verb_specs, v);
	load_label_default(&v->label, v->name);
	load_label_default(&v->say, "");
	if (v->from == NULL)
		v->from = none;
	if (v->need == NULL)
		v->need = none;
	if (v->ask == NULL)
		v->ask = none;
	if (v->n_by == 0) {
		v->by = arena_zalloc(l->arena, sizeof(*v->by));
		v->by->type = BY_OWNER;
		v->n_by = 1;
	}
}

static void
flow_verbs(struct load *l, const struct pair *p, void *kind)
{
	const struct node *n = p->value;
	struct kind *k = kind;
	size_t i;

	if (!load_is_map(l, n, p->key))
		return;
	k->verbs = arena_zalloc(l->arena, (n->n + 1) * sizeof(*k->verbs));
	k->n_verbs = n->n;
	for (i = 0; i < n->n; i++)
		load_verb(l, &n->pairs[i], &k->verbs[i]);
}

static void
flow_on_enter(struct load *l, const struct pair *p, void *kind)
{
	const struct node *n = p->value;
	struct kind *k = kind;
	size_t i;

	if (!load_is_map(l, n, p->key))
		return;
	k->on_enter = arena_zalloc(l->arena, (n->n + 1) * sizeof(*k->on_enter));
	k->n_on_enter = n->n;
	for (i = 0; i < n->n; i++) {
		k->on_enter[i].state = n->pairs[i].key;
		load_makes(l, n->pairs[i].value, &k->on_enter[i].make,
		    &k->on_enter[i].n_make);
	}
}

static const struct spec flow_specs[] = {
	{ "on_enter", SPEC_WITH, 0, false, NULL, flow_on_enter },
	{ "start", SPEC_NAME, offsetof(struct kind, start), true, NULL, NULL },
	{ "states", SPEC_WITH, 0, true, NULL, flow_states },
	{ "verbs", SPEC_WITH, 0, false, NULL, flow_verbs },
};

void
load_flow(struct load *l, const struct pair *p, void *kind)
{
	struct kind *k = kind;

	LOAD_MAP(l, p->value, "\"flow\"", flow_specs, k);
	if (k->start != NULL && k->states != NULL &&
	    kind_state(k, k->start) == NULL)
		load_error(l, AT(node_get(p->value, "start")),
		    "\"start\" names no state: \"%s\"", k->start);
}
