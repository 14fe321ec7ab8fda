#include <string.h>

#include "out/format.h"

static int
begin(struct printer *p, struct err *err)
{
	if (p->has_id)
		return 0;
	return err_set(err, CRM_EUSAGE,
	    "these rows are no records: they have no id to print");
}

static int
row(struct printer *p, const struct out_cell *cells, struct err *err)
{
	const char *id = cells[p->id].value;

	if (id == NULL)
		return 0;
	buf_addstr(&p->buf, id);
	buf_addch(&p->buf, p->opts.nul ? '\0' : '\n');
	return printer_flush(p, err);
}

const struct format format_id = { .name = "id", .begin = begin, .row = row };
