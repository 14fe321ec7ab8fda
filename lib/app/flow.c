#include "app/flow.h"

#include <libintl.h>
#include <string.h>

#include "app/assign.h"
#include "app/ladder.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/id.h"
#include "base/word.h"

int
flow_find(struct app *app, const struct kind *k, const char *word,
    const struct verb **ret, struct err *err)
{
	struct word_guess g;
	size_t i;
	int l;

	(void)app;
	*ret = kind_verb(k, word);
	for (i = 0; *ret == NULL && i < k->n_verbs; i++)
		for (l = 0; l < LANG_COUNT; l++)
			if (strcmp(k->verbs[i].label.text[l], word) == 0)
				*ret = &k->verbs[i];
	if (*ret != NULL)
		return 0;
	word_guess_init(&g, word);
	for (i = 0; i < k->n_verbs; i++)
		word_guess_offer(&g, k->verbs[i].name);
	err_set(err, CRM_EUSAGE, "%s has no verb '%s'; see: crm help %s",
	    k->name, word, k->name);
	if (g.best != NULL)
		err_more(err, "did you mean '%s'?", g.best);
	return CRM_EUSAGE;
}

static bool
in_list(const char *const *list, const char *name)
{
	for (; list != NULL && *list != NULL; list++)
		if (strcmp(*list, name) == 0)
			return true;
	return false;
}

static int
wrong_state(const struct staged *s, const struct verb *v, const char *state,
    struct err *err)
{
	struct buf can = BUF_INIT;
	size_t i;

	for (i = 0; i < s->kind->n_verbs; i++)
		if (in_list(s->kind->verbs[i].from, state))
			buf_printf(&can, "%s%s", can.len ? ", " : "",
			    s->kind->verbs[i].name);
	if (s->kind->ladder != NULL &&
	    strcmp(s->kind->ladder->state, state) == 0)
		buf_printf(&can, "%sapprove, reject, return, withdraw",
		    can.len ? ", " : "");
	err_set(err, CRM_EDATA,
	    "the %s is in state '%s'; from there '%s' is not possible; "
	    "possible: %s",
	    s->kind->name, state, v->name,
	    can.len ? can.data : gettext("nothing, it has ended"));
	buf_release(&can);
	return CRM_EDATA;
}

/* Names who may run the verb. */
static int
not_allowed(struct change *c, const struct staged *s, const struct verb *v,
    struct err *err)
{
	struct buf who = BUF_INIT;
	size_t i;

	for (i = 0; i < v->n_by; i++) {
		const struct by *b = &v->by[i];

		buf_addstr(&who, i ? "; " : "");
		if (b->type == BY_ROLE)
			buf_addstr(&who, may_who(c->app, &c->arena, s->kind,
					     s->now, b->name));
		else
			buf_addstr(&who, b->name);
	}
	if (v->n_by == 0)
		buf_addstr(&who, "owner");
	if (node_text(s->now, "owner") != NULL)
		buf_printf(&who, gettext("; owner is %s"),
		    record_title(
			c->app->index, &c->arena, node_text(s->now, "owner")));
	err_set(err, CRM_EPERM, "%s may not %s this %s; who may: %s",
	    c->app->actor.name, v->name, s->kind->name, who.data);
	buf_release(&who);
	return CRM_EPERM;
}

static int
check_may(
    struct change *c, struct staged *s, const struct verb *v, struct err *err)
{
	bool may;
	int r;

	r = may_by(c->app, s->kind, s->now, c->app->actor.id, v->by, v->n_by,
	    &may, err);
	if (r == 0 && !may)
		return not_allowed(c, s, v, err);
	return r;
}

/* All that is missing is named at once. */
static int
check_need(
    struct change *c, struct staged *s, const struct verb *v, struct err *err)
{
	const char *const *lists[] = { (const char *const *)v->need,
		(const char *const *)v->ask };
	struct buf missing = BUF_INIT;
	const struct field *f, *sub;
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(lists); i++)
		for (j = 0; lists[i] != NULL && lists[i][j] != NULL; j++) {
			const struct node *n;

			f = kind_path(s->kind, lists[i][j], &sub);
			n = f ? node_get(s->now, f->name) : NULL;
			if (n != NULL && sub != NULL)
				n = node_get(n, sub->name);
			if (f != NULL && node_empty(n))
				buf_printf(&missing, "%s%s (%s)",
				    missing.len ? ", " : "", lists[i][j],
				    app_label(c->app, &f->label));
		}
	if (missing.len == 0)
		return 0;
	err_set(err, CRM_EDATA,
	    "'%s' needs what is missing: %s; → crm set %.4s FIELD=VALUE...",
	    v->name, missing.data, s->id);
	buf_release(&missing);
	return CRM_EDATA;
}

static int
check_when(
    struct change *c, struct staged *s, const struct verb *v, struct err *err)
{
	struct scope scope = { s->kind, NULL };
	/* said as a rule says, with {field} filled in */
	struct rule rule = { .say = v->say };
	struct breach b = { .kind = s->kind, .rule = &rule, .id = s->id };
	const char *say = app_label(c->app, &v->say);
	bool ok;
	int r;

	if (v->when == NULL)
		return 0;
	r = expr_true(c->app->index, &scope, s->id, v->when, false, &ok, err);
	if (r < 0 || ok)
		return r;
	return err_set(err, CRM_EDATA, "%s may not be done now: %s", v->name,
	    say[0] != '\0'
		? rule_say(c->app->index, &c->arena, &b, c->app->lang)
		: v->when);
}

static int
check_reason(const struct verb *v, const char *reason, struct err *err)
{
	if (v->reason && (reason == NULL || reason[0] == '\0'))
		return err_set(
		    err, CRM_EUSAGE, "'%s' needs a reason: -m TEXT", v->name);
	return 0;
}

static int
add_log(struct change *c, struct staged *s, const char *verb, const char *from,
    const char *to, const char *reason, const char *const *pairs,
    struct err *err)
{
	struct edit e = { "log", NULL, -1, NULL, true, NULL };
	struct node *row = node_map(&c->arena);
	char id[ROW_LEN + 1], now[26];

	row_new(id);
	time_format(now, clock_now());
	node_set_text(&c->arena, row, "row", id);
	node_set_text(&c->arena, row, "verb", verb);
	node_set_text(&c->arena, row, "from", from);
	if (to != NULL)
		node_set_text(&c->arena, row, "to", to);
	if (c->app->actor.id != NULL)
		node_set_text(&c->arena, row, "by", c->app->actor.id);
	node_set_text(&c->arena, row, "at", now);
	if (reason != NULL && reason[0] != '\0')
		node_set_text(&c->arena, row, "reason", reason);
	for (; pairs != NULL && pairs[0] != NULL; pairs += 2)
		node_set_text(&c->arena, row, pairs[0], pairs[1]);
	e.value = row;
	return change_edit(c, s, &e, 1, err);
}

static void
note_states(
    struct change *c, const struct staged *s, const char *from, const char *to)
{
	const struct state *a = kind_state(s->kind, from);
	const struct state *b = kind_state(s->kind, to);
	const char *l = kinds_book(c->app->kinds)->language;
	enum lang lang = l && l[0] == 'z' ? LANG_ZH : LANG_EN;

	if (a == NULL || b == NULL || a == b || c->subject_id == NULL ||
	    strcmp(c->subject_id, s->id) != 0)
		return;
	if (c->old_state == NULL)
		c->old_state =
		    lang == LANG_EN ? a->name : label_text(&a->label, lang);
	c->new_state = lang == LANG_EN ? b->name : label_text(&b->label, lang);
}

static int
enter_effects(
    struct change *c, struct staged *s, const char *to, struct err *err)
{
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < s->kind->n_on_enter; i++)
		if (strcmp(s->kind->on_enter[i].state, to) == 0)
			r = effect_run(c, s, s->kind->on_enter[i].make,
			    s->kind->on_enter[i].n_make, err);
	return r;
}

int
flow_enter(struct change *c, struct staged *s, const char *to, const char *verb,
    const char *reason, const char *const *pairs, struct err *err)
{
	const char *from = node_text(s->now, "state");
	bool was = s->unfrozen;
	int r;

	from = arena_strdup(&c->arena, from ? from : "");
	s->unfrozen = true;
	r = add_log(c, s, verb, from, to, reason, pairs, err);
	if (r == 0 && to != NULL && strcmp(from, to) != 0) {
		r = change_set_text(c, s, "state", to, err);
		if (r == 0)
			note_states(c, s, from, to);
		if (r == 0)
			r = enter_effects(c, s, to, err);
		if (r == 0)
			r = ladder_enter(c, s, to, err);
	}
	s->unfrozen = was;
	return r;
}

static int
check_verb(struct change *c, struct staged *s, const struct verb *v,
    const char *reason, bool effect, struct err *err)
{
	const char *state = node_text(s->now, "state");
	int r;

	if (!in_list((const char *const *)v->from, state ? state : ""))
		return wrong_state(s, v, state ? state : "", err);
	r = effect ? 0 : check_may(c, s, v, err);
	if (r == 0 && !effect)
		r = check_reason(v, reason, err);
	if (r == 0)
		r = ladder_stands(c->app, s->kind, s->id, s->now, err);
	return r;
}

int
flow_verb(struct change *c, struct staged *s, const struct verb *v, int argc,
    char **argv, const char *reason, bool effect, struct err *err)
{
	bool was = s->unfrozen;
	int r;

	change_names(c, s->kind->name, v->name, &v->label, s->id);
	r = check_verb(c, s, v, reason, effect, err);
	if (r < 0)
		return r;
	if (v->reason && c->reason == NULL)
		c->reason = reason;
	s->unfrozen = true;
	r = assign_words(c, s, argc, argv, err);
	if (r == 0)
		r = change_defaults(c, s, err);
	if (r == 0)
		r = check_need(c, s, v, err);
	if (r == 0)
		r = check_when(c, s, v, err);
	if (r == 0 && s->kind->number.at != NULL &&
	    strcmp(s->kind->number.at, v->name) == 0)
		r = number_issue(c, s, err);
	if (r == 0)
		r = flow_enter(c, s, v->to, v->name, reason, NULL, err);
	if (r == 0)
		r = effect_run(c, s, v->make, v->n_make, err);
	s->unfrozen = was;
	return r;
}
