/*
 * What a name in a SQL text means: a column of one of the text's tables, a
 * path of the record that the text is about, a reference to follow. Only
 * lib/index uses this.
 */
#ifndef INDEX_MENTION_H
#define INDEX_MENTION_H

#include "index/db.h"
#include "index/expr.h"
#include "index/frame.h"

#define PATH_MAX_PARTS 8

enum mention_type {
	MENTION_OTHER,	/* left to SQLite */
	MENTION_COLUMN, /* of the text's tables */
	MENTION_STAR,
	MENTION_REF,	/* a path behind a column of a table */
	MENTION_OWN,	/* a path of the scope, row first */
	MENTION_RECORD, /* ... of its record only */
	MENTION_WAS,	/* ... of what the record was */
};

struct mention {
	enum mention_type type;
	size_t first, last;		   /* tokens: [first, last) */
	const char *parts[PATH_MAX_PARTS]; /* without a table's name */
	size_t n;
	struct frame *frame;  /* where its tables are */
	struct table *table;  /* NULL = any of the frame */
	struct column column; /* of MENTION_REF: parts[0] */
};

/*
 * Reads the mention that begins at token i, in a text about `scope`.
 * False if the token begins none.
 */
bool mention_read(struct index *ix, const struct text *t,
    const struct scope *scope, size_t i, struct mention *ret);

/* Notes in its tables which columns a mention uses. */
void mention_use(struct index *ix, struct text *t, const struct mention *m);

/* Relations of a scope: its row's (false if none) and its record's. */
bool scope_row(const struct scope *s, struct relation *ret);
bool scope_record(const struct scope *s, struct relation *ret);

#endif
