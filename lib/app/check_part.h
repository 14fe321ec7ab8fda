/* Inside the check of the records. */
#ifndef APP_CHECK_PART_H
#define APP_CHECK_PART_H

#include "app/check.h"

/* Checks by the index: references, rules. Findings stand where the field
 * is. */
int check_references(
    struct app *app, const char *id, struct diag *diag, struct err *err);
int check_rules(
    struct app *app, const char *id, struct diag *diag, struct err *err);
/* A number that two records of a kind have: two branches may have given it. */
int check_numbers(
    struct app *app, const char *id, struct diag *diag, struct err *err);

/* Files that a record names but the book lacks. */
void check_files(struct app *app, const char *path, const struct node *rec,
    struct diag *diag);

#endif
