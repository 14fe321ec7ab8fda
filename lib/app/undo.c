#include <libintl.h>
#include <string.h>

#include "app/flow.h"
#include "app/record.h"
#include "base/date.h"

static const struct label word_undo = { { "undo", "撤销" } };

struct undo {
	struct change *c;
	const struct commit_info *info;
	struct err *err;
	struct buf conflicts;
};

static int
read_side(struct change *c, const struct oid *id, const char *path,
    struct node **ret, struct err *err)
{
	struct buf text = BUF_INIT;
	int r;

	*ret = NULL;
	if (oid_is_zero(id))
		return 0;
	r = store_read_blob(c->app->store, id, &text, err);
	if (r == 0)
		r = yaml_parse(
		    &c->arena, path, text.data, text.len, ret, NULL, err);
	buf_release(&text);
	return r;
}

static const struct node *
at(const struct node *rec, const struct field_change *d)
{
	const struct node *n = node_get(rec, d->key);

	if (n != NULL && d->row != NULL)
		n = node_row(n, d->row);
	if (n != NULL && d->sub != NULL)
		n = node_get(n, d->sub);
	return n;
}

static bool
kept(const char *key)
{
	return strcmp(key, "log") == 0 || strcmp(key, "number") == 0 ||
	       strcmp(key, "state") == 0;
}

/* Puts one field back. */
static int
put_back(struct undo *u, struct staged *s, const struct field_change *d)
{
	struct edit e = { d->key, d->row, -1, d->sub, false, d->before };

	if (!node_equal(at(s->now, d), d->after)) {
		buf_printf(&u->conflicts, "%s%s: %s",
		    u->conflicts.len ? "\n" : "", s->path, d->path);
		return 0;
	}
	if (d->row != NULL && d->sub == NULL && d->after == NULL) {
		e.row = NULL;
		e.add = true;
	}
	return change_edit(u->c, s, &e, 1, u->err);
}

/* A decision is a fact: it is taken back by withdraw or return. */
static int
check_decisions(struct undo *u, const char *path, const struct field_changes *d)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		if (strcmp(d->v[i].key, "log") == 0 && d->v[i].after != NULL &&
		    node_text(d->v[i].after, "verdict") != NULL)
			return err_set(u->err, CRM_EDATA,
			    "%s: a decision is not undone; use 'crm withdraw' "
			    "or 'crm return'",
			    path);
	return 0;
}

static bool
same_state(const struct node *a, const struct node *b)
{
	const char *x = node_text(a, "state"), *y = node_text(b, "state");

	return x != NULL && y != NULL && strcmp(x, y) == 0;
}

static int
undo_state(struct undo *u, struct staged *s, const struct node *before,
    const struct node *after)
{
	const char *was = node_text(before, "state");
	const char *is = node_text(after, "state");
	const char *now = node_text(s->now, "state");

	if (was == NULL || is == NULL || strcmp(was, is) == 0)
		return 0;
	if (now == NULL || strcmp(now, is) != 0) {
		buf_printf(&u->conflicts, "%s%s: state",
		    u->conflicts.len ? "\n" : "", s->path);
		return 0;
	}
	if (u->c->app->actor.email == NULL ||
	    strcasecmp(u->info->email, u->c->app->actor.email) != 0)
		return err_set(u->err, CRM_EPERM,
		    "only %s, who did it, may undo a step of the flow",
		    u->info->author);
	if (kind_behind_ladder(s->kind, was) &&
	    !kind_behind_ladder(s->kind, is))
		return err_set(u->err, CRM_EDATA,
		    "%s: back to '%s' leads only a new approval", s->path, was);
	return flow_enter(u->c, s, was, N_("undo"), NULL, NULL, u->err);
}

/* A number is never given twice: a record that has one is archived. */
static int
unmake(struct undo *u, struct staged *s)
{
	char today[11];
	int r;

	if (node_text(s->now, "number") == NULL)
		return change_delete(u->c, s, u->err);
	date_format(today, u->c->app->today);
	s->unfrozen = true;
	r = change_set_text(u->c, s, "archived", today, u->err);
	s->unfrozen = false;
	return r;
}

static int
undo_change(const struct tree_change *t, void *arg)
{
	struct undo *u = arg;
	struct field_changes d = { NULL, 0, 0 };
	struct node *before, *after;
	const struct kind *k;
	char kind[32], id[11];
	struct staged *s;
	size_t i;
	int r;

	if (!record_path_parse(t->path, kind, id) ||
	    (k = kinds_find(u->c->app->kinds, kind)) == NULL)
		return err_set(u->err, CRM_EDATA,
		    "the commit changed '%s', which is no record; use git "
		    "revert",
		    t->path);
	r = read_side(u->c, &t->before, t->path, &before, u->err);
	if (r == 0)
		r = read_side(u->c, &t->after, t->path, &after, u->err);
	if (r < 0)
		return r;
	diff_records(&u->c->arena, before, after, &d);
	r = check_decisions(u, t->path, &d);
	if (r < 0)
		return r;
	r = after == NULL ? change_adopt(u->c, k, id, &s, u->err)
			  : change_get(u->c, k, id, &s, u->err);
	if (r == CRM_ENOENT) {
		buf_printf(&u->conflicts, gettext("%s: gone"), t->path);
		return 0;
	}
	if (r < 0)
		return r;
	if (before == NULL && node_equal(s->now, after))
		return unmake(u, s);
	if (before == NULL) {
		buf_printf(&u->conflicts,
		    gettext("%s%s: changed since it was made"),
		    u->conflicts.len ? "\n" : "", t->path);
		return 0;
	}
	/* a verb may have written what its state freezes; once the state has
	 * moved on, what that one freezes stays */
	s->unfrozen = after != NULL && same_state(s->now, after);
	for (i = 0; r == 0 && i < d.n; i++)
		if (!kept(d.v[i].key) || after == NULL)
			r = put_back(u, s, &d.v[i]);
	if (r == 0 && after != NULL)
		r = undo_state(u, s, before, after);
	s->unfrozen = false;
	return r;
}

int
record_undo(struct change *c, void *arg, struct err *err)
{
	const struct record_undo *want = arg;
	struct undo u = { c, NULL, err, BUF_INIT };
	struct commit_info info, parent;
	struct oid id, none;
	int r;

	memset(&none, 0, sizeof(none));
	memset(&parent, 0, sizeof(parent));
	r = store_resolve(c->app->store, want->commit, &id, err);
	if (r == 0)
		r = store_commit_info(
		    c->app->store, &c->arena, &id, &info, err);
	if (r == 0 && info.parents != 1)
		return err_set(err, CRM_EDATA,
		    "only a commit with one parent can be undone");
	if (r == 0)
		r = store_commit_info(
		    c->app->store, &c->arena, &info.parent, &parent, err);
	if (r < 0)
		return r;
	u.info = &info;
	c->source = arena_printf(&c->arena, "undo %.12s", want->commit);
	change_names(c, "book", "undo", &word_undo, NULL);
	r = store_tree_walk(
	    c->app->store, &parent.tree, &info.tree, undo_change, &u, err);
	if (r == 0 && u.conflicts.len > 0) {
		r = err_set(err, CRM_EDATA,
		    "changed since, so it can't be undone as a whole:");
		err_more(err, "%s", u.conflicts.data);
	}
	buf_release(&u.conflicts);
	return r;
}
