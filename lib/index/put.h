/*
 * Inside index_put: how a record's tree becomes rows. A shape says, for the
 * keys of one mapping (the record, a group, a row), which parameters of
 * which statement they fill; it is made once a kind.
 */
#ifndef INDEX_PUT_H
#define INDEX_PUT_H

#include "index/db.h"

enum slot_type {
	SLOT_VALUE, /* one parameter; more with fold and core */
	SLOT_FILE,  /* three parameters */
	SLOT_GROUP, /* `sub` fills the same statement */
	SLOT_LIST,  /* `sub` has a statement of its own */
	SLOT_SKIP,  /* known, but not kept here */
};

struct slot {
	const char *key;
	const char *now; /* the key that wins, where `key` is older */
	const struct field *field;
	enum slot_type type;
	int at;	     /* first parameter */
	bool text;   /* goes into the full text */
	bool joined; /* a list of scalars becomes one */
	struct shape *sub;
};

struct shape {
	struct slot *v;
	size_t n, cap;
	int columns;
	bool scalars; /* a list of values: v[0] is each of them */
	char *table;
	sqlite3_stmt *insert, *remove; /* prepared when first needed */
};

struct kind_plan {
	const struct kind *kind;
	struct shape record;
	struct shape share; /* as SLOT_LIST has it, by all kinds */
	struct title_part *title;
	size_t n_title;
	struct kind_plan *next;
};

/* One record on its way in. */
struct putting {
	struct index *ix;
	struct put *put;
	int64_t n;
	const char *id;
	bool exists;	  /* there may be rows of it to replace */
	struct buf *text; /* full text, a line a field */
	struct buf *bad;  /* why; the first mistake only */
};

struct put {
	struct arena arena; /* values of a record */
	unsigned used;	    /* records since the arena was emptied */
	struct arena keep;  /* plans */
	struct kind_plan *plans;
	struct shape tags, shares, log;
	struct buf text, bad, title;
	int64_t last; /* highest n, when rebuilding */
	sqlite3_stmt *find, *insert, *update, *forget, *text_get, *text_put,
	    *text_remove;
};

/* Removes a record by its number. */
int put_drop(struct index *ix, int64_t n, const char *kind, struct err *err);

/* Builds shapes (put_shape.c). */
void shape_record(struct arena *a, const struct kind *k, struct shape *ret);
void shape_builtin(
    struct arena *a, const char *key, const char *table, struct shape *ret);
void shape_free(struct shape *s);
/* The place of a key; `hint` is where the last one was found. */
const struct slot *
shape_find(const struct shape *s, const char *key, size_t *hint);

/* Fills a statement with a mapping; lists go to `lists` of it (put_rows.c).*/
int put_map(struct putting *p, const struct shape *s, const struct node *map,
    sqlite3_stmt *stmt, struct err *err);
int put_list(struct putting *p, struct shape *s, const struct node *list,
    const char *key, struct err *err);
/* Deletes what a record has in a list. */
int
put_list_remove(struct index *ix, struct shape *s, int64_t n, struct err *err);
/* A statement that lives as long as the put. */
int put_statement(
    struct index *ix, sqlite3_stmt **stmt, const char *sql, struct err *err);
/* Runs a statement that gives no rows, and resets it. */
int put_step(struct index *ix, sqlite3_stmt *stmt, struct err *err);
int put_insert(struct index *ix, struct shape *s, struct err *err);

/* Full text of a record: adds, replaces (put_text.c). */
int put_text(struct putting *p, struct err *err);

/* Titles from a kind's template (put_title.c). */
void
title_compile(struct arena *a, const struct kind *k, struct kind_plan *ret);
/* Adds the title; empty where nothing of it is known. */
void title_fill(const struct kind_plan *plan, const char *id,
    const struct node *tree, struct buf *ret);

#endif
