/* From the words typed to what the last one may be. */
#include "complete.h"

#include <stdlib.h>
#include <string.h>

#include "dispatch.h"
#include "globals.h"

/* What is known of the line. */
struct line {
	struct complete c;
	char **words;
	int n;	/* the last one is to be completed */
	int at; /* where the command's own words begin */
	const struct cmd *cmd;
	const struct kind *kind;
	const struct verb *verb;
};

static const struct opt *
find_option(const struct opt *opts, const char *word)
{
	for (; opts->type != OPT_TYPE_END; opts++) {
		if (word[0] == '-' && word[1] == '-' &&
		    strcmp(word + 2, opts->name) == 0)
			return opts;
		if (word[0] == '-' && opts->letter != 0 &&
		    word[1] == opts->letter && word[2] == '\0')
			return opts;
	}
	return NULL;
}

static bool
takes_word(const struct opt *o)
{
	return o != NULL &&
	       (o->type == OPT_TYPE_STR || o->type == OPT_TYPE_INT);
}

/* Options and their values; true if the last word was one of them. */
static bool
try_option(struct complete *c, const struct opt *opts, const char *previous)
{
	const struct opt *o = previous ? find_option(opts, previous) : NULL;
	const char *equal = strchr(c->word, '=');
	char *name;

	if (takes_word(o)) {
		complete_value(c, o->complete ? o->complete : o->value);
		return true;
	}
	if (c->word[0] != '-')
		return false;
	if (equal == NULL) {
		complete_options(c, opts);
		return true;
	}
	name = xstrndup(c->word, (size_t)(equal - c->word));
	o = find_option(opts, name);
	free(name);
	if (o == NULL || o->value == NULL)
		return true;
	c->before = arena_strndup(
	    &c->app->arena, c->word, (size_t)(equal + 1 - c->word));
	c->word = equal + 1;
	complete_value(c, o->complete ? o->complete : o->value);
	return true;
}

/* Skips crm's own options; false if the last word is among them. */
static bool
skip_globals(struct line *l)
{
	const char *previous = NULL, *word;
	const struct opt *o;
	struct globals g = { 0 };
	int i;

	for (i = 0; i < l->n - 1; i++) {
		word = l->words[i];
		if (word[0] != '-')
			break;
		previous = word;
		o = find_option(globals_before, word);
		if (!takes_word(o))
			continue;
		if (o->letter == 'C' && i + 1 < l->n - 1)
			g.dir = l->words[i + 1];
		if (i + 1 < l->n - 1) {
			i++;
			previous = NULL;
		}
	}
	l->at = i;
	globals_apply(l->c.app, &g, NULL);
	return i < l->n - 1 || !try_option(&l->c, globals_before, previous);
}

static bool
open_book(struct app *app, int needs)
{
	struct err err = ERR_INIT;
	bool ok = app_open(app, needs, &err) == 0;

	err_clear(&err);
	return ok;
}

static void
first_word(struct line *l)
{
	complete_commands(&l->c, false);
	if (!open_book(l->c.app, NEED_KINDS))
		return;
	complete_kinds(&l->c);
	if (l->c.word[0] != '\0')
		complete_verbs(&l->c, NULL);
}

/* The kind in front, or the first of the command's words. */
static void
take_kind(struct line *l, const char *word)
{
	if (open_book(l->c.app, NEED_KINDS))
		l->kind = kinds_lookup(l->c.app->kinds, word);
}

/* Finds command, kind and verb; false where the last word is one of them
 * and has been completed. */
static bool
take_command(struct line *l)
{
	const char *word = l->words[l->at++];

	l->cmd = cmd_find(word);
	if (l->cmd != NULL)
		return true;
	take_kind(l, word + (word[0] == ':'));
	if (l->kind == NULL) {
		l->cmd = cmd_find(CMD_VERB);
		return true;
	}
	if (l->at == l->n - 1) {
		complete_commands(&l->c, true);
		complete_verbs(&l->c, l->kind);
		return false;
	}
	word = l->words[l->at++];
	l->cmd = cmd_find(word);
	l->verb = kind_verb(l->kind, word + (word[0] == ':'));
	if (l->cmd == NULL)
		l->cmd = cmd_find(CMD_VERB);
	return true;
}

static bool
has_word(const char *params, const char *word)
{
	return params != NULL && strstr(params, word) != NULL;
}

/* The command's kind where it is a word, or that of the first record. */
static bool
find_kind(struct line *l)
{
	const char *params = l->cmd->params;
	const struct kind *k;
	struct found f;

	if (l->kind != NULL || !has_word(params, "KIND"))
		return true;
	if (l->at == l->n - 1) {
		if (open_book(l->c.app, NEED_KINDS))
			complete_kinds(&l->c);
		return params[0] == '[';
	}
	take_kind(l, l->words[l->at]);
	if (l->kind == NULL && open_book(l->c.app, NEED_INDEX) &&
	    app_find(l->c.app, NULL, l->words[l->at], &f, &k, NULL) == 0)
		l->kind = k;
	return true;
}

/* What a command's params promise stands at the last word. */
static void
own_words(struct line *l)
{
	const char *params = l->cmd->params;
	bool is_verb = strcmp(l->cmd->name, CMD_VERB) == 0;

	if (has_word(params, "SHELL"))
		complete_value(&l->c, "SHELL");
	if (has_word(params, "COMMAND"))
		complete_commands(&l->c, false);
	if (has_word(params, "REPORT"))
		complete_value(&l->c, "REPORT");
	if (l->kind != NULL && has_word(params, "TERM"))
		complete_fields(&l->c, l->kind, ':');
	if (l->kind != NULL && (is_verb || has_word(params, "FIELD")))
		complete_fields(&l->c, l->kind, '=');
	if ((is_verb || has_word(params, "ID")) &&
	    open_book(l->c.app, NEED_INDEX))
		complete_ids(&l->c, l->kind, l->verb);
}

void
complete_line(struct app *app, int n, char **words)
{
	struct line l = { .words = words, .n = n };
	const char *previous;
	struct opt *opts;
	size_t at;

	if (n == 0)
		return;
	l.c = (struct complete){ app, words[n - 1], "" };
	if (!skip_globals(&l))
		return;
	if (l.at == n - 1) {
		first_word(&l);
		return;
	}
	if (!take_command(&l) || l.cmd == NULL)
		return;
	opts = run_options(l.cmd, &at);
	previous = n >= 2 && n - 2 >= l.at ? words[n - 2] : NULL;
	if (!try_option(&l.c, opts, previous) && find_kind(&l))
		own_words(&l);
	free(opts);
}
