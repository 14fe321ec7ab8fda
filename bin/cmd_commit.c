#include "write.h"

struct args {
	struct write_args write;
};

static const struct opt opts[] = { WRITE_OPTS(struct args, write), OPT_END };

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct record_hand h = { argv, (size_t)argc, 0 };
	int r;

	if (store_is_bare(app->store))
		return err_set(err, CRM_EUSAGE,
		    "a bare book has no files to edit by hand");
	r = write_run(app, &a->write, record_hand, &h, NULL, 0, err);
	if (r == 0 && h.count == 0)
		app_say(app, SAY_INFO, "nothing was edited by hand");
	return r;
}

const struct cmd cmd_commit = {
	.name = "commit",
	.group = GROUP_HISTORY,
	.params = "[PATH...]",
	.summary = "check and record what was edited by hand",
	.help = "Records only; other files are git's. Rows written without an "
		"id get one.\nWhat verbs write (state, log, number) and what "
		"the state freezes is refused.\n",
	.min = 0,
	.max = -1,
	.needs = NEED_WRITE,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
