/* A new book. */
#ifndef APP_INIT_H
#define APP_INIT_H

#include "app/app.h"

struct init_file {
	const char *path, *data;
	size_t len;
};

struct init_opts {
	const char *dir, *name, *language, *currency, *zone;
	bool bare, demo;
	const struct init_file *files; /* what every book begins with */
	size_t n_files;
};

/*
 * Makes the repository (or takes one that has no book yet), writes
 * crm.yaml, the schema and .gitattributes as one commit, opens it in `app`
 * and adds who is at work as its first person. CRM_ECREATE where there is
 * a book already.
 */
int init_book(struct app *app, const struct init_opts *o, struct err *err);

#endif
