#include "out/format.h"
#include "rec/yaml.h"

static bool
is_plain(enum out_type t)
{
	return t != OUT_TEXT && t != OUT_ID;
}

static int
row(struct printer *p, const struct out_cell *cells, struct err *err)
{
	bool first = true;
	size_t i;

	for (i = 0; i < p->n; i++) {
		if (cells[i].value == NULL || cells[i].value[0] == '\0')
			continue;
		buf_addstr(&p->buf, first ? "- " : "  ");
		yaml_write_scalar(&p->buf, p->columns[i].key, 2, false);
		buf_addstr(&p->buf, ": ");
		yaml_write_scalar(
		    &p->buf, cells[i].value, 2, is_plain(p->columns[i].type));
		buf_addch(&p->buf, '\n');
		first = false;
	}
	if (first)
		buf_addstr(&p->buf, "- {}\n");
	return printer_flush(p, err);
}

static int
end(struct printer *p, struct err *err)
{
	return p->rows == 0 ? sink_puts(&p->sink, "[]\n", err) : 0;
}

const struct format format_yaml = { .name = "yaml", .row = row, .end = end };
