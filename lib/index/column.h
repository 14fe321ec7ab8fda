/*
 * Columns of what a SQL text can name: a plural, the rows of a list, and
 * the built-in tables (tags, shares, logs, records). Only lib/index uses
 * this.
 */
#ifndef INDEX_COLUMN_H
#define INDEX_COLUMN_H

#include "kind/kind.h"

/* A table of all kinds: its name in a text, and its own. */
struct built_in {
	const char *name, *table;
	bool joined; /* columns parent, kind come from record */
};

/* One of: a kind; a kind's list; a built-in table. */
struct relation {
	const struct kind *kind;
	const struct field *list;
	const struct built_in *built_in;
};

enum column_type {
	COLUMN_STORED,
	COLUMN_DERIVED,
	COLUMN_TITLE,
	COLUMN_KIND,
	COLUMN_PARENT, /* of a row: the id of its record */
};

struct column {
	enum column_type type;
	const char *name;
	const struct field *field; /* what declares it, or NULL */
	const struct derive *derive;
	/* Where it leads: kind ("*" = any), perhaps rows; NULL = nowhere. */
	const char *to, *to_list;
};

/* The table of this name in a text; false if there is none. */
bool
relation_find(const struct kinds *k, const char *name, struct relation *ret);

/* The column of this name (in lower case; kept in *ret). */
bool column_get(const struct kinds *k, const struct relation *r,
    const char *name, struct column *ret);

/* The columns that `*` stands for, in order. Names live in the arena. */
void columns_each(struct arena *a, const struct kinds *k,
    const struct relation *r, void (*each)(const struct column *c, void *arg),
    void *arg);

/* Where a field leads, if it is a reference. `k` is the field's kind. */
void column_target(const struct kinds *kinds, const struct kind *k,
    const struct field *f, struct column *ret);

#endif
