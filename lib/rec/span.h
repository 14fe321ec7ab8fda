/*
 * Where the parts of a record stand in its text: a tree beside the tree of
 * nodes, child i here being pair or item i there. All places are offsets of
 * bytes. libyaml counts characters and lets a block end at the next token;
 * here a part ends behind its last byte of content.
 */
#ifndef REC_SPAN_H
#define REC_SPAN_H

#include "base/buf.h"
#include "base/err.h"
#include "rec/node.h"

struct span {
	enum node_type type;
	bool flow;  /* a list or mapping in [] or {} */
	bool block; /* a text behind | or > */
	bool empty; /* nothing is written */
	size_t start, end;
	struct span_child *child;
	size_t n, cap;
};

struct span_child {
	size_t key, key_end; /* the key of a mapping's pair, quotes too */
	size_t mark;	     /* behind the key's ":" or the item's "-";
				 * 0 where there is none (flow) */
	struct span value;
};

/*
 * Locates all of a text that yaml_parse took. For a text without a mapping
 * *ret is an empty span at its end.
 */
int span_locate(struct arena *a, const char *text, size_t len, struct span *ret,
    struct err *err);

/* Begin of the line at pos; its end (before CR LF or LF); the next one. */
size_t line_start(const struct buf *text, size_t pos);
size_t line_end(const struct buf *text, size_t pos);
size_t line_next(const struct buf *text, size_t pos);
/* True if nothing but blanks stands before pos on its line. */
bool line_first(const struct buf *text, size_t pos);
/* Column (from 0) of a key or dash. */
int line_column(const struct buf *text, size_t pos);
/* First byte of the line that is no blank; its end if there is none. */
size_t line_text(const struct buf *text, size_t pos);

#endif
