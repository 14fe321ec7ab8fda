/* Inside explain: what several of its parts say. */
#ifndef APP_EXPLAIN_PART_H
#define APP_EXPLAIN_PART_H

#include "app/explain.h"

/* Adds "label: text" unless the text is NULL or "". */
void explain_add(struct pairs *p, const char *label, const char *text);
/* "schema/order.yaml:12:3" */
void explain_place(
    struct app *app, struct pairs *p, const char *path, int line, int col);
/* Type, what is allowed, defaults, help and place of a field; `path` is how
 * it was named. */
void explain_field(struct app *app, const struct kind *k, const char *path,
    const struct field *f, struct pairs *p);
void explain_derived(struct app *app, const struct kind *k, const char *path,
    const struct derive *d, struct pairs *p);
void explain_verb(struct app *app, const struct kind *k, const struct verb *v,
    struct pairs *p);
void explain_state(struct app *app, const struct kind *k, const struct state *s,
    struct pairs *p);
void explain_step(struct app *app, const struct kind *k, const struct step *s,
    struct pairs *p);
void explain_rule(struct app *app, const struct kind *k, const struct rule *r,
    struct pairs *p);

#endif
