#include "decide.h"

static int
run(struct app *app, const void *args, int argc, char **argv, struct err *err)
{
	return decide_run(app, args, VERDICT_WITHDRAWN, argc, argv, err);
}

const struct cmd cmd_withdraw = {
	.name = "withdraw",
	.group = GROUP_FLOW,
	.params = "ID...",
	.summary = "take back what you submitted",
	.help = "Before the first decision, or when the approval has become "
		"void.\n",
	.min = 1,
	.max = -1,
	.needs = NEED_WRITE,
	.takes_kind = false,
	.opts = decide_opts,
	.args_size = sizeof(struct decide_args),
	.run = run,
};
