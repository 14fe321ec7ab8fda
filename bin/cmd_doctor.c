#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/doctor.h"
#include "cmd.h"
#include "out.h"

struct args {
	struct out_args out;
};

static const struct opt opts[] = { OUT_OPTS(struct args, out), OPT_END };

static const struct out_column columns[] = {
	{ .key = "status" },
	{ .key = "check" },
	{ .key = "text", .grow = true },
	{ .key = "mend", .grow = true },
};

struct run {
	struct printer *printer; /* or NULL: text */
	bool failed;
	struct err *err;
	int ret;
};

static const char *const names[] = {
	[HEALTH_OK] = "ok",
	[HEALTH_WARN] = "warn",
	[HEALTH_FAIL] = "fail",
};

static void
take(enum health how, const char *what, const char *text, const char *mend,
    void *arg)
{
	static const enum out_style styles[] = { STYLE_GREEN, STYLE_BOLD,
		STYLE_RED };
	struct run *r = arg;
	struct out_cell cells[ARRAY_SIZE(columns)] = {
		{ .value = names[how] },
		{ .value = what },
		{ .value = text },
		{ .value = mend },
	};

	r->failed = r->failed || how == HEALTH_FAIL;
	if (r->printer != NULL) {
		if (r->ret == 0)
			r->ret = printer_row(r->printer, cells, r->err);
		return;
	}
	out_printf("%s%-4s%s  %s: ", out_style(styles[how]), names[how],
	    out_style(STYLE_NONE), what);
	out_safe(text);
	out_str("\n");
	if (mend != NULL) {
		out_str("      → ");
		out_safe(mend);
		out_str("\n");
	}
}

/* What is looked at in the environment, which the library never reads. */
static const char *
variable(const char *name)
{
	const char *s = getenv(name);

	return s != NULL && s[0] != '\0' ? s : NULL;
}

static void
check_locale(struct run *r)
{
	const char *s = variable("LC_ALL");

	if (s == NULL)
		s = variable("LC_CTYPE");
	if (s == NULL)
		s = variable("LANG");
	if (s != NULL &&
	    (strcasestr(s, "utf-8") != NULL || strcasestr(s, "utf8") != NULL))
		take(HEALTH_OK, gettext("locale"), s, NULL, r);
	else
		take(HEALTH_WARN, gettext("locale"),
		    gettext("your locale is not UTF-8; crm writes UTF-8 all "
			    "the same"),
		    "export LANG=C.UTF-8", r);
}

static bool
on_path(const char *program)
{
	_cleanup_(freep) char *path = NULL;
	char *save = NULL, *dir, *file;
	bool found = false;

	path = xstrdup(variable("PATH") ? variable("PATH") : "");
	for (dir = strtok_r(path, ":", &save); !found && dir != NULL;
	     dir = strtok_r(NULL, ":", &save)) {
		file = xasprintf("%s/%s", dir, program);
		found = access(file, X_OK) == 0;
		freep(&file);
	}
	return found;
}

static void
check_programs(struct run *r)
{
	if (on_path("git"))
		take(HEALTH_OK, "git", gettext("found"), NULL, r);
	else
		take(HEALTH_WARN, "git",
		    gettext("not found: books can neither be fetched nor "
			    "pushed"),
		    "apt install git", r);
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct run r = { .err = err };
	const char *format;
	int ret;

	(void)argc;
	(void)argv;
	ret = out_format(&a->out, &format, err);
	if (ret == 0 && strcmp(format, "table") != 0)
		ret = out_rows(app, &a->out, NULL, columns, ARRAY_SIZE(columns),
		    &r.printer, err);
	if (ret < 0)
		return ret;
	doctor_run(app, take, &r);
	check_locale(&r);
	check_programs(&r);
	ret = r.ret;
	if (ret == 0 && r.printer != NULL)
		ret = printer_end(r.printer, err);
	printer_free(r.printer);
	return ret == 0 && r.failed ? CRM_ENO : ret;
}

const struct cmd cmd_doctor = {
	.name = "doctor",
	.group = GROUP_BOOK,
	.params = "",
	.summary = "see whether all is in order, and what mends it",
	.help = "One line a check: ok, warn or fail. Exit status 1 where one "
		"fails.",
	.min = 0,
	.max = 0,
	.needs = NEED_NONE,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
