#include <libintl.h>
#include <string.h>

#include "app/report.h"
#include "cmd.h"
#include "out.h"

struct args {
	struct report_args report;
	struct out_args out;
};

static const struct opt opts[] = {
	OPT_STR(struct args, report.from, 0, "from", "DATE",
	    "from this day or period on"),
	OPT_STR(struct args, report.to, 0, "to", "DATE",
	    "up to this day or period"),
	OPT_STR(struct args, report.period, 0, "period", "PERIOD",
	    "both: 2026, 2026-03, 2026q1, last-month, 2026-01..2026-03"),
	OUT_OPTS(struct args, out),
	OPT_END,
};

static int
print(struct app *app, const struct args *a, struct report_run *run,
    struct err *err)
{
	struct printer *p;
	int r;

	r = out_rows(app, &a->out, app_label(app, &run->report.label),
	    run->columns, run->report.n, &p, err);
	if (r < 0)
		return r;
	if (a->out.json == NULL || a->out.json[0] != '\0')
		r = report_print(run, p, err);
	if (r == 0)
		r = printer_end(p, err);
	printer_free(p);
	return r;
}

static int
list_row(struct app *app, struct arena *a, struct printer *p, const char *name,
    struct err *err)
{
	struct err why = ERR_INIT;
	struct out_cell cells[3] = { { .value = name } };
	struct report r;
	int ret;

	ret = report_load(&app->source, a, name, &r, NULL, &why);
	if (ret == 0) {
		cells[1].value = app_label(app, &r.label);
		cells[2].value = view_help(app, r.help_en, r.help_zh);
	} else {
		/* still listed, and told of */
		app_say(app, SAY_WARNING, "%s", why.text ? why.text : name);
	}
	err_clear(&why);
	return printer_row(p, cells, err);
}

static int
list_reports(struct app *app, const struct args *a, struct err *err)
{
	const struct out_column columns[] = {
		{ .key = "report", .heading = gettext("report") },
		{ .key = "label", .heading = gettext("label") },
		{ .key = "help", .heading = gettext("help"), .grow = true },
	};
	struct arena arena = ARENA_INIT;
	const char *const *names;
	struct printer *p = NULL;
	int r;

	r = report_names(&app->source, &arena, &names, err);
	if (r == 0)
		r = out_rows(app, &a->out, gettext("Reports"), columns,
		    ARRAY_SIZE(columns), &p, err);
	for (; r == 0 && *names != NULL; names++)
		r = list_row(app, &arena, p, *names, err);
	if (r == 0)
		r = printer_end(p, err);
	printer_free(p);
	arena_free(&arena);
	return r;
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct report_run run;
	const char *format;
	int r;

	r = out_format(&a->out, &format, err);
	if (r < 0 || argc == 0)
		return r < 0 ? r : list_reports(app, a, err);
	r = app_open(app, NEED_INDEX, err);
	if (r < 0)
		return r;
	r = report_open(&run, app, argv[0], &a->report,
	    (const char *const *)argv + 1, (size_t)argc - 1,
	    view_is_for_people(format), err);
	if (r == 0)
		r = print(app, a, &run, err);
	report_close(&run);
	return r;
}

const struct cmd cmd_report = {
	.name = "report",
	.group = GROUP_REPORTS,
	.params = "[REPORT [TERM...]]",
	.summary = "run a report, or list them",
	.help =
	    "TERMs as of \"crm help list\" narrow it to some records. Month's "
	    "ends: --as-of DATE.",
	.min = 0,
	.max = -1,
	.needs = NEED_BOOK,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
