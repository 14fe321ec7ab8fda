/*
 * One tree object, parsed where it stands. Entries are in git's order: by
 * bytes, a tree's name counted with a "/" behind it.
 */
#ifndef STORE_TREE_H
#define STORE_TREE_H

#include "store/repo.h"

struct tree_entry {
	const char *name; /* NUL-terminated, inside the object */
	size_t len;
	int mode;
	struct oid id;
};

struct tree {
	git_odb_object *object;
	struct tree_entry *v;
	size_t n;
};

#define MODE_BLOB 0100644
#define MODE_TREE 0040000

bool mode_is_tree(int mode);

/* Reads one; the zero id gives an empty tree. CRM_EIO. */
int tree_load(
    struct store *s, const struct oid *id, struct tree *ret, struct err *err);
void tree_free(struct tree *t);

/* Order of two entries; 0 only for the same name and the same sort. */
int tree_order(const struct tree_entry *a, const struct tree_entry *b);
/* The entry of this name (blob or tree), or NULL. */
const struct tree_entry *
tree_find(const struct tree *t, const char *name, size_t len);

#endif
