#include <string.h>

#include "base/utf8.h"
#include "out/format.h"

/* What could begin an element of Markdown stays a character. */
static void
add_text(struct buf *ret, const char *text)
{
	struct buf safe = BUF_INIT;
	const char *s;

	utf8_safe(&safe, text, true);
	for (s = safe.data; *s != '\0'; s++) {
		if (*s == '\n') {
			buf_addstr(ret, "<br>");
			continue;
		}
		if (strchr("\\`*_[]<>|~&", *s) != NULL)
			buf_addch(ret, '\\');
		buf_addch(ret, *s);
	}
	buf_release(&safe);
}

static int
begin(struct printer *p, struct err *err)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		buf_addstr(&p->buf, "| ");
		add_text(&p->buf, p->columns[i].heading);
		buf_addch(&p->buf, ' ');
	}
	buf_addstr(&p->buf, "|\n");
	for (i = 0; i < p->n; i++)
		buf_addstr(&p->buf, p->columns[i].right ? "| --: " : "| --- ");
	buf_addstr(&p->buf, "|\n");
	return printer_flush(p, err);
}

static int
row(struct printer *p, const struct out_cell *cells, struct err *err)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		buf_addstr(&p->buf, "| ");
		add_text(&p->buf, cells[i].shown);
		buf_addch(&p->buf, ' ');
	}
	buf_addstr(&p->buf, "|\n");
	return printer_flush(p, err);
}

static int
total(struct printer *p, const struct out_cell *cells, struct err *err)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		buf_addstr(&p->buf, "| ");
		if (cells[i].shown[0] != '\0') {
			buf_addstr(&p->buf, "**");
			add_text(&p->buf, cells[i].shown);
			buf_addstr(&p->buf, "** ");
		}
	}
	buf_addstr(&p->buf, "|\n");
	return printer_flush(p, err);
}

const struct format format_md = {
	.name = "md", .begin = begin, .row = row, .total = total
};
