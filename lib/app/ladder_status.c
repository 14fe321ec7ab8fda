#include <string.h>

#include "app/ladder.h"

static bool
text_is(const struct node *row, const char *key, const char *value)
{
	const char *v = node_text(row, key);

	return v != NULL && strcmp(v, value) == 0;
}

/* Index of the log entry that began the present round; -1 = none. */
static int
round_start(const struct ladder *l, const struct node *log)
{
	int i;

	for (i = log ? (int)log->n - 1 : -1; i >= 0; i--)
		if (text_is(log->items[i], "to", l->state) &&
		    !text_is(log->items[i], "from", l->state))
			return i;
	return -1;
}

static bool
fits(const struct kind *k, const char *id, const struct node *rec,
    const struct node *d)
{
	const char *step = node_text(d, "step");
	const char *covers = node_text(d, "covers");
	const char *digest = node_text(d, "digest");
	char now[65];

	if (step == NULL || covers == NULL || digest == NULL)
		return false;
	ladder_digest(k->name, id, step, covers, rec, now);
	return strcmp(now, digest) == 0;
}

static const struct node *
last_decision(const struct node *log, int start, const char *step)
{
	size_t i;

	for (i = log->n; i-- > (size_t)start;)
		if (text_is(log->items[i], "step", step) &&
		    text_is(log->items[i], "verdict", "approved"))
			return log->items[i];
	return NULL;
}

int
ladder_status(struct app *app, struct arena *a, const struct kind *k,
    const char *id, const struct node *rec, struct step_status **ret, size_t *n,
    struct err *err)
{
	struct scope scope = { k, NULL };
	const struct node *log = node_get(rec, "log");
	int start, r = 0;
	size_t i;

	*n = 0;
	if (k->ladder == NULL)
		return 0;
	start = round_start(k->ladder, log);
	*ret = arena_zalloc(a, k->ladder->n_steps * sizeof(**ret));
	for (i = 0; r == 0 && i < k->ladder->n_steps; i++) {
		struct step_status *st = &(*ret)[i];

		st->step = &k->ladder->steps[i];
		st->applies = true;
		if (st->step->when != NULL)
			r = expr_true(app->index, &scope, id, st->step->when,
			    false, &st->applies, err);
		if (r < 0 || start < 0)
			continue;
		st->decision = last_decision(log, start, st->step->id);
		st->done = st->decision && fits(k, id, rec, st->decision);
		st->void_ = st->decision && !st->done;
	}
	*n = k->ladder->n_steps;
	return r;
}

static int
say_void(const struct kind *k, const char *id, const char *why, struct err *err)
{
	return err_set(err, CRM_EDATA,
	    "the approval of this %s is void: %s; take it back with 'crm "
	    "withdraw %.4s' and submit it again [APPROVAL-VOID]",
	    k->name, why, id);
}

int
ladder_stands(struct app *app, const struct kind *k, const char *id,
    const struct node *rec, struct err *err)
{
	const char *state = node_text(rec, "state");
	const struct node *log = node_get(rec, "log");
	bool approved = false;
	int start;
	size_t i;

	(void)app;
	if (k->ladder == NULL || state == NULL || !kind_behind_ladder(k, state))
		return 0;
	start = round_start(k->ladder, log);
	if (start < 0)
		return say_void(k, id, "its log has no submission", err);
	for (i = (size_t)start; i < log->n; i++) {
		const struct node *d = log->items[i];

		if (text_is(d, "to", k->ladder->approved) &&
		    text_is(d, "from", k->ladder->state))
			approved = text_is(d, "verdict", "approved");
		if (text_is(d, "verdict", "approved") && !fits(k, id, rec, d))
			return say_void(
			    k, id, "what it covers has changed since", err);
	}
	if (!approved)
		return say_void(k, id, "its log has no decision", err);
	return 0;
}
