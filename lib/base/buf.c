#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char buf_empty[1];

static void
reserve(struct buf *b, size_t more)
{
	size_t need = b->len + more + 1;

	if (need <= b->cap)
		return;
	b->cap = b->cap * 2 > need ? b->cap * 2 : need + 31;
	b->data = xrealloc(b->data == buf_empty ? NULL : b->data, b->cap);
	b->data[b->len] = '\0';
}

void
buf_init(struct buf *b)
{
	b->data = buf_empty;
	b->len = b->cap = 0;
}

void
buf_add(struct buf *b, const void *data, size_t n)
{
	if (n == 0)
		return;
	reserve(b, n);
	memcpy(b->data + b->len, data, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void
buf_addstr(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_addch(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_addn(struct buf *b, char c, size_t n)
{
	if (n == 0)
		return;
	reserve(b, n);
	memset(b->data + b->len, c, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void
buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n <= 0)
		return;
	reserve(b, (size_t)n);
	vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
	b->len += (size_t)n;
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void
buf_truncate(struct buf *b, size_t len)
{
	if (len >= b->len)
		return;
	b->len = len;
	b->data[len] = '\0';
}

void
buf_splice(struct buf *b, size_t pos, size_t n, const void *with, size_t len)
{
	if (len > n)
		reserve(b, len - n);
	if (b->cap == 0)
		return;
	memmove(b->data + pos + len, b->data + pos + n, b->len - pos - n + 1);
	if (len > 0)
		memcpy(b->data + pos, with, len);
	b->len = b->len - n + len;
}

char *
buf_detach(struct buf *b)
{
	char *s = b->data == buf_empty ? xstrdup("") : b->data;

	buf_init(b);
	return s;
}

void
buf_release(struct buf *b)
{
	if (b->data != buf_empty)
		free(b->data);
	buf_init(b);
}
