#include "store/repo.h"

#include <string.h>

/* A snapshot: git's own handle looks at every file for each question. */
static git_config *
config(struct store *s)
{
	if (s->config == NULL &&
	    git_repository_config_snapshot(&s->config, s->repo) < 0)
		s->config = NULL;
	return s->config;
}

const char *
store_config(struct store *s, struct arena *a, const char *key)
{
	const char *value;

	if (config(s) == NULL ||
	    git_config_get_string(&value, s->config, key) < 0)
		return NULL;
	return arena_strdup(a, value);
}

bool
repo_config_bool(struct store *s, const char *key, bool otherwise)
{
	int value;

	if (config(s) == NULL ||
	    git_config_get_bool(&value, s->config, key) < 0)
		return otherwise;
	return value;
}

int
store_config_set(
    struct store *s, const char *key, const char *value, struct err *err)
{
	git_config *all = NULL, *local = NULL;
	int rc = git_repository_config(&all, s->repo);

	if (rc == 0)
		rc = git_config_open_level(&local, all, GIT_CONFIG_LEVEL_LOCAL);
	if (rc == 0)
		rc = git_config_set_string(local, key, value);
	if (rc < 0)
		repo_err(err, CRM_EIO,
		    "cannot set \"%s\" in git's "
		    "configuration",
		    key);
	git_config_free(local);
	git_config_free(all);
	git_config_free(s->config);
	s->config = NULL;
	return rc < 0 ? CRM_EIO : 0;
}

int
store_config_each(struct store *s, const char *prefix,
    int (*each)(const char *key, const char *value, void *arg), void *arg,
    struct err *err)
{
	git_config_iterator *i;
	git_config_entry *e;
	size_t n = strlen(prefix);
	int rc = 0;

	if (config(s) == NULL || git_config_iterator_new(&i, s->config) < 0)
		return repo_err(
		    err, CRM_EIO, "cannot read git's configuration");
	while (rc == 0 && git_config_next(&e, i) == 0) {
		if (strncmp(e->name, prefix, n) == 0)
			rc = each(e->name, e->value ? e->value : "", arg);
	}
	git_config_iterator_free(i);
	return rc;
}

static const char *
not_empty(const char *s)
{
	return s && *s ? s : NULL;
}

void
store_identity(
    struct store *s, struct arena *a, const char **name, const char **email)
{
	*name = not_empty(store_config(s, a, "user.name"));
	*email = not_empty(store_config(s, a, "user.email"));
}
