#include "app/session.h"
#include "cmd.h"
#include "out.h"

static int
run(struct app *app, const void *args, int argc, char **argv, struct err *err)
{
	struct value v = { VALUE_NULL, 0, NULL };
	int r;

	(void)args;
	(void)argc;
	(void)argv;
	r = refresh_rebuild(app, err);
	if (r == 0)
		r = query_value(app->index, &app->arena,
		    "SELECT count(*) FROM record", NULL, 0, &v, err);
	if (r == 0)
		app_say(app, SAY_INFO, "%lld records indexed", (long long)v.i);
	return r;
}

const struct cmd cmd_reindex = {
	.name = "reindex",
	.group = GROUP_BOOK,
	.params = "",
	.summary = "build the index anew; it is derived and may be deleted",
	.needs = NEED_KINDS,
	.run = run,
};
