#include "store/sink.h"

#include <stdlib.h>

#include "store/bulk.h"

struct sink {
	struct store *store;
	struct bulk *bulk; /* NULL = loose objects */
};

int
sink_open(
    struct store *s, bool packed, bool sync, struct sink **ret, struct err *err)
{
	struct sink *k = xcalloc(1, sizeof(*k));
	int rc = 0;

	k->store = s;
	if (packed)
		rc = bulk_begin(s, sync, &k->bulk, err);
	if (rc < 0)
		free(k);
	else
		*ret = k;
	return rc;
}

int
sink_write(struct sink *k, git_object_t type, const void *data, size_t n,
    struct oid *ret, struct err *err)
{
	git_oid id;

	if (k->bulk == NULL) {
		if (git_odb_write(&id, k->store->odb, data, n, type) < 0)
			return repo_err(
			    err, CRM_EIO, "cannot write to the book");
		oid_from_git(ret, &id);
		return 0;
	}
	if (git_odb_hash(&id, data, n, type) < 0)
		return repo_err(err, CRM_EIO, "cannot write to the book");
	oid_from_git(ret, &id);
	return bulk_add(k->bulk, type, data, n, ret, err);
}

int
sink_finish(struct sink *k, struct err *err)
{
	int rc = 0;

	if (k->bulk == NULL)
		return 0;
	rc = bulk_finish(k->bulk, err);
	if (rc == 0 && git_odb_refresh(k->store->odb) < 0)
		rc = repo_err(err, CRM_EIO, "cannot read what was written");
	return rc;
}

void
sink_close(struct sink *k)
{
	if (k == NULL)
		return;
	bulk_free(k->bulk);
	free(k);
}
