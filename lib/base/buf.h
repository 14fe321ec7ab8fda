/*
 * A growing string of bytes. `data` always ends in NUL (not counted in
 * `len`) and is never NULL, also before the first byte is added.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/mem.h"

struct buf {
	char *data;
	size_t len, cap;
};

extern char buf_empty[];
#define BUF_INIT { buf_empty, 0, 0 }

void buf_init(struct buf *b);
void buf_add(struct buf *b, const void *data, size_t n);
void buf_addstr(struct buf *b, const char *s);
void buf_addch(struct buf *b, char c);
void buf_addn(struct buf *b, char c, size_t n);	/* n times */
void buf_printf(struct buf *b, const char *fmt, ...) _printf_(2, 3);
void buf_vprintf(struct buf *b, const char *fmt, va_list ap);

/* Cuts to `len` bytes (no longer than it is). */
void buf_truncate(struct buf *b, size_t len);
/* Replaces bytes [pos, pos+n) by `with`. */
void buf_splice(struct buf *b, size_t pos, size_t n, const void *with,
    size_t len);
/* The string, now the caller's to free; the buffer is empty again. */
char *buf_detach(struct buf *b);
/* Frees; `_cleanup_(buf_release)`. */
void buf_release(struct buf *b);

#endif
