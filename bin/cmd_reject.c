#include "decide.h"

static int
run(struct app *app, const void *args, int argc, char **argv, struct err *err)
{
	return decide_run(app, args, VERDICT_REJECTED, argc, argv, err);
}

const struct cmd cmd_reject = {
	.name = "reject",
	.group = GROUP_FLOW,
	.params = "ID...",
	.summary = "refuse what was submitted, with a reason (-m)",
	.help = "It goes back to where it was before it was submitted.\n",
	.min = 1,
	.max = -1,
	.needs = NEED_WRITE,
	.takes_kind = false,
	.opts = decide_opts,
	.args_size = sizeof(struct decide_args),
	.run = run,
};
