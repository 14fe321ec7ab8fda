/* SHA-256, in lower-case hex (64 characters and NUL). */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>

#define HASH_HEX 64

void hash_hex(const void *data, size_t n, char ret[HASH_HEX + 1]);

#endif
