/*
 * The hands of the splicer: each changes one contiguous part of the text.
 * None is trusted: splice() parses and compares what they left.
 */
#ifndef REC_SPLICE_PART_H
#define REC_SPLICE_PART_H

#include "rec/span.h"
#include "rec/splice.h"

struct splicer {
	struct buf *text;
	const struct splice_opts *opts;
	bool crlf; /* the file's line end */
};

/* Puts `with` (line ends LF) in place of bytes [pos, end). */
void splice_replace(
    struct splicer *s, size_t pos, size_t end, const struct buf *with);

/*
 * The value of a pair or (`item`) of an item of a block becomes `value`.
 * `path` is the style's ("lines.qty").
 */
void splice_value(struct splicer *s, const struct span_child *c, bool item,
    const struct node *value, const char *path);

/* A new pair at the end of a block mapping; item of a block list. */
void splice_add_pair(struct splicer *s, const struct span *map, const char *key,
    const struct node *value, const char *path);
void splice_add_item(struct splicer *s, const struct span *list,
    const struct node *value, const char *path);
/*
 * A new top-level field, in front of the line that begins at pos, or at the
 * text's end. Places for it: behind child i of the top and the comments
 * that belong to it, and behind everything.
 */
void splice_add_field(struct splicer *s, const struct span *top, size_t pos,
    const char *key, const struct node *value);
size_t
splice_behind_field(const struct splicer *s, const struct span *top, size_t i);
size_t splice_behind_all(const struct splicer *s, const struct span *top);

int splice_field_column(const struct splicer *s, const struct span *top);
/* Behind the blank lines and the comments indented deeper at pos. */
size_t splice_behind_indented(const struct splicer *s, size_t pos, int column);

/* Child i, one of several, goes; of a block, and of a flow collection. */
void splice_remove(struct splicer *s, const struct span *parent, size_t i);
void splice_remove_flow(struct splicer *s, const struct span *parent, size_t i);

/* The same inside [] and {}; `key` is NULL for items. */
void splice_value_flow(struct splicer *s, const struct span_child *c,
    const struct node *value, const char *path);
void splice_add_flow(struct splicer *s, const struct span *parent,
    const char *key, const struct node *value, const char *path);

#endif
