/* The part of out.h that goes to stderr. */
#include <errno.h>
#include <libintl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"
#include "out.h"
#include "say.h"

static bool quiet;

void
say_quiet(bool be_quiet)
{
	quiet = be_quiet;
}

/* Harmless text; lines behind the first are indented under "crm: ". */
static void
print(const char *before, const char *text)
{
	struct buf safe = BUF_INIT;
	const char *s;
	size_t len;

	out_flush();
	utf8_safe(&safe, text, true);
	fputs(before, stderr);
	for (s = safe.data; *s != '\0'; s += len + (s[len] == '\n')) {
		len = strcspn(s, "\n");
		if (s != safe.data)
			fputs(len > 0 ? "     " : "", stderr);
		fwrite(s, 1, len, stderr);
		fputc('\n', stderr);
	}
	buf_release(&safe);
}

void
out_error(const struct err *err)
{
	if (err->text != NULL && err->text[0] != '\0')
		print("crm: ", err->text);
}

void
out_say(void *arg, enum say how, const char *text)
{
	struct buf b = BUF_INIT;

	(void)arg;
	if (quiet && how != SAY_WARNING)
		return;
	if (how == SAY_HINT)
		buf_printf(&b, gettext("→ next: %s"), text);
	else if (how == SAY_WARNING)
		buf_printf(&b, gettext("crm: warning: %s"), text);
	else
		buf_addstr(&b, text);
	print("", b.data);
	buf_release(&b);
}

void
out_dry(void *arg, const char *message, const char *diff)
{
	(void)arg;
	out_safe(message);
	if (message[0] != '\0' && message[strlen(message) - 1] != '\n')
		out_str("\n");
	out_str("\n");
	out_safe(diff);
}

void
out_findings(struct diag *d, bool on_stdout)
{
	struct buf b = BUF_INIT;
	size_t i;

	diag_sort(d);
	for (i = 0; i < d->n; i++) {
		buf_truncate(&b, 0);
		diag_format(&d->v[i], &b);
		if (!on_stdout) {
			print("", b.data);
			continue;
		}
		out_safe(b.data);
		out_str("\n");
	}
	buf_release(&b);
}

static long
milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
out_progress(const char *what, size_t done, size_t total)
{
	static long started, shown;
	long now = milliseconds();

	if (started == 0)
		started = now;
	if (quiet || !isatty(2) || now - started < 500)
		return;
	if (total > 0 && done >= total) {
		if (shown != 0)
			fputs("\r\033[K", stderr);
		started = shown = 0;
		return;
	}
	if (now - shown < 100)
		return;
	shown = now;
	if (total > 0)
		fprintf(stderr, "\r%s %zu/%zu\033[K", what, done, total);
	else
		fprintf(stderr, "\r%s %zu\033[K", what, done);
	fflush(stderr);
}
