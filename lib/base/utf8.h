/*
 * Text is UTF-8, NFC. Nothing here depends on the locale.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * Decodes the code point at s (n bytes left, n > 0) and sets *ret; returns
 * its length in bytes, or 0 where the bytes are no strict UTF-8 (overlong,
 * surrogate, beyond U+10FFFF, cut off).
 */
int utf8_decode(const char *s, size_t n, uint32_t *ret);
void utf8_add(struct buf *ret, uint32_t c);
/* Offset of the first bad byte, or n when all are good. */
size_t utf8_check(const char *s, size_t n);
/* Code points in a valid string. */
size_t utf8_length(const char *s);

/* NFC of s, in the arena. Invalid input comes back unchanged. */
char *utf8_nfc(struct arena *a, const char *s);
/*
 * The form in which texts are compared for search and duplicates: NFKC,
 * case folded, full width to half width, invisible code points gone, white
 * space runs to one blank, none at the ends. Invalid input comes back
 * unchanged.
 */
char *utf8_fold(struct arena *a, const char *s);
/* A space around each CJK character of a folded text (for full text). */
char *utf8_spaced(struct arena *a, const char *s);
bool utf8_is_cjk(uint32_t c);

/* Columns on a terminal: CJK 2, combining and control 0. */
int utf8_width(const char *s);
/* Adds s cut to `width` columns, with "…" where something was cut. */
void utf8_cut(struct buf *ret, const char *s, int width);
/*
 * Adds s harmless for a terminal: C0 and C1 controls, DEL, bidi controls
 * and bad bytes become visible (\x1b, \u202e); line feed and tab stay when
 * `multiline`, else become \n and \t.
 */
void utf8_safe(struct buf *ret, const char *s, bool multiline);
/*
 * True for what a record may not hold: C0 (but LF, TAB), DEL, C1, the
 * separators U+2028 and U+2029 (YAML 1.1 ends a line there), the byte order
 * mark and noncharacters.
 */
bool utf8_is_control(uint32_t c);
/*
 * Adds s wrapped at `width` columns (the indent among them): every line
 * stands behind `indent` and ends in a line feed, also the last; a line
 * feed in s stays; an empty line has no indent. CJK breaks anywhere but
 * before closing and after opening marks.
 */
void utf8_wrap(struct buf *ret, const char *s, int width, const char *indent);

#endif
