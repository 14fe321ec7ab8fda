/*
 * Expansion of SQL over the plurals to SQL over the tables. Only lib/index
 * uses this; what others may call is in expr.h.
 *
 * Every column of the record that a text is about is written with the alias
 * of its table, and aliases made here are numbered ("orders#3"), so that an
 * expansion means the same wherever it is put.
 */
#ifndef INDEX_EXPAND_H
#define INDEX_EXPAND_H

#include "index/mention.h"

/* The record, and perhaps the row, that a text is about. */
struct place {
	struct scope scope;
	const char *record; /* alias of its table */
	const char *row;    /* ... of the row's; NULL without scope.list */
	bool record_used;   /* something of the record was written */
};

struct going;

struct expand {
	struct index *ix;
	struct arena *arena;
	struct err *err;
	unsigned serial;	   /* of the last alias */
	const struct going *going; /* derived fields being expanded */
	int titles;		   /* titles within titles */
};

/* `sql` about the place; in parentheses unless `bare`. */
int expand_text(struct expand *x, struct place *p, const char *sql, bool bare,
    struct buf *ret);

/* A column of the place's row (where `row` is set) or record. */
int expand_column(
    struct expand *x, struct place *p, const struct column *c, struct buf *ret);
/* A path of the place: a column, or references and a column. */
int expand_path(struct expand *x, struct place *p, enum mention_type type,
    const char *const *parts, size_t n, struct buf *ret);
/* The path behind a reference of which `value` is the SQL. */
int expand_deref(struct expand *x, const struct column *ref, const char *value,
    const char *const *parts, size_t n, struct buf *ret);
/* The value of a path before the command. */
int expand_was(struct expand *x, struct place *p, const char *const *parts,
    size_t n, struct buf *ret);

/* A table of a text, as a sub-select in parentheses. */
int expand_source(struct expand *x, const struct table *t, struct buf *ret);

/* The title of the place's record. */
int expand_title(struct expand *x, struct place *p, struct buf *ret);

/* A new alias, "name#7", in the arena. */
const char *expand_alias(struct expand *x, const char *name);
/* Adds `lead` and the condition of view.as_of, where there is one. */
void expand_dated(struct expand *x, const struct kind *k, const char *alias,
    const char *lead, struct buf *ret);
/* "_kind", "_kind__list". */
void
add_table_name(struct buf *b, const struct kind *k, const struct field *list);
/* "alias"."column" */
void add_column_name(struct buf *b, const char *alias, const char *column);

/* Makes temp."was_<kind>" where it is not there yet (watch.c). */
int watch_table(struct index *ix, const struct kind *k, struct err *err);

/* CRM_EDATA "'quote' has no field 'x'", with the nearest name. */
int no_column(struct expand *x, const struct relation *r, const char *name);

#endif
