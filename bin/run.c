#include <stdlib.h>
#include <string.h>

#include "dispatch.h"
#include "globals.h"
#include "help.h"

static size_t
count(const struct opt *opts)
{
	size_t n = 0;

	while (opts != NULL && opts[n].type != OPT_TYPE_END)
		n++;
	return n;
}

/* A command's own option hides the common one. */
static void
append(struct opt *to, const struct opt *from, size_t at)
{
	size_t i, n = count(to);
	bool named = false;

	to[n] = *from;
	to[n].at += at;
	for (i = 0; i < n; i++) {
		named = named || strcmp(to[i].name, from->name) == 0;
		if (to[i].letter == from->letter)
			to[n].letter = 0;
	}
	if (named)
		to[n].type = OPT_TYPE_END;
	else
		to[n + 1].type = OPT_TYPE_END;
}

struct opt *
run_options(const struct cmd *cmd, size_t *at)
{
	size_t n = count(cmd->opts), i;
	struct opt *all = xcalloc(n + count(globals_behind) + 1, sizeof(*all));

	*at = (cmd->args_size + 15) & ~(size_t)15;
	if (n > 0)
		memcpy(all, cmd->opts, n * sizeof(*all));
	all[n].type = OPT_TYPE_END;
	for (i = 0; globals_behind[i].type != OPT_TYPE_END; i++)
		append(all, &globals_behind[i], *at);
	return all;
}

static int
check_words(const struct cmd *cmd, int n, struct err *err)
{
	struct buf usage = BUF_INIT;
	int r = 0;

	if (n < cmd->min)
		r = err_set(
		    err, CRM_EUSAGE, "\"%s\" needs more words", cmd->name);
	else if (cmd->max >= 0 && n > cmd->max)
		r = err_set(
		    err, CRM_EUSAGE, "\"%s\" takes fewer words", cmd->name);
	if (r < 0) {
		help_usage(&usage, cmd);
		err_more(err, "%s", usage.data);
	}
	buf_release(&usage);
	return r;
}

static int
check_write(const struct app *app, const struct cmd *cmd, struct err *err)
{
	if ((cmd->needs & NEED_WRITE) != NEED_WRITE)
		return 0;
	if (app->at != NULL)
		return err_set(err, CRM_EUSAGE,
		    "\"%s\" changes the book: not together with --at",
		    cmd->name);
	if (app->as_of != NULL)
		return err_set(err, CRM_EUSAGE,
		    "\"%s\" changes the book: not together with --as-of",
		    cmd->name);
	return 0;
}

static int
run_parsed(struct app *app, const struct cmd *cmd, const struct globals *g,
    const void *args, int n, char **words, struct err *err)
{
	int r;

	r = globals_apply(app, g, err);
	if (r < 0)
		return r;
	if (g->help)
		return help_of(app, cmd, n, words + 1, err);
	r = check_words(cmd, n, err);
	if (r == 0)
		r = check_write(app, cmd, err);
	if (r == 0)
		r = app_open(app, cmd->needs & 255, err);
	return r < 0 ? r : cmd->run(app, args, n, words + 1, err);
}

int
run_command(struct app *app, const struct cmd *cmd, int n, char **words,
    struct err *err)
{
	struct globals *g;
	struct opt *opts;
	char *values;
	size_t at;
	int r;

	opts = run_options(cmd, &at);
	values = xcalloc(1, at + sizeof(*g));
	g = (struct globals *)(values + at);
	*g = (struct globals){ .dir = app->dir,
		.at = app->at,
		.as_of = app->as_of,
		.on = app->on,
		.as = app->as };
	r = opt_parse(opts, values, &n, words, false, err);
	if (r < 0)
		err_more(err, "see: crm help %s", cmd->name);
	else
		r = run_parsed(app, cmd, g, values, n, words, err);
	free(values);
	free(opts);
	return r;
}
