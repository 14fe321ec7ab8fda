#include <string.h>

#include "write.h"

struct args {
	struct write_args write;
};

static const struct opt opts[] = { WRITE_OPTS(struct args, write), OPT_END };

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct record_undo u;
	char hex[41];
	struct oid id;
	int r;

	r = store_resolve(app->store, argc > 0 ? argv[0] : "HEAD", &id, err);
	if (r < 0)
		return r;
	oid_hex(hex, &id);
	u.commit = hex;
	return write_run(app, &a->write, record_undo, &u, NULL, 0, err);
}

const struct cmd cmd_undo = {
	.name = "undo",
	.group = GROUP_HISTORY,
	.params = "[COMMIT]",
	.summary = "reverse a command, field by field, by a new commit",
	.help = "COMMIT = HEAD where none is given. What was changed since is "
		"named and\nnothing is done. Decisions are not undone (crm "
		"withdraw, crm return);\na number once given stays.\n",
	.min = 0,
	.max = 1,
	.needs = NEED_WRITE,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
