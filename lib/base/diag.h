/*
 * Findings: what a check found wrong in data. They are not errors: all are
 * collected, sorted by place and printed as
 *     file:line:col: level: text [RULE-ID]
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/buf.h"

enum level { LEVEL_INFO, LEVEL_WARNING, LEVEL_ERROR };

struct finding {
	const char *file;	/* path in the book, or an argument */
	int line, col;		/* from 1; 0 = not known */
	enum level level;
	const char *text;
	const char *rule;	/* "" = none */
};

struct diag {
	struct arena arena;
	struct finding *v;
	size_t n, cap;
};
#define DIAG_INIT { ARENA_INIT, NULL, 0, 0 }

/* Adds one; strings are copied, the format is translated. */
void diag_add(struct diag *d, enum level level, const char *file, int line,
    int col, const char *rule, const char *fmt, ...) _printf_(7, 8);
/* How many findings of this level or worse. */
size_t diag_count(const struct diag *d, enum level at_least);
/* Sorts by file, line, column; equal findings become one. */
void diag_sort(struct diag *d);
/* Adds one finding's line (no line feed). */
void diag_format(const struct finding *f, struct buf *ret);
const char *level_name(enum level level);
void diag_free(struct diag *d);

#endif
