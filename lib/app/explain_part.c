#include "app/explain_part.h"

#include <libintl.h>
#include <string.h>

#include "base/diag.h"

void
explain_add(struct pairs *p, const char *label, const char *text)
{
	if (text != NULL && text[0] != '\0')
		pairs_add(p, label, text);
}

void
explain_place(
    struct app *app, struct pairs *p, const char *path, int line, int col)
{
	pairs_add(p, gettext("Stands in"),
	    arena_printf(&app->arena, "%s:%d:%d", path, line, col));
}

static const char *
join(struct app *app, const char *const *names)
{
	const char *ret = "";

	for (; names != NULL && *names != NULL; names++)
		ret = arena_printf(
		    &app->arena, "%s%s%s", ret, ret[0] ? ", " : "", *names);
	return ret;
}

static const char *
type_text(struct app *app, const struct field *f)
{
	struct arena *a = &app->arena;

	if (f->type == TYPE_REF && f->to_list != NULL)
		return arena_printf(a, "%s → %s.%s",
		    gettext(type_name(f->type)), f->to, f->to_list);
	if (f->type == TYPE_REF)
		return arena_printf(
		    a, "%s → %s", gettext(type_name(f->type)), f->to);
	if (f->type == TYPE_LIST && f->item != NULL)
		return arena_printf(
		    a, gettext("list of %s"), type_text(app, f->item));
	return gettext(type_name(f->type));
}

static void
add_allowed(struct app *app, const struct field *f, struct pairs *p)
{
	struct buf b = BUF_INIT;

	if (f->type != TYPE_LIST && f->type != TYPE_GROUP)
		type_allowed(&b, f, app->lang);
	explain_add(p, gettext("Allowed"), b.data);
	buf_release(&b);
}

/* Rules that point at the field. */
static void
add_rules(struct app *app, const struct kind *k, const struct field *f,
    struct pairs *p)
{
	const char *ids = "";
	size_t i;

	for (i = 0; i < k->n_rules; i++)
		if (k->rules[i].field != NULL &&
		    strcmp(k->rules[i].field, f->name) == 0)
			ids = arena_printf(&app->arena, "%s%s%s", ids,
			    ids[0] ? ", " : "", k->rules[i].id);
	explain_add(p, gettext("Rules"), ids);
}

void
explain_field(struct app *app, const struct kind *k, const char *path,
    const struct field *f, struct pairs *p)
{
	explain_add(p, gettext("Field"),
	    arena_printf(&app->arena, "%s.%s", k->name, path));
	explain_add(p, gettext("Label"), app_label(app, &f->label));
	explain_add(p, gettext("Type"), type_text(app, f));
	add_allowed(app, f, p);
	if (f->required)
		explain_add(p, gettext("Required"), gettext("yes"));
	if (f->private)
		explain_add(p, gettext("Private"),
		    gettext("yes: its value is not told in commits"));
	if (f->retired)
		explain_add(p, gettext("Retired"), gettext("yes"));
	explain_add(p, gettext("Default"), f->def);
	explain_add(p, gettext("Filled in by"), f->def_sql);
	explain_add(p, gettext("Formerly"), f->was);
	add_rules(app, k, f, p);
	explain_add(p, gettext("Help"), view_help(app, f->help_en, f->help_zh));
	if (f->builtin)
		explain_add(p, gettext("Stands in"),
		    gettext("nowhere: every kind has it"));
	else
		explain_place(app, p, k->path, f->line, f->col);
}

void
explain_derived(struct app *app, const struct kind *k, const char *path,
    const struct derive *d, struct pairs *p)
{
	const struct field *f = &d->field;
	int line = d->line, col = d->col;

	explain_add(p, gettext("Derived field"),
	    arena_printf(&app->arena, "%s.%s", k->name, path));
	explain_add(p, gettext("Label"), app_label(app, &f->label));
	explain_add(p, gettext("Type"), type_text(app, f));
	explain_add(p, gettext("SQL"), d->sql);
	explain_add(p, gettext("Help"), view_help(app, f->help_en, f->help_zh));
	explain_place(app, p, k->path, line, col);
}

static const char *
by_text(struct app *app, const struct verb *v)
{
	static const char *const names[] = { [BY_OWNER] = "owner",
		[BY_SUPERIOR] = "superior",
		[BY_CREATOR] = "creator",
		[BY_TEAM] = "team",
		[BY_ANYONE] = "anyone" };
	const char *ret = v->n_by == 0 ? names[BY_OWNER] : "", *one;
	size_t i;

	for (i = 0; i < v->n_by; i++) {
		one = v->by[i].type == BY_ROLE || v->by[i].type == BY_ASSIGNEE
			  ? v->by[i].name
			  : names[v->by[i].type];
		ret = arena_printf(
		    &app->arena, "%s%s%s", ret, ret[0] ? ", " : "", one);
	}
	return ret;
}

static const char *
effects(struct app *app, const struct verb *v)
{
	struct arena *a = &app->arena;
	const struct make *m;
	const char *ret = "", *one;
	size_t i;

	for (i = 0; i < v->n_make; i++) {
		m = &v->make[i];
		if (m->kind != NULL)
			one = arena_printf(a, gettext("makes %s"), m->kind);
		else
			one = arena_printf(a, gettext("%s of: %s"),
			    m->verb ? m->verb : gettext("change"),
			    m->change ? m->change : "");
		ret = arena_printf(a, "%s%s%s", ret, i > 0 ? "\n" : "", one);
		if (m->when != NULL)
			ret = arena_printf(
			    a, gettext("%s, when %s"), ret, m->when);
	}
	return ret;
}

void
explain_verb(struct app *app, const struct kind *k, const struct verb *v,
    struct pairs *p)
{
	struct arena *a = &app->arena;

	explain_add(
	    p, gettext("Verb"), arena_printf(a, "%s.%s", k->name, v->name));
	explain_add(p, gettext("Label"), app_label(app, &v->label));
	explain_add(p, gettext("From"), join(app, v->from));
	explain_add(p, gettext("To"), v->to);
	explain_add(p, gettext("By"), by_text(app, v));
	explain_add(p, gettext("Needs"), join(app, v->need));
	explain_add(p, gettext("Asks for"), join(app, v->ask));
	if (v->reason)
		explain_add(p, gettext("Reason"), gettext("must be given: -m"));
	explain_add(p, gettext("Only when"), v->when);
	explain_add(p, gettext("Else says"), app_label(app, &v->say));
	explain_add(p, gettext("Effects"), effects(app, v));
	explain_add(p, gettext("Help"), view_help(app, v->help_en, v->help_zh));
	explain_place(app, p, k->path, v->line, v->col);
}

void
explain_state(struct app *app, const struct kind *k, const struct state *s,
    struct pairs *p)
{
	const char *verbs = "";
	size_t i, j;

	explain_add(p, gettext("State"),
	    arena_printf(&app->arena, "%s.%s", k->name, s->name));
	explain_add(p, gettext("Label"), app_label(app, &s->label));
	explain_add(p, gettext("Type"), gettext(state_type_name(s->type)));
	if (s->frozen)
		explain_add(p, gettext("Frozen"),
		    s->except && s->except[0]
			? arena_printf(&app->arena, gettext("all but %s"),
			      join(app, s->except))
			: gettext("yes"));
	for (i = 0; i < k->n_verbs; i++)
		for (j = 0; k->verbs[i].from && k->verbs[i].from[j]; j++)
			if (strcmp(k->verbs[i].from[j], s->name) == 0)
				verbs =
				    arena_printf(&app->arena, "%s%s%s", verbs,
					verbs[0] ? ", " : "", k->verbs[i].name);
	explain_add(p, gettext("Verbs"), verbs);
}

void
explain_step(struct app *app, const struct kind *k, const struct step *s,
    struct pairs *p)
{
	static const char *const modes[] = { "any", "all", "turn" };
	int line, col;

	explain_add(p, gettext("Step of approval"),
	    arena_printf(&app->arena, "%s.%s", k->name, s->id));
	explain_add(p, gettext("Label"), app_label(app, &s->label));
	explain_add(p, gettext("Role"), s->role);
	explain_add(p, gettext("Of the same"), join(app, s->match));
	explain_add(p, gettext("Only when"), s->when);
	explain_add(p, gettext("Mode"), modes[s->mode]);
	if (s->hours > 0)
		explain_add(p, gettext("Hours"),
		    arena_printf(&app->arena, "%d", s->hours));
	if (kind_place(k, s->id, &line, &col))
		explain_place(app, p, k->path, line, col);
}

void
explain_rule(struct app *app, const struct kind *k, const struct rule *r,
    struct pairs *p)
{
	explain_add(p, gettext("Rule"), r->id);
	explain_add(p, gettext("Kind"), k->name);
	explain_add(p, gettext("Level"), gettext(level_name(r->level)));
	explain_add(p, gettext("Only when"), r->when);
	explain_add(p, gettext("Must hold"), r->must);
	explain_add(p, gettext("Unique"), join(app, r->unique));
	explain_add(p, gettext("Field"), r->field);
	explain_add(p, gettext("Says"), app_label(app, &r->say));
	explain_place(app, p, k->path, r->line, r->col);
}
