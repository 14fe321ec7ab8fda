#include "rec/csv.h"

#include <csv.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "rec/mistake.h"

struct reader {
	struct source source;
	struct csv_parser parser;
	size_t max_rows, rows;
	int (*row)(const struct csv_row *row, void *arg, struct err *err);
	void *arg;
	struct buf data; /* the cells of a row, each with its NUL */
	size_t *start;	 /* where each begins */
	size_t n, cap;
	char **cells;
	size_t cells_cap;
	int line;   /* the one that is read */
	int begin;  /* where the row began */
	bool ended; /* this line has ended a row */
	int code;
};

static int
fail(struct reader *r, const char *text)
{
	return mistake(&r->source, r->begin, 1, "%s", text);
}

static void
take_field(void *s, size_t len, void *arg)
{
	struct reader *r = arg;

	if (r->code != 0)
		return;
	if (len > CSV_MAX_FIELD) {
		r->code = fail(r, gettext("a value of more than 64 KiB; look "
					  "for a quote that is not closed"));
		return;
	}
	if (r->n == CSV_MAX_COLUMNS) {
		r->code = fail(r, gettext("more than 1000 columns"));
		return;
	}
	r->start = vec_grow(r->start, r->n, &r->cap, sizeof(*r->start));
	r->start[r->n++] = r->data.len;
	buf_add(&r->data, s, len);
	buf_addch(&r->data, '\0');
}

static void
take_row(int c, void *arg)
{
	struct reader *r = arg;
	struct csv_row row = { r->begin, NULL, r->n };
	size_t i;

	(void)c;
	if (r->code == 0 && r->max_rows > 0 && r->rows == r->max_rows)
		r->code = mistake(&r->source, r->begin, 1,
		    gettext("more than %zu rows"), r->max_rows);
	if (r->code != 0)
		return;
	if (r->cells_cap < r->n) {
		r->cells_cap = r->n;
		r->cells = xrealloc(r->cells, r->n * sizeof(*r->cells));
	}
	for (i = 0; i < r->n; i++)
		r->cells[i] = r->data.data + r->start[i];
	row.cells = r->cells;
	r->code = r->row(&row, r->arg, r->source.err);
	r->rows++;
	r->n = 0;
	buf_truncate(&r->data, 0);
	r->ended = true;
}

static bool
is_blank(const char *s, size_t len)
{
	while (len > 0 && strchr(" \t\r\n", *s) != NULL) {
		s++;
		len--;
	}
	return len == 0;
}

static int
parser_mistake(struct reader *r)
{
	if (r->code != 0)
		return r->code;
	if (csv_error(&r->parser) != CSV_EPARSE)
		return fail(r, csv_strerror(csv_error(&r->parser)));
	return mistake(&r->source, r->line, 1,
	    gettext("a quote in the wrong place; a value with quotes is "
		    "written \"like \"\"this\"\"\""));
}

static int
read_line(struct reader *r, const char *s, size_t len)
{
	uint32_t c;
	size_t i;
	int n;

	for (i = 0; i < len; i += (size_t)n) {
		n = utf8_decode(s + i, len - i, &c);
		if (n == 0)
			return mistake(&r->source, r->line, 1,
			    gettext("invalid UTF-8: byte 0x%02x"),
			    (unsigned char)s[i]);
		if (c != '\r' && utf8_is_control(c))
			return mistake(&r->source, r->line, 1,
			    gettext("control character U+%04X"), c);
	}
	r->ended = false;
	if (csv_parse(&r->parser, s, len, take_field, take_row, r) != len)
		return parser_mistake(r);
	return r->code;
}

static int
read_lines(struct reader *r, const char *s, size_t len)
{
	const char *lf;
	bool inside = false;
	size_t n;
	int ret = 0;

	for (; len > 0 && ret == 0; s += n, len -= n) {
		lf = memchr(s, '\n', len);
		n = lf ? (size_t)(lf - s) + 1 : len;
		r->line++;
		if (!inside)
			r->begin = r->line;
		ret = read_line(r, s, n);
		inside = !r->ended && (inside || !is_blank(s, n));
	}
	if (ret != 0)
		return ret;
	if (csv_fini(&r->parser, take_field, take_row, r) != 0)
		return r->code ? r->code
			       : fail(r, gettext("a quote is not closed"));
	return r->code;
}

int
csv_read(const char *name, const char *text, size_t len,
    const struct csv_opts *opts,
    int (*row)(const struct csv_row *row, void *arg, struct err *err),
    void *arg, struct diag *diag, struct err *err)
{
	struct reader r = { .source = { name, diag, err },
		.max_rows = opts->max_rows,
		.row = row,
		.arg = arg,
		.data = BUF_INIT };
	int ret;

	if (csv_init(
		&r.parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
		return err_set(err, CRM_EIO, "out of memory");
	if (opts->delimiter != '\0')
		csv_set_delim(&r.parser, (unsigned char)opts->delimiter);
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	ret = read_lines(&r, text, len);
	csv_free(&r.parser);
	buf_release(&r.data);
	free(r.start);
	free(r.cells);
	return ret;
}
