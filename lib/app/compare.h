/*
 * Two states of records side by side: of two revisions, of the book and the
 * work tree, before and after a record's last change.
 */
#ifndef APP_COMPARE_H
#define APP_COMPARE_H

#include "app/past.h"

struct compare_item {
	const char *path;	 /* in the book */
	const struct kind *kind; /* NULL: no record, or of no known kind */
	const char *id;		 /* NULL: no record */
	/* Trees; NULL where the record is absent on that side, or does not
	 * parse, or where it is no record. */
	const struct node *before, *after;
	bool is_new, is_deleted;
	bool moved; /* edited by hand, and HEAD has another version since */
};
typedef int (*compare_fn)(
    const struct compare_item *item, void *arg, struct err *err);

/* A revision: what git understands, or a day. */
int compare_rev(
    struct app *app, const char *word, struct snap **ret, struct err *err);

/*
 * All records that differ between two commits, or (id) one of them; what
 * does not parse on either side is added to `diag`.
 */
int compare_snaps(struct app *app, struct snap *from, struct snap *to,
    const char *id, struct diag *diag, compare_fn each, void *arg,
    struct err *err);
/* What is edited by hand: all files, or (id) of one record. With trees,
 * also for files that are no records (without). */
int compare_hand(struct app *app, const char *id, struct diag *diag,
    compare_fn each, void *arg, struct err *err);
/* What the last commit that touched a record did to it. */
int compare_last(struct app *app, const char *id, struct diag *diag,
    compare_fn each, void *arg, struct err *err);

#endif
