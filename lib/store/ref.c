#include "store/ref.h"

#include <string.h>

static int
head_name(struct store *s, struct arena *a, const char **ret, struct err *err)
{
	git_reference *head;
	int rc = CRM_EBUSY;

	if (git_reference_lookup(&head, s->repo, "HEAD") < 0)
		return repo_err(err, CRM_ECONFIG, "cannot read HEAD");
	if (git_reference_type(head) == GIT_REFERENCE_SYMBOLIC) {
		*ret = arena_strdup(a, git_reference_symbolic_target(head));
		rc = 0;
	} else {
		err_set(err, rc,
		    "HEAD is on no branch; first: git switch "
		    "BRANCH");
	}
	git_reference_free(head);
	return rc;
}

int
ref_name(struct store *s, struct arena *a, const char *branch, const char **ret,
    struct err *err)
{
	const char *name;
	int ok = 0;

	if (branch == NULL)
		return head_name(s, a, ret, err);
	name = strncmp(branch, "refs/", 5) == 0
		   ? arena_strdup(a, branch)
		   : arena_printf(a, "refs/heads/%s", branch);
	if (git_reference_name_is_valid(&ok, name) < 0 || !ok ||
	    strncmp(name, "refs/heads/", 11) != 0)
		return err_set(err, CRM_EUSAGE,
		    "\"%s\" cannot be the name of a branch", branch);
	*ret = name;
	return 0;
}

int
ref_read(struct store *s, const char *name, struct oid *ret, struct err *err)
{
	git_oid id;
	int rc = git_reference_name_to_id(&id, s->repo, name);

	memset(ret, 0, sizeof(*ret));
	if (rc == GIT_ENOTFOUND)
		return 0;
	if (rc < 0)
		return repo_err(err, CRM_EIO, "cannot read \"%s\"", name);
	oid_from_git(ret, &id);
	return 0;
}

int
ref_tip(struct store *s, const char *branch, struct oid *ret, struct err *err)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	const char *name;
	int rc;

	if (branch == NULL)
		return ref_read(s, "HEAD", ret, err);
	rc = ref_name(s, &a, branch, &name, err);
	if (rc == 0)
		rc = ref_read(s, name, ret, err);
	if (rc == 0 && oid_is_zero(ret))
		return err_set(
		    err, CRM_ENOENT, "there is no branch \"%s\"", branch);
	return rc;
}

static int
taken_by(const char *name, const char *other, struct err *err)
{
	return err_set(err, CRM_EUSAGE,
	    "there is a branch \"%s\", so there cannot be \"%s\"",
	    other + strlen("refs/heads/"), name + strlen("refs/heads/"));
}

int
ref_check_new(struct store *s, const char *name, struct err *err)
{
	_cleanup_(freep) char *below = xasprintf("%s/*", name);
	_cleanup_(freep) char *above = xstrdup(name);
	git_reference_iterator *i;
	const char *other;
	struct oid id;
	char *slash;
	int rc = 0;

	while (rc == 0 && (slash = strrchr(above, '/')) != NULL &&
	       slash - above > (ptrdiff_t)strlen("refs/heads")) {
		*slash = '\0';
		rc = ref_read(s, above, &id, err);
		if (rc == 0 && !oid_is_zero(&id))
			rc = taken_by(name, above, err);
	}
	if (rc < 0 || git_reference_iterator_glob_new(&i, s->repo, below) < 0)
		return rc;
	if (git_reference_next_name(&other, i) == 0)
		rc = taken_by(name, other, err);
	git_reference_iterator_free(i);
	return rc;
}
