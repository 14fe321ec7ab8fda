#include <string.h>

#include "rec/splice_part.h"
#include "rec/yaml_part.h"

/* End of the comment lines at pos that are indented deeper. */
static size_t
behind_comments(const struct splicer *s, size_t pos, int column)
{
	const struct buf *t = s->text;
	size_t text;

	for (; pos < t->len; pos = line_next(t, pos)) {
		text = line_text(t, pos);
		if (text >= t->len || t->data[text] != '#' ||
		    line_column(t, text) <= column)
			break;
	}
	return pos;
}

size_t
splice_behind_indented(const struct splicer *s, size_t pos, int column)
{
	const struct buf *t = s->text;
	size_t text;

	for (; pos < t->len; pos = line_next(t, pos)) {
		text = line_text(t, pos);
		if (text < line_end(t, pos) &&
		    (t->data[text] != '#' || line_column(t, text) <= column))
			break;
	}
	return pos;
}

/* Adds whole lines at pos, the begin of a line or the end of the text. */
static void
add_lines(struct splicer *s, size_t pos, struct buf *lines)
{
	if (pos > 0 && s->text->data[pos - 1] != '\n')
		buf_splice(lines, 0, 0, "\n", 1);
	buf_addch(lines, '\n');
	splice_replace(s, pos, pos, lines);
}

static void
write_pair(struct buf *ret, const struct splicer *s, int column,
    const char *key, const struct node *value, const char *path)
{
	buf_addn(ret, ' ', (size_t)column);
	yaml_write_key(ret, key, false);
	buf_addch(ret, ':');
	yaml_write_value(ret, value, column, false, path, &s->opts->style);
}

void
splice_add_pair(struct splicer *s, const struct span *map, const char *key,
    const struct node *value, const char *path)
{
	_cleanup_(buf_release) struct buf lines = BUF_INIT;

	write_pair(&lines, s, line_column(s->text, map->child[0].key), key,
	    value, path);
	add_lines(s, line_next(s->text, map->end), &lines);
}

void
splice_add_item(struct splicer *s, const struct span *list,
    const struct node *value, const char *path)
{
	_cleanup_(buf_release) struct buf lines = BUF_INIT;
	int column = line_column(s->text, list->child[0].mark - 1);

	buf_addn(&lines, ' ', (size_t)column);
	buf_addch(&lines, '-');
	yaml_write_value(&lines, value, column, true, path, &s->opts->style);
	add_lines(s, line_next(s->text, list->end), &lines);
}

/* Behind the last line with text, before a document's end ("..."). */
static size_t
last_line(const struct buf *t, size_t pos)
{
	size_t ret = pos;

	while (pos < t->len && strncmp(t->data + pos, "...", 3) != 0) {
		if (line_text(t, pos) < line_end(t, pos))
			ret = line_next(t, pos);
		pos = line_next(t, pos);
	}
	return ret;
}

int
splice_field_column(const struct splicer *s, const struct span *top)
{
	return top->n ? line_column(s->text, top->child[0].key) : 0;
}

size_t
splice_behind_field(const struct splicer *s, const struct span *top, size_t i)
{
	return behind_comments(s, line_next(s->text, top->child[i].value.end),
	    splice_field_column(s, top));
}

size_t
splice_behind_all(const struct splicer *s, const struct span *top)
{
	return last_line(s->text, top->n ? line_next(s->text, top->end) : 0);
}

void
splice_add_field(struct splicer *s, const struct span *top, size_t pos,
    const char *key, const struct node *value)
{
	_cleanup_(buf_release) struct buf lines = BUF_INIT;

	write_pair(&lines, s, splice_field_column(s, top), key, value, key);
	add_lines(s, pos, &lines);
}

void
splice_remove(struct splicer *s, const struct span *parent, size_t i)
{
	const struct span_child *c = &parent->child[i];
	bool map = parent->type == NODE_MAP;
	size_t pos = map ? c->key : c->mark - 1, end;
	const struct buf none = BUF_INIT;

	if (line_first(s->text, pos)) {
		pos = line_start(s->text, pos);
		end = line_next(s->text, c->value.end);
	} else if (i + 1 < parent->n) {
		/* behind a dash: the next one moves up */
		end = map ? c[1].key : c[1].mark - 1;
	} else {
		end = c->value.end;
	}
	splice_replace(s, pos, end, &none);
}
