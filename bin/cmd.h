/*
 * A command is one file bin/cmd_<name>.c with one `struct cmd`.
 *
 * To add a command: copy a small one (cmd_whoami.c), name it, give it a row
 * in cmds.def (sorted), a man page man/crm-<name>.1, a test
 * tests/bats/<name>.bats. Options are a const table beside a struct of
 * their values; usage, --help, completion and the check of the man page
 * come from it. `run` gets the open session and the words left over,
 * returns 0 or a negative CRM_E* with the message in err, and prints with
 * out_* only (out.h).
 */
#ifndef BIN_CMD_H
#define BIN_CMD_H

#include "app/app.h"
#include "opt.h"

#define NEED_NONE 0
#define NEED_STORE APP_STORE
#define NEED_BOOK (APP_STORE | APP_BOOK)
#define NEED_KINDS (NEED_BOOK | APP_KINDS)
#define NEED_INDEX (NEED_KINDS | APP_INDEX)
#define NEED_ACTOR (NEED_INDEX | APP_ACTOR)
#define NEED_WRITE (NEED_ACTOR | 256) /* refused with --at, --as-of */

/* Groups of `crm help`, in its order. */
enum cmd_group {
	GROUP_RECORDS,
	GROUP_FLOW,
	GROUP_REPORTS,
	GROUP_HISTORY,
	GROUP_BOOK,
	GROUP_HELP,
	GROUP_HIDDEN
};

struct cmd {
	const char *name;
	enum cmd_group group;
	const char *params;  /* "KIND FIELD=VALUE..." for the usage line */
	const char *summary; /* one line, lower case, no full stop */
	const char *help;    /* further lines of --help, or NULL */
	int min, max;	     /* words behind the options; max -1 = any */
	int needs;
	bool takes_kind; /* first word may be the noun: crm KIND NAME */
	const struct opt *opts;
	size_t args_size;
	int (*run)(struct app *app, const void *args, int argc, char **argv,
	    struct err *err);
};

/* cmds.def, sorted by name. */
extern const struct cmd *const cmds[];
extern const size_t n_cmds;
const struct cmd *cmd_find(const char *name);
bool cmd_is_hidden(const struct cmd *c);

/* What runs a verb of a kind's schema: its words are KIND VERB ID... */
#define CMD_VERB "__verb"

#endif
