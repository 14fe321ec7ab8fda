#include <string.h>

#include "rec/span.h"

size_t
line_start(const struct buf *text, size_t pos)
{
	while (pos > 0 && text->data[pos - 1] != '\n')
		pos--;
	return pos;
}

size_t
line_end(const struct buf *text, size_t pos)
{
	const char *lf = memchr(text->data + pos, '\n', text->len - pos);
	size_t end = lf ? (size_t)(lf - text->data) : text->len;

	return end > pos && text->data[end - 1] == '\r' ? end - 1 : end;
}

size_t
line_next(const struct buf *text, size_t pos)
{
	const char *lf = memchr(text->data + pos, '\n', text->len - pos);

	return lf ? (size_t)(lf - text->data) + 1 : text->len;
}

size_t
line_text(const struct buf *text, size_t pos)
{
	pos = line_start(text, pos);
	while (pos < text->len &&
	       (text->data[pos] == ' ' || text->data[pos] == '\t'))
		pos++;
	return pos;
}

bool
line_first(const struct buf *text, size_t pos)
{
	return line_text(text, pos) >= pos;
}

int
line_column(const struct buf *text, size_t pos)
{
	return (int)(pos - line_start(text, pos));
}
