/* Verbs, their effects, and the ladder. */
#include <libintl.h>
#include <string.h>

#include "kind/check_part.h"

static void
check_by(struct check *c, const struct by *by)
{
	const struct field *f;

	if (by->type == BY_ROLE && by->name != NULL)
		check_role(c, by->name);
	if (by->type != BY_ASSIGNEE)
		return;
	f = check_field_named(c, c->kind, "by", by->name);
	if (f != NULL && f->type != TYPE_REF)
		check_error(c, by->name, "\"%s\" is no reference to a person",
		    by->name);
}

/* Fields of this kind by name; asked for ones are given, so stored. */
static void
check_stored(struct check *c, const char *what, const char *const *names)
{
	for (; *names != NULL; names++) {
		if (check_field_named(c, c->kind, what, *names) == NULL)
			continue;
		if (check_stored_field(c->kind, *names) == NULL)
			check_error(c, *names,
			    "\"%s\" names \"%s\", which is derived", what,
			    *names);
	}
}

static void
check_assigns(struct check *c, const struct kind *k, const char *what,
    const struct assign *v, size_t n)
{
	size_t i;

	for (i = 0; k != NULL && i < n; i++)
		if (check_stored_field(k, v[i].name) == NULL)
			check_error(c, v[i].name,
			    "\"%s\" names \"%s\", no field of \"%s\"", what,
			    v[i].name, k->name);
}

static const struct field *
rows_list(struct check *c, const struct kind *k, const char *name)
{
	const struct field *f = name ? kind_field(k, name) : NULL;

	if (f != NULL && f->type == TYPE_LIST && f->item == NULL)
		return f;
	if (name != NULL)
		check_error(c, name, "\"%s\" is no list of rows of \"%s\"",
		    name, k->name);
	return NULL;
}

static void
check_rows(struct check *c, const struct kind *to, const struct make_rows *r)
{
	const struct field *list = to ? rows_list(c, to, r->list) : NULL;
	size_t i;

	rows_list(c, c->kind, r->from);
	for (i = 0; list != NULL && i < r->n_copy; i++)
		if (field_sub(list, r->copy[i].name) == NULL)
			check_error(c, r->copy[i].name,
			    "\"copy\" names \"%s\", no field of \"%s.%s\"",
			    r->copy[i].name, to->name, list->name);
}

static bool
is_verb_of_any(const struct kinds *ks, const char *verb)
{
	size_t i;

	for (i = 0; i < kinds_count(ks); i++)
		if (kind_verb(kinds_at(ks, i), verb) != NULL)
			return true;
	return kinds_bad(ks)[0] != NULL;
}

static void
check_link(struct check *c, const struct kind *k, const char *what,
    const char *name, const char *to)
{
	const struct field *f;

	if (name == NULL || k == NULL ||
	    (f = check_field_named(c, k, what, name)) == NULL)
		return;
	if (f->type == TYPE_LIST && f->item != NULL)
		f = f->item;
	if (f->type != TYPE_REF ||
	    (strcmp(f->to, "*") != 0 && strcmp(f->to, to) != 0))
		check_error(c, name, "\"%s\": \"%s\" does not refer to \"%s\"",
		    what, name, to);
}

static void
check_make(struct check *c, const struct make *m)
{
	const struct kind *to;
	size_t i;

	if (m->change != NULL) {
		if (m->verb != NULL && !is_verb_of_any(c->kinds, m->verb))
			check_error(
			    c, m->verb, "no kind has a verb \"%s\"", m->verb);
		return;
	}
	to = kinds_find(c->kinds, m->kind);
	if (to == NULL && !check_is_bad(c, m->kind))
		check_error(c, m->kind, "there is no kind \"%s\"", m->kind);
	check_assigns(c, to, "copy", m->copy, m->n_copy);
	check_assigns(c, to, "set", m->set, m->n_set);
	for (i = 0; i < m->n_rows; i++)
		check_rows(c, to, &m->rows[i]);
	check_link(c, to, "link", m->link, c->kind->name);
	check_link(c, c->kind, "back", m->back, m->kind);
	if (to != NULL && m->verb != NULL && kind_verb(to, m->verb) == NULL)
		check_error(
		    c, m->verb, "\"%s\" has no verb \"%s\"", to->name, m->verb);
}

static void
check_verb(struct check *c, const struct verb *v)
{
	const char **from;
	size_t i;

	c->line = v->line;
	c->col = v->col;
	check_label(c, &v->label, v->name, gettext("verb"));
	for (from = v->from; *from != NULL; from++)
		check_state_named(c, "from", *from);
	check_state_named(c, "to", v->to);
	for (i = 0; i < v->n_by; i++)
		check_by(c, &v->by[i]);
	for (from = v->need; *from != NULL; from++)
		check_field_named(c, c->kind, "need", *from);
	check_stored(c, "ask", v->ask);
	check_template(c, "say", v->say.text[LANG_EN]);
	check_template(c, "say", v->say.text[LANG_ZH]);
	for (i = 0; i < v->n_make; i++)
		check_make(c, &v->make[i]);
}

static bool
is_inherited(const struct kind *k, const char *field)
{
	const char **f;

	for (f = k->inherit.fields; f != NULL && *f != NULL; f++)
		if (strcmp(*f, field) == 0)
			return true;
	return false;
}

static void
check_covers(struct check *c, const struct ladder *ld)
{
	const struct field *f;
	const char **name;

	check_stored(c, "covers", ld->covers);
	for (name = ld->covers; *name != NULL; name++) {
		f = kind_field(c->kind, *name);
		if (f != NULL && (f->builtin || is_inherited(c->kind, *name)))
			check_error(c, *name,
			    "\"covers\" names \"%s\", which is never frozen",
			    *name);
	}
}

static void
check_step(struct check *c, const struct step *s)
{
	const char **match;

	check_label(c, &s->label, s->id, gettext("step"));
	if (strcmp(s->role, "superior") != 0)
		check_role(c, s->role);
	for (match = s->match; *match != NULL; match++)
		check_field_named(c, c->kind, "match", *match);
}

static void
check_ladder(struct check *c, const struct ladder *ld)
{
	size_t i;

	check_state_named(c, "state", ld->state);
	check_state_named(c, "approved", ld->approved);
	check_state_named(c, "refused", ld->refused);
	check_state_named(c, "returned", ld->returned);
	check_covers(c, ld);
	for (i = 0; i < ld->n_steps; i++)
		check_step(c, &ld->steps[i]);
}

static bool
is_reached(const struct kind *k, const char *state)
{
	const struct ladder *ld = k->ladder;
	size_t i;

	if (strcmp(k->start, state) == 0)
		return true;
	for (i = 0; i < k->n_verbs; i++)
		if (k->verbs[i].to != NULL &&
		    strcmp(k->verbs[i].to, state) == 0)
			return true;
	return ld != NULL && (strcmp(ld->approved, state) == 0 ||
				 strcmp(ld->refused, state) == 0 ||
				 strcmp(ld->returned, state) == 0);
}

static void
check_states(struct check *c)
{
	const struct kind *k = c->kind;
	const char **field;
	size_t i;

	for (i = 0; i < k->n_states; i++) {
		const struct state *s = &k->states[i];

		check_label(c, &s->label, s->name, gettext("state"));
		if (!is_reached(k, s->name))
			check_warning(c, s->name,
			    "no verb leads to the state \"%s\"", s->name);
		for (field = s->except; field && *field != NULL; field++)
			check_field_named(c, k, "except", *field);
	}
}

void
check_flow(struct check *c)
{
	const struct kind *k = c->kind;
	size_t i, j;

	check_states(c);
	for (i = 0; i < k->n_verbs; i++)
		check_verb(c, &k->verbs[i]);
	c->line = c->col = 1;
	for (i = 0; i < k->n_on_enter; i++) {
		check_state_named(c, "on_enter", k->on_enter[i].state);
		for (j = 0; j < k->on_enter[i].n_make; j++)
			check_make(c, &k->on_enter[i].make[j]);
	}
	if (k->ladder != NULL)
		check_ladder(c, k->ladder);
}
