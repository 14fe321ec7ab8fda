#include "globals.h"

#include <string.h>

#include "out.h"

/* clang-format off */
#define VIEW \
	OPT_STR(struct globals, at, 0, "at", "DATE|REV", \
	    "the book as it was committed then"), \
	OPT_STR(struct globals, as_of, 0, "as-of", "DATE", \
	    "today's knowledge seen from that business day"), \
	OPT_STR(struct globals, on, 0, "on", "BRANCH", \
	    "another branch than the one that is checked out"), \
	OPT_STR(struct globals, as, 0, "as", "EMAIL", \
	    "as that person (in a demo book only)"), \
	OPT_BOOL(struct globals, quiet, 'q', "quiet", \
	    "no hints and no progress"), \
	OPT_BOOL(struct globals, verbose, 'v', "verbose", "say more"), \
	OPT_STR(struct globals, color, 0, "color", "WHEN", \
	    "always, auto or never"), \
	OPT_BOOL(struct globals, no_pager, 0, "no-pager", \
	    "print straight to the terminal"), \
	OPT_BOOL(struct globals, help, 'h', "help", "show this help")
/* clang-format on */

const struct opt globals_before[] = {
	OPT_STR(struct globals, dir, 'C', "directory", "DIR",
	    "the book in or above that folder"),
	VIEW,
	OPT_BOOL(struct globals, version, 0, "version", "show the version"),
	OPT_END,
};

const struct opt globals_behind[] = { VIEW, OPT_END };

static int
apply_color(const char *when, struct err *err)
{
	static const char *const names[] = { "auto", "always", "never" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		if (strcmp(when, names[i]) == 0) {
			out_color((enum out_color)i);
			return 0;
		}
	}
	return err_set(err, CRM_EUSAGE,
	    "--color: \"%s\" is none of always, auto, never", when);
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
view_changes(const struct app *app, const struct globals *g)
{
	return !same(app->at, g->at) || !same(app->as_of, g->as_of) ||
	       !same(app->on, g->on) || !same(app->as, g->as) ||
	       !same(app->dir, g->dir);
}

int
globals_apply(struct app *app, const struct globals *g, struct err *err)
{
	if (g->color != NULL && apply_color(g->color, err) < 0)
		return CRM_EUSAGE;
	if (g->quiet)
		out_quiet(true);
	if (g->verbose)
		out_verbose(true);
	if (g->no_pager)
		out_no_pager();
	if (!view_changes(app, g))
		return 0;
	if (app->change != NULL)
		return err_set(err, CRM_EUSAGE,
		    "--at, --as-of, --on and --as hold for the whole batch: "
		    "give them to \"crm batch\"");
	if (app->store != NULL) {
		app_close(app);
		memset(&app->actor, 0, sizeof(app->actor));
	}
	app->dir = g->dir;
	app->at = g->at;
	app->as_of = g->as_of;
	app->on = g->on;
	app->as = g->as;
	return 0;
}
