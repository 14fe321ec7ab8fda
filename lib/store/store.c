#include "store/repo.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

void
store_start(void)
{
	/* git itself does not hash again what it reads; fsck does */
	if (git_libgit2_init() == 1) {
		git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
		git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
	}
}

void
store_stop(void)
{
	git_libgit2_shutdown();
}

int
repo_err(struct err *err, int code, const char *fmt, ...)
{
	const git_error *last = git_error_last();
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, gettext(fmt), ap);
	va_end(ap);
	return err_set(err, code, "%s: %s", b.data,
	    last && last->message ? last->message : gettext("unknown error"));
}

/* The path that git's configuration would have to name. */
static char *
path_to_trust(const char *dir)
{
	git_buf found = GIT_BUF_INIT;
	char *path, *end;

	if (git_repository_discover(&found, dir, 0, NULL) < 0)
		return xstrdup(dir);
	path = xstrdup(found.ptr);
	git_buf_dispose(&found);
	end = path + strlen(path);
	if (end - path > 6 && strcmp(end - 6, "/.git/") == 0)
		end[-6] = '\0';
	else if (end - path > 1 && end[-1] == '/')
		end[-1] = '\0';
	return path;
}

static int
owner_refused(const char *dir, struct err *err)
{
	_cleanup_(freep) char *path = path_to_trust(dir);

	return err_set(err, CRM_ECONFIG,
	    "the book \"%s\" belongs to another user; if you trust it: "
	    "git config --global --add safe.directory '%s'",
	    path, path);
}

/* libgit2 1.5 says "not found" where the list of trusted ones is. */
static bool
is_owner_trouble(int rc)
{
	const git_error *last = git_error_last();

	return rc == GIT_EOWNER ||
	       (rc == GIT_ENOTFOUND && last && last->message &&
		   strstr(last->message, "safe.directory"));
}

static int
open_refused(const char *dir, int rc, struct err *err)
{
	if (is_owner_trouble(rc))
		return owner_refused(dir, err);
	if (rc == GIT_ENOTFOUND)
		return err_set(err, CRM_ECONFIG,
		    "no book at or above \"%s\"; make one with: crm init", dir);
	return repo_err(
	    err, CRM_ECONFIG, "cannot open the book at \"%s\"", dir);
}

static char *
with_slash(const char *dir)
{
	size_t n = strlen(dir);

	return xasprintf("%s%s", dir, n > 0 && dir[n - 1] == '/' ? "" : "/");
}

static int
wrap(git_repository *repo, struct store **ret, struct err *err)
{
	struct store *s = xcalloc(1, sizeof(*s));

	s->repo = repo;
	s->git_dir = with_slash(git_repository_path(repo));
	s->common_dir = with_slash(git_repository_commondir(repo));
	if (git_repository_workdir(repo) != NULL)
		s->work_dir = with_slash(git_repository_workdir(repo));
	s->crm_dir = xasprintf("%scrm/", s->git_dir);
	if (git_repository_odb(&s->odb, repo) < 0) {
		repo_err(err, CRM_ECONFIG, "cannot open the objects of \"%s\"",
		    s->git_dir);
		store_close(s);
		return CRM_ECONFIG;
	}
	*ret = s;
	return 0;
}

int
store_open(const char *dir, struct store **ret, struct err *err)
{
	git_repository *repo;
	int rc;

	store_start();
	rc = git_repository_open_ext(&repo, dir, 0, NULL);
	if (rc < 0) {
		rc = open_refused(dir, rc, err);
		store_stop();
		return rc;
	}
	return wrap(repo, ret, err);
}

int
store_create(const char *dir, bool bare, struct store **ret, struct err *err)
{
	git_repository_init_options o;
	git_repository *repo;
	int rc;

	store_start();
	git_repository_init_options_init(
	    &o, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
	o.flags = GIT_REPOSITORY_INIT_MKPATH | GIT_REPOSITORY_INIT_NO_REINIT;
	if (bare)
		o.flags |= GIT_REPOSITORY_INIT_BARE;
	o.initial_head = "main";
	rc = git_repository_init_ext(&repo, dir, &o);
	if (rc == GIT_EEXISTS)
		err_set(err, CRM_ECREATE,
		    "there is a git repository in \"%s\" already", dir);
	else if (rc < 0)
		repo_err(err, CRM_ECREATE, "cannot make a repository in \"%s\"",
		    dir);
	if (rc < 0) {
		store_stop();
		return CRM_ECREATE;
	}
	return wrap(repo, ret, err);
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	git_config_free(s->config);
	git_odb_free(s->odb);
	git_repository_free(s->repo);
	readlog_free(s->readlog);
	free(s->git_dir);
	free(s->common_dir);
	free(s->work_dir);
	free(s->crm_dir);
	free(s);
	store_stop();
}

bool
store_is_bare(const struct store *s)
{
	return s->work_dir == NULL;
}

const char *
store_git_dir(const struct store *s)
{
	return s->git_dir;
}

const char *
store_work_dir(const struct store *s)
{
	return s->work_dir;
}

const char *
store_crm_dir(const struct store *s)
{
	return s->crm_dir;
}
