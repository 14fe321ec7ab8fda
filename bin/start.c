#include "start.h"

#include <errno.h>
#include <fcntl.h>
#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/num.h"

void
start_process(void)
{
	int fd;

	/* a short life: memory is not given back and fetched again */
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
	mallopt(M_TOP_PAD, 256 << 10);
	/* read-only on purpose: writing to a stdout that was closed fails */
	for (fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			open("/dev/null", O_RDONLY);
	signal(SIGPIPE, SIG_IGN);
}

const char *
start_variable(const char *name)
{
	const char *s = getenv(name);

	return s != NULL && s[0] != '\0' ? s : NULL;
}

static enum lang
language(void)
{
	static const char *const names[] = { "LANGUAGE", "LC_ALL",
		"LC_MESSAGES", "LANG" };
	const char *s = NULL;
	size_t i;

	for (i = 0; s == NULL && i < ARRAY_SIZE(names); i++)
		s = start_variable(names[i]);
	return s != NULL && strncmp(s, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
}

/* A program that is not installed has its messages beside it. */
static void
bind_messages(void)
{
	char path[PATH_MAX + sizeof("/locale")], *slash;
	const char *dir = CRM_LOCALEDIR;
	ssize_t n = readlink("/proc/self/exe", path, PATH_MAX - 1);

	if (n > 0) {
		path[n] = '\0';
		slash = strrchr(path, '/');
		strcpy(slash, "/locale");
		if (access(path, X_OK) == 0)
			dir = path;
	}
	bindtextdomain("crm", dir);
	bind_textdomain_codeset("crm", "UTF-8");
	textdomain("crm");
}

enum lang
start_language(void)
{
	enum lang lang = language();

	/* Not the person's locale: it may be C, or not be installed, and
	 * then CJK would neither be printed nor measured. */
	setlocale(LC_CTYPE, "C.UTF-8");
	if (lang == LANG_EN)
		return lang;
	setlocale(LC_MESSAGES, "C.UTF-8");
	setenv("LANGUAGE", "zh_CN", 1);
	bind_messages();
	return lang;
}

int
start_clock(struct err *err)
{
	const char *now = start_variable("CRM_NOW");
	const char *seed = start_variable("CRM_SEED");
	int32_t day;
	int64_t t;

	if (seed != NULL)
		random_seed(seed);
	if (now == NULL)
		return 0;
	if (time_parse(now, &t))
		clock_set(t);
	else if (date_parse(now, &day))
		clock_set((int64_t)day * 86400);
	else if (num_parse(now, 0, &t))
		clock_set(t);
	else
		return err_set(err, CRM_EUSAGE,
		    "CRM_NOW: \"%s\" is no time like "
		    "2026-11-23T09:30:00+08:00",
		    now);
	return 0;
}

char *
start_cache_dir(void)
{
	const char *base = start_variable("XDG_CACHE_HOME");
	const char *home = start_variable("HOME");

	/* the standard has a relative path ignored */
	if (base != NULL && base[0] == '/')
		return xasprintf("%s/crm", base);
	if (home != NULL && home[0] == '/')
		return xasprintf("%s/.cache/crm", home);
	return NULL;
}
