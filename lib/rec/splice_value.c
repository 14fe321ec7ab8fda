#include <string.h>

#include "rec/splice_part.h"
#include "rec/yaml_part.h"

/* What a block text's header has behind "|-": blanks and a comment. */
static void
add_header_rest(const struct buf *text, const struct span *v, struct buf *ret)
{
	size_t pos = v->start + 1, end = line_end(text, v->start);

	pos += strspn(text->data + pos, "123456789+-");
	buf_add(ret, text->data + pos, end - pos);
}

static void
trim(struct buf *b)
{
	if (b->data[strspn(b->data, " \t")] == '\0')
		buf_truncate(b, 0);
}

/* The comment that stays on the line of the key, or of the old value. */
static void
add_comment(const struct buf *text, const struct span_child *c, bool later,
    struct buf *ret)
{
	const struct span *v = &c->value;
	size_t end = line_end(text, v->end);

	if (later)
		buf_add(ret, text->data + c->mark,
		    line_end(text, c->mark) - c->mark);
	trim(ret);
	if (v->block && !later)
		add_header_rest(text, v, ret);
	else if (v->type == NODE_SCALAR || v->flow)
		buf_add(ret, text->data + v->end, end - v->end);
	trim(ret);
}

/* Lines take the place of all behind the mark. */
static void
put_lines(struct splicer *s, const struct span_child *c, bool later,
    const char *first_end, struct buf *fresh)
{
	_cleanup_(buf_release) struct buf comment = BUF_INIT;

	add_comment(s->text, c, later, &comment);
	buf_splice(fresh, (size_t)(first_end - fresh->data), 0, comment.data,
	    comment.len);
	splice_replace(s, c->mark, line_end(s->text, c->value.end), fresh);
}

static void
put_inline(struct splicer *s, const struct span_child *c, bool later,
    struct buf *fresh)
{
	_cleanup_(buf_release) struct buf rest = BUF_INIT;
	const struct span *v = &c->value;
	size_t end = v->end;

	if (v->empty) {
		splice_replace(s, c->mark, c->mark, fresh);
		return;
	}
	if (!later && v->start > c->mark) {
		/* the blanks before the old value stay */
		buf_splice(fresh, 0, 1, NULL, 0);
		if (v->block)
			add_header_rest(s->text, v, fresh);
		splice_replace(s, v->start, end, fresh);
		return;
	}
	buf_add(&rest, s->text->data + c->mark,
	    line_end(s->text, c->mark) - c->mark);
	trim(&rest);
	buf_add(fresh, rest.data, rest.len);
	if (v->type != NODE_SCALAR && !v->flow)
		end = line_end(s->text, end);
	splice_replace(s, c->mark, end, fresh);
}

/* Flow style stays; but rows do not begin in an empty "[]". */
static bool
stays_flow(const struct span *old, const struct node *value)
{
	size_t i;

	if (!old->flow || value->type == NODE_SCALAR)
		return false;
	for (i = 0; old->n == 0 && value->type == NODE_LIST && i < value->n;
	     i++)
		if (value->items[i]->type != NODE_SCALAR)
			return false;
	return true;
}

void
splice_value(struct splicer *s, const struct span_child *c, bool item,
    const struct node *value, const char *path)
{
	_cleanup_(buf_release) struct buf fresh = BUF_INIT;
	const struct span *v = &c->value;
	bool later = v->start >= line_next(s->text, c->mark) && !v->empty;
	const char *lf;
	int column;

	if (stays_flow(v, value)) {
		yaml_write_flow(&fresh, value, path, &s->opts->style);
		splice_replace(s, v->start, v->end, &fresh);
		return;
	}
	column = line_column(s->text, item ? c->mark - 1 : c->key);
	yaml_write_value(&fresh, value, column, item, path, &s->opts->style);
	lf = strchr(fresh.data, '\n');
	if (lf != NULL)
		put_lines(s, c, later, lf, &fresh);
	else
		put_inline(s, c, later, &fresh);
}
