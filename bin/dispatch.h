/*
 * From words to a command: a command's name, or the name of a kind with a
 * command or a verb behind it, or a verb of any kind with an id behind it,
 * or an alias (git's crm.alias.NAME), or a program crm-NAME. A wrong word
 * gets "did you mean" and is never run.
 */
#ifndef BIN_DISPATCH_H
#define BIN_DISPATCH_H

#include "cmd.h"

/*
 * Runs what the n words say in this session, options behind the command
 * among them. words[n] is NULL; the order of words may change.
 */
int dispatch(struct app *app, int n, char **words, struct err *err);

/* The command behind words[0], its name; in run.c. */
int run_command(struct app *app, const struct cmd *cmd, int n, char **words,
    struct err *err);
/* Options of a command with those that any may have; malloced. The values
 * of the latter lie `at` bytes into the block of values. */
struct opt *run_options(const struct cmd *cmd, size_t *at);

/* An alias or a program of this name, in alias.c. *found says whether there
 * was one. */
int
alias_run(struct app *app, int n, char **words, bool *found, struct err *err);
/* Only returns where there is no such program, or it can't be run. */
int external_run(struct app *app, int n, char **words, struct err *err);

#endif
