#include <string.h>

#include "app/record.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/id.h"

static const struct label word_commit = { { "record", "登记" } };

/* Rows written by hand may lack their id. */
static int
add_row_ids(struct change *c, struct staged *s, struct err *err)
{
	struct edit e = { NULL, NULL, 0, "row", false, NULL };
	char id[ROW_LEN + 1];
	size_t i, j;
	int r = 0;

	for (i = 0; r == 0 && i < s->kind->n_fields; i++) {
		const struct field *f = &s->kind->fields[i];
		const struct node *l = node_get(s->now, f->name);

		if (f->n_fields == 0 || f->type != TYPE_LIST || l == NULL ||
		    l->type != NODE_LIST)
			continue;
		for (j = 0; r == 0 && j < l->n; j++) {
			if (node_text(l->items[j], "row") != NULL)
				continue;
			row_new(id);
			e.key = f->name;
			e.pos = (int)j;
			e.value = node_scalar(&c->arena, id);
			r = change_edit(c, s, &e, 1, err);
			l = node_get(s->now, f->name);
		}
	}
	return r;
}

/* What a new file lacks that every record has. */
static int
fill_new(struct change *c, struct staged *s, struct err *err)
{
	const char *me = c->app->actor.id;
	char now[26];
	int r = 0;

	time_format(now, clock_now());
	if (s->kind->start != NULL && node_text(s->now, "state") == NULL)
		r = change_set_text(c, s, "state", s->kind->start, err);
	if (r == 0 && node_text(s->now, "owner") == NULL && me != NULL)
		r = change_set_text(c, s, "owner", me, err);
	if (r == 0 && node_text(s->now, "created") == NULL)
		r = change_set_text(c, s, "created", now, err);
	if (r == 0 && node_text(s->now, "created_by") == NULL && me != NULL)
		r = change_set_text(c, s, "created_by", me, err);
	return r;
}

static int
check_new(struct staged *s, struct err *err)
{
	const char *state = node_text(s->now, "state");

	if (!node_empty(node_get(s->now, "log")) ||
	    (state != NULL && s->kind->start != NULL &&
		strcmp(state, s->kind->start) != 0))
		return err_set(err, CRM_EDATA,
		    "%s: a new record begins in state '%s' and without a log "
		    "[KEPT]",
		    s->path, s->kind->start);
	return 0;
}

/* HEAD moved since the file was taken: what the hand did is done to HEAD. */
static int
merge_hand(struct change *c, struct staged *s, const struct hand_edit *h,
    const struct buf *work, struct err *err)
{
	static const char *const append_only[] = { "log", NULL };
	struct buf text = BUF_INIT;
	struct node *base, *theirs, *merged;
	struct field_changes conflicts = { NULL, 0, 0 }, d = { NULL, 0, 0 };
	size_t i;
	int r;

	r = store_read_blob(c->app->store, &h->base, &text, err);
	if (r == 0)
		r = yaml_parse(
		    &c->arena, s->path, text.data, text.len, &base, NULL, err);
	buf_release(&text);
	if (r == 0)
		r = yaml_parse(&c->arena, s->path, work->data, work->len,
		    &theirs, NULL, err);
	if (r < 0)
		return r;
	merge_records(
	    &c->arena, base, s->now, theirs, append_only, &merged, &conflicts);
	for (i = 0; i < conflicts.n; i++)
		return err_set(err, CRM_EBUSY,
		    "%s: '%s' was changed by hand and in the book; set it to "
		    "what it should be, then 'git add' the file and run 'crm "
		    "commit' again",
		    s->path, conflicts.v[i].path);
	diff_records(&c->arena, s->now, merged, &d);
	for (i = 0; r == 0 && i < d.n; i++) {
		struct edit e = { d.v[i].key, NULL, -1, NULL, false,
			node_get(merged, d.v[i].key) };

		s->unfrozen = true;
		r = change_edit(c, s, &e, 1, err);
		s->unfrozen = false;
	}
	return r;
}

static int
take_edit(struct change *c, struct staged *s, const struct hand_edit *h,
    struct err *err)
{
	struct buf work = BUF_INIT;
	int r;

	r = store_read_work(c->app->store, s->path, &work, err);
	if (r == 0 && !s->is_new && !oid_equal(&h->base, &h->head))
		r = merge_hand(c, s, h, &work, err);
	else if (r == 0)
		r = change_bytes(c, s, work.data, work.len, err);
	buf_release(&work);
	if (r == 0)
		r = s->is_new ? check_new(s, err) : frozen_check(c, s, err);
	return r;
}

/* A number is never given twice, and what has happened stays: such a record
 * is archived. */
static int
take_deletion(struct change *c, struct staged *s, struct err *err)
{
	if (node_text(s->was, "number") != NULL ||
	    !node_empty(node_get(s->was, "log")))
		return err_set(err, CRM_EDATA,
		    "%s: a record with a number or a history is not deleted; "
		    "bring it back with 'git checkout HEAD -- %s' and use "
		    "'crm archive %s' [KEPT]",
		    s->path, s->path, s->id);
	return change_delete(c, s, err);
}

static int
take_one(struct change *c, const struct hand_edit *h, struct err *err)
{
	const struct kind *k;
	char kind[32], id[11];
	struct staged *s = NULL;
	int r;

	if (!record_path_parse(h->path, kind, id))
		return err_set(err, CRM_EDATA,
		    "%s: no path of a record; 'crm commit' records only those; "
		    "use git for other files",
		    h->path);
	k = kinds_find(c->app->kinds, kind);
	if (k == NULL)
		return err_set(err, CRM_EDATA,
		    "%s: this book's schema has no kind '%s'", h->path, kind);
	r = h->status == HAND_NEW ? change_adopt(c, k, id, &s, err)
				  : change_get(c, k, id, &s, err);
	if (r < 0)
		return r;
	s->by_hand = true;
	change_names(c, k->name, "commit", &word_commit, id);
	if (h->status == HAND_DELETED)
		return take_deletion(c, s, err);
	r = take_edit(c, s, h, err);
	if (r == 0)
		r = add_row_ids(c, s, err);
	if (r == 0 && s->is_new)
		r = fill_new(c, s, err);
	return r;
}

static bool
wanted(const struct record_hand *h, const char *path)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		if (strcmp(h->paths[i], path) == 0)
			return true;
	return h->n == 0;
}

int
record_hand(struct change *c, void *arg, struct err *err)
{
	struct record_hand *hand = arg;
	struct hand_edit *v;
	char kind[32], id[11];
	size_t i, n;
	int r;

	hand->count = 0;
	r = store_hand_edits(
	    c->app->store, c->app->snap, &c->arena, &v, &n, err);
	for (i = 0; r == 0 && i < n; i++) {
		if (!wanted(hand, v[i].path) ||
		    (hand->n == 0 && !record_path_parse(v[i].path, kind, id)))
			continue;
		r = take_one(c, &v[i], err);
		hand->count++;
	}
	return r;
}
