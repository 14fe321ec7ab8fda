#include "decide.h"

static int
run(struct app *app, const void *args, int argc, char **argv, struct err *err)
{
	return decide_run(app, args, VERDICT_APPROVED, argc, argv, err);
}

const struct cmd cmd_approve = {
	.name = "approve",
	.group = GROUP_FLOW,
	.params = "ID...",
	.summary = "approve the step of a ladder that waits for you",
	.help = "The decision holds the digest of what it covers: a later "
		"change of a\ncovered field voids it.\n",
	.min = 1,
	.max = -1,
	.needs = NEED_WRITE,
	.takes_kind = false,
	.opts = decide_opts,
	.args_size = sizeof(struct decide_args),
	.run = run,
};
