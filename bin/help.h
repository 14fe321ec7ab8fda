/*
 * Help, made from the commands' own rows and from the schema; it goes to
 * stdout and returns 0, or an error where what is asked about is unknown.
 */
#ifndef BIN_HELP_H
#define BIN_HELP_H

#include "cmd.h"

int help_version(void);
/* `crm` alone: what it is and how to begin. */
int help_start(void);
/* All commands by group, and the kinds if the session knows them. */
int help_all(struct app *app);
int help_command(const struct cmd *cmd);
int help_kind(struct app *app, const struct kind *k);
int help_verb(struct app *app, const struct kind *k, const struct verb *v);
/* What --help behind a command means, with its words (n of them). */
int help_of(struct app *app, const struct cmd *cmd, int n, char **words,
    struct err *err);
/* Adds "usage: crm ..." without a line feed. */
void help_usage(struct buf *ret, const struct cmd *cmd);

#endif
