/*
 * Verbs: a record's steps through its flow.
 */
#ifndef APP_FLOW_H
#define APP_FLOW_H

#include "app/change.h"

/*
 * Runs a verb: state, who may, approvals that must stand, fields asked for
 * (`argv`: FIELD=VALUE), fields needed (all that are missing are named at
 * once), condition, number, the new state, the log entry, effects. An
 * `effect` of another verb is not asked who may.
 */
int flow_verb(struct change *c, struct staged *s, const struct verb *v,
    int argc, char **argv, const char *reason, bool effect, struct err *err);

/* A verb of a kind by what was typed (also its label); CRM_EUSAGE with
 * "did you mean". */
int flow_find(struct app *app, const struct kind *k, const char *word,
    const struct verb **ret, struct err *err);

/*
 * Moves a record to a state: log entry (further pairs key, value, ...,
 * NULL), effects of entering, and the first look at a ladder that stands
 * there.
 */
int flow_enter(struct change *c, struct staged *s, const char *to,
    const char *verb, const char *reason, const char *const *pairs,
    struct err *err);

/* Runs effects (effect.c). */
int effect_run(struct change *c, struct staged *s, const struct make *make,
    size_t n, struct err *err);

/* Is this person allowed by `by`? (may.c) */
int may_by(struct app *app, const struct kind *k, const struct node *rec,
    const char *person, const struct by *by, size_t n, bool *ret,
    struct err *err);
/* Does the person hold the role for this record? */
int may_role(struct app *app, const struct kind *k, const struct node *rec,
    const char *person, const char *role, const char *const *match, bool *ret,
    struct err *err);
/* "张伟, 李雷 (general_manager)": who holds a role for the record. */
const char *may_who(struct app *app, struct arena *a, const struct kind *k,
    const struct node *rec, const char *role);
/* A person's superior, or NULL. */
int may_superior(struct app *app, struct arena *a, const char *person,
    const char **ret, struct err *err);

#endif
