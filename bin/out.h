/*
 * What a command shows: data on stdout, all else on stderr. Nothing else in
 * bin/ writes to either. A write that fails (full disk, closed pipe) is
 * kept until the end and makes the exit status 74.
 *
 * A command that prints rows has `struct out_args out` in its values and
 * OUT_OPTS(struct args, out) among its options, and calls out_rows.
 */
#ifndef BIN_OUT_H
#define BIN_OUT_H

#include "app/app.h"
#include "opt.h"
#include "out/doc.h"
#include "out/printer.h"

/* The options -o, --json, --porcelain, -z, --excel, --no-headings. */
struct out_args {
	const char *format, *json, *porcelain;
	bool nul, excel, bare;
};
#define OUT_OPTS(s, m)                                                         \
	OPT_STR(s, m.format, 'o', "output", "FORMAT",                          \
	    "table, csv, tsv, json, jsonl, yaml, md, html or id"),             \
	    OPT_OPTSTR(s, m.json, 0, "json", "FIELDS",                         \
		"json of these columns; with none: list them"),                \
	    OPT_OPTSTR(s, m.porcelain, 0, "porcelain", "v1",                   \
		"for scripts: tsv of keys and values, stable across "          \
		"versions"),                                                   \
	    OPT_BOOL(                                                          \
		s, m.nul, 'z', "null", "ids end in NUL, not in a line feed"),  \
	    OPT_BOOL(s, m.excel, 0, "excel",                                   \
		"csv as Excel reads it: BOM, headings, no formulas"),          \
	    OPT_BOOL(s, m.bare, 0, "no-headings", "leave the headings out")

enum out_color { OUT_COLOR_AUTO, OUT_COLOR_ALWAYS, OUT_COLOR_NEVER };

/* Set by main.c before a command runs. */
void out_quiet(bool quiet); /* no hints, no SAY_INFO */
void out_verbose(bool verbose);
void out_color(enum out_color when);
void out_no_pager(void);
bool out_is_verbose(void);

/* Text to stdout. */
void out_str(const char *s);
void out_data(const char *data, size_t n);
void out_printf(const char *fmt, ...) _printf_(1, 2);
/* While true stdout gets nothing (a script played within a command). */
void out_mute(bool mute);
/* The same for text of records: made harmless for a terminal. */
void out_safe(const char *s);
/* stdout as a sink of lib/out. */
struct sink out_sink(void);

/* Format asked for: "table" where none is. CRM_EUSAGE where options
 * contradict each other. */
int out_format(const struct out_args *a, const char **ret, struct err *err);
/*
 * A printer of rows on stdout, in the format asked for; pages on a
 * terminal. `title` (of html) may be NULL.
 */
int out_rows(struct app *app, const struct out_args *a, const char *title,
    const struct out_column *columns, size_t n, struct printer **ret,
    struct err *err);
/* Columns of the terminal; COLUMNS; else 80. 0 = no limit (COLUMNS=0). */
int out_width(void);
/* From here on stdout goes through the pager if it is a terminal. */
void out_page(struct app *app);

/* Findings, sorted, one a line: on stdout where they are what was asked
 * for, else on stderr. */
void out_findings(struct diag *d, bool on_stdout);
/* "crm: message" with further lines indented, on stderr. */
void out_error(const struct err *err);
/* As app->say: SAY_HINT's text is the command ("→ next: crm ..."). */
void out_say(void *arg, enum say how, const char *text);
/* As app->show_dry: the commit message and the diff on stdout. */
void out_dry(void *arg, const char *message, const char *diff);
/* On stderr, if that is a terminal, from half a second on; total 0 = not
 * known. */
void out_progress(const char *what, size_t done, size_t total);

/* Escape sequences; "" where colour is off. */
enum out_style { STYLE_NONE, STYLE_BOLD, STYLE_DIM, STYLE_RED, STYLE_GREEN };
const char *out_style(enum out_style style);

bool out_is_tty(void); /* stdin and stderr: a person may be asked */
/* Sends what is buffered now. */
void out_flush(void);
/* Flushes, waits for the pager; 0 or CRM_EIO (message printed, but not for
 * a closed pipe). */
int out_end(void);

#endif
