/*
 * The splicer: changes one field of a record's text and leaves every other
 * byte as it was: comments, order, blank lines, indentation, flow style,
 * CRLF, unknown keys.
 *
 * An edit names a top-level key and perhaps, below it, a row of a list of
 * mappings and a key of that row, or a key of a group:
 *     {key}                whole field: set (scalar, list, map) or remove
 *     {key, sub}           field of a group
 *     {key, row}           whole row of a list: replace or remove
 *     {key, row, sub}      field of a row
 *     {key, add}           append an item or a row to a list (made if absent)
 *     {key, pos}           item of a list by position, from 0
 *     {key, pos, sub}      field of a row without id
 * An empty value removes; what is not there may be removed again. A row
 * that is replaced keeps its id.
 * New top-level keys go where `order` says (behind the nearest present
 * predecessor in that list, else at the end).
 *
 * After splicing the text is parsed again and compared with the tree that
 * the edit means. Where they differ, that one top-level field is rewritten
 * (in quotes, then with the blank lines and indented comments behind it),
 * and compared again; where that fails too the record is left alone and
 * CRM_EDATA says why. Never is the whole file rewritten.
 */
#ifndef REC_SPLICE_H
#define REC_SPLICE_H

#include "rec/yaml.h"

struct edit {
	const char *key;	/* top-level key */
	const char *row;	/* row id, or NULL */
	int pos;		/* item by position, or -1 */
	const char *sub;	/* key inside the row, item or group, or NULL */
	bool add;		/* append `value` to the list */
	const struct node *value;	/* NULL = remove */
};

struct splice_opts {
	const char *const *order;	/* NULL-terminated, or NULL */
	struct yaml_style style;
};

/* Applies the edit to the tree alone (the intended tree). CRM_ENOENT where
 * the row or item it names is not there, CRM_EDATA where it takes a text for
 * a list or a group. */
int edit_apply(struct arena *a, struct node *map, const struct edit *e,
    struct err *err);

/*
 * Applies the edits one after the other to the text in `text`, in place.
 * On failure the text is as it was.
 */
int splice(struct buf *text, const struct edit *edits, size_t n,
    const struct splice_opts *opts, struct err *err);

#endif
