#include <libintl.h>
#include <string.h>

#include "app/ladder.h"
#include "app/show_part.h"
#include "base/date.h"

#define LAST 12 /* log entries */

/* What the engine itself writes into a log. */
static const char *
verb_label(struct show *s, const char *verb)
{
	const struct verb *v = verb ? kind_verb(s->kind, verb) : NULL;

	if (v != NULL)
		return app_label(s->app, &v->label);
	return verb ? gettext(verb) : "";
}

static const struct step *
find_step(const struct kind *k, const char *id)
{
	size_t i;

	for (i = 0; k->ladder != NULL && id != NULL && i < k->ladder->n_steps;
	     i++)
		if (strcmp(k->ladder->steps[i].id, id) == 0)
			return &k->ladder->steps[i];
	return NULL;
}

static const char *
when(struct show *s, const struct node *entry)
{
	const char *at = node_text(entry, "at");
	int64_t t;

	if (at == NULL || !time_parse(at, &t))
		return at ? at : "";
	return view_time(&s->arena, t);
}

static const char *
who(struct show *s, const struct node *entry)
{
	const char *by = node_text(entry, "by");

	return by ? view_title(&s->view, by) : "";
}

/* "submit (draft → review)", "approve: Industry manager" */
static const char *
what(struct show *s, const struct node *e)
{
	const char *from = node_text(e, "from"), *to = node_text(e, "to");
	const struct step *st = find_step(s->kind, node_text(e, "step"));
	const char *verb = verb_label(s, node_text(e, "verb"));

	if (st != NULL)
		verb = arena_printf(
		    &s->arena, "%s: %s", verb, app_label(s->app, &st->label));
	if (from == NULL || to == NULL || strcmp(from, to) == 0)
		return verb;
	return arena_printf(&s->arena, "%s (%s → %s)", verb,
	    view_state(s->app, s->kind, from), view_state(s->app, s->kind, to));
}

int
show_history(struct show *s, struct err *err)
{
	static const struct out_column columns[] = {
		{ .key = "when" },
		{ .key = "what" },
		{ .key = "who" },
		{ .key = "why", .grow = true },
	};
	const struct node *log = node_get(s->tree, "log"), *e;
	size_t n = log ? log->n : 0, first = n > LAST ? n - LAST : 0, i;
	struct out_cell *cells, *c;

	if (node_empty(log) || log->type != NODE_LIST)
		return 0;
	cells = arena_zalloc(
	    &s->arena, (n - first) * ARRAY_SIZE(columns) * sizeof(*cells));
	for (i = first; i < n; i++) {
		c = cells + (i - first) * ARRAY_SIZE(columns);
		e = log->items[i];
		c[0].value = when(s, e);
		c[1].value = what(s, e);
		c[2].value = who(s, e);
		c[3].value = node_text(e, "reason");
	}
	show_heading(s, gettext("History"));
	if (first > 0)
		show_indented(
		    s, arena_printf(&s->arena,
			   gettext("%zu earlier entries, see: crm log %s"),
			   first, s->id));
	return show_cells(
	    s, columns, ARRAY_SIZE(columns), cells, n - first, false, err);
}

static const char *
step_text(struct show *s, const struct step_status *st, bool *waiting)
{
	struct arena *a = &s->arena;

	if (st->done)
		return arena_printf(a, gettext("approved by %s, %s"),
		    who(s, st->decision), when(s, st->decision));
	if (st->void_)
		return arena_printf(a,
		    gettext("void: what %s approved has changed since"),
		    who(s, st->decision));
	if (*waiting)
		return gettext("to follow");
	*waiting = true;
	return arena_printf(a, gettext("waits for %s"),
	    may_who(s->app, a, s->kind, s->tree, st->step->role));
}

/* Steps of the present round, while it lasts and after. What the schema gets
 * wrong is told of and must not hide the record. */
static int
print_steps(struct show *s, const char *is_void, struct err *err)
{
	struct pairs p = PAIRS_INIT;
	struct step_status *st = NULL;
	struct err why = ERR_INIT;
	bool waiting = false;
	size_t n = 0, i;
	int r;

	r = ladder_status(
	    s->app, &s->arena, s->kind, s->id, s->tree, &st, &n, &why);
	for (i = 0; r == 0 && i < n; i++)
		if (st[i].applies)
			pairs_add(&p, app_label(s->app, &st[i].step->label),
			    step_text(s, &st[i], &waiting));
	if (p.n > 0 || is_void != NULL)
		show_heading(s, gettext("Approval"));
	show_pairs(s, &p);
	if (is_void != NULL)
		show_indented(s, is_void);
	if (r == CRM_EDATA)
		app_say(s->app, SAY_WARNING, "%s", why.text ? why.text : "?");
	else if (r < 0)
		err_set(err, r, "%s", why.text ? why.text : "?");
	err_clear(&why);
	return r == CRM_EDATA ? 0 : r;
}

int
show_approval(struct show *s, struct err *err)
{
	const struct ladder *l = s->kind->ladder;
	const char *state = node_text(s->tree, "state");
	struct err why = ERR_INIT;
	int r;

	if (l == NULL || state == NULL)
		return 0;
	if (strcmp(state, l->state) == 0)
		return print_steps(s, NULL, err);
	if (!kind_behind_ladder(s->kind, state))
		return 0;
	ladder_stands(s->app, s->kind, s->id, s->tree, &why);
	r = print_steps(s, why.text, err);
	err_clear(&why);
	return r;
}
