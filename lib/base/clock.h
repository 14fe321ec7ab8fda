/*
 * The clock and randomness of a process. Set once by main (from CRM_NOW and
 * CRM_SEED in tests), moved only by the replay of a dated script; all else
 * reads.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Fixes the clock. */
void clock_set(int64_t seconds);
/* Seconds UTC: the fixed clock, or the system's. */
int64_t clock_now(void);
bool clock_is_fixed(void);
/* Lets the clock run again. */
void clock_follow(void);

/*
 * Fixes the source of ids: from seed, the parent commit (hex) and a counter
 * that starts again with each parent. NULL = the system's randomness.
 */
void random_seed(const char *seed);
void random_parent(const char *commit);
/* n bytes; system randomness dies if there is none. */
void random_bytes(void *ret, int n);

#endif
