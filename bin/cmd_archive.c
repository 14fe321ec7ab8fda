#include "write.h"

struct args {
	struct write_args write;
	bool restore, yes;
	int expect;
};

static const struct opt opts[] = { WRITE_OPTS(struct args, write),
	OPT_BOOL(struct args, restore, 0, "restore", "take it back"),
	OPT_BOOL(struct args, yes, 'y', "yes", "more than three records, too"),
	OPT_INT(struct args, expect, 0, "expect", "N",
	    "only if N records are named"),
	OPT_END };

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct record_archive r = { (const char *const *)argv, (size_t)argc,
		a->restore };
	int rc = write_confirm((size_t)argc, a->yes, a->expect, err);

	return rc < 0 ? rc
		      : write_run(app, &a->write, record_archive, &r, r.ids,
			    r.n, err);
}

const struct cmd cmd_archive = {
	.name = "archive",
	.group = GROUP_RECORDS,
	.params = "ID...",
	.summary = "hide records from lists; nothing is deleted",
	.help = "Archived records still count in reports, are found by id and "
		"number,\nand listed with --all.\n",
	.min = 1,
	.max = -1,
	.needs = NEED_WRITE,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
