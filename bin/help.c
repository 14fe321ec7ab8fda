#include "help.h"

#include <libintl.h>
#include <string.h>

#include "base/utf8.h"
#include "globals.h"
#include "out.h"
#include "out/pairs.h"

static const char *const groups[] = {
	[GROUP_RECORDS] = N_("Records"),
	[GROUP_FLOW] = N_("Workflow and approval"),
	[GROUP_REPORTS] = N_("Reports"),
	[GROUP_HISTORY] = N_("History"),
	[GROUP_BOOK] = N_("The book"),
	[GROUP_HELP] = N_("Help"),
};

/* What each line of the first page shows, and says. */
static const char *const first[][2] = {
	{ "crm init DIR", N_("make a book (--demo: one with a story in it)") },
	{ "crm KIND new FIELD=VALUE...", N_("make a record") },
	{ "crm KIND list TERM...", N_("find records") },
	{ "crm show ID", N_("a record and what refers to it") },
	{ "crm KIND VERB ID", N_("take a record one step on") },
	{ "crm report NAME", N_("what the records add up to") },
	{ "crm log ID", N_("what happened, one commit a command") },
};

int
help_version(void)
{
	out_str("crm " CRM_VERSION "\n");
	return 0;
}

static void
print_pairs(const struct pairs *p)
{
	struct buf b = BUF_INIT;

	pairs_format(p, 2, out_width(), &b);
	out_str(b.data);
	buf_release(&b);
}

int
help_start(void)
{
	struct pairs p = PAIRS_INIT;
	size_t i;

	out_str(gettext("crm keeps a company's customers, sales and money as "
			"plain text in a git\nrepository, a \"book\". Every "
			"change is one commit.\n"));
	out_str("\n");
	for (i = 0; i < ARRAY_SIZE(first); i++)
		pairs_add(&p, first[i][0], gettext(first[i][1]));
	print_pairs(&p);
	pairs_free(&p);
	out_str("\n");
	out_str(gettext("All commands, and the kinds of the book you are in: "
			"crm help\nOne of them: crm help COMMAND, "
			"crm help KIND\n"));
	return 0;
}

static void
print_group(enum cmd_group group)
{
	struct pairs p = PAIRS_INIT;
	size_t i;

	for (i = 0; i < n_cmds; i++)
		if (cmds[i]->group == group)
			pairs_add(&p, cmds[i]->name, gettext(cmds[i]->summary));
	if (p.n > 0) {
		out_printf("\n%s%s%s\n", out_style(STYLE_BOLD),
		    gettext(groups[group]), out_style(STYLE_NONE));
		print_pairs(&p);
	}
	pairs_free(&p);
}

static void
print_kinds(struct app *app)
{
	struct pairs p = PAIRS_INIT;
	const struct kind *k;
	size_t i;

	for (i = 0; i < kinds_count(app->kinds); i++) {
		k = kinds_at(app->kinds, i);
		pairs_add(&p, k->name, app_label(app, &k->label));
	}
	if (p.n > 0) {
		out_printf("\n%s%s%s\n", out_style(STYLE_BOLD),
		    gettext("Kinds of this book"), out_style(STYLE_NONE));
		print_pairs(&p);
	}
	pairs_free(&p);
}

int
help_all(struct app *app)
{
	struct buf b = BUF_INIT;
	int g;

	out_page(app);
	out_str(gettext("usage: crm [OPTIONS] COMMAND ...\n"
			"       crm [OPTIONS] KIND COMMAND|VERB ...\n"));
	for (g = GROUP_RECORDS; g < GROUP_HIDDEN; g++)
		print_group((enum cmd_group)g);
	if (app->kinds != NULL)
		print_kinds(app);
	out_printf("\n%s%s%s\n", out_style(STYLE_BOLD), gettext("Options"),
	    out_style(STYLE_NONE));
	opt_help(&b, globals_before);
	out_str(b.data);
	buf_release(&b);
	return 0;
}

void
help_usage(struct buf *ret, const struct cmd *cmd)
{
	buf_printf(ret, gettext("usage: crm %s%s%s"), cmd->name,
	    cmd->params && cmd->params[0] ? " " : "",
	    cmd->params ? cmd->params : "");
	if (cmd->takes_kind && strncmp(cmd->params, "KIND", 4) == 0)
		buf_printf(ret, gettext(", or: crm KIND %s%s"), cmd->name,
		    cmd->params + 4);
}

int
help_command(const struct cmd *cmd)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, "crm %s - %s\n\n", cmd->name, gettext(cmd->summary));
	help_usage(&b, cmd);
	buf_addch(&b, '\n');
	if (cmd->help != NULL) {
		buf_addch(&b, '\n');
		utf8_wrap(&b, gettext(cmd->help), 80, "");
	}
	if (cmd->opts != NULL && cmd->opts[0].type != OPT_TYPE_END) {
		buf_addch(&b, '\n');
		opt_help(&b, cmd->opts);
	}
	buf_printf(&b, "\n%s\n",
	    gettext("Options of every command: crm help options"));
	out_str(b.data);
	buf_release(&b);
	return 0;
}

int
help_of(struct app *app, const struct cmd *cmd, int n, char **words,
    struct err *err)
{
	const struct kind *k;
	const struct verb *v;
	int r;

	if (strcmp(cmd->name, CMD_VERB) != 0)
		return help_command(cmd);
	r = app_open(app, NEED_KINDS, err);
	if (r < 0)
		return r;
	k = n > 0 ? kinds_find(app->kinds, words[0]) : NULL;
	v = k != NULL && n > 1 ? kind_verb(k, words[1]) : NULL;
	if (v != NULL)
		return help_verb(app, k, v);
	return k != NULL ? help_kind(app, k) : help_all(app);
}
