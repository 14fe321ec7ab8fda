#include "base/err.h"

#include <errno.h>
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static void
set_text(struct err *err, struct buf *b)
{
	free(err->text);
	err->text = buf_detach(b);
}

int
err_set(struct err *err, int code, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	va_list ap;

	if (err == NULL)
		return code;
	va_start(ap, fmt);
	buf_vprintf(&b, gettext(fmt), ap);
	va_end(ap);
	set_text(err, &b);
	err->code = code;
	return code;
}

int
err_prefix(struct err *err, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	va_list ap;

	if (err == NULL)
		return CRM_EBUG;
	va_start(ap, fmt);
	buf_vprintf(&b, gettext(fmt), ap);
	va_end(ap);
	buf_printf(&b, ": %s", err->text ? err->text : "");
	set_text(err, &b);
	return err->code;
}

void
err_more(struct err *err, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	va_list ap;

	if (err == NULL)
		return;
	buf_addstr(&b, err->text ? err->text : "");
	buf_addch(&b, '\n');
	va_start(ap, fmt);
	buf_vprintf(&b, gettext(fmt), ap);
	va_end(ap);
	set_text(err, &b);
}

int
err_errno(struct err *err, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	int saved = errno;
	va_list ap;

	if (err == NULL)
		return CRM_EIO;
	va_start(ap, fmt);
	buf_vprintf(&b, gettext(fmt), ap);
	va_end(ap);
	buf_printf(&b, ": %s", strerror(saved));
	set_text(err, &b);
	err->code = saved == ENOENT ? CRM_ENOENT : CRM_EIO;
	return err->code;
}

void
err_clear(struct err *err)
{
	free(err->text);
	err->text = NULL;
	err->code = 0;
}
