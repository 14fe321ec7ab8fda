#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dispatch.h"
#include "out.h"

#define DEEPEST 10

/* A word up to a blank; quotes keep blanks. Returns what is behind it. */
static const char *
next_word(const char *s, struct buf *ret)
{
	char quote = 0;

	for (; *s != '\0' && (quote != 0 || strchr(" \t", *s) == NULL); s++) {
		if (quote != 0 && *s == quote)
			quote = 0;
		else if (quote == 0 && (*s == '"' || *s == '\''))
			quote = *s;
		else
			buf_addch(ret, *s);
	}
	return s + strspn(s, " \t");
}

/* The alias's words, then all words but the first. */
static int
run_words(
    struct app *app, const char *alias, int n, char **words, struct err *err)
{
	static int depth;
	size_t most = strlen(alias) + (size_t)n + 2;
	/* the command moves words about: ours are freed by another list */
	char **all = xcalloc(most, sizeof(*all)), **mine;
	struct buf b = BUF_INIT;
	int i, own, r;

	mine = xcalloc(most, sizeof(*mine));
	for (own = 0; *alias != '\0'; own++) {
		alias = next_word(alias, &b);
		all[own] = mine[own] = buf_detach(&b);
	}
	for (i = 1; i < n; i++)
		all[own + i - 1] = words[i];
	if (own == 0 || ++depth > DEEPEST)
		r = err_set(err, CRM_ECONFIG,
		    "the alias \"%s\" leads nowhere; see: "
		    "git config crm.alias.%s",
		    words[0], words[0]);
	else
		r = dispatch(app, own + n - 1, all, err);
	for (i = 0; i < own; i++)
		free(mine[i]);
	free(mine);
	free(all);
	return r;
}

static int
run_shell(const char *command, int n, char **words, struct err *err)
{
	char **all = xcalloc((size_t)n + 4, sizeof(*all));
	char *script = xasprintf("%s \"$@\"", command);

	out_flush();
	signal(SIGPIPE, SIG_DFL);
	all[0] = (char *)"sh";
	all[1] = (char *)"-c";
	all[2] = script;
	memcpy(all + 3, words, (size_t)n * sizeof(*all));
	execv("/bin/sh", all);
	free(all);
	free(script);
	return err_errno(err, "cannot run \"%s\"", command);
}

int
alias_run(struct app *app, int n, char **words, bool *found, struct err *err)
{
	const char *key, *value;

	*found = false;
	if (app->store == NULL)
		return 0;
	key = arena_printf(&app->arena, "crm.alias.%s", words[0]);
	value = store_config(app->store, &app->arena, key);
	if (value == NULL)
		return 0;
	*found = true;
	if (value[0] == '!')
		return run_shell(value + 1, n, words, err);
	value = arena_strdup(&app->arena, value);
	return run_words(app, value, n, words, err);
}

/* The program's path, malloced; NULL if there is none. */
static char *
find_program(const char *name)
{
	const char *s = getenv("PATH");
	char *path;
	size_t len;

	if (s == NULL || strchr(name, '/') != NULL || name[0] == '\0')
		return NULL;
	for (; *s != '\0'; s += len + (s[len] == ':')) {
		len = strcspn(s, ":");
		if (len == 0)
			continue;
		path = xasprintf("%.*s/crm-%s", (int)len, s, name);
		if (access(path, X_OK) == 0)
			return path;
		free(path);
	}
	return NULL;
}

int
external_run(struct app *app, int n, char **words, struct err *err)
{
	char *path = find_program(words[0]);
	int r;

	(void)n;
	if (path == NULL)
		return 0;
	out_flush();
	if (app->dir != NULL && chdir(app->dir) < 0) {
		free(path);
		return err_errno(err, "cannot enter \"%s\"", app->dir);
	}
	signal(SIGPIPE, SIG_DFL);
	execv(path, words);
	r = err_errno(err, "cannot run \"%s\"", path);
	free(path);
	return r;
}
