#include <string.h>

#include "store/ref.h"
#include "store/snap.h"

static int
lookup(struct store *s, const struct oid *id, git_commit **ret, struct err *err)
{
	char hex[41];

	if (git_commit_lookup(ret, s->repo, oid_git(id)) == 0)
		return 0;
	oid_hex(hex, id);
	return repo_err(err, CRM_ENOENT, "there is no commit \"%s\"", hex);
}

int
store_commit_info(struct store *s, struct arena *a, const struct oid *commit,
    struct commit_info *ret, struct err *err)
{
	const git_signature *who;
	git_commit *c;
	int rc = lookup(s, commit, &c, err);

	if (rc < 0)
		return rc;
	memset(ret, 0, sizeof(*ret));
	ret->id = *commit;
	oid_from_git(&ret->tree, git_commit_tree_id(c));
	ret->parents = git_commit_parentcount(c);
	if (ret->parents > 0)
		oid_from_git(&ret->parent, git_commit_parent_id(c, 0));
	who = git_commit_author(c);
	ret->time = who->when.time;
	ret->author = arena_strdup(a, who->name);
	ret->email = arena_strdup(a, who->email);
	who = git_commit_committer(c);
	ret->committer = arena_strdup(a, who->name);
	ret->committer_email = arena_strdup(a, who->email);
	ret->message = arena_strdup(a, git_commit_message(c));
	git_commit_free(c);
	return 0;
}

/* Steps to the first parent; false at a root. */
static bool
step(
    struct store *s, struct oid *id, git_time_t *time, int *rc, struct err *err)
{
	git_commit *c;
	bool more;

	*rc = lookup(s, id, &c, err);
	if (*rc < 0)
		return false;
	if (time != NULL)
		*time = git_commit_time(c);
	more = git_commit_parentcount(c) > 0;
	if (more)
		oid_from_git(id, git_commit_parent_id(c, 0));
	git_commit_free(c);
	return more;
}

int
snap_open_at(struct store *s, int64_t t, struct snap **ret, struct err *err)
{
	struct oid id = { { 0 } }, at;
	git_time_t time = 0;
	bool more = true;
	int rc = ref_tip(s, NULL, &id, err);

	if (rc < 0)
		return rc;
	while (more && !oid_is_zero(&id)) {
		at = id;
		more = step(s, &id, &time, &rc, err);
		if (rc < 0)
			return rc;
		if (time <= t)
			return snap_open_commit(s, &at, ret, err);
	}
	return err_set(err, CRM_ENOENT, "the book did not exist yet then");
}

static int
first_parents(struct store *s, struct oid id, const struct oid *until,
    int (*each)(const struct oid *commit, void *arg), void *arg,
    struct err *err)
{
	bool more = !oid_is_zero(&id);
	int rc = 0;

	while (more && !oid_equal(&id, until)) {
		struct oid at = id;

		more = step(s, &id, NULL, &rc, err);
		if (rc == 0)
			rc = each(&at, arg);
		if (rc != 0)
			return rc;
	}
	return 0;
}

int
store_history(struct store *s, const struct oid *from, const struct oid *until,
    bool first_parent, int (*each)(const struct oid *commit, void *arg),
    void *arg, struct err *err)
{
	static const struct oid zero;
	git_revwalk *w;
	git_oid id;
	int rc, stop = 0;

	if (until == NULL)
		until = &zero;
	if (first_parent)
		return first_parents(s, *from, until, each, arg, err);
	if (oid_is_zero(from))
		return 0;
	if (git_revwalk_new(&w, s->repo) < 0)
		return repo_err(err, CRM_EIO, "cannot walk the history");
	git_revwalk_sorting(w, GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
	rc = git_revwalk_push(w, oid_git(from));
	if (rc == 0 && !oid_is_zero(until))
		rc = git_revwalk_hide(w, oid_git(until));
	while (rc == 0 && stop == 0 && (rc = git_revwalk_next(&id, w)) == 0) {
		struct oid at;

		oid_from_git(&at, &id);
		stop = each(&at, arg);
	}
	git_revwalk_free(w);
	if (rc < 0 && rc != GIT_ITEROVER)
		return repo_err(err, CRM_EIO, "cannot walk the history");
	return stop;
}

int
store_resolve(
    struct store *s, const char *rev, struct oid *ret, struct err *err)
{
	git_object *o, *c;
	int rc = git_revparse_single(&o, s->repo, rev);

	if (rc == GIT_EAMBIGUOUS)
		return err_set(
		    err, CRM_EUSAGE, "revision \"%s\" could be several", rev);
	if (rc < 0)
		return err_set(
		    err, CRM_ENOENT, "the book has no revision \"%s\"", rev);
	rc = git_object_peel(&c, o, GIT_OBJECT_COMMIT);
	git_object_free(o);
	if (rc < 0)
		return err_set(err, CRM_ENOENT, "\"%s\" is no commit", rev);
	oid_from_git(ret, git_object_id(c));
	git_object_free(c);
	return 0;
}

bool
store_is_ancestor(struct store *s, const struct oid *old, const struct oid *new)
{
	if (oid_equal(old, new))
		return true;
	return git_graph_descendant_of(s->repo, oid_git(new), oid_git(old)) ==
	       1;
}
