/*
 * The journal of the book, or of some records: one entry a commit (and
 * record), newest first.
 */
#ifndef APP_LOG_H
#define APP_LOG_H

#include "app/past.h"

struct log_args {
	int limit;		   /* 0 = none */
	const char *since, *until; /* days as typed, or NULL */
	const char *by;		   /* part of a name or address, or NULL */
	const char *op;		   /* "quote.approve", "quote", "approve" */
};

struct log_item {
	struct entry entry;
	const struct past *past; /* NULL in the log of the book */
};
typedef int (*log_fn)(const struct log_item *item, void *arg, struct err *err);

/* n = 0: the log of the book, which needs no index. A return of `each`
 * other than 0 stops the walk and is returned. CRM_EUSAGE for a bad day. */
int log_walk(struct app *app, const struct log_args *args,
    const char *const *ids, size_t n, log_fn each, void *arg, struct err *err);

#endif
