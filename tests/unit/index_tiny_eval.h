/* Values and results in the tiny book, for the tests of expressions. */
#ifndef INDEX_TINY_EVAL_H
#define INDEX_TINY_EVAL_H

#include <stdio.h>

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

static struct scope __attribute__((unused))
scope(const char *kind, const char *list)
{
	struct scope s = { NULL, NULL };

	if (kind != NULL)
		s.kind = kinds_find(tiny.kinds, kind);
	if (list != NULL)
		s.list = kind_field(s.kind, list);
	return s;
}

/* The value, as text. */
static void __attribute__((unused)) eval(const char *kind, const char *list,
    const char *id, const char *row, const char *sql, const char *want)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct scope s = scope(kind, list);
	struct value v;
	struct row one = { 1, NULL, &v };

	tiny_ok(&tiny,
	    expr_eval(tiny.ix, &tiny.arena, &s, id, row, sql, &v, &tiny.err));
	tiny_row(&one, &b, NULL);
	if (strcmp(b.data, want) != 0)
		fail_msg("%s: %s, not %s", sql, b.data, want);
}

static void __attribute__((unused)) select_is(const char *sql, const char *want)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;

	tiny_ok(&tiny,
	    query_text(tiny.ix, sql, NULL, 0, NULL, tiny_row, &b, &tiny.err));
	if (strcmp(b.data, want) != 0)
		fail_msg("%s: %s, not %s", sql, b.data, want);
}

#endif
