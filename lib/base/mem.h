/*
 * Memory. The program dies when memory runs out, and only here; no caller
 * checks an allocation. What belongs to one record or one query lives in an
 * arena that the caller passes and frees as a whole.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

#define _cleanup_(f) __attribute__((cleanup(f)))
#define _printf_(a, b) __attribute__((format(printf, a, b)))
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* As malloc and friends, but never NULL. */
void *xmalloc(size_t n);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t n);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t n);
char *xasprintf(const char *fmt, ...) _printf_(1, 2);

/* Frees what `p` (a pointer to a pointer) points to: `_cleanup_(freep)`. */
void freep(void *p);

/*
 * Makes room for one more element in a vector of `*cap` elements of `size`
 * bytes of which `len` are in use; returns the vector, moved perhaps.
 */
void *vec_grow(void *vec, size_t len, size_t *cap, size_t size);

struct arena_block;
struct arena {
	struct arena_block *head;
};
#define ARENA_INIT { NULL }

/* Memory that lives until the arena is freed; aligned for any type. */
void *arena_alloc(struct arena *a, size_t n);
/* The same, set to zero. */
void *arena_zalloc(struct arena *a, size_t n);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) _printf_(2, 3);
/* Frees all of it; the arena may be used again. */
void arena_free(struct arena *a);

#endif
