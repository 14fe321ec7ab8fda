/*
 * Printers: a table of cells goes out as text, csv, tsv, json, jsonl, yaml,
 * md, html or id. What is printed is known only as columns and cells; kinds
 * and the index are not. Bytes go through a sink, never to a file directly.
 *
 * Order of calls: printer_open, printer_row any number of times,
 * printer_total at most once, printer_end, printer_free.
 *
 * For people (table, md, html): headings and `shown` texts, the total row.
 * For programs (csv, tsv, json, jsonl, yaml): keys and `value` texts, never
 * translated, and no total row, so that a sum over a column is right.
 */
#ifndef OUT_PRINTER_H
#define OUT_PRINTER_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

/* Where bytes go; returns 0 or CRM_EIO. */
struct sink {
	int (*write)(void *arg, const char *data, size_t n, struct err *err);
	void *arg;
};
int sink_put(const struct sink *s, const char *data, size_t n, struct err *err);
int sink_puts(const struct sink *s, const char *text, struct err *err);
/* A sink into a struct buf. */
struct sink sink_buf(struct buf *b);

enum out_type {
	OUT_TEXT,
	OUT_ID, /* of the row's record: what `id` prints */
	OUT_INTEGER,
	OUT_DECIMAL,
	OUT_MONEY,
	OUT_PERCENT,
	OUT_BOOLEAN,
	OUT_DATE,
	OUT_TIME,
};

struct out_column {
	const char *key;     /* of json and csv, never translated */
	const char *heading; /* for people; NULL = the key */
	enum out_type type;
	bool right;	      /* right-aligned */
	bool grow;	      /* may be cut where the line is too long */
	const char *currency; /* of money; NULL = opts.currency */
};

struct out_cell {
	const char *value;    /* canonical text; NULL = absent */
	const char *shown;    /* for people; NULL = the value */
	const char *currency; /* of this cell; NULL = the column's */
};

struct out_opts {
	int width;	    /* columns of the terminal; 0 = no limit */
	bool color;	    /* headings may be bold */
	bool excel;	    /* csv: BOM, CRLF, headings, "'" before a formula */
	bool nul;	    /* id: NUL instead of a line feed */
	bool bare;	    /* table, csv, tsv: no line of headings */
	const char *fields; /* keys by comma: only these; "" = list them */
	const char *currency; /* NULL = "CNY" */
	const char *title;    /* of html; or NULL */
	const char *lang;     /* of html: "en", "zh"; or NULL */
};

struct printer;

/* NULL-terminated, sorted names of formats. */
extern const char *const printer_formats[];

/*
 * Opens a printer; columns and opts are copied. CRM_EUSAGE with "did you
 * mean" for an unknown format or an unknown key in opts->fields, or where
 * `id` is asked for and no column is an OUT_ID.
 */
int printer_open(const char *format, const struct out_opts *opts,
    const struct sink *sink, const struct out_column *columns, size_t n,
    struct printer **ret, struct err *err);
/* One row: as many cells as columns. Copied where it is kept. */
int
printer_row(struct printer *p, const struct out_cell *cells, struct err *err);
/* The last row, set apart; absent cells stay empty. */
int
printer_total(struct printer *p, const struct out_cell *cells, struct err *err);
int printer_end(struct printer *p, struct err *err);
/* Rows so far. */
size_t printer_rows(const struct printer *p);
void printer_free(struct printer *p);

#endif
