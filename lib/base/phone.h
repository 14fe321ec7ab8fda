/*
 * Ways to reach somebody: phone numbers, mail addresses, postal codes, as
 * they are written in China.
 */
#ifndef BASE_PHONE_H
#define BASE_PHONE_H

#include <stdbool.h>

#include "base/buf.h"

#define PHONE_MAX 32

/*
 * Sets the normal form of a number: digits, then perhaps "-" and the
 * extension. A mobile 1[3-9] and 9 digits, a landline with its area code,
 * 400 or 800 and 7 digits; +86, 0086, blanks, dots, hyphens, brackets and
 * full width as people write them, the extension behind "-", "转", "分机",
 * "ext", "x" or "#". Another country's number keeps "+": "+4930123456".
 * False if it is none of these.
 */
bool phone_normalise(const char *s, char ret[PHONE_MAX]);
/* Adds a normal form in groups: "138 0013 8000", "021-6888 8888-801". */
void phone_group(struct buf *ret, const char *normalised);
/* Is this normal form a mobile of China? */
bool phone_is_mobile(const char *normalised);

/* Could this be a mail address? One at sign, a domain with a point. */
bool email_plausible(const char *s);
/* Six digits, not all zero. */
bool postcode_valid(const char *s);

#endif
