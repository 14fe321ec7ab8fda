#include "base/diag.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

void
diag_add(struct diag *d, enum level level, const char *file, int line, int col,
    const char *rule, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	struct finding *f;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, gettext(fmt), ap);
	va_end(ap);
	d->v = vec_grow(d->v, d->n, &d->cap, sizeof(*d->v));
	f = &d->v[d->n++];
	f->level = level;
	f->file = arena_strdup(&d->arena, file ? file : "");
	f->line = line;
	f->col = col;
	f->rule = arena_strdup(&d->arena, rule ? rule : "");
	f->text = arena_strdup(&d->arena, b.data);
	buf_release(&b);
}

size_t
diag_count(const struct diag *d, enum level at_least)
{
	size_t i, n = 0;

	for (i = 0; i < d->n; i++)
		n += d->v[i].level >= at_least;
	return n;
}

static int
compare(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int c = strcmp(x->file, y->file);

	if (c == 0)
		c = x->line - y->line;
	if (c == 0)
		c = x->col - y->col;
	if (c == 0)
		c = strcmp(x->rule, y->rule);
	return c ? c : strcmp(x->text, y->text);
}

void
diag_sort(struct diag *d)
{
	size_t i, n = 0;

	if (d->n == 0)
		return;
	qsort(d->v, d->n, sizeof(*d->v), compare);
	for (i = 1; i < d->n; i++)
		if (compare(&d->v[n], &d->v[i]) != 0)
			d->v[++n] = d->v[i];
	d->n = n + 1;
}

const char *
level_name(enum level level)
{
	static const char *const names[] = { N_("info"), N_("warning"),
		N_("error") };

	return names[level];
}

void
diag_format(const struct finding *f, struct buf *ret)
{
	if (f->file[0] != '\0')
		buf_addstr(ret, f->file);
	if (f->line > 0)
		buf_printf(ret, ":%d:%d", f->line, f->col > 0 ? f->col : 1);
	if (f->file[0] != '\0')
		buf_addstr(ret, ": ");
	buf_printf(ret, "%s: %s", gettext(level_name(f->level)), f->text);
	if (f->rule[0] != '\0')
		buf_printf(ret, " [%s]", f->rule);
}

void
diag_free(struct diag *d)
{
	arena_free(&d->arena);
	free(d->v);
	d->v = NULL;
	d->n = d->cap = 0;
}
