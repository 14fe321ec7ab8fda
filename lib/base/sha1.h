/*
 * SHA-1 of a stream of bytes: the checksum of git's own files. Not for
 * anything that must withstand an attacker.
 */
#ifndef BASE_SHA1_H
#define BASE_SHA1_H

#include <stddef.h>

#define SHA1_LEN 20

struct sha1;

struct sha1 *sha1_begin(void);
void sha1_add(struct sha1 *h, const void *data, size_t n);
/* The sum; frees. `ret` may be NULL. */
void sha1_end(struct sha1 *h, unsigned char ret[SHA1_LEN]);

#endif
