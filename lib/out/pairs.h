/*
 * Labels with values one below the other, for people: labels padded to the
 * widest, values wrapped under themselves. CJK counts as two columns.
 */
#ifndef OUT_PAIRS_H
#define OUT_PAIRS_H

#include "out/printer.h"

struct pairs {
	struct arena arena;
	struct pairs_row {
		const char *label, *value;
	} * v;
	size_t n, cap;
};
#define PAIRS_INIT                                                             \
	{                                                                      \
		ARENA_INIT, NULL, 0, 0                                         \
	}

/* Both are copied; the value may have several lines. */
void pairs_add(struct pairs *p, const char *label, const char *value);
/* Adds the lines, behind `indent` blanks, at most `width` columns wide
 * (0 = no limit), made harmless for a terminal. */
void
pairs_format(const struct pairs *p, int indent, int width, struct buf *ret);
void pairs_free(struct pairs *p);

#endif
