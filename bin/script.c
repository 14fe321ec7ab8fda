#include "script.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "dispatch.h"
#include "words.h"

static int
move_clock(struct app *app, int n, char **words, struct err *err)
{
	int64_t t;

	if (n != 3 || !time_parse(words[1], &t))
		return err_set(err, CRM_EUSAGE,
		    "write '@ 2026-01-05T09:30:00+08:00 PERSON'");
	clock_set(t);
	app->as = arena_strdup(&app->arena, words[2]);
	app->today = time_day(t);
	return app_refresh(app, err);
}

/* $KIND, anywhere in a word, is the record of that kind made last. */
static char *
expand(struct app *app, struct arena *a, const char *word)
{
	struct buf b = BUF_INIT;
	const char *p = word, *id;
	char *name, *ret;
	size_t n;

	for (; *p != '\0'; p++) {
		n = *p == '$' ? strspn(p + 1, "abcdefghijklmnopqrstuvwxyz_")
			      : 0;
		name = arena_strndup(a, p + 1, n);
		id = n > 0 ? app_made(app, name) : NULL;
		if (id == NULL) {
			buf_addch(&b, *p);
			continue;
		}
		buf_addstr(&b, id);
		p += n;
	}
	ret = arena_strdup(a, b.data);
	buf_release(&b);
	return ret;
}

static int
run_line(struct app *app, char *line, bool dated, struct err *err)
{
	struct arena a = ARENA_INIT;
	char **words;
	int n, i, r;

	r = words_split(&a, line, &words, &n, err);
	for (i = 0; r == 0 && i < n; i++)
		words[i] = expand(app, &a, words[i]);
	if (r == 0 && n > 0 && dated && strcmp(words[0], "@") == 0)
		r = move_clock(app, n, words, err);
	else if (r == 0 && n > 0)
		r = dispatch(app, n, words, err);
	arena_free(&a);
	return r;
}

int
script_run(struct app *app, const char *name, const char *text, bool dated,
    struct err *err)
{
	struct buf line = BUF_INIT;
	const char *p, *end;
	int at = 0, first, r = 0;

	for (p = text; r == 0 && *p != '\0'; p = *end ? end + 1 : end) {
		end = strchrnul(p, '\n');
		first = ++at;
		buf_truncate(&line, 0);
		buf_add(&line, p, (size_t)(end - p));
		/* a line that ends in \ goes on */
		while (line.len > 0 && line.data[line.len - 1] == '\\' &&
		       *end != '\0') {
			buf_truncate(&line, line.len - 1);
			p = end + 1;
			end = strchrnul(p, '\n');
			at++;
			buf_add(&line, p, (size_t)(end - p));
		}
		r = run_line(app, line.data, dated, err);
		if (r < 0)
			err_prefix(err, "%s:%d", name, first);
	}
	buf_release(&line);
	return r;
}
