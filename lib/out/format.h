/*
 * Inside the printers: one row of `formats` a format. Only files of lib/out
 * include this. The printer has chosen the columns already; `cells` are as
 * many as p->n, with `shown` and `currency` filled in.
 */
#ifndef OUT_FORMAT_H
#define OUT_FORMAT_H

#include "out/printer.h"

struct printer {
	const struct format *format;
	struct sink sink;
	struct out_opts opts;
	struct arena arena;	    /* as long as the printer */
	struct out_column *columns; /* the chosen ones */
	size_t n;
	size_t *pick; /* where each chosen one stands in a row */
	size_t id;    /* where the OUT_ID stands, if has_id */
	bool has_id;
	size_t rows;
	struct out_cell *cells; /* one row, of the chosen columns */
	struct buf buf;		/* scratch: one row's text */
	void *data;		/* of the format */
};

/* Any of the functions may be NULL: nothing to do. */
struct format {
	const char *name;
	int (*begin)(struct printer *p, struct err *err);
	int (*row)(
	    struct printer *p, const struct out_cell *cells, struct err *err);
	int (*total)(
	    struct printer *p, const struct out_cell *cells, struct err *err);
	int (*end)(struct printer *p, struct err *err);
	void (*free)(struct printer *p);
};

extern const struct format format_csv, format_html, format_id, format_json,
    format_jsonl, format_md, format_table, format_tsv, format_yaml;

/* Sends p->buf and empties it. */
int printer_flush(struct printer *p, struct err *err);
bool out_type_is_number(enum out_type t);

#endif
