#include "rec/splice.h"

#include <string.h>

#include "rec/edit.h"
#include "rec/splice_part.h"
#include "rec/yaml_part.h"

/* One edit: the tree before, where it stands, and the tree it means. */
struct work {
	struct splicer s;
	struct arena *arena;
	const struct edit *edit;
	const struct node *before;
	struct node *after;
	struct span top;
	size_t at; /* index of the field in `before` */
	bool found;
};

void
splice_replace(
    struct splicer *s, size_t pos, size_t end, const struct buf *with)
{
	_cleanup_(buf_release) struct buf crlf = BUF_INIT;
	const char *p;

	if (s->crlf && strchr(with->data, '\n') != NULL) {
		for (p = with->data; *p != '\0'; p++) {
			if (*p == '\n')
				buf_addch(&crlf, '\r');
			buf_addch(&crlf, *p);
		}
		with = &crlf;
	}
	buf_splice(s->text, pos, end - pos, with->data, with->len);
}

static bool
find_key(const struct node *map, const char *key, size_t *ret)
{
	size_t i;

	for (i = 0; i < map->n; i++)
		if (strcmp(map->pairs[i].key, key) == 0) {
			*ret = i;
			return true;
		}
	return false;
}

static void
remove_child(struct splicer *s, const struct span *parent, size_t i)
{
	if (parent->flow)
		splice_remove_flow(s, parent, i);
	else
		splice_remove(s, parent, i);
}

static void
put_child(struct splicer *s, const struct span *parent, size_t i,
    const struct node *value, const char *path)
{
	if (parent->flow)
		splice_value_flow(s, &parent->child[i], value, path);
	else
		splice_value(s, &parent->child[i], parent->type == NODE_LIST,
		    value, path);
}

/* Where a new field goes: behind its nearest predecessor that is there. */
static size_t
place(const struct work *w)
{
	const char *const *order = w->s.opts->order;
	size_t i = 0, at;

	while (order != NULL && order[i] != NULL &&
	       strcmp(order[i], w->edit->key) != 0)
		i++;
	if (order == NULL || order[i] == NULL)
		return splice_behind_all(&w->s, &w->top);
	while (i-- > 0)
		if (find_key(w->before, order[i], &at))
			return splice_behind_field(&w->s, &w->top, at);
	return splice_behind_all(&w->s, &w->top);
}

static void
add_field(struct work *w, const struct node *value, bool first)
{
	const char *key = w->edit->key;
	size_t pos;

	if (w->top.flow) {
		splice_add_flow(&w->s, &w->top, key, value, key);
		return;
	}
	pos = first && w->top.n > 0 ? line_start(w->s.text, w->top.child[0].key)
				    : place(w);
	splice_add_field(&w->s, &w->top, pos, key, value);
}

/* A key of a group or of a row; false where there is no block to be in. */
static bool
put_sub(struct work *w, const struct span *map, const struct node *before,
    const struct node *after)
{
	const char *sub = w->edit->sub;
	const struct node *value = node_get(after, sub);
	_cleanup_(freep) char *path = xasprintf("%s.%s", w->edit->key, sub);
	bool found;
	size_t i;

	if (before->type != NODE_MAP || before->n == 0 || node_empty(after))
		return false;
	found = find_key(before, sub, &i);
	if (node_empty(value)) {
		if (found)
			remove_child(&w->s, map, i);
	} else if (found) {
		put_child(&w->s, map, i, value, path);
	} else if (map->flow) {
		splice_add_flow(&w->s, map, sub, value, path);
	} else {
		splice_add_pair(&w->s, map, sub, value, path);
	}
	return true;
}

static void
put_item(struct work *w, const struct span *list, const struct node *before,
    const struct node *after)
{
	const struct edit *e = w->edit;
	const struct node *item;
	size_t i = 0;

	if (e->add) {
		item = after->items[after->n - 1];
		if (list->flow)
			splice_add_flow(&w->s, list, NULL, item, e->key);
		else
			splice_add_item(&w->s, list, item, e->key);
		return;
	}
	edit_item(before, e, &i, NULL);
	if (after->n < before->n)
		remove_child(&w->s, list, i);
	else if (e->sub == NULL || !put_sub(w, &list->child[i].value,
				       before->items[i], after->items[i]))
		put_child(&w->s, list, i, after->items[i], e->key);
}

static void
first_try(struct work *w)
{
	const struct node *value = node_get(w->after, w->edit->key);
	const struct node *before =
	    w->found ? w->before->pairs[w->at].value : NULL;
	const struct span *span = w->found ? &w->top.child[w->at].value : NULL;

	if (!w->found)
		add_field(w, value, false);
	else if (node_empty(value))
		remove_child(&w->s, &w->top, w->at);
	else if (edit_whole(w->edit) || before->n == 0)
		put_child(&w->s, &w->top, w->at, value, w->edit->key);
	else if (before->type == NODE_LIST)
		put_item(w, span, before, value);
	else if (w->edit->sub == NULL || !put_sub(w, span, before, value))
		put_child(&w->s, &w->top, w->at, value, w->edit->key);
}

/* A field's lines, in canonical form. */
static void
write_field(struct work *w, int column, bool quoted, struct buf *ret)
{
	const char *key = w->edit->key;
	const struct node *value = node_get(w->after, key);
	const struct yaml_style *style = &w->s.opts->style;

	if (node_empty(value))
		return;
	buf_addn(ret, ' ', (size_t)column);
	yaml_write_key(ret, key, false);
	buf_addch(ret, ':');
	if (quoted && value->type == NODE_SCALAR) {
		buf_addch(ret, ' ');
		yaml_write_flow(ret, value, key, style);
	} else {
		yaml_write_value(ret, value, column, false, key, style);
	}
	buf_addch(ret, '\n');
}

static void
rewrite_flow(struct work *w)
{
	const struct span_child *c = &w->top.child[w->at];
	const char *key = w->edit->key;
	_cleanup_(buf_release) struct buf fresh = BUF_INIT;

	yaml_write_key(&fresh, key, true);
	buf_addstr(&fresh, ": ");
	yaml_write_flow(
	    &fresh, node_get(w->after, key), key, &w->s.opts->style);
	splice_replace(&w->s, c->key, c->value.end, &fresh);
}

/*
 * The whole field anew. First its own lines, with its text in quotes: a
 * block text would take in an indented comment that follows. Where that
 * does not help (the text of the field before would take it in, or blank
 * lines), the blank and indented lines behind the field go too.
 */
static void
rewrite(struct work *w, bool swallow)
{
	_cleanup_(buf_release) struct buf fresh = BUF_INIT;
	const struct span_child *c = &w->top.child[w->at];
	size_t pos, end;
	int column;

	if (w->top.flow && !node_empty(node_get(w->after, w->edit->key)))
		rewrite_flow(w);
	if (w->top.flow)
		return;
	pos = line_start(w->s.text, c->key);
	end = line_next(w->s.text, c->value.end);
	column = line_column(w->s.text, c->key);
	if (swallow)
		end = splice_behind_indented(&w->s, end, column);
	write_field(w, column, !swallow, &fresh);
	splice_replace(&w->s, pos, end, &fresh);
}

static void
second_try(struct work *w)
{
	_cleanup_(buf_release) struct buf fresh = BUF_INIT;
	size_t pos;

	if (w->found || w->top.flow) {
		if (w->found)
			rewrite(w, false);
		return;
	}
	pos = place(w);
	if (pos > 0 && w->s.text->data[pos - 1] != '\n')
		buf_addch(&fresh, '\n');
	write_field(w, splice_field_column(&w->s, &w->top), true, &fresh);
	splice_replace(&w->s, pos, pos, &fresh);
}

static void
third_try(struct work *w)
{
	if (w->found)
		rewrite(w, true);
	else
		/* a last text without line feed must stay last */
		add_field(w, node_get(w->after, w->edit->key), true);
}

/* Does the text mean the tree that the edit means? */
static int
verify(struct work *w, struct node **ret, struct err *err)
{
	struct err why = ERR_INIT;
	int code;

	code = yaml_parse(
	    w->arena, "-", w->s.text->data, w->s.text->len, ret, NULL, &why);
	if (code != 0)
		err_set(err, code, "cannot write \"%s\" into the record: %s",
		    w->edit->key, why.text);
	else if (!node_equal(*ret, w->after))
		code = err_set(err, CRM_EDATA,
		    "cannot change \"%s\" in this text; change it in an "
		    "editor",
		    w->edit->key);
	err_clear(&why);
	return code;
}

static int
try_all(struct work *w, struct node **ret, struct err *err)
{
	static void (*const tries[])(
	    struct work *) = { first_try, second_try, third_try };
	_cleanup_(buf_release) struct buf saved = BUF_INIT;
	int code = 0;
	size_t i;

	buf_add(&saved, w->s.text->data, w->s.text->len);
	for (i = 0; i < ARRAY_SIZE(tries); i++) {
		tries[i](w);
		code = verify(w, ret, err);
		if (code == 0)
			break;
		buf_truncate(w->s.text, 0);
		buf_add(w->s.text, saved.data, saved.len);
	}
	if (code == 0 && i > 0)
		err_clear(err);
	return code;
}

/* w->before is the text's tree; *ret becomes the new text's. */
static int
splice_one(
    struct work *w, const struct edit *e, struct node **ret, struct err *err)
{
	int code;

	w->edit = e;
	w->after = node_copy(w->arena, w->before);
	if ((code = edit_apply(w->arena, w->after, e, err)) != 0)
		return code;
	/* *ret stays: w->after may lack keys that stand empty in the text */
	if (node_equal(w->before, w->after))
		return 0;
	code = span_locate(
	    w->arena, w->s.text->data, w->s.text->len, &w->top, err);
	if (code != 0)
		return code;
	w->found = find_key(w->before, e->key, &w->at);
	return try_all(w, ret, err);
}

static bool
has_crlf(const struct buf *text)
{
	const char *lf = memchr(text->data, '\n', text->len);

	return lf != NULL && lf > text->data && lf[-1] == '\r';
}

int
splice(struct buf *text, const struct edit *edits, size_t n,
    const struct splice_opts *opts, struct err *err)
{
	_cleanup_(buf_release) struct buf copy = BUF_INIT;
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct work w = { .s = { &copy, opts, has_crlf(text) }, .arena = &a };
	struct node *tree;
	size_t i;
	int code;

	buf_add(&copy, text->data, text->len);
	code = yaml_parse(&a, "-", copy.data, copy.len, &tree, NULL, err);
	for (i = 0; i < n && code == 0; i++) {
		w.before = tree;
		code = splice_one(&w, &edits[i], &tree, err);
	}
	if (code != 0)
		return code;
	buf_truncate(text, 0);
	buf_add(text, copy.data, copy.len);
	return 0;
}
