/* Records by filter in the tiny book. */
#ifndef INDEX_TINY_FIND_H
#define INDEX_TINY_FIND_H

#include "index_tiny.h"

static struct tiny tiny;

static int
setup(void **state)
{
	(void)state;
	tiny_open(&tiny);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	tiny_close(&tiny);
	return 0;
}

/* First and second character of the ids, as one text. */
static int
take(const struct row *row, void *arg, struct err *err)
{
	(void)err;
	if (((struct buf *)arg)->len > 0)
		buf_addch(arg, ' ');
	buf_add(arg, row->v[0].text, 2);
	return 0;
}

static int __attribute__((unused))
find(const char *kind, const char *const *terms, size_t n, const char *where,
    bool all, struct buf *ret)
{
	const struct kind *k = kinds_find(tiny.kinds, kind);
	const char *sql;
	struct filter f;
	int e;

	e = filter_compile(
	    tiny.ix, &tiny.arena, k, terms, n, where, all, &f, &tiny.err);
	if (e == 0)
		e = list_compile(tiny.ix, &tiny.arena, k, NULL, 0, NULL, 0, &f,
		    0, &sql, &tiny.err);
	if (e == 0)
		e = query_run(tiny.ix, sql, f.binds, f.n, take, ret, &tiny.err);
	filter_free(&f);
	return e;
}

#endif
