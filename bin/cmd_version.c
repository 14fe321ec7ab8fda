#include "cmd.h"
#include "help.h"

static int
run(struct app *app, const void *args, int argc, char **argv, struct err *err)
{
	(void)app;
	(void)args;
	(void)argc;
	(void)argv;
	(void)err;
	return help_version();
}

const struct cmd cmd_version = {
	.name = "version",
	.group = GROUP_HELP,
	.params = "",
	.summary = "show the version of crm",
	.run = run,
};
