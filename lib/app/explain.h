/*
 * Explaining: what the schema says of a field, verb, state, step, rule or
 * setting and where; and where the value of a record's field comes from.
 */
#ifndef APP_EXPLAIN_H
#define APP_EXPLAIN_H

#include "app/view.h"
#include "out/pairs.h"

/*
 * Adds what is known of "KIND.FIELD", "KIND.LIST.FIELD", "KIND.VERB",
 * "KIND.STATE", "KIND.STEP", a rule's id or a setting's name. CRM_EUSAGE
 * with "did you mean".
 */
int explain_word(
    struct app *app, const char *word, struct pairs *ret, struct err *err);

/* Adds the value of a record's field, what it is made of, and who set it. */
int explain_value(struct app *app, const struct kind *k, const struct found *f,
    const char *field, struct pairs *ret, struct err *err);

#endif
