#include <libintl.h>

#include "app/check.h"
#include "cmd.h"
#include "ids.h"
#include "out.h"

struct args {
	bool schema;
};

static const struct opt opts[] = {
	OPT_BOOL(struct args, schema, 0, "schema", "the schema alone"),
	OPT_END,
};

static int
check_all(struct app *app, bool schema, struct diag *diag, size_t *records,
    struct err *err)
{
	const char **names =
	    arena_zalloc(&app->arena, (n_cmds + 1) * sizeof(*names));
	size_t i;
	int r;

	for (i = 0; i < n_cmds; i++)
		names[i] = cmds[i]->name;
	r = check_schema(app, names, diag, err);
	return r == 0 && !schema ? check_book(app, NULL, diag, records, err)
				 : r;
}

static int
check_some(struct app *app, int argc, char **argv, struct diag *diag,
    size_t *records, struct err *err)
{
	const char *const *ids;
	const struct kind *k;
	size_t one;
	int i, r;

	r = ids_kind(app, &argc, &argv, false, &k, err);
	if (r == 0)
		r = ids_find(app, k, argc, argv, &ids, err);
	for (i = 0; r == 0 && i < argc; i++) {
		r = check_book(app, ids[i], diag, &one, err);
		*records += one;
	}
	return r;
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct diag diag = DIAG_INIT;
	size_t records = 0, errors, warnings;
	int r;

	if (argc > 0 && a->schema)
		return err_set(
		    err, CRM_EUSAGE, "either records or --schema, not both");
	if (argc > 0)
		r = check_some(app, argc, argv, &diag, &records, err);
	else
		r = check_all(app, a->schema, &diag, &records, err);
	if (r == 0) {
		out_findings(&diag, true);
		errors = diag_count(&diag, LEVEL_ERROR);
		warnings = diag_count(&diag, LEVEL_WARNING) - errors;
		app_say(app, SAY_INFO, "%zu records, %zu errors, %zu warnings",
		    records, errors, warnings);
		if (errors > 0)
			r = CRM_ENO;
	}
	diag_free(&diag);
	return r;
}

const struct cmd cmd_check = {
	.name = "check",
	.group = GROUP_BOOK,
	.params = "[[KIND] ID...]",
	.summary = "find what is wrong in the book",
	.help = "Every record against its kind, its place, its references, the "
		"rules and approvals; and the schema. One finding a line: "
		"file:line:col: level: text [RULE]. Exit status 1 where there "
		"are errors.",
	.min = 0,
	.max = -1,
	.needs = NEED_INDEX,
	.takes_kind = true,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
