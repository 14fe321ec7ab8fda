#include "app/init.h"
#include "app/record.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/date.h"
#include "cmd.h"
#include "out.h"
#include "script.h"
#include "shipped.h"

#define STORY "schema/demo/story.crm"
#define STORY_BEGINS "2025-11-24T08:30:00+08:00"

struct args {
	const char *name, *lang, *currency, *zone;
	bool bare, demo;
};

static const struct opt opts[] = { OPT_STR(struct args, name, 0, "name", "NAME",
				       "of the company (else of the folder)"),
	OPT_STR(struct args, lang, 0, "lang", "LANG",
	    "of commit messages: en or zh (else yours)"),
	OPT_STR(struct args, currency, 0, "currency", "CODE", "else CNY"),
	OPT_STR(struct args, zone, 0, "time-zone", "ZONE",
	    "+08:00 or a name (else this machine's)"),
	OPT_BOOL(struct args, bare, 0, "bare", "without files to look at"),
	OPT_BOOL(struct args, demo, 0, "demo", "with a year of a company"),
	OPT_END };

static const char *
local_zone(struct app *app)
{
	time_t now = (time_t)clock_now();
	struct tm tm;
	long off;

	localtime_r(&now, &tm);
	off = tm.tm_gmtoff / 60;
	return arena_printf(&app->arena, "%c%02ld:%02ld", off < 0 ? '-' : '+',
	    labs(off) / 60, labs(off) % 60);
}

static const char *
base_name(struct app *app, const char *dir)
{
	char *real = realpath(dir, NULL), *slash;
	const char *ret = dir;

	if (real != NULL) {
		slash = strrchr(real, '/');
		ret = arena_strdup(&app->arena, slash ? slash + 1 : real);
		free(real);
	} else if (strrchr(dir, '/') != NULL && strrchr(dir, '/')[1] != '\0') {
		ret = strrchr(dir, '/') + 1;
	}
	return ret[0] != '\0' ? ret : "book";
}

static const char *
story(void)
{
	size_t i;

	for (i = 0; i < n_shipped; i++)
		if (strcmp(shipped[i].path, STORY) == 0)
			return shipped[i].data;
	return NULL;
}

/* Plays the story; nothing of it is said, and the disk is waited for by the
 * last commit alone. */
static int
play(struct app *app, struct err *err)
{
	void (*say)(void *, enum say, const char *) = app->say;
	const char *text = story();
	int r;

	if (text == NULL)
		return 0;
	app->say = NULL;
	app->no_sync = true;
	out_mute(true);
	r = script_run(app, STORY, text, true, err);
	out_mute(false);
	app->say = say;
	app->no_sync = false;
	return r;
}

/* The caller joins the company, taken on by its last speaker. */
static int
join(struct app *app, struct err *err)
{
	const struct kind *k = kinds_person(app->kinds);
	const char *name, *email;
	struct record_new n = { k, 3, NULL, NULL };
	char *argv[3];
	int i, r;

	identity_read(app, &name, &email);
	argv[0] = xasprintf("%s=%s", k->person->name, name);
	argv[1] = xasprintf("%s=%s", k->person->email, email);
	argv[2] = xasprintf("%s+=role=sales", k->person->roles);
	n.argv = argv;
	r = change_run(app, NULL, record_new, &n, NULL, err);
	for (i = 0; i < 3; i++)
		freep(&argv[i]);
	return r;
}

/* A book with a past: the clock stands where its story is. */
static int
demo(struct app *app, const struct init_opts *o, struct err *err)
{
	bool fixed = clock_is_fixed();
	int64_t now = clock_now(), begins;
	int r;

	time_parse(STORY_BEGINS, &begins);
	clock_set(begins);
	r = init_book(app, o, err);
	if (r == 0)
		r = play(app, err);
	if (fixed)
		clock_set(now);
	else
		clock_follow();
	if (r < 0)
		return r;
	app->today = time_day(clock_now());
	r = join(app, err);
	app->as = NULL;
	return r < 0 ? r : app_refresh(app, err);
}

static void
say_done(struct app *app, const char *dir, bool demo)
{
	struct buf b = BUF_INIT;
	char *quoted = strpbrk(dir, " \t'\"$")
			   ? arena_printf(&app->arena, "'%s'", dir)
			   : (char *)dir;

	if (strcmp(dir, ".") != 0)
		buf_printf(&b, "cd %s && ", quoted);
	buf_addstr(&b, demo ? "crm report funnel" : "crm help");
	app_say(app, SAY_HINT, "%s", b.data);
	buf_release(&b);
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	const char *dir = argc > 0 ? argv[0] : app->dir ? app->dir : ".";
	struct init_file *files;
	struct init_opts o = { dir, a->name, a->lang, a->currency, a->zone,
		a->bare, a->demo, NULL, n_shipped };
	size_t i;
	int r;

	if (a->lang != NULL && strcmp(a->lang, "en") != 0 &&
	    strcmp(a->lang, "zh") != 0)
		return err_set(err, CRM_EUSAGE, "--lang takes en or zh");
	files = arena_alloc(&app->arena, (n_shipped + 1) * sizeof(*files));
	for (i = 0; i < n_shipped; i++)
		files[i] = (struct init_file){ shipped[i].path, shipped[i].data,
			shipped[i].len };
	o.files = files;
	if (o.language == NULL)
		o.language = app->lang == LANG_ZH ? "zh" : "en";
	if (o.currency == NULL)
		o.currency = "CNY";
	if (o.zone == NULL)
		o.zone = a->demo ? "+08:00" : local_zone(app);
	if (o.name == NULL)
		o.name = a->demo ? "上海示例控制系统股份有限公司"
				 : base_name(app, dir);
	r = a->demo ? demo(app, &o, err) : init_book(app, &o, err);
	if (r == 0)
		say_done(app, dir, a->demo);
	return r;
}

const struct cmd cmd_init = {
	.name = "init",
	.group = GROUP_BOOK,
	.params = "[DIR]",
	.summary = "make a book, here or in DIR",
	.help = "A book is a git repository with crm.yaml, the schema and the "
		"records.\nYou become its first person. --demo plays a year of "
		"a small company,\nin which --as works.\n",
	.min = 0,
	.max = 1,
	.needs = NEED_NONE,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
