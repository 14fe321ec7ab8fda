#include "dispatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "globals.h"
#include "help.h"
#include "unknown.h"

/* Runs cmd with `before` (NULL-terminated) and then the words from `from`. */
static int
run_with(struct app *app, const struct cmd *cmd, const char *const *before,
    int n, char **words, int from, struct err *err)
{
	char **all = xcalloc((size_t)n + 5, sizeof(*all));
	char *own[4] = { NULL };
	int i, count = 0, r;

	all[count++] = (char *)cmd->name;
	for (i = 0; before[i] != NULL; i++)
		/* the session, whose memory they are in, may be reopened */
		all[count++] = own[i] = xstrdup(before[i]);
	for (; from < n; from++)
		all[count++] = words[from];
	r = run_command(app, cmd, count, all, err);
	for (i = 0; own[i] != NULL; i++)
		free(own[i]);
	free(all);
	return r;
}

static int
run_verb(struct app *app, const struct kind *k, const char *verb, int n,
    char **words, int from, struct err *err)
{
	const char *before[] = { k->name, verb, NULL };
	const struct cmd *cmd = cmd_find(CMD_VERB);

	if (cmd == NULL)
		return err_set(err, CRM_EBUG, "no command runs verbs");
	return run_with(app, cmd, before, n, words, from, err);
}

/* Verbs are known by name, and by label as a convenience. */
static const struct verb *
find_verb(const struct kind *k, const char *word)
{
	size_t i;
	int l;

	for (i = 0; i < k->n_verbs; i++) {
		if (strcmp(k->verbs[i].name, word) == 0)
			return &k->verbs[i];
		for (l = 0; l < LANG_COUNT; l++)
			if (strcmp(k->verbs[i].label.text[l], word) == 0)
				return &k->verbs[i];
	}
	return NULL;
}

static int
dispatch_kind(
    struct app *app, const struct kind *k, int n, char **words, struct err *err)
{
	const char *before[] = { k->name, NULL };
	const char *word = n > 1 ? words[1] : "";
	const struct verb *verb;
	const struct cmd *cmd;

	if (n < 2)
		return unknown_missing(k, err);
	if (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0)
		return help_kind(app, k);
	cmd = word[0] == ':' ? NULL : cmd_find(word);
	if (cmd != NULL && cmd->takes_kind)
		return run_with(app, cmd, before, n, words, 2, err);
	verb = find_verb(k, word + (word[0] == ':'));
	if (verb != NULL)
		return run_verb(app, k, verb->name, n, words, 2, err);
	return unknown_verb(k, word, cmd, err);
}

static bool
is_verb(const struct app *app, const char *word)
{
	size_t i;

	for (i = 0; i < kinds_count(app->kinds); i++)
		if (kind_verb(kinds_at(app->kinds, i), word) != NULL)
			return true;
	return false;
}

/* The first word behind the verb that may be an id; NULL if there is none;
 * malloced. */
static int
first_id(int n, char **words, char **ret, struct err *err)
{
	const struct cmd *cmd = cmd_find(CMD_VERB);
	char **copy = xcalloc((size_t)n + 2, sizeof(*copy)), *values;
	struct opt *opts;
	size_t at;
	int i, r;

	*ret = NULL;
	opts = run_options(cmd, &at);
	values = xcalloc(1, at + sizeof(struct globals));
	memcpy(copy, words, (size_t)n * sizeof(*copy));
	r = opt_parse(opts, values, &n, copy, false, err);
	for (i = 1; r == 0 && *ret == NULL && i <= n; i++)
		if (strchr(copy[i], '=') == NULL)
			*ret = xstrdup(copy[i]);
	free(values);
	free(opts);
	free(copy);
	return r;
}

static int
dispatch_verb(
    struct app *app, const char *verb, int n, char **words, struct err *err)
{
	_cleanup_(freep) char *id = NULL;
	const struct kind *k = NULL;
	struct found f;
	int r;

	if (cmd_find(CMD_VERB) == NULL)
		return err_set(err, CRM_EBUG, "no command runs verbs");
	r = first_id(n, words, &id, err);
	if (r < 0)
		return r;
	if (id == NULL)
		return unknown_record(verb, err);
	r = app_open(app, NEED_INDEX, err);
	if (r == 0)
		r = app_find(app, NULL, id, &f, &k, err);
	if (r < 0)
		return r;
	if (k == NULL)
		return err_set(err, CRM_EDATA,
		    "this book's schema has no kind \"%s\"", f.kind);
	if (kind_verb(k, verb) == NULL)
		return unknown_verb(k, verb, NULL, err);
	return run_verb(app, k, verb, n, words, 1, err);
}

/*
 * "KIND COMMAND" where the command needs no schema: that there is a file of
 * that name is enough, and loading all of them would be most of the work.
 */
static const struct cmd *
without_schema(struct app *app, const char *word, int n, char **words)
{
	const struct cmd *cmd = n > 1 ? cmd_find(words[1]) : NULL;
	const char *path;
	struct oid id;

	if (cmd == NULL || !cmd->takes_kind || !name_valid(word) ||
	    (cmd->needs & NEED_KINDS) == NEED_KINDS ||
	    app_open(app, NEED_BOOK, NULL) < 0)
		return NULL;
	path = arena_printf(&app->arena, "schema/%s.yaml", word);
	return snap_blob_id(app->snap, path, &id) == 0 ? cmd : NULL;
}

int
dispatch(struct app *app, int n, char **words, struct err *err)
{
	const char *word = words[0] + (words[0][0] == ':');
	const struct cmd *cmd = word == words[0] ? cmd_find(word) : NULL;
	struct err book = ERR_INIT;
	const char *const before[] = { word, NULL };
	const struct kind *k;
	bool found = false;
	int r;

	if (cmd != NULL)
		return run_command(app, cmd, n, words, err);
	cmd = without_schema(app, word, n, words);
	if (cmd != NULL)
		return run_with(app, cmd, before, n, words, 2, err);
	r = app_open(app, NEED_KINDS, &book);
	if (r == 0) {
		k = kinds_lookup(app->kinds, word);
		if (k != NULL)
			return dispatch_kind(app, k, n, words, err);
		if (is_verb(app, word))
			return dispatch_verb(app, word, n, words, err);
	}
	r = alias_run(app, n, words, &found, err);
	if (!found)
		r = external_run(app, n, words, err);
	if (!found && r == 0)
		r = unknown_command(app, n, words, &book, err);
	err_clear(&book);
	return r;
}
