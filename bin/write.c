#include "write.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "app/assign.h"
#include "base/utf8.h"

#define ASK_ABOVE 3

size_t
write_split(int argc, char **argv)
{
	size_t n = 0;
	int i;
	char *t;

	for (i = 0; i < argc; i++) {
		if (assign_is(argv[i]))
			continue;
		t = argv[i];
		memmove(
		    argv + n + 1, argv + n, ((size_t)i - n) * sizeof(*argv));
		argv[n++] = t;
	}
	return n;
}

/* "bjaz 报价单 BJ20261123-001 上海示例重工 [审核]" */
static void
say_record(struct app *app, const char *id)
{
	struct buf safe = BUF_INIT;
	const struct kind *k;
	const struct state *st;
	struct found f;

	if (record_get(app->index, &app->arena, id, &f) < 0)
		return;
	k = kinds_find(app->kinds, f.kind);
	st = k && f.state ? kind_state(k, f.state) : NULL;
	utf8_safe(&safe, app_name_of(app, &f), false);
	out_printf("%.*s  %s  %s", record_prefix(app->index, id), id,
	    k ? app_label(app, &k->label) : f.kind, safe.data);
	if (st != NULL)
		out_printf("  [%s]", app_label(app, &st->label));
	out_str("\n");
	buf_release(&safe);
}

int
write_run(struct app *app, const struct write_args *w, change_fn work,
    void *arg, const char *const *ids, size_t n, struct err *err)
{
	bool only_id = w->format != NULL && strcmp(w->format, "id") == 0;
	char commit[41];
	struct found f;
	size_t i;
	int r;

	if (w->format != NULL && !only_id && strcmp(w->format, "text") != 0)
		return err_set(err, CRM_EUSAGE,
		    "-o takes 'text' or 'id' here, not '%s'", w->format);
	app->dry_run = w->dry_run;
	app->no_sync = app->no_sync || w->no_sync;
	r = change_run(app, w->message, work, arg, commit, err);
	app->dry_run = false;
	if (r < 0 || w->dry_run)
		return r;
	for (i = 0; i < n; i++) {
		const char *id = ids[i];

		if (id == NULL)
			continue;
		if (record_get(app->index, &app->arena, id, &f) < 0 &&
		    app_find(app, NULL, id, &f, NULL, NULL) < 0)
			continue;
		if (only_id)
			out_printf("%s\n", f.id);
		else
			say_record(app, f.id);
	}
	if (commit[0] == '\0' && app->change == NULL && n > 0)
		app_say(app, SAY_INFO, "nothing changed");
	return 0;
}

int
write_confirm(size_t n, bool yes, int expect, struct err *err)
{
	char answer[16];

	if (expect > 0 && (size_t)expect != n)
		return err_set(err, CRM_ENO,
		    "%zu records would change, not the %d expected", n, expect);
	if (n <= ASK_ABOVE || yes || expect > 0)
		return 0;
	if (!out_is_tty())
		return err_set(err, CRM_EUSAGE,
		    "this would change %zu records; say --yes or --expect=%zu",
		    n, n);
	fprintf(stderr, gettext("change %zu records? [y/N] "), n);
	if (fgets(answer, sizeof(answer), stdin) != NULL &&
	    (answer[0] == 'y' || answer[0] == 'Y'))
		return 0;
	return err_set(err, CRM_ENO, "nothing changed");
}
