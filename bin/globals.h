/*
 * Options of crm itself. They stand before the command; those that say what
 * is looked at and how it is shown may also stand behind it.
 */
#ifndef BIN_GLOBALS_H
#define BIN_GLOBALS_H

#include "app/app.h"
#include "opt.h"

struct globals {
	const char *dir, *at, *as_of, *on, *as, *color;
	bool quiet, verbose, no_pager, help, version;
};

/* Before the command. */
extern const struct opt globals_before[];
/* Behind it: offsets are in struct globals, too. */
extern const struct opt globals_behind[];

/*
 * Applies them. Where the session is open already and looks at something
 * else than it should, it is closed, to be opened anew when needed.
 */
int globals_apply(struct app *app, const struct globals *g, struct err *err);

#endif
