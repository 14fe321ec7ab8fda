/*
 * The inside of a transaction, for the modules that make it up.
 */
#ifndef STORE_TX_PART_H
#define STORE_TX_PART_H

#include "store/build.h"
#include "store/repo.h"
#include "store/tx.h"

/* From so many paths on they go into one pack. */
#define TX_MANY 100

struct work;

struct tx {
	struct store *store;
	int wait_ms;
	bool sync, bulk;
	int lock; /* file of the book's lock; -1 = not held */
	struct arena arena;
	const char *name; /* the ref, full */
	struct oid tip;	  /* of the ref; zero = not there yet */
	bool is_head;	  /* HEAD is on it */
	bool has_work;	  /* and the work tree is to follow */
	struct snap *snap;
	struct change *v; /* as staged, later sorted */
	size_t n, cap;
	struct sink *sink; /* NULL until the first object */
	struct err failed; /* what staging could not say */
	struct work *work; /* NULL until the work tree is looked at */
};

/* Sorts the changes by path; of several for one path the last stays. */
void tx_sort(struct tx *t);
/* Writes a commit object; text is made fit for one. */
int commit_write(struct sink *k, const struct oid *tree,
    const struct oid *parent, const struct who *author,
    const struct who *committer, const char *message, struct oid *ret,
    struct err *err);
/* "Name <mail> seconds zone" as git has it. */
void commit_who(struct buf *ret, const struct who *w);

#endif
