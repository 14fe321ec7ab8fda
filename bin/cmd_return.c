#include "decide.h"

static int
run(struct app *app, const void *args, int argc, char **argv, struct err *err)
{
	return decide_run(app, args, VERDICT_RETURNED, argc, argv, err);
}

const struct cmd cmd_return = {
	.name = "return",
	.group = GROUP_FLOW,
	.params = "ID...",
	.summary = "send what was submitted back for changes (-m)",
	.help = "It goes back to who submitted it.\n",
	.min = 1,
	.max = -1,
	.needs = NEED_WRITE,
	.takes_kind = false,
	.opts = decide_opts,
	.args_size = sizeof(struct decide_args),
	.run = run,
};
