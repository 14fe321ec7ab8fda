#include "index/filter_in.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "index/expand.h"

int
filter_point(struct filtering *f, const char *at, int code)
{
	_cleanup_(buf_release) struct buf line = BUF_INIT, mark = BUF_INIT;
	char *before;

	if (f->term == NULL || at < f->term || at > f->term + strlen(f->term))
		return code;
	utf8_safe(&line, f->term, false);
	before = arena_strndup(f->arena, f->term, (size_t)(at - f->term));
	utf8_safe(&mark, before, false);
	err_more(f->err, "  %s", line.data);
	err_more(f->err, "  %*s^", utf8_width(mark.data), "");
	return code;
}

int
filter_refuse(struct filtering *f, const char *at, const char *fmt, ...)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, gettext(fmt), ap);
	va_end(ap);
	err_set(f->err, CRM_EUSAGE, "%s", b.data);
	return filter_point(f, at, CRM_EUSAGE);
}

void
filter_bind(struct filtering *f, const struct value *v, struct buf *ret)
{
	struct value *grown;

	if (f->n == f->cap) {
		f->cap = f->cap * 2 + 8;
		grown = arena_alloc(f->arena, f->cap * sizeof(*grown));
		if (f->n > 0)
			memcpy(grown, f->binds, f->n * sizeof(*grown));
		f->binds = grown;
	}
	f->binds[f->n++] = *v;
	buf_printf(ret, "?%zu", f->n);
}

void
filter_bind_text(struct filtering *f, const char *s, struct buf *ret)
{
	struct value v = { .type = VALUE_TEXT };

	v.text = arena_strdup(f->arena, s);
	filter_bind(f, &v, ret);
}

static void
add_and(struct buf *b)
{
	if (b->len > 0)
		buf_addstr(b, " AND ");
}

static int
add_where(struct filtering *f, const char *where)
{
	struct scope scope = { f->kind, NULL };
	int e = expr_check(f->ix, &scope, where, f->err);

	if (e < 0)
		return e;
	add_and(f->sql);
	/* a comment at its end must not swallow the parenthesis */
	buf_printf(f->sql, "(%s\n)", where);
	return 0;
}

/* Hides what was put away, unless a term asks for it. */
static void
add_hidden(struct filtering *f, bool all)
{
	const char *plural = f->kind->plural;

	if (!all && !f->shows_archived) {
		add_and(f->sql);
		buf_printf(f->sql, "%s.archived IS NULL", plural);
	}
	if (!all && !f->shows_merged) {
		add_and(f->sql);
		buf_printf(f->sql, "%s.merged_into IS NULL", plural);
	}
	if (f->sql->len == 0)
		buf_addch(f->sql, '1');
}

static int
expand_filter(struct filtering *f, struct filter *ret)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct scope scope = { f->kind, NULL };
	struct expand x = { .ix = f->ix, .arena = &a, .err = f->err };
	int e = expr_expand(f->ix, &scope, f->sql->data, &ret->sql, f->err);

	if (e < 0)
		return e;
	expand_dated(&x, f->kind, f->kind->plural, " AND ", &ret->sql);
	ret->binds = f->binds;
	ret->n = f->n;
	return 0;
}

int
filter_compile(struct index *ix, struct arena *a, const struct kind *k,
    const char *const *terms, size_t n, const char *where, bool all,
    struct filter *ret, struct err *err)
{
	_cleanup_(buf_release) struct buf sql = BUF_INIT;
	struct filtering f = {
		.ix = ix, .arena = a, .kind = k, .sql = &sql, .err = err
	};
	size_t i;
	int e = 0;

	*ret = (struct filter){ BUF_INIT, NULL, 0 };
	for (i = 0; i < n && e == 0; i++) {
		add_and(&sql);
		e = filter_term(&f, terms[i]);
	}
	f.term = NULL;
	if (e == 0 && where != NULL)
		e = add_where(&f, where);
	if (e < 0)
		return e;
	add_hidden(&f, all);
	return expand_filter(&f, ret);
}

void
filter_free(struct filter *f)
{
	if (f != NULL && f->sql.data != NULL)
		buf_release(&f->sql);
}
