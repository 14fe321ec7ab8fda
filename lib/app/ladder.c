#include "app/ladder.h"

#include <libintl.h>
#include <string.h>

static const struct {
	const char *name;
	struct label label;
} verdicts[] = {
	[VERDICT_APPROVED] = { N_("approve"), { { "approve", "批准" } } },
	[VERDICT_REJECTED] = { N_("reject"), { { "reject", "驳回" } } },
	[VERDICT_RETURNED] = { N_("return"), { { "return", "退回" } } },
	[VERDICT_WITHDRAWN] = { N_("withdraw"), { { "withdraw", "撤回" } } },
};

static bool
is(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* The first step that applies and is not done; NULL = all done. */
static struct step_status *
pending(struct step_status *st, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (st[i].applies && !st[i].done)
			return &st[i];
	return NULL;
}

/*
 * Who brought it before the ladder: may not decide on it. A step that leaves
 * others open stays in the state and is no submission.
 */
static const char *
submitter(const struct staged *s)
{
	const struct node *log = node_get(s->now, "log");
	size_t i;

	for (i = log ? log->n : 0; i-- > 0;) {
		const char *state = s->kind->ladder->state;

		if (is(node_text(log->items[i], "to"), state) &&
		    !is(node_text(log->items[i], "from"), state))
			return node_text(log->items[i], "by");
	}
	return node_text(s->now, "owner");
}

/* The people of a step, for "next: ..." and refusals. */
static const char *
step_who(struct change *c, struct staged *s, const struct step *st)
{
	const char *up = NULL;

	if (strcmp(st->role, "superior") != 0)
		return may_who(c->app, &c->arena, s->kind, s->now, st->role);
	may_superior(c->app, &c->arena, node_text(s->now, "owner"), &up, NULL);
	return up == NULL ? gettext("nobody yet (superior)")
			  : arena_printf(&c->arena, gettext("%s (superior)"),
				record_title(c->app->index, &c->arena, up));
}

static int
refuse(struct change *c, struct staged *s, const struct step *st,
    const char *why, struct err *err)
{
	return err_set(err, CRM_EPERM, "%s: step '%s' (%s) waits for %s", why,
	    st->id, app_label(c->app, &st->label), step_who(c, s, st));
}

/* Does the person hold the step's role for this record? */
static int
holds(struct change *c, struct staged *s, const struct step *st,
    const char *person, bool *ret, struct err *err)
{
	const char *up;
	int r;

	if (strcmp(st->role, "superior") != 0)
		return may_role(c->app, s->kind, s->now, person, st->role,
		    st->match, ret, err);
	r = may_superior(
	    c->app, &c->arena, node_text(s->now, "owner"), &up, err);
	*ret = r == 0 && is(up, person);
	return r;
}

/*
 * Nobody decides on his own: who submitted or owns the record is refused,
 * and where he alone would hold the role his superior decides instead.
 */
static int
stands_in(struct change *c, struct staged *s, const struct step *st,
    const char *me, bool *ret, struct err *err)
{
	const char *up, *from = submitter(s);
	bool own;
	int r;

	*ret = false;
	if (st->self != SELF_SUPERIOR || from == NULL)
		return 0;
	r = holds(c, s, st, from, &own, err);
	if (r < 0 || !own)
		return r;
	r = may_superior(c->app, &c->arena, from, &up, err);
	*ret = r == 0 && is(up, me);
	return r;
}

static int
check_step(
    struct change *c, struct staged *s, const struct step *st, struct err *err)
{
	const char *me = c->app->actor.id;
	bool fits;
	int r;

	if (me == NULL || c->app->actor.service)
		return refuse(c, s, st,
		    gettext("only a person of the book decides"), err);
	if (is(me, submitter(s)) || is(me, node_text(s->now, "owner")))
		return refuse(
		    c, s, st, gettext("nobody approves his own"), err);
	r = holds(c, s, st, me, &fits, err);
	if (r == 0 && !fits)
		r = stands_in(c, s, st, me, &fits, err);
	if (r == 0 && !fits)
		return refuse(c, s, st,
		    arena_printf(&c->arena, gettext("%s does not decide here"),
			c->app->actor.name),
		    err);
	return r;
}

static const char *
join(struct arena *a, const char **names)
{
	struct buf b = BUF_INIT;
	char *ret;

	for (; names != NULL && *names != NULL; names++)
		buf_printf(&b, "%s%s", b.len ? " " : "", *names);
	ret = arena_strdup(a, b.data);
	buf_release(&b);
	return ret;
}

/* Log pairs of a decision. */
static const char *const *
decision(struct change *c, struct staged *s, const struct step *st,
    const char *verdict)
{
	const char **p = arena_zalloc(&c->arena, 12 * sizeof(*p));
	const char *covers = join(&c->arena, s->kind->ladder->covers);
	char digest[65];

	ladder_digest(s->kind->name, s->id, st->id, covers, s->now, digest);
	p[0] = "step";
	p[1] = st->id;
	p[2] = "role";
	p[3] = st->role;
	p[4] = "verdict";
	p[5] = verdict;
	p[6] = "covers";
	p[7] = covers;
	p[8] = "digest";
	p[9] = arena_strdup(&c->arena, digest);
	return p;
}

static int
approve(struct change *c, struct staged *s, struct step_status *st, size_t n,
    const char *reason, struct err *err)
{
	struct step_status *p = pending(st, n);
	const char *to;
	int r;

	if (p == NULL)
		return err_set(
		    err, CRM_EBUG, "no step of '%s' is open", s->kind->name);
	r = check_step(c, s, p->step, err);
	if (r < 0)
		return r;
	c->approved_by = arena_printf(
	    &c->arena, "%s <%s>", c->app->actor.name, c->app->actor.email);
	p->done = true;
	to =
	    pending(st, n) ? s->kind->ladder->state : s->kind->ladder->approved;
	r = flow_enter(c, s, to, "approve", reason,
	    decision(c, s, p->step, "approved"), err);
	if (r == 0 && pending(st, n) != NULL)
		app_say(c->app, SAY_HINT, "%s",
		    step_who(c, s, pending(st, n)->step));
	return r;
}

static int
turn_down(struct change *c, struct staged *s, struct step_status *st, size_t n,
    enum verdict verdict, const char *reason, struct err *err)
{
	struct step_status *p = pending(st, n);
	const struct ladder *l = s->kind->ladder;
	bool returned = verdict == VERDICT_RETURNED;
	int r;

	if (reason == NULL || reason[0] == '\0')
		return err_set(err, CRM_EUSAGE, "'%s' needs a reason: -m TEXT",
		    verdicts[verdict].name);
	if (p == NULL)
		return CRM_EBUG;
	r = check_step(c, s, p->step, err);
	if (r < 0)
		return r;
	c->reason = reason;
	return flow_enter(c, s,
	    returned && l->returned ? l->returned : l->refused,
	    verdicts[verdict].name, reason,
	    decision(c, s, p->step, returned ? "returned" : "rejected"), err);
}

/*
 * The submitter or the owner takes it back: before the first decision, or
 * where the approval has become void.
 */
static int
withdraw(struct change *c, struct staged *s, struct step_status *st, size_t n,
    bool void_, const char *reason, struct err *err)
{
	const char *me = c->app->actor.id;
	size_t i;

	if (!is(me, submitter(s)) && !is(me, node_text(s->now, "owner")))
		return err_set(err, CRM_EPERM,
		    "only who submitted it, or its owner %s, may withdraw it",
		    record_title(
			c->app->index, &c->arena, node_text(s->now, "owner")));
	for (i = 0; i < n && !void_; i++)
		if (st[i].done)
			return err_set(err, CRM_EDATA,
			    "step '%s' has been decided: ask for 'crm return' "
			    "instead",
			    st[i].step->id);
	return flow_enter(
	    c, s, s->kind->ladder->refused, "withdraw", reason, NULL, err);
}

int
ladder_decide(struct change *c, struct staged *s, enum verdict verdict,
    const char *reason, struct err *err)
{
	const struct ladder *l = s->kind->ladder;
	const char *state = node_text(s->now, "state");
	struct step_status *st = NULL;
	bool void_;
	size_t n;
	int r;

	change_names(c, s->kind->name, verdicts[verdict].name,
	    &verdicts[verdict].label, s->id);
	if (l == NULL)
		return err_set(
		    err, CRM_EUSAGE, "a %s needs no approval", s->kind->name);
	void_ = ladder_stands(c->app, s->kind, s->id, s->now, NULL) < 0;
	if (!is(state, l->state) && !(void_ && verdict == VERDICT_WITHDRAWN))
		return err_set(err, CRM_EDATA,
		    "the %s is in state '%s'; only in '%s' is there something "
		    "to %s",
		    s->kind->name, state ? state : "", l->state,
		    verdicts[verdict].name);
	r = ladder_status(
	    c->app, &c->arena, s->kind, s->id, s->now, &st, &n, err);
	if (r < 0)
		return r;
	if (verdict == VERDICT_APPROVED)
		return approve(c, s, st, n, reason, err);
	if (verdict == VERDICT_WITHDRAWN)
		return withdraw(c, s, st, n, void_, reason, err);
	return turn_down(c, s, st, n, verdict, reason, err);
}

static const struct step nobody = { .id = "none", .role = "none" };

int
ladder_enter(
    struct change *c, struct staged *s, const char *state, struct err *err)
{
	const struct ladder *l = s->kind->ladder;
	struct step_status *st = NULL, *p;
	size_t n;
	int r;

	if (l == NULL || strcmp(state, l->state) != 0)
		return 0;
	r = ladder_status(
	    c->app, &c->arena, s->kind, s->id, s->now, &st, &n, err);
	if (r < 0)
		return r;
	p = pending(st, n);
	if (p != NULL) {
		app_say(c->app, SAY_HINT, "%s", step_who(c, s, p->step));
		return 0;
	}
	/* nobody has to decide; what stands there is bound all the same */
	return flow_enter(c, s, l->approved, "approve", NULL,
	    decision(c, s, &nobody, "approved"), err);
}
