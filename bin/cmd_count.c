#include "app/list.h"
#include "cmd.h"
#include "out.h"

static const struct opt opts[] = {
	OPT_STR(struct list_args, where, 0, "where", "SQL",
	    "an SQL condition, too"),
	OPT_BOOL(struct list_args, all, 0, "all", "archived records, too"),
	OPT_END,
};

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct kind *k;
	int64_t n;
	int r;

	r = app_kind(app, argv[0], &k, err);
	if (r == 0)
		r = list_count(app, k, parsed, (const char *const *)argv + 1,
		    (size_t)argc - 1, &n, err);
	if (r == 0)
		out_printf("%lld\n", (long long)n);
	return r;
}

const struct cmd cmd_count = {
	.name = "count",
	.group = GROUP_RECORDS,
	.params = "KIND [TERM...]",
	.summary = "count the records that a list would have",
	.min = 1,
	.max = -1,
	.needs = NEED_INDEX,
	.takes_kind = true,
	.opts = opts,
	.args_size = sizeof(struct list_args),
	.run = run,
};
