#include "write.h"

struct args {
	struct write_args write;
};

static const struct opt opts[] = { WRITE_OPTS(struct args, write), OPT_END };

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct record_new n = { NULL, argc - 1, argv + 1, NULL };
	int r;

	r = app_kind(app, argv[0], &n.kind, err);
	return r < 0 ? r
		     : write_run(app, &a->write, record_new, &n, &n.id, 1, err);
}

const struct cmd cmd_new = {
	.name = "new",
	.group = GROUP_RECORDS,
	.params = "KIND FIELD=VALUE...",
	.summary = "make a record",
	.help =
	    "Fields: crm help KIND. A value may be a label, 12万, today+7d, "
	    "me;\nFIELD+=VALUE adds to a list, lines+='product=X,qty=2' a "
	    "row,\nFIELD@=FILE takes a file (- = standard input).\n",
	.min = 1,
	.max = -1,
	.needs = NEED_WRITE,
	.takes_kind = true,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
