/* FIELD@=FILE: the bytes of a file, as a text or as an attached file. */
#ifndef APP_ATTACH_H
#define APP_ATTACH_H

#include "app/change.h"

#define ATTACH_MAX (50 * 1024 * 1024)

/*
 * A text field takes the file's text; a file field (or list of files) the
 * file itself, stored by content as file/<xx>/<sha256>.<ext>, and holds
 * {name, size, sha256}. "-" = standard input.
 */
int attach_file(struct change *c, struct staged *s, const struct field *f,
    const struct field *sub, const char *path, struct err *err);

#endif
