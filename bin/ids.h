/* Words of a command that name records: [KIND] ID... */
#ifndef BIN_IDS_H
#define BIN_IDS_H

#include "app/app.h"

/* Takes the first word off if it is a kind (*ret NULL if not) and, where
 * `alone` is not set, further words follow. */
int ids_kind(struct app *app, int *argc, char ***argv, bool alone,
    const struct kind **ret, struct err *err);
/* Whole ids of what was typed, in the session's arena. A whole id is taken
 * as it is: its record may be no more. Opens the index if there is any. */
int ids_find(struct app *app, const struct kind *k, int argc, char **argv,
    const char *const **ret, struct err *err);

#endif
