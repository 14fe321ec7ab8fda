#include "unknown.h"

#include <string.h>

#include "base/word.h"

static void
offer_commands(struct word_guess *g, bool of_kinds)
{
	size_t i;

	for (i = 0; i < n_cmds; i++)
		if (!cmd_is_hidden(cmds[i]) &&
		    (!of_kinds || cmds[i]->takes_kind))
			word_guess_offer(g, cmds[i]->name);
}

static void
offer_kinds(struct word_guess *g, const struct kinds *kinds)
{
	const struct kind *k;
	size_t i, v;

	for (i = 0; i < kinds_count(kinds); i++) {
		k = kinds_at(kinds, i);
		word_guess_offer(g, k->name);
		word_guess_offer(g, k->plural);
		for (v = 0; v < k->n_verbs; v++)
			word_guess_offer(g, k->verbs[v].name);
	}
}

static bool
is_of_kinds(const char *word)
{
	const struct cmd *cmd = cmd_find(word);

	return cmd != NULL && cmd->takes_kind;
}

int
unknown_command(struct app *app, int n, char **words, const struct err *book,
    struct err *err)
{
	struct word_guess g;

	/* "NOUN list" outside of a book: the noun is right, the place not */
	if (book->code < 0 && n > 1 && is_of_kinds(words[1]))
		return err_set(err, book->code, "%s", book->text);
	word_guess_init(&g, words[0]);
	offer_commands(&g, false);
	if (app->kinds != NULL)
		offer_kinds(&g, app->kinds);
	if (book->code < 0 && n > 1 && g.best == NULL)
		return err_set(err, book->code, "%s", book->text);
	err_set(
	    err, CRM_EUSAGE, "unknown command \"%s\"; see: crm help", words[0]);
	if (g.best != NULL)
		err_more(err, "did you mean \"%s\"?", g.best);
	if (app->kinds != NULL && diag_count(&app->schema_diag, LEVEL_ERROR))
		err_more(
		    err, "the schema has mistakes, see: crm check --schema");
	return CRM_EUSAGE;
}

int
unknown_verb(const struct kind *k, const char *word, const struct cmd *cmd,
    struct err *err)
{
	struct word_guess g;
	size_t i;

	if (cmd != NULL && !cmd_is_hidden(cmd))
		return err_set(err, CRM_EUSAGE,
		    "\"%s\" is not done to one kind; say: crm %s", word, word);
	err_set(err, CRM_EUSAGE, "\"%s\" is no verb of %s; see: crm help %s",
	    word, k->name, k->name);
	word_guess_init(&g, word);
	for (i = 0; i < k->n_verbs; i++)
		word_guess_offer(&g, k->verbs[i].name);
	offer_commands(&g, true);
	if (g.best != NULL)
		err_more(err, "did you mean \"%s\"?", g.best);
	return CRM_EUSAGE;
}

int
unknown_missing(const struct kind *k, struct err *err)
{
	return err_set(err, CRM_EUSAGE,
	    "what about \"%s\"? say: crm %s list, or see: crm help %s", k->name,
	    k->name, k->name);
}

int
unknown_record(const char *verb, struct err *err)
{
	return err_set(err, CRM_EUSAGE,
	    "which record? say: crm %s ID, or a kind before it", verb);
}
