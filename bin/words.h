/* Lines of commands: words as a shell would split them, nothing expanded. */
#ifndef BIN_WORDS_H
#define BIN_WORDS_H

#include "base/err.h"

/*
 * Splits a line at blanks; '...' and "..." hold words together, \ escapes
 * outside '...'; # begins a comment. *ret (in the arena, NULL-terminated)
 * gets *n words.
 */
int words_split(
    struct arena *a, const char *line, char ***ret, int *n, struct err *err);

#endif
