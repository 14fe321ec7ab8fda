#include <string.h>

#include "app/list.h"
#include "cmd.h"
#include "out.h"

struct args {
	struct list_args list;
	struct out_args out;
};

static const struct opt opts[] = {
	OPT_STR(struct args, list.where, 0, "where", "SQL",
	    "an SQL condition, too"),
	OPT_STR(struct args, list.sort, 0, "sort", "FIELDS",
	    "sort by these; -FIELD: the other way round"),
	OPT_STR(struct args, list.columns, 0, "columns", "FIELDS",
	    "show these fields, derived ones or paths like customer.name"),
	OPT_INT(
	    struct args, list.limit, 0, "limit", "N", "not more than so many"),
	OPT_BOOL(struct args, list.all, 0, "all", "archived records, too"),
	OUT_OPTS(struct args, out),
	OPT_END,
};

static int
print(struct app *app, const struct args *a, struct list *l, struct err *err)
{
	struct printer *p;
	int r;

	r = out_rows(app, &a->out, app_label(app, &l->kind->label), l->columns,
	    l->n, &p, err);
	if (r < 0)
		return r;
	/* the keys were asked for, and are printed */
	if (a->out.json == NULL || a->out.json[0] != '\0')
		r = list_print(l, p, err);
	if (r == 0)
		r = printer_end(p, err);
	printer_free(p);
	return r;
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct list_args list = a->list;
	const struct kind *k;
	const char *format;
	struct list l;
	int r;

	r = out_format(&a->out, &format, err);
	if (r == 0)
		r = app_kind(app, argv[0], &k, err);
	if (r < 0)
		return r;
	/* --json=FIELDS chooses among all fields, not the kind's columns */
	if (list.columns == NULL && a->out.json != NULL)
		list.columns = a->out.json[0] != '\0' ? a->out.json : "*";
	r = list_open(&l, app, k, &list, (const char *const *)argv + 1,
	    (size_t)argc - 1, view_is_for_people(format), err);
	if (r == 0)
		r = print(app, a, &l, err);
	list_close(&l);
	return r;
}

const struct cmd cmd_list = {
	.name = "list",
	.group = GROUP_RECORDS,
	.params = "KIND [TERM...]",
	.summary = "find records",
	.help = "TERM: a word of the text, FIELD:VALUE, FIELD.OP:VALUE (OP is "
		"eq, ne, lt, le, gt, ge, has or in), +TAG, not:TERM, @VIEW. "
		"All of them must hold. FIELD may be up to three references "
		"long, as in customer.industry:auto. A value may be a label, "
		"a period (2026-01..2026-03), an amount (12万), a day "
		"(today+7d), \"me\", nothing (FIELD: is empty).",
	.min = 1,
	.max = -1,
	.needs = NEED_INDEX,
	.takes_kind = true,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
