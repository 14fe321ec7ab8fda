/*
 * Words of a SQL text: names, strings, numbers, variables, signs. White
 * space and comments are left out, so that nothing behind the text can be
 * hidden by them. Only lib/index uses this.
 */
#ifndef INDEX_TOKEN_H
#define INDEX_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum token_type {
	TOKEN_NAME,
	TOKEN_QUOTED, /* "x", `x`, [x] */
	TOKEN_STRING, /* 'x', also x'00' */
	TOKEN_NUMBER,
	TOKEN_VARIABLE, /* ?1 :a @a $a */
	TOKEN_SIGN,	/* one character */
};

struct token {
	enum token_type type;
	const char *name; /* of a name: in lower case, without quotes;
				   of anything else "" */
	size_t pos, len;  /* in the text */
	char sign;	  /* of a sign, else 0 */
	bool gap;	  /* something stood before it */
	size_t match;	  /* of a parenthesis: its partner */
};

struct tokens {
	const char *text; /* borrowed */
	struct token *v;  /* in the arena */
	size_t n, cap;
};

/*
 * Takes a text apart. A `;` may stand at the end only, and is dropped.
 * CRM_EDATA for what is no SQL: an open string, a parenthesis without its
 * partner, a stray character.
 */
int tokens_read(
    struct arena *a, const char *text, struct tokens *ret, struct err *err);

/* True if token i is this SQL keyword or sign, not a quoted name. */
bool token_is(const struct tokens *t, size_t i, const char *word);
/* True for a name that may mean a table or a column: no keyword (but row),
 * or one with a dot beside it. */
bool token_is_name(const struct tokens *t, size_t i);

#endif
