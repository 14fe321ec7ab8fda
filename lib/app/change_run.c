#include "app/change.h"

#include <stdlib.h>
#include <string.h>

#include "app/textdiff.h"
#include "base/clock.h"
#include "base/date.h"

static void
change_free(struct change *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		staged_free(c->v[i]);
	free(c->v);
	tx_end(c->tx);
	arena_free(&c->arena);
	c->app->change = NULL;
}

/*
 * Errors refuse if the record is changed, or did not break the rule before.
 * What already stood in a record that is not changed is news only if it is
 * an error.
 */
static int
run_rules(struct change *c, struct err *err)
{
	struct breaches b = { NULL, 0, 0 };
	struct app *app = c->app;
	bool refused = false;
	size_t i;
	int r;

	r = rule_run(app->index, &c->arena, &b, err);
	for (i = 0; r == 0 && i < b.n; i++) {
		const struct breach *x = &b.v[i];
		bool is_error = x->rule->level == LEVEL_ERROR;
		bool stood = !x->changed && x->before;
		const char *text = arena_printf(&c->arena, "%s [%s]",
		    rule_say(app->index, &c->arena, x, app->lang), x->rule->id);

		if (stood && !is_error)
			continue;
		if (stood || !is_error)
			app_say(app, SAY_WARNING, "%s", text);
		else if (refused)
			err_more(err, "%s", text);
		else
			err_set(err, CRM_EDATA, "%s", text);
		refused |= is_error && !stood;
	}
	free(b.v);
	return r < 0 ? r : refused ? CRM_EDATA : 0;
}

/* Each staged record must fit its kind, and its references must lead
 * somewhere. */
static int
check_staged(struct change *c, struct err *err)
{
	struct diag d = DIAG_INIT;
	struct buf line = BUF_INIT;
	bool any = false;
	size_t i;

	for (i = 0; i < c->n; i++)
		if (!c->v[i]->deleted)
			check_record(
			    c->v[i]->kind, c->v[i]->path, c->v[i]->now, &d);
	for (i = 0; i < c->n; i++)
		refs_check(c, c->v[i], &d);
	diag_sort(&d);
	for (i = 0; i < d.n; i++) {
		buf_truncate(&line, 0);
		diag_format(&d.v[i], &line);
		if (d.v[i].level < LEVEL_ERROR)
			continue;
		if (any)
			err_more(err, "%s", line.data);
		else
			err_set(err, CRM_EDATA, "%s", line.data);
		any = true;
	}
	buf_release(&line);
	diag_free(&d);
	return any ? CRM_EDATA : 0;
}

static bool
differs(const struct staged *s)
{
	if (s->is_new)
		return !s->deleted;
	return s->deleted || s->by_hand || s->before.len != s->text.len ||
	       memcmp(s->before.data, s->text.data, s->text.len) != 0;
}

static size_t
stage_files(struct change *c)
{
	size_t i, n = 0;

	for (i = 0; i < c->n; i++) {
		struct staged *s = c->v[i];

		if (!differs(s))
			continue;
		n++;
		if (s->deleted)
			tx_delete(c->tx, s->path);
		else
			tx_put(c->tx, s->path, s->text.data, s->text.len);
	}
	return n;
}

static void
show_dry(struct change *c, const char *message)
{
	struct buf diff = BUF_INIT;
	size_t i;

	for (i = 0; i < c->n; i++)
		if (differs(c->v[i]))
			text_diff(&diff, c->v[i]->path,
			    c->v[i]->is_new ? NULL : c->v[i]->before.data,
			    c->v[i]->deleted ? NULL : c->v[i]->text.data);
	if (c->app->show_dry != NULL)
		c->app->show_dry(c->app->say_arg, message, diff.data);
	buf_release(&diff);
}

static int
write_commit(struct change *c, char ret[41], bool *raced, struct err *err)
{
	struct app *app = c->app;
	const struct actor *a = &app->actor;
	int64_t now = clock_now();
	struct who author = { a->name, a->email, now, time_offset(now) };
	struct who committer = { a->real_name, a->real_email, now,
		time_offset(now) };
	struct err warning = ERR_INIT;
	struct buf message = BUF_INIT;
	const char **taken;
	struct oid id;
	size_t i, n = 0;
	int r;

	taken = arena_alloc(&c->arena, (c->n + 1) * sizeof(*taken));
	for (i = 0; i < c->n; i++)
		if (c->v[i]->by_hand)
			taken[n++] = c->v[i]->path;
	taken[n] = NULL;
	r = app->on ? 0 : tx_check_worktree(c->tx, taken, err);
	if (r < 0)
		return r;
	message_write(c, &message);
	if (app->dry_run) {
		show_dry(c, message.data);
		buf_release(&message);
		return CRM_OK;
	}
	r = tx_commit(c->tx, &author, &committer, message.data, &id, raced,
	    &warning, err);
	buf_release(&message);
	if (r == 0)
		oid_hex(ret, &id);
	if (warning.text != NULL)
		app_say(app, SAY_WARNING, "%s", warning.text);
	err_clear(&warning);
	return r;
}

/* The index stands at the new commit without reading it again. */
static int
keep_index(struct change *c, const char *commit, struct err *err)
{
	struct app *app = c->app;
	struct oid id;
	struct snap *snap;
	struct stamp st;
	int r;

	if (!oid_parse(commit, &id))
		return CRM_EBUG;
	r = snap_open_commit(app->store, &id, &snap, err);
	if (r < 0)
		return r;
	snap_close(app->snap);
	app->snap = snap;
	oid_hex(st.commit, snap_commit(snap));
	oid_hex(st.tree, snap_tree(snap));
	r = index_set_stamp(app->index, &st, err);
	return r < 0 ? r : index_commit(app->index, err);
}

/* What a verb made beside the record it was run on. */
static void
say_made(struct change *c)
{
	struct app *app = c->app;
	struct found f;
	size_t i;

	for (i = 0; i < c->n; i++) {
		const struct staged *s = c->v[i];

		if (!s->is_new || s->deleted || s->by_hand || s->depth == 0 ||
		    record_get(app->index, &c->arena, s->id, &f) < 0)
			continue;
		app_say(app, SAY_INFO, "made %.*s  %s  %s",
		    record_prefix(app->index, s->id), s->id,
		    app_label(app, &s->kind->label), app_name_of(app, &f));
	}
}

static int
finish(struct change *c, char ret[41], bool *raced, struct err *err)
{
	int r;

	r = inherit_run(c, err);
	if (r == 0)
		r = check_staged(c, err);
	if (r == 0)
		r = run_rules(c, err);
	if (r < 0)
		return r;
	if (stage_files(c) == 0) {
		ret[0] = '\0';
		return 0;
	}
	r = write_commit(c, ret, raced, err);
	if (r < 0 || ret[0] == '\0')
		return r;
	/* from here the command has succeeded; a failing index is behind and
	 * is caught up by the next command */
	if (keep_index(c, ret, NULL) < 0)
		index_rollback(c->app->index);
	else if (c->app->actor.id == NULL)
		/* it may have been who is at work that was added */
		actor_open(c->app, NULL);
	app_set_view(c->app);
	say_made(c);
	return 0;
}

static int
begin(struct change *c, struct err *err)
{
	struct app *app = c->app;
	struct tx_opts opts = { app->on, app->wait_ms, app->no_sync, false };
	char hex[41];
	int r;

	r = tx_begin(app->store, &opts, &c->tx, err);
	if (r < 0)
		return r;
	if (!oid_equal(snap_commit(tx_snap(c->tx)), snap_commit(app->snap))) {
		r = app_refresh(app, err);
		if (r < 0)
			return r;
	}
	oid_hex(hex, snap_commit(app->snap));
	random_parent(hex);
	r = actor_need(app, err);
	if (r < 0)
		return r;
	r = index_begin(app->index, err);
	/* a reader of an older commit may have taken the index back to that */
	if (r == 0)
		r = refresh_held(app, err);
	if (r == 0)
		rule_reset(app->index);
	return r;
}

static int
attempt(struct app *app, const char *message, change_fn work, void *arg,
    char ret[41], bool *raced, struct err *err)
{
	struct change c = { .app = app, .text = message };
	int r;

	app->change = &c;
	r = begin(&c, err);
	if (r == 0) {
		r = work(&c, arg, err);
		if (r == 0)
			r = finish(&c, ret, raced, err);
		if (r < 0 || ret[0] == '\0')
			index_rollback(app->index);
	}
	change_free(&c);
	return r;
}

int
change_run(struct app *app, const char *message, change_fn work, void *arg,
    char ret[41], struct err *err)
{
	char unused[41];
	bool raced;
	int r, tries = 0;

	if (ret == NULL)
		ret = unused;
	ret[0] = '\0';
	r = message_check(message, err);
	if (r < 0)
		return r;
	if (app->change != NULL) {
		r = work(app->change, arg, err);
		return r;
	}
	do {
		raced = false;
		err_clear(err);
		r = attempt(app, message, work, arg, ret, &raced, err);
	} while (r == CRM_EBUSY && raced && ++tries < 20);
	return r;
}
