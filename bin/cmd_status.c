#include <libintl.h>
#include <string.h>

#include "app/compare.h"
#include "app/delta.h"
#include "cmd.h"
#include "out.h"

struct args {
	bool exit_code;
	struct out_args out;
};

static const struct opt opts[] = {
	OPT_BOOL(struct args, exit_code, 0, "exit-code",
	    "exit status 1 where something is to be recorded"),
	OUT_OPTS(struct args, out),
	OPT_END,
};

static const struct out_column columns[] = {
	{ .key = "status" },
	{ .key = "kind" },
	{ .key = "record", .type = OUT_ID },
	{ .key = "path" },
	{ .key = "bad", .type = OUT_BOOLEAN },
};

struct run {
	struct app *app;
	struct printer *printer; /* or NULL: text */
	struct view view;
	struct diag diag;
	size_t records, others;
};

static const char *
status_of(const struct compare_item *item)
{
	return item->is_new ? "new" : item->is_deleted ? "deleted" : "changed";
}

/* What parses may yet not fit its kind. */
static bool
is_bad(struct run *r, const struct compare_item *item)
{
	size_t before = diag_count(&r->diag, LEVEL_ERROR);

	if (item->id == NULL || item->is_deleted)
		return false;
	if (item->after == NULL)
		return true;
	if (item->kind == NULL) {
		diag_add(&r->diag, LEVEL_ERROR, item->path, 0, 0, "",
		    "this kind has no schema");
		return true;
	}
	check_record(item->kind, item->path, item->after, &r->diag);
	return diag_count(&r->diag, LEVEL_ERROR) > before;
}

static int
print_row(
    struct run *r, const struct compare_item *item, bool bad, struct err *err)
{
	struct out_cell cells[ARRAY_SIZE(columns)] = {
		{ .value = status_of(item) },
		{ .value = item->kind ? item->kind->name : NULL },
		{ .value = item->id },
		{ .value = item->path },
		{ .value = bad ? "true" : "false" },
	};

	return printer_row(r->printer, cells, err);
}

static void
print_item(struct run *r, const struct compare_item *item, bool bad)
{
	struct arena *a = &r->app->arena;
	struct buf b = BUF_INIT;
	struct found f;

	out_printf("%s%-8s", out_style(bad ? STYLE_RED : STYLE_BOLD),
	    gettext(status_of(item)));
	out_safe(item->path);
	out_str(out_style(STYLE_NONE));
	if (item->id != NULL && record_get(r->app->index, a, item->id, &f) == 0)
		out_safe(arena_printf(a, "  %s", app_name_of(r->app, &f)));
	out_str(bad ? gettext("  (bad, see below)\n") : "\n");
	if (item->moved)
		out_printf("        %s\n",
		    gettext("the book has another version since; \"crm "
			    "commit\" merges them field by field"));
	if (item->id == NULL)
		out_printf(
		    "        %s\n", gettext("no record: record it with git"));
	if (!item->is_new && !item->is_deleted && item->after != NULL)
		delta_text(&r->view, item->kind, item->before, item->after,
		    "        ", false, &b);
	out_str(b.data);
	buf_release(&b);
}

static int
print(const struct compare_item *item, void *arg, struct err *err)
{
	struct run *r = arg;
	bool bad = is_bad(r, item);

	if (item->id != NULL)
		r->records++;
	else
		r->others++;
	if (r->printer != NULL)
		return print_row(r, item, bad, err);
	print_item(r, item, bad);
	return 0;
}

static void
say_next(struct run *r)
{
	if (r->printer != NULL)
		return;
	if (store_is_bare(r->app->store))
		out_printf("%s\n",
		    gettext("a bare book has no files to edit by hand"));
	else if (r->records + r->others == 0)
		out_printf("%s\n", gettext("nothing was edited by hand"));
	out_findings(&r->diag, true);
	if (r->records > 0 && diag_count(&r->diag, LEVEL_ERROR) == 0)
		app_say(r->app, SAY_HINT, "crm commit");
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct run r = { .app = app };
	const char *format;
	int ret;

	(void)argc;
	(void)argv;
	if (app->at != NULL || app->on != NULL)
		return err_set(err, CRM_EUSAGE,
		    "files belong to the branch that is checked out: not "
		    "together with --at or --on");
	ret = out_format(&a->out, &format, err);
	if (ret < 0)
		return ret;
	view_init(&r.view, app, true);
	if (strcmp(format, "table") != 0)
		ret = out_rows(app, &a->out, NULL, columns, ARRAY_SIZE(columns),
		    &r.printer, err);
	if (ret == 0)
		ret = compare_hand(app, NULL, &r.diag, print, &r, err);
	if (ret == 0 && r.printer != NULL)
		ret = printer_end(r.printer, err);
	if (ret == 0)
		say_next(&r);
	if (ret == 0 && a->exit_code && r.records + r.others > 0)
		ret = CRM_ENO;
	printer_free(r.printer);
	view_free(&r.view);
	diag_free(&r.diag);
	return ret;
}

const struct cmd cmd_status = {
	.name = "status",
	.group = GROUP_HISTORY,
	.params = "",
	.summary = "show what was edited by hand and is not recorded",
	.help = "Commands read what is committed; files that were edited wait "
		"for \"crm commit\".",
	.min = 0,
	.max = 0,
	.needs = NEED_INDEX,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
