#include "rec/span.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct locator {
	struct arena *arena;
	struct buf text; /* borrowed */
	yaml_parser_t parser;
	uint32_t *byte; /* of character i; one more for the end */
	bool failed;
};

static void
count_characters(struct locator *l)
{
	size_t i, n = 0;

	l->byte = xmalloc((l->text.len + 1) * sizeof(*l->byte));
	for (i = 0; i < l->text.len; i++)
		if (((unsigned char)l->text.data[i] & 0xc0) != 0x80)
			l->byte[n++] = (uint32_t)i;
	l->byte[n] = (uint32_t)l->text.len;
}

static struct span_child *
new_child(struct locator *l, struct span *s)
{
	struct span_child *v;

	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 8;
		v = arena_alloc(l->arena, s->cap * sizeof(*v));
		if (s->n > 0)
			memcpy(v, s->child, s->n * sizeof(*v));
		s->child = v;
	}
	return memset(&s->child[s->n++], 0, sizeof(*s->child));
}

static bool
next_event(struct locator *l, yaml_event_t *e)
{
	if (!l->failed && yaml_parser_parse(&l->parser, e))
		return true;
	memset(e, 0, sizeof(*e));
	l->failed = true;
	return false;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The least indentation of a line; SIZE_MAX if all are blank. */
static size_t
block_indent(const struct buf *text, size_t from, size_t to)
{
	size_t least = SIZE_MAX, p, n;

	for (p = from; p < to; p = line_next(text, p)) {
		n = line_text(text, p) - p;
		if (p + n < line_end(text, p) && n < least)
			least = n;
	}
	return least;
}

/* True for a header like |+ or >2+ */
static bool
keeps_lines(const char *header)
{
	return header[1 + strspn(header + 1, "123456789")] == '+';
}

/*
 * Where a block text ends, its last line feed left out. Blank lines behind
 * it belong to it only where "+" keeps them, or where they hold more than
 * the indentation.
 */
static size_t
block_end(const struct buf *text, size_t start, size_t end)
{
	size_t body = line_next(text, start), last = line_end(text, start);
	size_t indent = block_indent(text, body, end), p;
	bool keep = keeps_lines(text->data + start);

	for (p = body; p < end; p = line_next(text, p))
		if (keep || line_text(text, p) < line_end(text, p) ||
		    line_end(text, p) - p > indent)
			last = line_end(text, p);
	return last;
}

/* The next dash of a block list: first on its line, comments skipped. */
static size_t
next_dash(const struct buf *text, size_t pos)
{
	size_t p;

	for (pos = line_next(text, pos); pos < text->len;
	     pos = line_next(text, pos)) {
		p = line_text(text, pos);
		if (p < text->len && text->data[p] == '-')
			return p;
	}
	return text->len;
}

/* Behind the ":" of a key; 0 if there is none. */
static size_t
behind_colon(const struct buf *text, size_t pos)
{
	while (pos < text->len &&
	       (is_blank(text->data[pos]) || text->data[pos] == '\n' ||
		   text->data[pos] == '\r'))
		pos++;
	return pos < text->len && text->data[pos] == ':' ? pos + 1 : 0;
}

static void read_value(struct locator *, const yaml_event_t *, struct span *);

static void
read_pairs(struct locator *l, struct span *s, yaml_event_t *end)
{
	struct span_child *c;
	yaml_event_t e;

	while (next_event(l, end) && end->type != YAML_MAPPING_END_EVENT) {
		c = new_child(l, s);
		c->key = l->byte[end->start_mark.index];
		c->key_end = l->byte[end->end_mark.index];
		c->mark = behind_colon(&l->text, c->key_end);
		yaml_event_delete(end);
		if (!next_event(l, &e))
			return;
		read_value(l, &e, &c->value);
		yaml_event_delete(&e);
		if (c->value.empty)
			c->value.start = c->value.end =
			    c->mark ? c->mark : c->key_end;
	}
}

static void
read_items(struct locator *l, struct span *s, yaml_event_t *end)
{
	struct span_child *c;
	size_t pos = s->start;

	while (next_event(l, end) && end->type != YAML_SEQUENCE_END_EVENT) {
		if (!s->flow && s->n > 0)
			pos = next_dash(&l->text, s->child[s->n - 1].value.end);
		c = new_child(l, s);
		c->mark = s->flow ? 0 : pos + 1;
		read_value(l, end, &c->value);
		yaml_event_delete(end);
		if (c->value.empty && !s->flow)
			c->value.start = c->value.end = c->mark;
	}
}

static void
read_value(struct locator *l, const yaml_event_t *e, struct span *s)
{
	yaml_event_t end;

	s->start = l->byte[e->start_mark.index];
	s->end = l->byte[e->end_mark.index];
	if (e->type == YAML_SCALAR_EVENT) {
		s->type = NODE_SCALAR;
		s->empty = s->start == s->end;
		s->block = e->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
			   e->data.scalar.style == YAML_FOLDED_SCALAR_STYLE;
		if (s->block)
			s->end = block_end(&l->text, s->start, s->end);
		return;
	}
	if (e->type == YAML_MAPPING_START_EVENT) {
		s->type = NODE_MAP;
		s->flow =
		    e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
		read_pairs(l, s, &end);
	} else {
		s->type = NODE_LIST;
		s->flow =
		    e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
		read_items(l, s, &end);
	}
	if (!l->failed)
		s->end = l->byte[end.end_mark.index];
	yaml_event_delete(&end);
	if (!s->flow && s->n > 0)
		s->end = s->child[s->n - 1].value.end;
}

static void
read_stream(struct locator *l, struct span *ret)
{
	yaml_event_t e;
	bool more = true;

	while (more && next_event(l, &e)) {
		if (e.type == YAML_MAPPING_START_EVENT)
			read_value(l, &e, ret);
		more = e.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&e);
	}
}

int
span_locate(struct arena *a, const char *text, size_t len, struct span *ret,
    struct err *err)
{
	struct locator l = { .arena = a, .text = { (char *)text, len, 0 } };

	if (!yaml_parser_initialize(&l.parser))
		return err_set(err, CRM_EIO, "out of memory");
	yaml_parser_set_encoding(&l.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &l.parser, (const unsigned char *)text, len);
	memset(ret, 0, sizeof(*ret));
	ret->start = ret->end = len;
	ret->type = NODE_MAP;
	ret->empty = true;
	count_characters(&l);
	read_stream(&l, ret);
	ret->empty = ret->n == 0 && !ret->flow;
	free(l.byte);
	yaml_parser_delete(&l.parser);
	if (l.failed)
		return err_set(err, CRM_EBUG, "cannot read the record again");
	return 0;
}
