/*
 * Reports: schema/report/NAME.yaml, one SELECT over the plurals with a
 * column of known type for each of its results.
 */
#ifndef KIND_REPORT_H
#define KIND_REPORT_H

#include "kind/kind.h"

struct report_column {
	struct field field;
	bool sum; /* added up in the last line */
};

struct report {
	const char *name, *path;
	struct label label;
	const char *help_en, *help_zh; /* or NULL */
	const char *filter_kind;       /* whose terms narrow it; or NULL */
	struct report_column *columns;
	size_t n;
	bool total;
	/* {filter} = ids that the terms choose; {from}, {to} = days or NULL */
	const char *sql;
	int sql_line, sql_col;
};

/*
 * Loads one; everything lives in the arena. Mistakes go to `diag` (may be
 * NULL); CRM_EDATA with the first of them, CRM_ENOENT if there is no such
 * report (no message).
 */
int report_load(const struct source *src, struct arena *a, const char *name,
    struct report *ret, struct diag *diag, struct err *err);
/* Names of all reports, sorted, NULL-terminated. */
int report_names(const struct source *src, struct arena *a,
    const char *const **ret, struct err *err);

#endif
