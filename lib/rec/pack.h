/*
 * A value tree as bytes that are read back much faster than YAML: for
 * derived files only. Types, texts, keys and places survive. The bytes are
 * checked while reading, but their meaning is not: the file's own checksum
 * is the caller's.
 */
#ifndef REC_PACK_H
#define REC_PACK_H

#include <stdint.h>

#include "base/buf.h"
#include "rec/node.h"

/* Appends a length or another number that is not negative. */
void pack_number(struct buf *b, uint64_t n);
/* Appends a text and the NUL behind it. */
void pack_text(struct buf *b, const char *s);
void pack_node(struct buf *b, const struct node *n);

/* What is still to be read; `at` moves on. */
struct pack {
	const char *at, *end;
};

/* False where the bytes are no such thing. A text points into the bytes. */
bool unpack_number(struct pack *p, uint64_t *ret);
bool unpack_text(struct pack *p, const char **ret);
/* The nodes live in the arena, their texts in the bytes; NULL on damage. */
struct node *unpack_node(struct pack *p, struct arena *a);

#endif
