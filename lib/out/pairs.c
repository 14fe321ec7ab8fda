#include "out/pairs.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define LABEL_MAX 28 /* a longer label pushes its value, not all */

void
pairs_add(struct pairs *p, const char *label, const char *value)
{
	p->v = vec_grow(p->v, p->n, &p->cap, sizeof(*p->v));
	p->v[p->n].label = arena_strdup(&p->arena, label);
	p->v[p->n++].value = arena_strdup(&p->arena, value);
}

static int
label_width(const struct pairs *p)
{
	int widest = 0, w;
	size_t i;

	for (i = 0; i < p->n; i++) {
		w = utf8_width(p->v[i].label);
		if (w > widest && w <= LABEL_MAX)
			widest = w;
	}
	return widest;
}

/* The value's lines, all but the first behind `indent` blanks. */
static void
add_value(struct buf *ret, const char *value, int indent, int width)
{
	struct buf safe = BUF_INIT, lines = BUF_INIT;
	char *blanks = xcalloc((size_t)indent + 1, 1);
	size_t skip = (size_t)indent;

	memset(blanks, ' ', (size_t)indent);
	utf8_safe(&safe, value, true);
	utf8_wrap(&lines, safe.data, width > 0 ? width : 1 << 20, blanks);
	/* the first line stands behind its label */
	if (lines.len < skip || lines.data[0] != ' ')
		skip = 0;
	buf_addstr(ret, lines.data + skip);
	free(blanks);
	buf_release(&lines);
	buf_release(&safe);
}

void
pairs_format(const struct pairs *p, int indent, int width, struct buf *ret)
{
	int column = indent + label_width(p) + 2, used;
	struct buf safe = BUF_INIT;
	size_t i;

	if (width > 0 && width < column + 20)
		width = column + 20;
	for (i = 0; i < p->n; i++) {
		buf_truncate(&safe, 0);
		utf8_safe(&safe, p->v[i].label, false);
		used = indent + utf8_width(safe.data);
		buf_addn(ret, ' ', (size_t)indent);
		buf_addstr(ret, safe.data);
		if (p->v[i].value[0] == '\0') {
			buf_addch(ret, '\n');
			continue;
		}
		buf_addn(
		    ret, ' ', used + 2 > column ? 2 : (size_t)(column - used));
		add_value(ret, p->v[i].value, column, width);
	}
	buf_release(&safe);
}

void
pairs_free(struct pairs *p)
{
	arena_free(&p->arena);
	free(p->v);
	p->v = NULL;
	p->n = p->cap = 0;
}
