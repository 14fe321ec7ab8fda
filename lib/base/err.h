/*
 * Errors. A function that can fail returns 0 or a negative CRM_E* and takes
 * a `struct err *` last. The message is set where the cause is known, is
 * one line in lower case, names the thing in quotes, and says what to do
 * next where that helps; above that it is passed on, or prefixed once.
 * Formats are translated here (gettext), so callers write plain English.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/mem.h"

/* The code of an error is the negated exit status it leads to. */
enum {
	CRM_OK = 0,
	CRM_ENO = -1,		/* the answer is no */
	CRM_EUSAGE = -64,	/* wrong words on the command line; ambiguous */
	CRM_EDATA = -65,	/* invalid data, or a rule refused */
	CRM_ENOENT = -66,	/* no such record or file */
	CRM_EHELPER = -69,	/* a helper program is missing */
	CRM_EBUG = -70,
	CRM_ECREATE = -73,	/* cannot create */
	CRM_EIO = -74,
	CRM_EBUSY = -75,	/* locked, diverged, a hand edit in the way */
	CRM_EPERM = -77,	/* not allowed */
	CRM_ECONFIG = -78,	/* no book here, or a book we can't read */
};

struct err {
	int code;
	char *text;		/* owned; NULL when there is none */
};
#define ERR_INIT { 0, NULL }

/* Sets code and message (unless err is NULL); returns `code`. */
int err_set(struct err *err, int code, const char *fmt, ...) _printf_(3, 4);
/* "prefix: message"; returns the code. */
int err_prefix(struct err *err, const char *fmt, ...) _printf_(2, 3);
/* A further line behind the message (candidates, "did you mean"). */
void err_more(struct err *err, const char *fmt, ...) _printf_(2, 3);
/* Sets from errno: EIO family, EACCES and friends become CRM_EIO. */
int err_errno(struct err *err, const char *fmt, ...) _printf_(2, 3);
void err_clear(struct err *err);

/* Marks a string for the catalogue that gettext gets later. */
#define N_(s) s

#endif
