/* What the commands that write share. */
#ifndef BIN_WRITE_H
#define BIN_WRITE_H

#include "app/record.h"
#include "cmd.h"
#include "out.h"

/* Options -m, -n, --no-sync, and how a change is shown (-o id). */
struct write_args {
	const char *message, *format;
	bool dry_run, no_sync;
};
#define WRITE_OPTS(s, m)                                                       \
	OPT_STR(s, m.message, 'm', "message", "TEXT", "why (commit body)"),    \
	    OPT_BOOL(s, m.dry_run, 'n', "dry-run",                             \
		"show the change and its message, write nothing"),             \
	    OPT_BOOL(s, m.no_sync, 0, "no-sync",                               \
		"do not wait for the disk (imports, tests)"),                  \
	    OPT_STR(s, m.format, 'o', "output", "FORMAT", "text or id")

/*
 * Runs `work` as a change and says what became of the record `id` (NULL =
 * nothing is said): its short id, title and state; with -o id the whole id
 * alone.
 */
int write_run(struct app *app, const struct write_args *w, change_fn work,
    void *arg, const char *const *ids, size_t n, struct err *err);

/* Splits words into ids and FIELD=VALUE words, in place: ids first. */
size_t write_split(int argc, char **argv);

/*
 * More than three records by a filter or list: asks on a terminal, else
 * needs --yes or --expect.
 */
int write_confirm(size_t n, bool yes, int expect, struct err *err);

#endif
