/*
 * The SELECTs of a SQL text: what tables each names and under what alias,
 * so that a name can be resolved as SQLite will, from the innermost SELECT
 * outwards. It does not judge the text: what is no SQL is left to SQLite.
 * Only lib/index uses this.
 */
#ifndef INDEX_FRAME_H
#define INDEX_FRAME_H

#include "index/column.h"
#include "index/token.h"

enum table_type {
	TABLE_RELATION, /* a plural, a list's rows, a built-in table */
	TABLE_QUERY,	/* a sub-select, or a name given by WITH */
	TABLE_OTHER,	/* of SQLite itself, or unknown */
};

struct frame;

/* A name that WITH gives to a query. */
struct cte {
	struct cte *next;
	const char *name;
	struct frame *query;
	const char *const *columns; /* NULL-terminated, or NULL */
};

struct used {
	struct used *next;
	const char *name;
};

struct table {
	struct table *next; /* of its frame, in order */
	enum table_type type;
	struct relation relation;
	const char *alias;	   /* or "" */
	const char *name;	   /* of TABLE_OTHER */
	size_t first, last;	   /* tokens of name and alias: [first, last) */
	const struct frame *query; /* of TABLE_QUERY; or NULL */
	const char *const *columns; /* ... that WITH names, or NULL */
	struct used *used;	    /* columns of it that the text uses */
	bool all;		    /* `*` is among them */
};

struct frame {
	struct frame *parent; /* NULL at the top */
	struct table *tables, **last_table;
	struct cte *ctes;
	size_t first, last; /* tokens of the select list */
	bool natural;	    /* joined by names */
};

/* What is known of a token beside itself. */
struct mark {
	struct frame *frame; /* the SELECT it stands in */
	struct table *table; /* begins with this token; or NULL */
	bool skip;	     /* names nothing that stands in a table */
};

struct text {
	struct arena *arena;
	const struct kinds *kinds;
	struct tokens tokens;
	struct mark *marks; /* one a token */
	struct frame *top;  /* outside of every SELECT */
};

/* Reads a text; everything lives in the arena. */
int text_read(struct arena *a, const struct kinds *k, const char *sql,
    struct text *ret, struct err *err);

/* The table of this alias as seen from a frame, or NULL. */
struct table *frame_table(struct frame *f, const char *alias);
void table_use(struct arena *a, struct table *t, const char *column);
/* True if a sub-select or WITH gives a column of this name. */
bool
query_has(const struct text *t, const struct table *table, const char *column);
/* Marks what `*` in the select list of a frame stands for. */
void frame_use_all(struct frame *f);

#endif
