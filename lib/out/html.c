#include <string.h>

#include "base/utf8.h"
#include "out/format.h"
#include "out/page.h"

/* Line feeds show as such; controls and bidi marks become visible. */
static void
add_text(struct buf *ret, const char *s)
{
	struct buf safe = BUF_INIT;

	utf8_safe(&safe, s, true);
	html_escape(ret, safe.data);
	buf_release(&safe);
}

static void
add_cells(struct printer *p, const char *tag, const struct out_cell *cells)
{
	size_t i;

	buf_addstr(&p->buf, "<tr>");
	for (i = 0; i < p->n; i++) {
		buf_printf(&p->buf, "<%s%s>", tag,
		    p->columns[i].right ? " class=\"n\"" : "");
		add_text(
		    &p->buf, cells ? cells[i].shown : p->columns[i].heading);
		buf_printf(&p->buf, "</%s>", tag);
	}
	buf_addstr(&p->buf, "</tr>\n");
}

static int
begin(struct printer *p, struct err *err)
{
	const char *title = p->opts.title ? p->opts.title : "crm";

	page_head(&p->buf, title, p->opts.lang);
	if (p->opts.title != NULL) {
		buf_addstr(&p->buf, "<h1>");
		add_text(&p->buf, title);
		buf_addstr(&p->buf, "</h1>\n");
	}
	buf_addstr(&p->buf, "<table>\n<thead>\n");
	add_cells(p, "th", NULL);
	buf_addstr(&p->buf, "</thead>\n<tbody>\n");
	return printer_flush(p, err);
}

static int
row(struct printer *p, const struct out_cell *cells, struct err *err)
{
	add_cells(p, "td", cells);
	return printer_flush(p, err);
}

static int
total(struct printer *p, const struct out_cell *cells, struct err *err)
{
	buf_addstr(&p->buf, "</tbody>\n<tfoot>\n");
	add_cells(p, "td", cells);
	buf_addstr(&p->buf, "</tfoot>\n</table>\n");
	/* tells end() that the table is closed */
	p->data = p;
	return printer_flush(p, err);
}

static int
end(struct printer *p, struct err *err)
{
	if (p->data == NULL)
		buf_addstr(&p->buf, "</tbody>\n</table>\n");
	page_foot(&p->buf);
	return printer_flush(p, err);
}

const struct format format_html = {
	.name = "html", .begin = begin, .row = row, .total = total, .end = end
};
