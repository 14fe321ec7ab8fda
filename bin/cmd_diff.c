#include <libintl.h>
#include <string.h>

#include "app/compare.h"
#include "app/delta.h"
#include "base/id.h"
#include "cmd.h"
#include "ids.h"
#include "out.h"

struct args {
	bool exit_code;
	struct out_args out;
};

static const struct opt opts[] = {
	OPT_BOOL(struct args, exit_code, 0, "exit-code",
	    "exit status 1 where something differs"),
	OUT_OPTS(struct args, out),
	OPT_END,
};

static const struct out_column columns[] = {
	{ .key = "kind" },
	{ .key = "record", .type = OUT_ID },
	{ .key = "path" },
	{ .key = "before", .grow = true },
	{ .key = "after", .grow = true },
};

struct run {
	struct app *app;
	struct printer *printer; /* or NULL: text */
	struct view view;
	struct diag diag;
	bool heads; /* records need a line each that names them */
	size_t count;
};

/* A side that is there and has no tree could not be read: what it says is
 * told by the findings, not as fields that came or went. */
static bool
is_readable(const struct compare_item *item)
{
	return (item->is_new || item->before != NULL) &&
	       (item->is_deleted || item->after != NULL);
}

static int
print_rows(struct run *r, const struct compare_item *item, struct err *err)
{
	struct field_changes d = { 0 };
	struct arena a = ARENA_INIT;
	size_t i;
	int ret = 0;

	if (is_readable(item))
		diff_records(&a, item->before, item->after, &d);
	for (i = 0; ret == 0 && i < d.n; i++) {
		struct out_cell cells[ARRAY_SIZE(columns)] = {
			{ .value = item->kind ? item->kind->name : NULL },
			{ .value = item->id },
			{ .value = d.v[i].path },
			{ .value = delta_canonical(&a, d.v[i].before) },
			{ .value = delta_canonical(&a, d.v[i].after) },
		};

		ret = printer_row(r->printer, cells, err);
	}
	arena_free(&a);
	return ret;
}

static void
print_head(struct run *r, const struct compare_item *item)
{
	struct found f;
	const char *name = item->path;

	if (item->id != NULL &&
	    record_get(r->app->index, &r->app->arena, item->id, &f) == 0)
		name = arena_printf(
		    &r->app->arena, "%s %s", f.id, app_name_of(r->app, &f));
	if (r->count > 1)
		out_str("\n");
	out_str(out_style(STYLE_BOLD));
	out_safe(arena_printf(&r->app->arena, "%s%s%s",
	    item->kind ? item->kind->name : "", item->kind ? " " : "", name));
	out_str(item->is_new	   ? gettext(" (new)")
		: item->is_deleted ? gettext(" (deleted)")
				   : "");
	out_printf("%s\n", out_style(STYLE_NONE));
}

static int
print(const struct compare_item *item, void *arg, struct err *err)
{
	struct run *r = arg;
	struct buf b = BUF_INIT;

	r->count++;
	if (r->printer != NULL)
		return print_rows(r, item, err);
	if (r->heads)
		print_head(r, item);
	if (is_readable(item))
		delta_text(&r->view, item->kind, item->before, item->after,
		    r->heads ? "  " : "", false, &b);
	out_str(b.data);
	buf_release(&b);
	return 0;
}

static int
revisions(struct run *r, const char *id, const char *from, const char *to,
    struct err *err)
{
	struct snap *a = NULL, *b = NULL;
	int ret = compare_rev(r->app, from, &a, err);

	if (ret == 0 && to != NULL)
		ret = compare_rev(r->app, to, &b, err);
	if (ret == 0)
		ret = compare_snaps(r->app, a, b ? b : r->app->snap, id,
		    &r->diag, print, r, err);
	snap_close(a);
	snap_close(b);
	return ret;
}

static int
range(struct run *r, const char *word, struct err *err)
{
	const char *dots = strstr(word, "..");
	char *from = arena_strndup(&r->app->arena, word, (size_t)(dots - word));

	r->heads = true;
	return revisions(
	    r, NULL, from[0] ? from : "HEAD", dots[2] ? dots + 2 : "HEAD", err);
}

static int
compare(
    struct run *r, const struct kind *k, int argc, char **argv, struct err *err)
{
	const char *const *ids;
	int ret;

	if (argc == 0) {
		r->heads = true;
		return compare_hand(r->app, NULL, &r->diag, print, r, err);
	}
	if (argc == 1 && strstr(argv[0], "..") != NULL)
		return range(r, argv[0], err);
	ret = ids_find(r->app, k, 1, argv, &ids, err);
	if (ret < 0)
		return ret;
	if (argc > 1)
		return revisions(
		    r, ids[0], argv[1], argc > 2 ? argv[2] : NULL, err);
	ret = compare_hand(r->app, ids[0], &r->diag, print, r, err);
	if (ret == 0 && r->count == 0)
		ret = compare_last(r->app, ids[0], &r->diag, print, r, err);
	return ret;
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct run r = { .app = app };
	const struct kind *k;
	const char *format;
	int ret;

	ret = out_format(&a->out, &format, err);
	if (ret == 0)
		ret = ids_kind(app, &argc, &argv, false, &k, err);
	if (ret < 0)
		return ret;
	view_init(&r.view, app, true);
	if (strcmp(format, "table") != 0)
		ret = out_rows(app, &a->out, NULL, columns, ARRAY_SIZE(columns),
		    &r.printer, err);
	else
		out_page(app);
	if (ret == 0)
		ret = compare(&r, k, argc, argv, err);
	if (ret == 0 && r.printer != NULL)
		ret = printer_end(r.printer, err);
	out_findings(&r.diag, false);
	if (ret == 0 && a->exit_code && r.count > 0)
		ret = CRM_ENO;
	printer_free(r.printer);
	view_free(&r.view);
	diag_free(&r.diag);
	return ret;
}

const struct cmd cmd_diff = {
	.name = "diff",
	.group = GROUP_HISTORY,
	.params = "[KIND] [ID [REV [REV]] | REV..REV]",
	.summary = "show what differs, field by field",
	.help = "ID alone: what was edited by hand and not recorded, else what "
		"the last commit changed. ID REV: from then to now. A REV is a "
		"day or what git understands. Without words: all that was "
		"edited by hand.",
	.min = 0,
	.max = 4,
	.needs = NEED_INDEX,
	.takes_kind = true,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
