#include <string.h>

#include "app/change.h"

/* Is the record past the state that freezes its scope for statistics? */
static bool
is_frozen(const struct kind *k, const struct node *rec)
{
	const char *state = node_text(rec, "state");
	const struct state *st = state ? kind_state(k, state) : NULL;

	if (st == NULL)
		return false;
	return st->type != STATE_OPEN ||
	       (k->inherit.freeze_at != NULL &&
		   strcmp(k->inherit.freeze_at, state) == 0);
}

static bool
same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Copies the scope keys of a parent into a child. */
static int
follow(struct change *c, struct staged *child, const struct node *parent,
    bool fill_only, struct err *err)
{
	const char **f, *have, *want;
	bool was = child->unfrozen;
	int r = 0;

	child->unfrozen = true;
	for (f = child->kind->inherit.fields; r == 0 && f && *f; f++) {
		have = node_text(child->now, *f);
		want = node_text(parent, *f);
		if (want == NULL || same_text(have, want) ||
		    (fill_only && have != NULL))
			continue;
		r = change_set_text(c, child, *f, want, err);
	}
	child->unfrozen = was;
	return r;
}

/* A staged record takes what its parent has, if its parent is new to it. */
static int
take(struct change *c, struct staged *s, struct err *err)
{
	const char *field = s->kind->inherit.from, *id;
	const struct field *ref = field ? kind_field(s->kind, field) : NULL;
	struct buf text = BUF_INIT;
	struct node *parent = NULL;
	struct staged *staged = NULL;
	struct found f;
	size_t i;
	int r = 0;

	if (ref == NULL || s->deleted || is_frozen(s->kind, s->now) ||
	    (id = node_text(s->now, field)) == NULL)
		return 0;
	if (!s->is_new && same_text(id, node_text(s->was, field)))
		return 0;
	for (i = 0; i < c->n; i++)
		if (strcmp(c->v[i]->id, id) == 0)
			staged = c->v[i];
	if (staged != NULL)
		parent = staged->now;
	else if (record_get(c->app->index, &c->arena, id, &f) == 0)
		r = app_read(c->app, &c->arena, f.path, &text, &parent, err);
	buf_release(&text);
	return r < 0 || parent == NULL ? r
				       : follow(c, s, parent, s->is_new, err);
}

struct children {
	struct change *c;
	const char **v;
	size_t n, cap;
};

static int
child_row(const struct row *row, void *arg, struct err *err)
{
	struct children *ch = arg;

	(void)err;
	ch->v = vec_grow(ch->v, ch->n, &ch->cap, sizeof(*ch->v));
	ch->v[ch->n++] = arena_strdup(&ch->c->arena, row->v[0].text);
	return 0;
}

static bool
scope_changed(const struct staged *s, const struct kind *child)
{
	const char **f;

	for (f = child->inherit.fields; f && *f; f++)
		if (!same_text(node_text(s->was, *f), node_text(s->now, *f)))
			return true;
	return false;
}

/* The children of a changed parent, of one kind, follow it. */
static int
push(struct change *c, struct staged *s, const struct kind *k, struct err *err)
{
	struct children ch = { c, NULL, 0, 0 };
	struct value bind = { VALUE_TEXT, 0, s->id };
	struct staged *child;
	char *sql;
	size_t i;
	int r;

	sql = arena_printf(&c->arena, "SELECT x.id FROM %s x WHERE x.%s = ?1",
	    k->plural, k->inherit.from);
	r = query_text(c->app->index, sql, &bind, 1, NULL, child_row, &ch, err);
	for (i = 0; r == 0 && i < ch.n; i++) {
		r = change_get(c, k, ch.v[i], &child, err);
		if (r == 0 && !is_frozen(k, child->now))
			r = follow(c, child, s->now, false, err);
	}
	freep(&ch.v);
	return r;
}

int
inherit_run(struct change *c, struct err *err)
{
	const struct field *f;
	size_t i, j;
	int r = 0;

	for (i = 0; r == 0 && i < c->n; i++)
		r = take(c, c->v[i], err);
	/* grows while it runs: a child may have children */
	for (i = 0; r == 0 && i < c->n; i++) {
		struct staged *s = c->v[i];

		if (s->is_new || s->deleted)
			continue;
		for (j = 0; r == 0 && j < kinds_count(c->app->kinds); j++) {
			const struct kind *k = kinds_at(c->app->kinds, j);

			f = k->inherit.from ? kind_field(k, k->inherit.from)
					    : NULL;
			if (f != NULL && f->to != NULL &&
			    strcmp(f->to, s->kind->name) == 0 &&
			    scope_changed(s, k))
				r = push(c, s, k, err);
		}
	}
	return r;
}
