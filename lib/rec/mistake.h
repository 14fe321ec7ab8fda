/*
 * A mistake in a text that a person wrote: one message at one place, as
 * error and, where the caller collects them, as finding.
 */
#ifndef REC_MISTAKE_H
#define REC_MISTAKE_H

#include "base/diag.h"
#include "base/err.h"

struct source {
	const char *name;  /* file */
	struct diag *diag; /* may be NULL */
	struct err *err;   /* may be NULL */
};

/*
 * Sets the error to "name:line:col: error: text" and adds the finding.
 * `fmt` comes translated already. Returns CRM_EDATA.
 */
int mistake(const struct source *s, int line, int col, const char *fmt, ...)
    _printf_(4, 5);

#endif
