#include <string.h>

#include "base/num.h"
#include "out/format.h"
#include "out/json_value.h"

#define FLAGS (JSON_PRESERVE_ORDER | JSON_ENCODE_ANY)

static json_t *
string(const char *s)
{
	json_t *j = json_string(s);

	/* jansson refuses what is no UTF-8: show where it was */
	return j ? j : json_string("\xef\xbf\xbd");
}

static json_t *
money(const char *value, const char *currency)
{
	json_t *j = json_object();

	json_object_set_new(j, "value", string(value));
	json_object_set_new(j, "currency", string(currency ? currency : "CNY"));
	return j;
}

json_t *
json_value(enum out_type type, const char *value, const char *currency)
{
	int64_t n;

	if (value == NULL)
		return json_null();
	if (type == OUT_MONEY)
		return money(value, currency);
	if (type == OUT_INTEGER && num_parse(value, 0, &n))
		return json_integer((json_int_t)n);
	if (type == OUT_BOOLEAN && strcmp(value, "true") == 0)
		return json_true();
	if (type == OUT_BOOLEAN && strcmp(value, "false") == 0)
		return json_false();
	return string(value);
}

static int
add(const char *data, size_t n, void *arg)
{
	buf_add(arg, data, n);
	return 0;
}

void
json_text(struct buf *ret, const json_t *j, size_t flags)
{
	json_dump_callback(j, add, ret, flags | FLAGS);
}

static void
add_row(struct printer *p, const struct out_cell *cells)
{
	const struct out_column *c = p->columns;
	json_t *j = json_object();
	size_t i;

	for (i = 0; i < p->n; i++)
		json_object_set_new(j, c[i].key,
		    json_value(c[i].type, cells[i].value, cells[i].currency));
	json_text(&p->buf, j, JSON_COMPACT);
	json_decref(j);
}

static int
row(struct printer *p, const struct out_cell *cells, struct err *err)
{
	buf_addstr(&p->buf, p->rows == 1 ? "[\n" : ",\n");
	add_row(p, cells);
	return printer_flush(p, err);
}

static int
end(struct printer *p, struct err *err)
{
	buf_addstr(&p->buf, p->rows == 0 ? "[]\n" : "\n]\n");
	return printer_flush(p, err);
}

static int
line(struct printer *p, const struct out_cell *cells, struct err *err)
{
	add_row(p, cells);
	buf_addch(&p->buf, '\n');
	return printer_flush(p, err);
}

const struct format format_json = { .name = "json", .row = row, .end = end };
const struct format format_jsonl = { .name = "jsonl", .row = line };
