/*
 * The schema that a new book begins with: every file of the source's
 * schema/, as it was when the program was built (bin/embed.sh).
 */
#ifndef BIN_SHIPPED_H
#define BIN_SHIPPED_H

#include <stddef.h>

struct shipped {
	const char *path; /* in the book: "schema/..." */
	const char *data; /* NUL behind it */
	size_t len;
};

extern const struct shipped shipped[]; /* sorted by path */
extern const size_t n_shipped;

#endif
