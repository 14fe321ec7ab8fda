#include "words.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

/* One word from *at into b; false at the end of the line. */
static bool
next_word(const char **at, struct buf *b, struct err *err, int *bad)
{
	const char *p = *at + strspn(*at, " \t\r\n");
	char quote = '\0';

	if (*p == '\0' || *p == '#') {
		*at = p;
		return false;
	}
	for (; *p != '\0' && (quote != '\0' || strchr(" \t\r\n", *p) == NULL);
	     p++) {
		if (quote == '\0' && (*p == '\'' || *p == '"'))
			quote = *p;
		else if (quote != '\0' && *p == quote)
			quote = '\0';
		else if (*p == '\\' && quote != '\'' && p[1] != '\0')
			buf_addch(b, *++p);
		else
			buf_addch(b, *p);
	}
	if (quote != '\0')
		*bad = err_set(
		    err, CRM_EUSAGE, "a quote (%c) is not closed", quote);
	*at = p;
	return true;
}

int
words_split(
    struct arena *a, const char *line, char ***ret, int *n, struct err *err)
{
	size_t max = strlen(line) / 2 + 2;
	char **v = arena_alloc(a, (max + 1) * sizeof(*v));
	struct buf b = BUF_INIT;
	int bad = 0;

	*n = 0;
	while (next_word(&line, &b, err, &bad)) {
		v[(*n)++] = arena_strdup(a, b.data);
		buf_truncate(&b, 0);
	}
	v[*n] = NULL;
	*ret = v;
	buf_release(&b);
	return bad;
}
