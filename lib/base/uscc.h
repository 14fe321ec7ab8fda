/*
 * The unified social credit code of China (统一社会信用代码, GB 32100-2015):
 * 18 characters, the last a check character.
 */
#ifndef BASE_USCC_H
#define BASE_USCC_H

#include <stdbool.h>

#include "base/mem.h"

/* Half width, upper case, without blanks and hyphens; in the arena. */
char *uscc_normalise(struct arena *a, const char *text);
/*
 * Is this a code with the right check character (mod 31)? Sets *inner_ok
 * (which may be NULL): whether characters 9 to 17 also pass the check of
 * the older organisation code (GB 11714). Some special bodies may not, so
 * that is matter for a warning only.
 */
bool uscc_check(const char *normalised, bool *inner_ok);

#endif
