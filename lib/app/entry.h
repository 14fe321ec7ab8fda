/*
 * A commit read as an entry of the journal: subject, text, trailers.
 */
#ifndef APP_ENTRY_H
#define APP_ENTRY_H

#include "app/app.h"

struct entry {
	const char *commit; /* hex */
	int64_t time;	    /* seconds UTC */
	const char *author, *email;
	const char *subject;
	const char *text;   /* between subject and trailers; or "" */
	const char *op;	    /* Crm-Op; or "" */
	const char *reason; /* Crm-Reason; or NULL */
};

/* Reads a commit and takes it apart; strings in the arena. */
int entry_read(struct app *app, struct arena *a, const struct oid *commit,
    struct entry *ret, struct err *err);
void
entry_take(struct arena *a, const struct commit_info *info, struct entry *ret);
/* Value of the first trailer "KEY: ..." of a message, or NULL. */
const char *
entry_trailer(struct arena *a, const char *message, const char *key);

#endif
