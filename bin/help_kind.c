#include <libintl.h>
#include <string.h>

#include "base/utf8.h"
#include "help.h"
#include "kind/type.h"
#include "out.h"
#include "out/pairs.h"

static void
heading(const char *text)
{
	out_printf("\n%s%s%s\n", out_style(STYLE_BOLD), gettext(text),
	    out_style(STYLE_NONE));
}

static void
print(struct pairs *p, int indent)
{
	struct buf b = BUF_INIT;

	pairs_format(p, indent, out_width(), &b);
	out_str(b.data);
	buf_release(&b);
	pairs_free(p);
}

static void
add_names(struct buf *b, const char *const *names)
{
	size_t i;

	for (i = 0; names[i] != NULL; i++)
		buf_printf(b, "%s%s", i > 0 ? ", " : "", names[i]);
}

static const char *
help_text(const struct app *app, const char *en, const char *zh)
{
	const char *s = app->lang == LANG_ZH ? zh : en;

	return s ? s : en ? en : zh;
}

static const char *
type_text(struct arena *a, const struct field *f)
{
	if (f->type == TYPE_REF && f->to_list != NULL)
		return arena_printf(a, "%s → %s.%s",
		    gettext(type_name(f->type)), f->to, f->to_list);
	if (f->type == TYPE_REF)
		return arena_printf(
		    a, "%s → %s", gettext(type_name(f->type)), f->to);
	if (f->type == TYPE_LIST && f->item != NULL)
		return arena_printf(a, "%s (%s)", gettext(type_name(f->type)),
		    type_text(a, f->item));
	return gettext(type_name(f->type));
}

/* "Label: type, required; default X; one of: ..." and the help below. */
static void
describe(struct app *app, const struct field *f, struct buf *b)
{
	const char *help = help_text(app, f->help_en, f->help_zh);
	struct buf allowed = BUF_INIT;

	buf_printf(
	    b, "%s: %s", app_label(app, &f->label), type_text(&app->arena, f));
	if (f->required)
		buf_printf(b, ", %s", gettext("required"));
	if (f->private)
		buf_printf(b, ", %s", gettext("private"));
	if (f->def != NULL)
		buf_printf(b, gettext(", else %s"), f->def);
	else if (f->def_sql != NULL)
		buf_printf(b, ", %s", gettext("filled in"));
	if (f->type == TYPE_CHOICE || f->format || f->min || f->max) {
		type_allowed(&allowed, f, app->lang);
		buf_printf(b, "\n%s", allowed.data);
	}
	if (help != NULL)
		buf_printf(b, "\n%s", help);
	buf_release(&allowed);
}

static void
add_fields(struct app *app, struct pairs *p, const char *before,
    const struct field *fields, size_t n)
{
	struct buf b = BUF_INIT, name = BUF_INIT;
	size_t i;

	for (i = 0; i < n; i++) {
		if (fields[i].retired)
			continue;
		buf_truncate(&b, 0);
		buf_truncate(&name, 0);
		buf_printf(&name, "%s%s", before, fields[i].name);
		describe(app, &fields[i], &b);
		pairs_add(p, name.data, b.data);
		if (fields[i].n_fields > 0)
			add_fields(
			    app, p, "  ", fields[i].fields, fields[i].n_fields);
	}
	buf_release(&b);
	buf_release(&name);
}

static void
print_fields(struct app *app, const struct kind *k)
{
	struct pairs p = PAIRS_INIT;
	size_t i;

	heading("Fields");
	add_fields(app, &p, "", k->fields, k->n_fields);
	print(&p, 2);
	if (k->n_derive == 0)
		return;
	heading("Derived, never typed");
	for (i = 0; i < k->n_derive; i++)
		pairs_add(&p, k->derive[i].name,
		    arena_printf(&app->arena, "%s: %s",
			app_label(app, &k->derive[i].field.label),
			type_text(&app->arena, &k->derive[i].field)));
	print(&p, 2);
}

static void
print_states(struct app *app, const struct kind *k)
{
	struct pairs p = PAIRS_INIT;
	const struct state *s;
	struct buf b = BUF_INIT;
	size_t i;

	heading("States");
	for (i = 0; i < k->n_states; i++) {
		s = &k->states[i];
		buf_truncate(&b, 0);
		buf_printf(&b, "%s (%s)", app_label(app, &s->label),
		    gettext(state_type_name(s->type)));
		if (k->start != NULL && strcmp(s->name, k->start) == 0)
			buf_printf(&b, ", %s", gettext("the first"));
		if (s->frozen)
			buf_printf(&b, ", %s", gettext("frozen"));
		if (s->frozen && s->except != NULL && s->except[0] != NULL) {
			buf_printf(&b, " %s ", gettext("except"));
			add_names(&b, s->except);
		}
		pairs_add(&p, s->name, b.data);
	}
	print(&p, 2);
	buf_release(&b);
}

static void
add_by(struct buf *b, const struct verb *v)
{
	static const char *const names[] = { [BY_OWNER] = N_("owner"),
		[BY_SUPERIOR] = N_("superior"),
		[BY_CREATOR] = N_("creator"),
		[BY_TEAM] = N_("team"),
		[BY_ANYONE] = N_("anyone") };
	size_t i;

	buf_addstr(b, gettext("by "));
	if (v->n_by == 0)
		buf_addstr(b, gettext(names[BY_OWNER]));
	for (i = 0; i < v->n_by; i++) {
		buf_addstr(b, i > 0 ? ", " : "");
		if (v->by[i].type == BY_ROLE)
			buf_addstr(b, v->by[i].name);
		else if (v->by[i].type == BY_ASSIGNEE)
			buf_printf(
			    b, gettext("whom \"%s\" names"), v->by[i].name);
		else
			buf_addstr(b, gettext(names[v->by[i].type]));
	}
}

static void
describe_verb(struct app *app, const struct verb *v, struct buf *b)
{
	const char *help = help_text(app, v->help_en, v->help_zh);

	buf_printf(b, "%s: ", app_label(app, &v->label));
	if (v->from != NULL && v->from[0] != NULL)
		add_names(b, v->from);
	if (v->to != NULL)
		buf_printf(b, " → %s", v->to);
	buf_addstr(b, "; ");
	add_by(b, v);
	if (v->need != NULL && v->need[0] != NULL) {
		buf_addstr(b, gettext("; needs "));
		add_names(b, v->need);
	}
	if (v->ask != NULL && v->ask[0] != NULL) {
		buf_addstr(b, gettext("; given with it: "));
		add_names(b, v->ask);
	}
	if (v->reason)
		buf_addstr(b, gettext("; with a reason (-m)"));
	if (help != NULL)
		buf_printf(b, "\n%s", help);
}

static void
print_verbs(struct app *app, const struct kind *k)
{
	struct pairs p = PAIRS_INIT;
	struct buf b = BUF_INIT;
	size_t i;

	heading("Verbs");
	for (i = 0; i < k->n_verbs; i++) {
		buf_truncate(&b, 0);
		describe_verb(app, &k->verbs[i], &b);
		pairs_add(&p, k->verbs[i].name, b.data);
	}
	print(&p, 2);
	buf_release(&b);
}

static void
print_ladder(struct app *app, const struct ladder *l)
{
	struct pairs p = PAIRS_INIT;
	struct buf b = BUF_INIT;
	const struct step *s;
	size_t i;

	heading("Approval");
	out_printf("  %s → %s; ", l->state, l->approved);
	out_printf(gettext("refused: %s; returned: %s\n"), l->refused,
	    l->returned ? l->returned : l->refused);
	for (i = 0; i < l->n_steps; i++) {
		s = &l->steps[i];
		buf_truncate(&b, 0);
		buf_printf(&b, "%s: %s", app_label(app, &s->label), s->role);
		if (s->match != NULL && s->match[0] != NULL) {
			buf_addstr(&b, gettext(" of the same "));
			add_names(&b, s->match);
		}
		if (s->when != NULL)
			buf_printf(&b, gettext(", when %s"), s->when);
		pairs_add(&p, s->id, b.data);
	}
	print(&p, 2);
	buf_release(&b);
}

int
help_kind(struct app *app, const struct kind *k)
{
	const char *help = help_text(app, k->help_en, k->help_zh);
	struct buf b = BUF_INIT;

	out_page(app);
	out_printf("%s%s%s - %s\n", out_style(STYLE_BOLD), k->name,
	    out_style(STYLE_NONE), app_label(app, &k->label));
	if (help != NULL) {
		utf8_wrap(&b, help, out_width(), "");
		out_str(b.data);
		buf_release(&b);
	}
	print_fields(app, k);
	if (k->n_states > 0)
		print_states(app, k);
	if (k->n_verbs > 0)
		print_verbs(app, k);
	if (k->ladder != NULL)
		print_ladder(app, k->ladder);
	out_printf(
	    gettext("\nIn SQL: crm sql \"SELECT * FROM %s\"\n"), k->plural);
	return 0;
}

int
help_verb(struct app *app, const struct kind *k, const struct verb *v)
{
	struct buf b = BUF_INIT;

	out_printf(gettext("usage: crm %s %s ID... [FIELD=VALUE...]\n"),
	    k->name, v->name);
	describe_verb(app, v, &b);
	out_printf("\n%s\n", b.data);
	buf_release(&b);
	return 0;
}
