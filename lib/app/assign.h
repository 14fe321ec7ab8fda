/*
 * FIELD=VALUE words: what a person types to fill a record.
 *
 *   F=V set   F= clear   F+=V  F-=V lists   F@=FILE (text, or a file field)
 *   list+='a=1,b="x,y"' add a row   list[ROW].f=V   list[ROW]= remove
 *   group.f=V
 * F may be a label of either language. ROW = row id or position from 1.
 */
#ifndef APP_ASSIGN_H
#define APP_ASSIGN_H

#include "app/change.h"

/* Does a word look like an assignment (not an id)? */
bool assign_is(const char *word);

/*
 * Applies the words to a staged record, in order. CRM_EUSAGE for an unknown
 * field (with "did you mean"), CRM_EDATA for a wrong value (with what is
 * allowed), CRM_ENOENT for a row or file that is not there.
 */
int assign_words(
    struct change *c, struct staged *s, int argc, char **argv, struct err *err);

/* Canonical text of what was typed for one field; resolves references. */
int assign_value(struct app *app, struct arena *a, const struct field *f,
    const char *typed, const char **ret, struct err *err);

#endif
