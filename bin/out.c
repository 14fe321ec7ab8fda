#include "out.h"

#include <errno.h>
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/utf8.h"
#include "pager.h"
#include "say.h"

#define BUFFERED (64 * 1024)

static struct {
	struct buf buf;
	bool mute;
	int error; /* errno of the first write that failed */
	bool verbose, no_pager;
	enum out_color color;
} ui = { .buf = BUF_INIT };

void
out_quiet(bool quiet)
{
	say_quiet(quiet);
}

void
out_verbose(bool verbose)
{
	ui.verbose = verbose;
}

void
out_color(enum out_color when)
{
	ui.color = when;
}

void
out_no_pager(void)
{
	ui.no_pager = true;
}

bool
out_is_verbose(void)
{
	return ui.verbose;
}

static int
write_all(int fd, const char *data, size_t n)
{
	ssize_t done;

	while (n > 0) {
		done = write(fd, data, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return errno;
		data += done;
		n -= (size_t)done;
	}
	return 0;
}

void
out_flush(void)
{
	if (ui.error == 0)
		ui.error = write_all(1, ui.buf.data, ui.buf.len);
	buf_truncate(&ui.buf, 0);
}

void
out_mute(bool mute)
{
	ui.mute = mute;
}

void
out_data(const char *data, size_t n)
{
	if (ui.mute)
		return;
	buf_add(&ui.buf, data, n);
	if (ui.buf.len >= BUFFERED)
		out_flush();
}

void
out_str(const char *s)
{
	out_data(s, strlen(s));
}

void
out_printf(const char *fmt, ...)
{
	va_list ap;

	if (ui.mute)
		return;
	va_start(ap, fmt);
	buf_vprintf(&ui.buf, fmt, ap);
	va_end(ap);
	if (ui.buf.len >= BUFFERED)
		out_flush();
}

void
out_safe(const char *s)
{
	utf8_safe(&ui.buf, s, true);
	if (ui.buf.len >= BUFFERED)
		out_flush();
}

static int
sink_out(void *arg, const char *data, size_t n, struct err *err)
{
	(void)arg;
	out_data(data, n);
	if (ui.error == 0)
		return 0;
	errno = ui.error;
	err_errno(err, "cannot write the output");
	return CRM_EIO;
}

struct sink
out_sink(void)
{
	return (struct sink){ sink_out, NULL };
}

int
out_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize w;
	char *end;
	long n;

	if (columns != NULL && columns[0] != '\0') {
		n = strtol(columns, &end, 10);
		if (*end == '\0' && n >= 0 && n < 10000)
			return (int)n;
	}
	if (isatty(1) && ioctl(1, TIOCGWINSZ, &w) == 0 && w.ws_col > 0)
		return w.ws_col;
	return 80;
}

bool
out_is_tty(void)
{
	return isatty(0) && isatty(2);
}

static bool
has_color(void)
{
	const char *none = getenv("NO_COLOR"), *term = getenv("TERM");

	if (ui.color != OUT_COLOR_AUTO)
		return ui.color == OUT_COLOR_ALWAYS;
	if (none != NULL && none[0] != '\0')
		return false;
	if (term != NULL && strcmp(term, "dumb") == 0)
		return false;
	return isatty(1) || pager_is_on();
}

const char *
out_style(enum out_style style)
{
	static const char *const codes[] = { "\033[0m", "\033[1m", "\033[2m",
		"\033[31m", "\033[32m" };

	return has_color() ? codes[style] : "";
}

void
out_page(struct app *app)
{
	const char *command = NULL;

	if (ui.no_pager || pager_is_on() || !isatty(0) || !isatty(1))
		return;
	if (app != NULL && app->store != NULL)
		command = store_config(app->store, &app->arena, "crm.pager");
	out_flush();
	/* what was decided by the terminal stays as it would be on it */
	if (has_color())
		ui.color = OUT_COLOR_ALWAYS;
	pager_start(command);
}

int
out_format(const struct out_args *a, const char **ret, struct err *err)
{
	const char *format = a->format;

	if (a->json != NULL && format != NULL && strcmp(format, "json") != 0)
		return err_set(err, CRM_EUSAGE,
		    "--json and -o %s exclude each other", format);
	if (a->porcelain != NULL && a->porcelain[0] != '\0' &&
	    strcmp(a->porcelain, "v1") != 0)
		return err_set(err, CRM_EUSAGE,
		    "unknown --porcelain=%s; there is: v1", a->porcelain);
	if (a->json != NULL)
		format = "json";
	else if (a->porcelain != NULL && format == NULL)
		format = "tsv";
	else if (a->excel && format == NULL)
		format = "csv";
	else if (a->nul && format == NULL)
		format = "id";
	*ret = format ? format : "table";
	return 0;
}

int
out_rows(struct app *app, const struct out_args *a, const char *title,
    const struct out_column *columns, size_t n, struct printer **ret,
    struct err *err)
{
	struct out_opts o = { .width = out_width(),
		.excel = a->excel,
		.nul = a->nul,
		.bare = a->bare,
		.fields = a->json,
		.title = title,
		.lang = app->lang == LANG_ZH ? "zh" : "en" };
	struct sink sink = out_sink();
	const char *format;
	int r = out_format(a, &format, err);

	if (r < 0)
		return r;
	if (strcmp(format, "table") == 0)
		out_page(app);
	o.color = has_color();
	if (app->kinds != NULL)
		o.currency = kinds_book(app->kinds)->currency;
	return printer_open(format, &o, &sink, columns, n, ret, err);
}

int
out_end(void)
{
	out_flush();
	pager_end();
	buf_release(&ui.buf);
	if (ui.error == 0)
		return 0;
	/* who reads us has seen enough: nothing to complain about */
	if (ui.error != EPIPE)
		fprintf(stderr, "crm: %s: %s\n",
		    gettext("cannot write the output"), strerror(ui.error));
	return CRM_EIO;
}
