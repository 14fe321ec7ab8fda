/*
 * Options of a command: a const table of rows that say where in the
 * command's struct of values each goes. Parsed by getopt_long, without
 * abbreviations of long names.
 */
#ifndef BIN_OPT_H
#define BIN_OPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

enum opt_type {
	OPT_TYPE_END,
	OPT_TYPE_BOOL,
	OPT_TYPE_STR,
	OPT_TYPE_INT,
	OPT_TYPE_OPTSTR
}; /* --x or --x=V: "" where given without */

struct opt {
	enum opt_type type;
	size_t at;   /* offset in the struct of values */
	char letter; /* 0 = none */
	const char *name;
	const char *value; /* name of the value in help, or NULL */
	const char *help;
	const char *complete; /* what completes the value, or NULL */
};

/* clang-format off */
#define OPT_BOOL(s, m, l, n, h) \
	{ OPT_TYPE_BOOL, offsetof(s, m), l, n, NULL, h, NULL }
#define OPT_STR(s, m, l, n, v, h) \
	{ OPT_TYPE_STR, offsetof(s, m), l, n, v, h, NULL }
#define OPT_INT(s, m, l, n, v, h) \
	{ OPT_TYPE_INT, offsetof(s, m), l, n, v, h, NULL }
#define OPT_OPTSTR(s, m, l, n, v, h) \
	{ OPT_TYPE_OPTSTR, offsetof(s, m), l, n, v, h, NULL }
#define OPT_END { OPT_TYPE_END, 0, 0, NULL, NULL, NULL, NULL }
/* clang-format on */

/*
 * Parses argv[1..] of a command into `values` (zeroed by the caller). The
 * words that are no options stay in argv, order kept; *argc is their count
 * and they begin at argv[1]. `stop_at_word` = as the global options do.
 * Options every command has (-h/--help) are in the caller's table.
 */
int opt_parse(const struct opt *opts, void *values, int *argc, char **argv,
    bool stop_at_word, struct err *err);
/* "  -n, --dry-run    show the change, write nothing" lines. */
void opt_help(struct buf *ret, const struct opt *opts);

#endif
