#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dispatch.h"
#include "out.h"
#include "words.h"

#define DEEPEST 10

/* The alias's words, then all words but the first. */
static int
run_words(
    struct app *app, const char *alias, int n, char **words, struct err *err)
{
	static int depth;
	/* not the session's: the command may have it opened anew */
	_cleanup_(arena_free) struct arena arena = ARENA_INIT;
	char **own, **all;
	int n_own, r;

	r = words_split(&arena, alias, &own, &n_own, err);
	if (r < 0)
		return err_prefix(err, "crm.alias.%s", words[0]);
	if (n_own == 0 || ++depth > DEEPEST)
		return err_set(err, CRM_ECONFIG,
		    "the alias \"%s\" leads nowhere; see: "
		    "git config crm.alias.%s",
		    words[0], words[0]);
	all = arena_zalloc(
	    &arena, ((size_t)n_own + (size_t)n + 1) * sizeof(*all));
	memcpy(all, own, (size_t)n_own * sizeof(*all));
	memcpy(all + n_own, words + 1, ((size_t)n - 1) * sizeof(*all));
	return dispatch(app, n_own + n - 1, all, err);
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
