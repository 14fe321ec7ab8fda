/*
 * The names in an SQL expression, as far as the order of derived fields
 * needs them: which words stand where, and which tables each level of
 * parentheses names. No parser: what is not understood is left out, and
 * the index says what is wrong with an expression.
 */
#ifndef KIND_SCAN_H
#define KIND_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#define SCAN_NAME 32

struct scan_word {
	char name[SCAN_NAME]; /* small letters */
	int scope;
	bool dot_before, dot_after;
};

struct scan_table {
	char name[SCAN_NAME], alias[SCAN_NAME]; /* alias "" = none */
	int scope;
};

struct scan {
	struct scan_word *words;
	size_t n_words, cap_words;
	struct scan_table *tables;
	size_t n_tables, cap_tables;
	int *parents; /* of scopes; of the outermost (0): -1 */
	size_t n_scopes, cap_scopes;
};
#define SCAN_INIT                                                              \
	{                                                                      \
		NULL, 0, 0, NULL, 0, 0, NULL, 0, 0                             \
	}

/* Scans; what the struct held before is overwritten. */
void scan_sql(struct scan *s, const char *sql);
void scan_free(struct scan *s);

#endif
