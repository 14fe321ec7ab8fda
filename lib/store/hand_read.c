#include <string.h>

#include "store/tx.h"
#include "store/worktree.h"

int
store_read_work(
    struct store *s, const char *path, struct buf *ret, struct err *err)
{
	struct oid id = { { 0 } };
	struct worktree w;
	size_t from = ret->len;
	int rc;

	if (store_is_bare(s))
		return err_set(
		    err, CRM_ENOENT, "a bare book has no file \"%s\"", path);
	rc = worktree_open(s, false, &w, err);
	if (rc < 0)
		return rc;
	rc = worktree_read(&w, path, ret, err);
	worktree_close(&w);
	if (rc == 0)
		oid_of_blob(ret->data + from, ret->len - from, &id);
	if (rc == 0 || rc == CRM_ENOENT)
		readlog_set(s, path, &id);
	return rc;
}
