/*
 * Lists: the records of a kind that a filter chooses, as rows of cells.
 *
 * Records that cannot be read have no fields to be judged by: a list
 * without conditions shows them at its end, and any list says on the way
 * how many there are.
 */
#ifndef APP_LIST_H
#define APP_LIST_H

#include "app/view.h"

struct list_args {
	const char *where;   /* SQL, or NULL */
	const char *sort;    /* "-date,name", or NULL = the kind's */
	const char *columns; /* by comma, or NULL = the kind's; "*" = all */
	int limit;	     /* 0 = none */
	bool all;	     /* archived ones, too */
};

struct list {
	struct app *app;
	const struct kind *kind;
	struct view view;
	struct arena arena;
	struct out_column *columns; /* the id first */
	size_t n;
	bool bare; /* without conditions */

	/* of list.c */
	const struct field **fields; /* of columns[1...] */
	const char **paths;
	size_t currency; /* column of the index that has it; 0 = none */
	struct filter filter;
	const char *sql;
	int64_t left; /* rows that --limit leaves; -1 = no limit */
	struct printer *printer;
};

/*
 * Compiles a list; `people` = for a format that people read. list_close in
 * any case. CRM_EUSAGE for unknown columns.
 */
int list_open(struct list *ret, struct app *app, const struct kind *k,
    const struct list_args *args, const char *const *terms, size_t n,
    bool people, struct err *err);
/* Prints all rows; the printer was opened with list->columns. */
int list_print(struct list *l, struct printer *printer, struct err *err);
void list_close(struct list *l);

int list_count(struct app *app, const struct kind *k,
    const struct list_args *args, const char *const *terms, size_t n,
    int64_t *ret, struct err *err);

/* filter_compile, with who is at work known where a term means "me". */
int list_filter(struct app *app, struct arena *a, const struct kind *k,
    const struct list_args *args, const char *const *terms, size_t n,
    struct filter *ret, struct err *err);

/* How many records are bad: of one kind, or (NULL) of the book. */
int
list_bad(struct app *app, const struct kind *k, int64_t *ret, struct err *err);
/* Warns of them, if there are any: of a kind that was `listed` with its bad
 * records, or judged by conditions; of the book (NULL). */
int list_say_bad(
    struct app *app, const struct kind *k, bool listed, struct err *err);
/* SELECT of table record for what of a kind (?1) is so bad that it is not
 * among the kind's rows. */
const char *
list_unread_sql(struct arena *a, const struct kind *k, const char *what);

#endif
