/*
 * Checking what is committed: every record against its kind, its place,
 * references, rules and approvals; and the schema itself.
 */
#ifndef APP_CHECK_H
#define APP_CHECK_H

#include "app/view.h"

/*
 * Adds what is wrong with the schema: mistakes of reading, what names
 * nothing, expressions that do not compile. `commands` are the words that
 * verbs may not be called (NULL-terminated).
 */
int check_schema(struct app *app, const char *const *commands,
    struct diag *diag, struct err *err);

/* Adds what is wrong with the records: of the whole book, or (id) one.
 * *records is how many were looked at. */
int check_book(struct app *app, const char *id, struct diag *diag,
    size_t *records, struct err *err);

#endif
