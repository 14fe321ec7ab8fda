#include <string.h>

#include "app/delta.h"
#include "app/log.h"
#include "base/date.h"
#include "base/utf8.h"
#include "cmd.h"
#include "ids.h"
#include "out.h"

#define SHORT 7 /* characters of a commit */

struct args {
	struct log_args log;
	bool oneline;
	struct out_args out;
};

static const struct opt opts[] = {
	OPT_INT(
	    struct args, log.limit, 'n', "limit", "N", "not more than so many"),
	OPT_BOOL(struct args, oneline, 0, "oneline", "one line a commit"),
	OPT_STR(struct args, log.since, 0, "since", "DATE", "from this day on"),
	OPT_STR(struct args, log.until, 0, "until", "DATE", "up to this day"),
	OPT_STR(struct args, log.by, 0, "by", "NAME",
	    "by this person: part of name or address"),
	OPT_STR(struct args, log.op, 0, "op", "KIND.VERB",
	    "only such commands; KIND or VERB alone, too"),
	OUT_OPTS(struct args, out),
	OPT_END,
};

static const struct out_column columns[] = {
	{ .key = "commit" },
	{ .key = "time", .type = OUT_TIME },
	{ .key = "author" },
	{ .key = "email" },
	{ .key = "op" },
	{ .key = "subject", .grow = true },
	{ .key = "kind" },
	{ .key = "record", .type = OUT_ID },
};

struct run {
	struct app *app;
	const struct args *args;
	struct printer *printer; /* or NULL: text */
	struct view view;
};

static int
print_row(struct run *r, const struct log_item *item, struct err *err)
{
	const struct entry *e = &item->entry;
	char at[26];
	struct out_cell cells[ARRAY_SIZE(columns)] = {
		{ .value = e->commit },
		{ .value = at },
		{ .value = e->author },
		{ .value = e->email },
		{ .value = e->op[0] ? e->op : NULL },
		{ .value = e->subject },
		{ .value = item->past ? item->past->kind : NULL },
		{ .value = item->past ? item->past->id : NULL },
	};

	time_format(at, e->time);
	return printer_row(r->printer, cells, err);
}

static void
print_line(const struct entry *e, struct arena *a)
{
	out_printf("%.*s %.10s ", SHORT, e->commit, view_time(a, e->time));
	out_safe(arena_printf(a, "%s  %s\n", e->author, e->subject));
}

/* Fields that the commit changed; of a new record its being new says all. */
static void
print_changes(struct run *r, struct arena *a, const struct past *p)
{
	const struct kind *k = kinds_find(r->app->kinds, p->kind);
	struct node *before = NULL, *after = NULL;
	struct buf b = BUF_INIT;

	if (p->before == NULL || p->after == NULL)
		return;
	if (past_read(r->app, a, p->before, p->id, &before, NULL) < 0 ||
	    past_read(r->app, a, p->after, p->id, &after, NULL) < 0)
		return;
	delta_text(&r->view, k, before, after, "    ", true, &b);
	out_str(b.data);
	buf_release(&b);
}

static void
print_entry(struct run *r, const struct log_item *item, struct arena *a)
{
	const struct entry *e = &item->entry;
	struct buf b = BUF_INIT;

	out_printf("%s%s", out_style(STYLE_BOLD), view_time(a, e->time));
	out_safe(arena_printf(a, "  %s", e->author));
	out_printf("  %.*s%s\n", SHORT, e->commit, out_style(STYLE_NONE));
	out_safe(arena_printf(a, "  %s\n", e->subject));
	if (e->text[0] != '\0')
		utf8_wrap(&b, e->text, out_width(), "  ");
	if (e->reason != NULL && strcmp(e->reason, e->text) != 0)
		utf8_wrap(&b, e->reason, out_width(), "  ");
	out_safe(b.data);
	buf_release(&b);
	if (item->past != NULL)
		print_changes(r, a, item->past);
	out_str("\n");
}

static int
print(const struct log_item *item, void *arg, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct run *r = arg;
	int ret = 0;

	if (r->printer != NULL)
		ret = print_row(r, item, err);
	else if (r->args->oneline)
		print_line(&item->entry, &a);
	else
		print_entry(r, item, &a);
	arena_free(&a);
	return ret;
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct run r = { .app = app, .args = a };
	struct log_args log = a->log;
	const char *const *ids;
	const struct kind *k;
	const char *format;
	int ret;

	ret = out_format(&a->out, &format, err);
	if (ret == 0)
		ret = ids_kind(app, &argc, &argv, true, &k, err);
	if (ret == 0)
		ret = ids_find(app, k, argc, argv, &ids, err);
	if (ret < 0)
		return ret;
	if (k != NULL && argc == 0 && log.op == NULL)
		log.op = k->name;
	view_init(&r.view, app, true);
	if (strcmp(format, "table") != 0)
		ret = out_rows(app, &a->out, NULL, columns, ARRAY_SIZE(columns),
		    &r.printer, err);
	else
		out_page(app);
	if (ret == 0)
		ret = log_walk(app, &log, ids, (size_t)argc, print, &r, err);
	if (ret == 0 && r.printer != NULL)
		ret = printer_end(r.printer, err);
	printer_free(r.printer);
	view_free(&r.view);
	return ret;
}

const struct cmd cmd_log = {
	.name = "log",
	.group = GROUP_HISTORY,
	.params = "[KIND] [ID...]",
	.summary = "show what happened to the book, or to records",
	.help =
	    "Newest first: one commit a command. Of records each field that "
	    "was changed is shown, before and after.",
	.min = 0,
	.max = -1,
	.needs = NEED_KINDS,
	.takes_kind = true,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
