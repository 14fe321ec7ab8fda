#include "rec/yaml.h"

#include <string.h>

#include "base/utf8.h"
#include "rec/yaml_part.h"
#include "rec/yaml_quote.h"

#define STEP 2

struct writer {
	struct buf *ret;
	const struct yaml_style *style;
	struct buf path;
};

static void
add_single(struct buf *ret, const char *s)
{
	buf_addch(ret, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			buf_addch(ret, '\'');
		buf_addch(ret, *s);
	}
	buf_addch(ret, '\'');
}

static void
add_escape(struct buf *ret, uint32_t c)
{
	if (c == '\n')
		buf_addstr(ret, "\\n");
	else if (c == '\t')
		buf_addstr(ret, "\\t");
	else if (c == '"' || c == '\\')
		buf_printf(ret, "\\%c", (int)c);
	else if (c <= 0xff)
		buf_printf(ret, "\\x%02x", c);
	else if (c <= 0xffff)
		buf_printf(ret, "\\u%04x", c);
	else
		buf_printf(ret, "\\U%08x", c);
}

static void
add_double(struct buf *ret, const char *s)
{
	size_t i, len = strlen(s);
	uint32_t c;
	int n;

	buf_addch(ret, '"');
	for (i = 0; i < len; i += (size_t)n) {
		n = utf8_decode(s + i, len - i, &c);
		if (n == 0) {
			c = (unsigned char)s[i];
			n = 1;
			add_escape(ret, c);
		} else if (c == '\n' || c == '\t' || c == '"' || c == '\\' ||
			   utf8_is_control(c)) {
			add_escape(ret, c);
		} else {
			buf_add(ret, s + i, (size_t)n);
		}
	}
	buf_addch(ret, '"');
}

static void
add_literal(struct buf *ret, const char *s, int indent)
{
	size_t len = strlen(s), n;
	const char *first = s + strspn(s, "\n"), *end;

	buf_addch(ret, '|');
	/* else the reader takes the blank for indentation */
	if (*first == ' ' || *first == '\t')
		buf_printf(ret, "%d", STEP);
	if (s[len - 1] != '\n')
		buf_addch(ret, '-');
	/* the caller ends the last line */
	if (s[len - 1] == '\n')
		len--;
	for (end = s + len; s <= end; s += n + 1) {
		n = strcspn(s, "\n");
		if (n > (size_t)(end - s))
			n = (size_t)(end - s);
		buf_addch(ret, '\n');
		if (n > 0)
			buf_addn(ret, ' ', (size_t)(indent + STEP));
		buf_add(ret, s, n);
	}
}

static void
add_scalar(struct buf *ret, const char *text, int indent, enum quote how)
{
	switch (how) {
	case QUOTE_PLAIN: buf_addstr(ret, text); break;
	case QUOTE_SINGLE: add_single(ret, text); break;
	case QUOTE_DOUBLE: add_double(ret, text); break;
	case QUOTE_LITERAL: add_literal(ret, text, indent); break;
	}
}

void
yaml_write_scalar(struct buf *ret, const char *text, int indent, bool plain)
{
	add_scalar(ret, text, indent, yaml_quote(text, plain, false));
}

static bool
is_plain(const struct writer *w)
{
	return w->style != NULL && w->style->is_plain != NULL &&
	       w->style->is_plain(w->path.data, w->style->arg);
}

/* Goes down to a key; returns the length to go back to. */
static size_t
enter(struct writer *w, const char *key)
{
	size_t len = w->path.len;

	if (len > 0)
		buf_addch(&w->path, '.');
	buf_addstr(&w->path, key);
	return len;
}

static void
write_key(struct buf *ret, const char *key, bool flow)
{
	enum quote how = yaml_quote(key, false, flow);

	add_scalar(ret, key, 0, how == QUOTE_LITERAL ? QUOTE_DOUBLE : how);
}

void
yaml_write_key(struct buf *ret, const char *key, bool flow)
{
	write_key(ret, key, flow);
}

static void write_value(struct writer *, const struct node *, int, bool);

/* Pairs at column `indent`; the first one where we are, if `inline_first`. */
static void
write_pairs(
    struct writer *w, const struct node *map, int indent, bool inline_first)
{
	const struct pair *p;
	size_t i, back;

	for (i = 0; i < map->n; i++) {
		p = &map->pairs[i];
		if (node_empty(p->value))
			continue;
		if (!inline_first) {
			buf_addch(w->ret, '\n');
			buf_addn(w->ret, ' ', (size_t)indent);
		}
		inline_first = false;
		write_key(w->ret, p->key, false);
		buf_addch(w->ret, ':');
		back = enter(w, p->key);
		write_value(w, p->value, indent, false);
		buf_truncate(&w->path, back);
	}
}

static void
write_items(struct writer *w, const struct node *list, int indent)
{
	size_t i;

	for (i = 0; i < list->n; i++) {
		buf_addch(w->ret, '\n');
		buf_addn(w->ret, ' ', (size_t)indent);
		buf_addch(w->ret, '-');
		write_value(w, list->items[i], indent, true);
	}
}

static void
write_value(struct writer *w, const struct node *n, int indent, bool item)
{
	if (n->type == NODE_SCALAR) {
		buf_addch(w->ret, ' ');
		yaml_write_scalar(w->ret, n->text, indent, is_plain(w));
	} else if (n->type == NODE_LIST && n->n == 0) {
		buf_addstr(w->ret, " []");
	} else if (n->type == NODE_LIST) {
		write_items(w, n, indent + STEP);
	} else if (node_empty(n)) {
		buf_addstr(w->ret, " {}");
	} else {
		if (item)
			buf_addch(w->ret, ' ');
		write_pairs(w, n, indent + STEP, item);
	}
}

void
yaml_write_value(struct buf *ret, const struct node *value, int indent,
    bool item, const char *path, const struct yaml_style *style)
{
	struct writer w = { ret, style, BUF_INIT };

	buf_addstr(&w.path, path);
	write_value(&w, value, indent, item);
	buf_release(&w.path);
}

static void
write_flow(struct writer *w, const struct node *n)
{
	const char *between = "";
	size_t i, back;

	if (n->type == NODE_SCALAR) {
		add_scalar(
		    w->ret, n->text, 0, yaml_quote(n->text, is_plain(w), true));
		return;
	}
	buf_addch(w->ret, n->type == NODE_LIST ? '[' : '{');
	for (i = 0; i < n->n; i++) {
		if (n->type == NODE_LIST) {
			buf_addstr(w->ret, between);
			write_flow(w, n->items[i]);
			between = ", ";
			continue;
		}
		if (node_empty(n->pairs[i].value))
			continue;
		buf_addstr(w->ret, between);
		write_key(w->ret, n->pairs[i].key, true);
		buf_addstr(w->ret, ": ");
		back = enter(w, n->pairs[i].key);
		write_flow(w, n->pairs[i].value);
		buf_truncate(&w->path, back);
		between = ", ";
	}
	buf_addch(w->ret, n->type == NODE_LIST ? ']' : '}');
}

void
yaml_write_flow(struct buf *ret, const struct node *value, const char *path,
    const struct yaml_style *style)
{
	struct writer w = { ret, style, BUF_INIT };

	buf_addstr(&w.path, path);
	write_flow(&w, value);
	buf_release(&w.path);
}

void
yaml_write(
    struct buf *ret, const struct node *map, const struct yaml_style *style)
{
	struct writer w = { ret, style, BUF_INIT };

	if (node_empty(map))
		return;
	write_pairs(&w, map, 0, true);
	buf_addch(ret, '\n');
	buf_release(&w.path);
}
