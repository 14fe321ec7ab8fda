/*
 * The parsed schema, kept in .git/crm beside the index: to read YAML takes
 * longer than the rest of a command. Derived: made anew where it is missing,
 * damaged or of another schema.
 */
#ifndef APP_KEPT_H
#define APP_KEPT_H

#include "app/app.h"

/* Has app->source answer from it, or gather what is to be kept. */
void kept_begin(struct app *app);
/* Writes what was gathered; silent where it can't. */
void kept_end(struct app *app);
/* After the kinds, whose texts may be in it. */
void kept_free(struct app *app);

#endif
