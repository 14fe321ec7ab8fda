#include <string.h>

#include "app/explain.h"
#include "cmd.h"
#include "ids.h"
#include "out.h"

static int
explain_record(struct app *app, const struct kind *k, char **argv,
    struct pairs *p, struct err *err)
{
	const struct kind *own;
	struct found f;
	int r;

	r = app_open(app, NEED_INDEX, err);
	if (r == 0)
		r = app_find(app, k, argv[0], &f, &own, err);
	if (r < 0)
		return r;
	if (own == NULL)
		return err_set(err, CRM_EDATA, "\"%s\" has no schema", f.kind);
	return explain_value(app, own, &f, argv[1], p, err);
}

static int
run(struct app *app, const void *args, int argc, char **argv, struct err *err)
{
	struct pairs p = PAIRS_INIT;
	struct buf b = BUF_INIT;
	const struct kind *k;
	int r;

	(void)args;
	r = ids_kind(app, &argc, &argv, false, &k, err);
	if (r < 0)
		return r;
	if (argc == 2)
		r = explain_record(app, k, argv, &p, err);
	else if (argc > 2)
		r = err_set(err, CRM_EUSAGE, "one field at a time");
	else if (k != NULL)
		r = explain_word(app,
		    arena_printf(&app->arena, "%s.%s", k->name, argv[0]), &p,
		    err);
	else
		r = explain_word(app, argv[0], &p, err);
	if (r == 0) {
		pairs_format(&p, 0, out_width(), &b);
		out_str(b.data);
	}
	buf_release(&b);
	pairs_free(&p);
	return r;
}

const struct cmd cmd_explain = {
	.name = "explain",
	.group = GROUP_HELP,
	.params = "KIND.FIELD | KIND.VERB | RULE | SETTING | [KIND] ID FIELD",
	.summary = "say what a field, verb or rule means and where it stands",
	.help = "ID FIELD: the value, what it is derived from, or who set it "
		"when. A field of a row: 'lines[1].amount'.",
	.min = 1,
	.max = 3,
	.needs = NEED_KINDS,
	.takes_kind = true,
	.run = run,
};
