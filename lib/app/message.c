#include "app/change.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define SUBJECT_WIDTH 72
#define MAX_CHANGES 12

int
message_check(const char *text, struct err *err)
{
	const char *p = text;

	while (p != NULL && *p != '\0') {
		if (strncasecmp(p, "crm-", 4) == 0 ||
		    strncasecmp(p, "approved-by:", 12) == 0)
			return err_set(err, CRM_EUSAGE,
			    "the message may have no line that begins with "
			    "'Crm-' or 'Approved-by:'; those are crm's own");
		p = strchr(p, '\n');
		if (p != NULL)
			p++;
	}
	return 0;
}

static enum lang
book_lang(const struct app *app)
{
	const char *l = kinds_book(app->kinds)->language;

	return l != NULL && strncmp(l, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
}

static void
write_subject(struct change *c, struct buf *ret)
{
	enum lang lang = book_lang(c->app);
	struct buf line = BUF_INIT, tail = BUF_INIT;
	const struct kind *k;
	struct found f;
	char *kind = arena_strdup(&c->arena, c->op);
	int room;

	*strchr(kind, '.') = '\0';
	k = kinds_find(c->app->kinds, kind);
	buf_printf(&line, "%s: %s",
	    k ? lang == LANG_EN ? k->name : label_text(&k->label, lang) : kind,
	    label_text(&c->verb, lang));
	if (c->old_state != NULL && c->new_state != NULL)
		buf_printf(&tail, " (%s → %s)", c->old_state, c->new_state);
	if (c->subject_id != NULL &&
	    record_get(c->app->index, &c->arena, c->subject_id, &f) == 0)
		buf_printf(&line, " %s", app_name_of(c->app, &f));
	if (c->commands > 1)
		buf_printf(&tail, " +%d", c->commands - 1);
	room = SUBJECT_WIDTH - utf8_width(tail.data);
	utf8_cut(ret, line.data, room);
	buf_addstr(ret, tail.data);
	buf_addch(ret, '\n');
	buf_release(&line);
	buf_release(&tail);
}

/* One value on one line, as it stands in the record. */
static void
put_value(struct buf *ret, const struct node *n)
{
	struct buf b = BUF_INIT, safe = BUF_INIT;
	size_t i;

	if (node_empty(n)) {
		buf_addstr(ret, "-");
		return;
	}
	if (n->type == NODE_SCALAR)
		buf_addstr(&b, n->text);
	for (i = 0; i < n->n; i++) {
		buf_addstr(&b, i ? ", " : "");
		if (n->type == NODE_MAP)
			buf_printf(&b, "%s=", n->pairs[i].key);
		put_value(
		    &b, n->type == NODE_MAP ? n->pairs[i].value : n->items[i]);
	}
	utf8_safe(&safe, b.data, false);
	utf8_cut(ret, safe.data, 60);
	buf_release(&b);
	buf_release(&safe);
}

static bool
is_private(const struct staged *s, const struct field_change *ch)
{
	const struct field *f = kind_field(s->kind, ch->key);
	const struct field *sub = f && ch->sub ? field_sub(f, ch->sub) : NULL;
	size_t i;

	if (f == NULL || f->private || (sub && sub->private))
		return f != NULL;
	for (i = 0; ch->sub == NULL && i < f->n_fields; i++)
		if (f->fields[i].private)
			return true;
	return false;
}

static void
write_change(
    struct buf *ret, const struct staged *s, const struct field_change *ch)
{
	buf_printf(ret, "Crm-Change: %s ", ch->path);
	if (is_private(s, ch)) {
		buf_addstr(ret, "(changed)\n");
		return;
	}
	put_value(ret, ch->before);
	buf_addstr(ret, " -> ");
	put_value(ret, ch->after);
	buf_addch(ret, '\n');
}

static bool
worth_a_line(const char *key)
{
	return strcmp(key, "log") != 0 && strcmp(key, "created") != 0 &&
	       strcmp(key, "created_by") != 0;
}

static void
write_changes(struct change *c, struct buf *ret)
{
	struct field_changes d;
	size_t i, j, n = 0;

	for (i = 0; i < c->n; i++) {
		struct staged *s = c->v[i];

		memset(&d, 0, sizeof(d));
		diff_records(&c->arena, s->was, s->deleted ? NULL : s->now, &d);
		for (j = 0; j < d.n; j++) {
			if (!worth_a_line(d.v[j].key))
				continue;
			if (++n <= MAX_CHANGES)
				write_change(ret, s, &d.v[j]);
		}
	}
	if (n > MAX_CHANGES)
		buf_printf(ret, "Crm-Change: (%zu more)\n", n - MAX_CHANGES);
}

static void
write_trailers(struct change *c, struct buf *ret)
{
	const struct app *app = c->app;
	struct buf safe = BUF_INIT;
	size_t i;

	buf_printf(ret, "Crm-Op: %s\n", c->op);
	for (i = 0; i < c->n; i++)
		if (c->v[i]->is_new || c->v[i]->deleted || c->v[i]->by_hand ||
		    strcmp(c->v[i]->before.data, c->v[i]->text.data) != 0)
			buf_printf(ret, "Crm-Record: %s/%s\n",
			    c->v[i]->kind->name, c->v[i]->id);
	write_changes(c, ret);
	if (c->reason != NULL) {
		utf8_safe(&safe, c->reason, false);
		buf_printf(ret, "Crm-Reason: %s\n", safe.data);
	}
	buf_printf(ret, "Crm-Source: %s",
	    c->source	       ? c->source
	    : app->source_name ? app->source_name
			       : "cli");
	if (app->actor.as)
		buf_printf(ret, " as %s", app->actor.email);
	buf_addch(ret, '\n');
	if (c->approved_by != NULL)
		buf_printf(ret, "Approved-by: %s\n", c->approved_by);
	buf_release(&safe);
}

void
message_write(struct change *c, struct buf *ret)
{
	if (c->op == NULL)
		c->op = "book.change";
	write_subject(c, ret);
	buf_addch(ret, '\n');
	if (c->text != NULL && c->text[0] != '\0') {
		utf8_wrap(ret, c->text, SUBJECT_WIDTH, "");
		if (ret->data[ret->len - 1] != '\n')
			buf_addch(ret, '\n');
		buf_addch(ret, '\n');
	}
	write_trailers(c, ret);
}
