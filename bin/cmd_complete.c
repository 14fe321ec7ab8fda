#include "cmd.h"
#include "complete.h"

static int
run(struct app *app, const void *args, int argc, char **argv, struct err *err)
{
	(void)args;
	(void)err;
	complete_line(app, argc, argv);
	return 0;
}

const struct cmd cmd_complete = {
	.name = "__complete",
	.group = GROUP_HIDDEN,
	.params = "-- WORD...",
	.summary = "print what the last word may be",
	.max = -1,
	.run = run,
};
