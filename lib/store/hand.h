/*
 * The search for hand edits: first what HEAD or git's index knows, then
 * what neither does.
 */
#ifndef STORE_HAND_H
#define STORE_HAND_H

#include "store/gitindex.h"
#include "store/tx.h"

struct hand {
	struct store *store;
	struct arena *arena;
	struct worktree tree;
	struct gitindex index;
	struct gitindex_walk walk;
	struct gitindex_entry entry; /* the next one */
	int more;		     /* is there one? as gitindex_next */
	const char **known;	     /* all paths of HEAD and index, sorted */
	size_t known_n, known_cap;
	struct hand_edit *v;
	size_t n, cap;
	struct err *err;
};

void hand_add(struct hand *h, const char *path, enum hand_status status,
    const struct oid *base, const struct oid *head);
/* Adds the files that are neither known nor ignored. */
int hand_find_new(struct hand *h);

#endif
