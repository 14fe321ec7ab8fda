/*
 * Inside the filter: terms become SQL over the plural (not yet expanded)
 * with bound values.
 */
#ifndef INDEX_FILTER_IN_H
#define INDEX_FILTER_IN_H

#include "index/column.h"
#include "index/db.h"
#include "index/filter.h"

struct filtering {
	struct index *ix;
	struct arena *arena;
	const struct kind *kind;
	struct buf *sql;
	struct value *binds;
	size_t n, cap;
	const char *term; /* whole, as typed: for the caret */
	bool shows_archived, shows_merged;
	int views; /* views within views */
	struct err *err;
};

/* Sets the message, then the term and a caret under `at` (in the term). */
int filter_refuse(struct filtering *f, const char *at, const char *fmt, ...)
    _printf_(3, 4);
/* The same caret under a message that is set already. */
int filter_point(struct filtering *f, const char *at, int code);
/* Adds "?7" for a value. */
void filter_bind(struct filtering *f, const struct value *v, struct buf *ret);
void filter_bind_text(struct filtering *f, const char *s, struct buf *ret);

/* One term and all it means; adds its condition in parentheses. */
int filter_term(struct filtering *f, const char *term);
/* The terms of schema/view/<name>.yaml (filter_view.c). */
int filter_view(struct filtering *f, const char *name);

/* What a path leads to. */
struct path {
	const struct kind *kind;   /* of its last name */
	const struct field *field; /* type of what it leads to */
	const struct field *list;  /* it is this list itself, or NULL */
	const char *name;	   /* last name, as the schema has it */
	const char *sql;	   /* "quotes.customer.name", "x1.qty" */
	const char *parent;	   /* ... up to the last name: "quotes" */
	/* In a list: EXISTS (SELECT 1 FROM <rows> x1 WHERE x1.parent = ...) */
	const char *rows, *rows_parent;
	const char *list_rows, *list_parent; /* of `list` itself */
	bool of_row;			     /* stands in rows */
	const char *key; /* the whole path in names of the schema */
};

/*
 * Finds a path of a kind by names or labels. *operation is the operator at
 * its end, or NULL; with `operation` NULL none may stand there. Messages
 * point into `typed` where that is part of f->term.
 */
int path_find(struct filtering *f, const char *typed, size_t len,
    struct path *ret, const char **operation);

/* The condition of a path (filter_value.c): operation "" where none was
 * given; `value` points into the term. */
int filter_condition(struct filtering *f, const struct path *p,
    const char *operation, const char *value, struct buf *ret);
/* "no operator 'gee'; numbers have: eq ne ..." */
int filter_no_operator(struct filtering *f, const struct path *p,
    const char *word, const char *at);
/* True if this is the name of an operator. */
bool is_operator(const char *s, size_t len);

/* An id by what was typed for a record of a kind ("*" = any); `me` too. */
int filter_record(struct filtering *f, const char *to, const char *at,
    const char *word, const char **ret);

/* Length of ':' or '：' (or another sign and its full width) at s, or 0. */
size_t sign_at(const char *s, char sign);

#endif
