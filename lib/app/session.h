/* Inside the application: the parts that app_open is made of. */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "app/app.h"
#include "rec/yaml.h"

/* Opens the index of the snapshot and brings it there: catches up by tree
 * difference, or rebuilds where it is missing, stale or damaged. */
int refresh_index(struct app *app, struct err *err);
/* Throws the index away and builds it anew (crm reindex). */
int refresh_rebuild(struct app *app, struct err *err);
/* The same as refresh_index() inside a transaction of the index, where no
 * other process can take it elsewhere. */
int refresh_held(struct app *app, struct err *err);
/* Puts one record's bytes into the index; what does not parse is bad. */
int refresh_put(struct app *app, struct index *ix, const char *path,
    const char *blob, const struct buf *text, struct err *err);

/* Who git says is at work: the environment before the configuration. */
void identity_read(struct app *app, const char **name, const char **email);
/* Matches the git identity, or --as, to a person. */
int actor_open(struct app *app, struct err *err);
/* CRM_EPERM where who is at work is no person of the book. */
int actor_need(struct app *app, struct err *err);

/* Tells the index today, as-of, the person and the language. */
void app_set_view(struct app *app);

#endif
