/*
 * Running a report: its SELECT with terms and period filled in, as rows of
 * cells and a line of sums.
 */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "app/view.h"
#include "kind/report.h"

struct report_args {
	const char *from, *to, *period; /* as typed, or NULL */
};

struct report_run {
	struct app *app;
	struct arena arena;
	struct report report;
	struct view view;
	struct out_column *columns;

	/* of report.c */
	struct filter filter;
	struct value *binds;
	size_t n_binds;
	const char *sql;
	int *at;       /* result column of each of ours */
	int64_t *sums; /* and whether there was anything to add */
	bool *summed;
	size_t rows;
	struct printer *printer;
};

/*
 * Loads and compiles; report_close in any case. CRM_EUSAGE with "did you
 * mean" for an unknown report, for terms that it does not take, or a period
 * that is none.
 */
int report_open(struct report_run *ret, struct app *app, const char *name,
    const struct report_args *args, const char *const *terms, size_t n,
    bool people, struct err *err);
/* Prints rows and sums; the printer was opened with ret->columns. */
int
report_print(struct report_run *run, struct printer *printer, struct err *err);
void report_close(struct report_run *run);

/* Adds what is wrong with a report of the book to `diag`. */
int report_check(
    struct app *app, const char *name, struct diag *diag, struct err *err);

#endif
