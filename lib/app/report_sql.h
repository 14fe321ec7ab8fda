/* Inside reports: the placeholders of their SELECT. */
#ifndef APP_REPORT_SQL_H
#define APP_REPORT_SQL_H

#include "app/report.h"

/* What stands for {filter} until the rest is expanded. */
#define REPORT_FILTER "?32001"

/* The SELECT with numbers for {from}, {to} (0 = leave out; set where used)
 * and REPORT_FILTER in parentheses for {filter}. */
void
report_fill(const char *sql, int *from, int *to, bool *filter, struct buf *ret);
/* Puts a SELECT where REPORT_FILTER stands. */
void report_put_filter(struct buf *sql, const char *select);

/* --from, --to, --period as days of the index; NULL = open. */
int report_period(struct app *app, struct arena *a,
    const struct report_args *args, const char **from, const char **to,
    struct err *err);

#endif
