/*
 * Is all in order for working with a book: repository, identity, schema,
 * index, hand edits? Each answer says what mends it.
 */
#ifndef APP_DOCTOR_H
#define APP_DOCTOR_H

#include "app/app.h"

enum health { HEALTH_OK, HEALTH_WARN, HEALTH_FAIL };

/* `mend`: a command or advice, or NULL. */
typedef void (*doctor_fn)(enum health how, const char *what, const char *text,
    const char *mend, void *arg);

/* Opens what it can of the session and tells of what it cannot. */
void doctor_run(struct app *app, doctor_fn each, void *arg);

#endif
