/* csv after RFC 4180 (with LF unless for Excel), and tsv. */
#include <string.h>

#include "out/format.h"

static void
csv_text(struct buf *ret, const char *s)
{
	if (s[strcspn(s, ",\"\r\n")] == '\0' && s[0] != ' ') {
		buf_addstr(ret, s);
		return;
	}
	buf_addch(ret, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			buf_addch(ret, '"');
		buf_addch(ret, *s);
	}
	buf_addch(ret, '"');
}

/* A spreadsheet would run a text that begins like a formula. */
static bool
is_formula(const struct printer *p, size_t i, const char *s)
{
	return p->opts.excel && !out_type_is_number(p->columns[i].type) &&
	       s[0] != '\0' && strchr("=+-@\t\r", s[0]) != NULL;
}

static void
csv_cell(struct printer *p, size_t i, const char *s)
{
	struct buf b = BUF_INIT;

	if (i > 0)
		buf_addch(&p->buf, ',');
	if (s != NULL && is_formula(p, i, s)) {
		buf_printf(&b, "'%s", s);
		csv_text(&p->buf, b.data);
		buf_release(&b);
	} else if (s != NULL) {
		csv_text(&p->buf, s);
	}
}

static int
csv_line_end(struct printer *p, struct err *err)
{
	buf_addstr(&p->buf, p->opts.excel ? "\r\n" : "\n");
	return printer_flush(p, err);
}

static int
csv_begin(struct printer *p, struct err *err)
{
	size_t i;

	if (p->opts.excel)
		buf_addstr(&p->buf, "\xef\xbb\xbf");
	if (p->opts.bare)
		return printer_flush(p, err);
	for (i = 0; i < p->n; i++)
		csv_cell(p, i,
		    p->opts.excel ? p->columns[i].heading : p->columns[i].key);
	return csv_line_end(p, err);
}

static int
csv_row(struct printer *p, const struct out_cell *cells, struct err *err)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		csv_cell(p, i, cells[i].value);
	return csv_line_end(p, err);
}

static void
tsv_cell(struct printer *p, size_t i, const char *s)
{
	static const char from[] = "\t\n\r\\", to[] = "tnr\\";
	const char *c;

	if (i > 0)
		buf_addch(&p->buf, '\t');
	for (; s != NULL && *s != '\0'; s++) {
		c = strchr(from, *s);
		if (c != NULL)
			buf_addch(&p->buf, '\\');
		buf_addch(&p->buf, c ? to[c - from] : *s);
	}
}

static int
tsv_begin(struct printer *p, struct err *err)
{
	size_t i;

	if (p->opts.bare)
		return 0;
	for (i = 0; i < p->n; i++)
		tsv_cell(p, i, p->columns[i].key);
	buf_addch(&p->buf, '\n');
	return printer_flush(p, err);
}

static int
tsv_row(struct printer *p, const struct out_cell *cells, struct err *err)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		tsv_cell(p, i, cells[i].value);
	buf_addch(&p->buf, '\n');
	return printer_flush(p, err);
}

const struct format format_csv = {
	.name = "csv", .begin = csv_begin, .row = csv_row
};
const struct format format_tsv = {
	.name = "tsv", .begin = tsv_begin, .row = tsv_row
};
