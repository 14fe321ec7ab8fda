/* SHA-256, raw or in lower-case hex (64 characters and NUL). */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>

#define HASH_LEN 32
#define HASH_HEX 64

void hash_raw(const void *data, size_t n, unsigned char ret[HASH_LEN]);
void hash_hex(const void *data, size_t n, char ret[HASH_HEX + 1]);

#endif
