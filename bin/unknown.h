/* What is said to words that lead nowhere; each returns CRM_EUSAGE, or the
 * error that kept us from knowing better. */
#ifndef BIN_UNKNOWN_H
#define BIN_UNKNOWN_H

#include "cmd.h"

/* `book`: why the kinds are not known, if they are not. */
int unknown_command(struct app *app, int n, char **words,
    const struct err *book, struct err *err);
/* A kind with a word behind it that is none of its verbs; `cmd`: a command
 * of that name, or NULL. */
int unknown_verb(const struct kind *k, const char *word, const struct cmd *cmd,
    struct err *err);
/* A kind with nothing behind it. */
int unknown_missing(const struct kind *k, struct err *err);
/* A verb with no record behind it. */
int unknown_record(const char *verb, struct err *err);

#endif
