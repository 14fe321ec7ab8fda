#include "rec/mistake.h"

int
mistake(const struct source *s, int line, int col, const char *fmt, ...)
{
	struct finding f = { s->name, line, col, LEVEL_ERROR, "", "" };
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	_cleanup_(buf_release) struct buf whole = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	if (s->diag != NULL)
		diag_add(s->diag, LEVEL_ERROR, s->name, line, col, "", "%s",
		    text.data);
	f.text = text.data;
	diag_format(&f, &whole);
	return err_set(s->err, CRM_EDATA, "%s", whole.data);
}
