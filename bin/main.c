#include <stdlib.h>

#include "dispatch.h"
#include "globals.h"
#include "help.h"
#include "out.h"
#include "start.h"

#define WAIT_MS 10000 /* for another writer */

static int
run(struct app *app, int argc, char **argv, struct err *err)
{
	struct globals g = { 0 };
	int r;

	r = start_clock(err);
	if (r == 0)
		r = opt_parse(globals_before, &g, &argc, argv, true, err);
	if (r == 0)
		r = globals_apply(app, &g, err);
	if (r < 0)
		return r;
	if (g.version)
		return help_version();
	if (g.help || argc == 0)
		return help_start();
	return dispatch(app, argc, argv + 1, err);
}

int
main(int argc, char **argv)
{
	_cleanup_(freep) char *cache = NULL;
	struct err err = ERR_INIT;
	struct app app = { .wait_ms = WAIT_MS,
		.source_name = "cli",
		.say = out_say,
		.show_dry = out_dry };
	int r;

	start_process();
	app.lang = start_language();
	app.cache_dir = cache = start_cache_dir();
	app.env_name = start_variable("GIT_AUTHOR_NAME");
	app.env_email = start_variable("GIT_AUTHOR_EMAIL");
	r = argc > 0 ? run(&app, argc, argv, &err) : CRM_EUSAGE;
	app_close(&app);
	/* a broken pipe is no news */
	if (out_end() < 0)
		r = CRM_EIO;
	else if (r < 0)
		out_error(&err);
	err_clear(&err);
	return -r & 255;
}
