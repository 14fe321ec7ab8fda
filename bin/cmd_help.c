#include <string.h>

#include "base/word.h"
#include "cmd.h"
#include "globals.h"
#include "help.h"
#include "out.h"

static int
help_options(void)
{
	struct buf b = BUF_INIT;

	opt_help(&b, globals_before);
	out_str(b.data);
	buf_release(&b);
	return 0;
}

static int
no_such_word(struct app *app, const char *word, struct err *err)
{
	struct word_guess g;
	size_t i;

	word_guess_init(&g, word);
	for (i = 0; i < n_cmds; i++)
		if (!cmd_is_hidden(cmds[i]))
			word_guess_offer(&g, cmds[i]->name);
	for (i = 0; app->kinds && i < kinds_count(app->kinds); i++)
		word_guess_offer(&g, kinds_at(app->kinds, i)->name);
	err_set(err, CRM_EUSAGE, "no help on \"%s\"; see: crm help", word);
	if (g.best != NULL)
		err_more(err, "did you mean \"%s\"?", g.best);
	return CRM_EUSAGE;
}

/* KIND VERB, or KIND COMMAND. */
static int
help_two(
    struct app *app, const struct kind *k, const char *word, struct err *err)
{
	const struct verb *v = kind_verb(k, word + (word[0] == ':'));
	const struct cmd *cmd = word[0] == ':' ? NULL : cmd_find(word);

	if (cmd != NULL && cmd->takes_kind)
		return help_command(cmd);
	if (v != NULL)
		return help_verb(app, k, v);
	return err_set(err, CRM_EUSAGE,
	    "\"%s\" is no verb of %s; see: crm help %s", word, k->name,
	    k->name);
}

/* A verb without its kind: of each kind that has it. */
static bool
help_verbs(struct app *app, const char *word)
{
	const struct verb *v;
	const struct kind *k;
	bool found = false;
	size_t i;

	for (i = 0; app->kinds && i < kinds_count(app->kinds); i++) {
		k = kinds_at(app->kinds, i);
		v = kind_verb(k, word);
		if (v == NULL)
			continue;
		if (found)
			out_str("\n");
		help_verb(app, k, v);
		found = true;
	}
	return found;
}

static int
run(struct app *app, const void *args, int argc, char **argv, struct err *err)
{
	const char *word = argc > 0 ? argv[0] : NULL;
	const struct cmd *cmd = word ? cmd_find(word) : NULL;
	const struct kind *k;
	struct err none = ERR_INIT;

	(void)args;
	if (cmd != NULL)
		return help_command(cmd);
	/* without a book there is help, too: on the commands */
	app_open(app, NEED_KINDS, &none);
	err_clear(&none);
	if (word == NULL)
		return help_all(app);
	if (strcmp(word, "options") == 0)
		return help_options();
	k = app->kinds ? kinds_lookup(app->kinds, word + (word[0] == ':'))
		       : NULL;
	if (k != NULL && argc > 1)
		return help_two(app, k, argv[1], err);
	if (k != NULL)
		return help_kind(app, k);
	return help_verbs(app, word) ? 0 : no_such_word(app, word, err);
}

const struct cmd cmd_help = {
	.name = "help",
	.group = GROUP_HELP,
	.params = "[COMMAND | KIND [VERB] | options]",
	.summary = "explain a command, or a kind of this book",
	.help = "Without a word: all commands, and the kinds of the book you "
		"are in. Of a kind: its fields, states, verbs with who may, "
		"and its ladder of approval, as the book's schema has them.",
	.max = 2,
	.run = run,
};
