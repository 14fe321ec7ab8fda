/*
 * First byte: the kind. The rest: terms, one a line. They are compiled, or
 * refused with a message; what is compiled is SQL.
 */
#include "../unit/index_tiny.h"

#define TERMS_MAX 8

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct tiny tiny;

static void
compile(const struct kind *k, const char *const *terms, size_t n)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	const char *sql;
	struct filter f;
	int e;

	e = filter_compile(tiny.ix, &a, k, terms, n, NULL, false, &f, &err);
	if (e == 0)
		e = list_compile(
		    tiny.ix, &a, k, NULL, 0, NULL, 0, &f, 0, &sql, &err);
	if (e < 0 && err.text == NULL)
		abort();
	if (e == 0 &&
	    query_run(tiny.ix, sql, f.binds, f.n, NULL, NULL, &err) < 0 &&
	    (strstr(err.text, "syntax") || strstr(err.text, "no such")))
		abort();
	err_clear(&err);
	filter_free(&f);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	const char *terms[TERMS_MAX];
	const struct kind *k;
	char *rest, *term;
	size_t n = 0;

	if (tiny.ix == NULL)
		tiny_open(&tiny);
	if (size == 0)
		return 0;
	k = kinds_at(tiny.kinds, data[0] % kinds_count(tiny.kinds));
	buf_add(&text, data + 1, size - 1);
	rest = text.data;
	while (n < TERMS_MAX && (term = strsep(&rest, "\n")) != NULL)
		terms[n++] = term;
	compile(k, terms, n);
	return 0;
}
