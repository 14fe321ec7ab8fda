#include "app/textdiff.h"

#include <string.h>

struct lines {
	const char **v;
	size_t *len;
	size_t n;
};

static void
split(struct arena *a, const char *text, struct lines *ret)
{
	const char *p, *q;
	size_t n = 0;

	for (p = text; *p != '\0'; p++)
		n += *p == '\n';
	ret->v = arena_alloc(a, (n + 2) * sizeof(*ret->v));
	ret->len = arena_alloc(a, (n + 2) * sizeof(*ret->len));
	ret->n = 0;
	for (p = text; *p != '\0'; p = q) {
		q = strchrnul(p, '\n');
		ret->v[ret->n] = p;
		ret->len[ret->n++] = (size_t)(q - p);
		if (*q == '\n')
			q++;
	}
}

static bool
same(const struct lines *a, size_t i, const struct lines *b, size_t j)
{
	return a->len[i] == b->len[j] &&
	       memcmp(a->v[i], b->v[j], a->len[i]) == 0;
}

static void
put_line(struct buf *ret, char sign, const struct lines *l, size_t i)
{
	buf_addch(ret, sign);
	buf_add(ret, l->v[i], l->len[i]);
	buf_addch(ret, '\n');
}

/*
 * Longest common subsequence between the equal head and tail. A record is
 * small; a very large middle is shown as replaced whole.
 */
static void
put_middle(struct buf *ret, struct arena *mem, const struct lines *a, size_t a0,
    size_t a1, const struct lines *b, size_t b0, size_t b1)
{
	size_t n = a1 - a0, m = b1 - b0, w = m + 1, i, j;
	unsigned *t = NULL;

	if (n * m < 4000000) {
		t = arena_zalloc(mem, (n + 1) * w * sizeof(*t));
		for (i = n; i-- > 0;)
			for (j = m; j-- > 0;)
				t[i * w + j] =
				    same(a, a0 + i, b, b0 + j)
					? t[(i + 1) * w + j + 1] + 1
				    : t[(i + 1) * w + j] > t[i * w + j + 1]
					? t[(i + 1) * w + j]
					: t[i * w + j + 1];
	}
	for (i = j = 0; i < n || j < m;) {
		if (t != NULL && i < n && j < m && same(a, a0 + i, b, b0 + j)) {
			put_line(ret, ' ', a, a0 + i++);
			j++;
		} else if (i < n &&
			   (j == m || t == NULL ||
			       t[(i + 1) * w + j] >= t[i * w + j + 1])) {
			put_line(ret, '-', a, a0 + i++);
		} else {
			put_line(ret, '+', b, b0 + j++);
		}
	}
}

void
text_diff(
    struct buf *ret, const char *path, const char *before, const char *after)
{
	struct arena mem = ARENA_INIT;
	struct lines a, b;
	size_t head = 0, tail = 0, from, i;

	split(&mem, before ? before : "", &a);
	split(&mem, after ? after : "", &b);
	while (head < a.n && head < b.n && same(&a, head, &b, head))
		head++;
	while (tail < a.n - head && tail < b.n - head &&
	       same(&a, a.n - 1 - tail, &b, b.n - 1 - tail))
		tail++;
	from = head > 3 ? head - 3 : 0;
	if (tail > 3)
		i = tail - 3;
	else
		i = 0;
	buf_printf(ret, "diff --git a/%s b/%s\n--- %s%s\n+++ %s%s\n", path,
	    path, before ? "a/" : "", before ? path : "/dev/null",
	    after ? "b/" : "", after ? path : "/dev/null");
	buf_printf(ret, "@@ -%zu,%zu +%zu,%zu @@\n", a.n ? from + 1 : 0,
	    a.n - i - from, b.n ? from + 1 : 0, b.n - i - from);
	for (i = from; i < head; i++)
		put_line(ret, ' ', &a, i);
	put_middle(ret, &mem, &a, head, a.n - tail, &b, head, b.n - tail);
	for (i = a.n - tail; i < a.n && i < a.n - tail + 3; i++)
		put_line(ret, ' ', &a, i);
	arena_free(&mem);
}
