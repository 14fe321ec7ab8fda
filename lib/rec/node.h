/*
 * The value tree of a record: mappings, lists and scalars, nothing typed.
 * Types come from the schema. Keys keep the order of the file. Every node
 * knows where it stood: line and column (from 1, columns in characters) for
 * messages. Nodes live in an arena.
 */
#ifndef REC_NODE_H
#define REC_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

enum node_type { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node;

struct pair {
	const char *key;
	int line, col;		/* of the key */
	struct node *value;
};

struct node {
	enum node_type type;
	int line, col;
	/* NODE_SCALAR: the text, NUL behind it. "" and quoted "" are equal:
	 * both mean absent. */
	const char *text;
	/* NODE_LIST */
	struct node **items;
	/* NODE_MAP */
	struct pair *pairs;
	size_t n, cap;		/* of items or pairs */
};

struct node *node_scalar(struct arena *a, const char *text);
struct node *node_list(struct arena *a);
struct node *node_map(struct arena *a);
struct node *node_copy(struct arena *a, const struct node *n);

/* Value of a key; NULL where absent or where `n` is no map or is NULL. */
struct node *node_get(const struct node *n, const char *key);
/* Text of a key's scalar; NULL where absent, empty, or no scalar. */
const char *node_text(const struct node *n, const char *key);
/* Sets (value NULL = removes) a key; a new key goes last. */
void node_set(struct arena *a, struct node *map, const char *key,
    struct node *value);
void node_set_text(struct arena *a, struct node *map, const char *key,
    const char *text);
void node_append(struct arena *a, struct node *list, struct node *item);
void node_remove_at(struct node *list, size_t i);

/* The row of a list whose `row` is this id; NULL if none. */
struct node *node_row(const struct node *list, const char *row);

/* Same values: order of keys, style and place do not count; an absent key
 * equals an empty scalar, an empty list and an empty map. */
bool node_equal(const struct node *a, const struct node *b);
bool node_empty(const struct node *n);

#endif
