#include "rec/yaml_check.h"

#include <libintl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "rec/yaml.h"

/* Line and column (in characters) of a byte behind good text. */
static void
find_place(const char *text, size_t pos, int *line, int *col)
{
	size_t i;

	*line = *col = 1;
	for (i = 0; i < pos; i++) {
		if (text[i] == '\n') {
			(*line)++;
			*col = 1;
		} else if (((unsigned char)text[i] & 0xc0) != 0x80) {
			(*col)++;
		}
	}
}

static int
bad_byte(const struct source *s, const char *text, size_t pos)
{
	int line, col;

	find_place(text, pos, &line, &col);
	return mistake(s, line, col,
	    gettext("invalid UTF-8: byte 0x%02x at offset %zu; save the file "
		    "as UTF-8"),
	    (unsigned char)text[pos], pos);
}

static int
bad_char(const struct source *s, const char *text, size_t pos, uint32_t c)
{
	const char *fmt;
	int line, col;

	find_place(text, pos, &line, &col);
	if (c == 0xfeff && pos == 0)
		fmt = gettext("byte order mark (%04X); save the file as "
			      "UTF-8 without BOM");
	else if (c == '\r')
		fmt = gettext("carriage return (U+%04X) that no line feed "
			      "follows");
	else if (c == 0x2028 || c == 0x2029)
		fmt = gettext("line separator U+%04X; write an ordinary line "
			      "break");
	else if (c == 0xfeff || c > 0xff)
		fmt = gettext("character U+%04X may not stand in a record");
	else
		fmt = gettext("control character U+%04X may not stand in a "
			      "record");
	return mistake(s, line, col, fmt, c);
}

/* Length of a run of plain ASCII text, by eight bytes where possible. */
static size_t
ascii_run(const char *text, size_t len)
{
	const uint64_t low = 0x0101010101010101u, high = low * 0x80;
	size_t i = 0;
	uint64_t w;

	while (len - i >= sizeof(w)) {
		memcpy(&w, text + i, sizeof(w));
		/* any byte >= 0x80, < 0x20 or 0x7f */
		if ((w | (w - low * 0x20) | (w + low)) & high)
			break;
		i += sizeof(w);
	}
	while (i < len && text[i] >= 0x20 && text[i] < 0x7f)
		i++;
	return i;
}

int
yaml_check_bytes(const struct source *s, const char *text, size_t len)
{
	size_t i = 0;
	uint32_t c;
	int n;

	if (len > YAML_MAX_SIZE)
		return mistake(s, 1, 1,
		    gettext("%zu bytes are too many; a record may have %d"),
		    len, YAML_MAX_SIZE);
	while ((i += ascii_run(text + i, len - i)) < len) {
		if (text[i] == '\n' || text[i] == '\t') {
			i++;
			continue;
		}
		if (text[i] == '\r' && i + 1 < len && text[i + 1] == '\n') {
			i += 2;
			continue;
		}
		n = utf8_decode(text + i, len - i, &c);
		if (n == 0)
			return bad_byte(s, text, i);
		if (utf8_is_control(c))
			return bad_char(s, text, i, c);
		i += (size_t)n;
	}
	return 0;
}

static int
compare_keys(const void *a, const void *b)
{
	const struct pair *const *x = a, *const *y = b;
	int c = strcmp((*x)->key, (*y)->key);

	return c ? c : (*x < *y ? -1 : 1);
}

static const struct pair *
second_of_few(const struct pair *p, size_t n, const struct pair **first)
{
	size_t i, k;

	for (i = 1; i < n; i++) {
		for (k = 0; k < i; k++) {
			if (strcmp(p[i].key, p[k].key) != 0)
				continue;
			*first = &p[k];
			return &p[i];
		}
	}
	return NULL;
}

static const struct pair *
second_of_two(const struct pair *p, size_t n, const struct pair **first)
{
	const struct pair *found = NULL, **v;
	size_t i;

	if (n <= 24)
		return second_of_few(p, n, first);
	v = xmalloc(n * sizeof(*v));
	for (i = 0; i < n; i++)
		v[i] = &p[i];
	qsort(v, n, sizeof(*v), compare_keys);
	for (i = 1; i < n; i++)
		if (strcmp(v[i - 1]->key, v[i]->key) == 0 &&
		    (found == NULL || v[i] < found)) {
			*first = v[i - 1];
			found = v[i];
		}
	free(v);
	return found;
}

int
yaml_check_keys(const struct source *s, const struct pair *p, size_t n)
{
	const struct pair *first = NULL;
	const struct pair *twice = second_of_two(p, n, &first);

	if (twice == NULL)
		return 0;
	return mistake(s, twice->line, twice->col,
	    gettext("key \"%s\" stands twice, first on line %d"), twice->key,
	    first->line);
}
