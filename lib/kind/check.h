/*
 * Checks by schema alone: of a record (types, required fields, rows,
 * unknown keys), and of the schema itself.
 */
#ifndef KIND_CHECK_H
#define KIND_CHECK_H

#include "kind/kind.h"

/*
 * Checks a record's tree against its kind: types, required fields, row ids
 * present, unique and well formed (missing ones are a warning), state one
 * of the flow's, log entries' shape. Unknown keys are warnings. References
 * are checked for shape only. Findings carry line and column.
 */
void check_record(const struct kind *k, const char *path,
    const struct node *rec, struct diag *diag);

/*
 * Checks across kinds: references name kinds, states and verbs exist,
 * fields named anywhere exist, no name is reserved (SQLite keywords, filter
 * operators, built-ins, `on off yes no y n`; `commands` are the reserved
 * verbs, NULL-terminated), ladder's covers are stored fields outside the
 * never-frozen ones, states are reachable, labels in both languages, no
 * cycle among derived fields. Expressions are compiled elsewhere.
 */
void kinds_check(
    const struct kinds *k, const char *const *commands, struct diag *diag);

#endif
