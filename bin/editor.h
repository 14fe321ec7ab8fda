/* A person's editor. */
#ifndef BIN_EDITOR_H
#define BIN_EDITOR_H

#include "app/app.h"

/*
 * Where texts are kept while they are edited: a file of this name below
 * $XDG_STATE_HOME/crm/edit, its folders made. In the session's arena.
 */
const char *editor_file(struct app *app, const char *name, struct err *err);
int editor_write(const char *path, const struct buf *text, struct err *err);
int editor_read(const char *path, struct buf *ret, struct err *err);
/* Opens the file in the editor and waits: CRM_EDITOR, GIT_EDITOR,
 * core.editor, VISUAL, EDITOR, vi. CRM_EHELPER where it fails. */
int editor_run(struct app *app, const char *path, struct err *err);

#endif
