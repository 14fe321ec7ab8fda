#include "app/session.h"
#include "app/kept.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/word.h"

void
app_say(struct app *app, enum say how, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	va_list ap;

	if (app->say == NULL)
		return;
	va_start(ap, fmt);
	buf_vprintf(&b, gettext(fmt), ap);
	va_end(ap);
	app->say(app->say_arg, how, b.data);
	buf_release(&b);
}

const char *
app_label(const struct app *app, const struct label *l)
{
	return label_text(l, app->lang);
}

static int
source_read(void *arg, const char *path, struct buf *ret, struct err *err)
{
	const struct app *app = arg;

	return snap_read(app->snap, path, ret, err);
}

struct list_arg {
	int (*each)(const char *name, void *arg);
	void *arg;
};

static int
list_entry(const char *name, bool is_tree, const struct oid *id, void *arg)
{
	const struct list_arg *l = arg;

	(void)id;
	return is_tree ? 0 : l->each(name, l->arg);
}

static int
source_list(void *arg, const char *path, int (*each)(const char *, void *),
    void *earg, struct err *err)
{
	const struct app *app = arg;
	struct list_arg l = { each, earg };

	return snap_list(app->snap, path, list_entry, &l, err);
}

/* The day that --at or --as-of names. */
static int
parse_day(const char *word, const char *option, int32_t *ret, struct err *err)
{
	if (date_parse_input(word, time_day(clock_now()), ret))
		return 0;
	return err_set(err, CRM_EUSAGE,
	    "%s: '%s' is no date; write it like 2026-11-23", option, word);
}

static int
open_snap(struct app *app, struct err *err)
{
	int32_t day;

	if (app->at == NULL)
		return snap_open_head(app->store, app->on, &app->snap, err);
	if (date_parse_input(app->at, time_day(clock_now()), &day))
		return snap_open_at(
		    app->store, time_of_day(day + 1) - 1, &app->snap, err);
	return snap_open_rev(app->store, app->at, &app->snap, err);
}

static int
open_book(struct app *app, struct err *err)
{
	struct oid id;
	int ret;

	/* A killed run may have left files behind its commit. Whoever holds
	 * the lock has seen to that, and a book that can't be written can
	 * still be read; a command that writes tries again and complains. */
	if (app->at == NULL && app->on == NULL)
		store_recover(app->store, 0, NULL);
	ret = open_snap(app, err);
	if (ret < 0)
		return ret;
	if (snap_blob_id(app->snap, "crm.yaml", &id) < 0)
		return err_set(err, CRM_ECONFIG,
		    "no book here: '%s' has no crm.yaml%s; make one with "
		    "'crm init DIR'",
		    store_git_dir(app->store), app->at ? " at that time" : "");
	app->source.read = source_read;
	app->source.list = source_list;
	app->source.arg = app;
	return 0;
}

static int
open_kinds(struct app *app, struct err *err)
{
	int ret;

	diag_free(&app->schema_diag);
	kept_begin(app);
	ret = kinds_load(&app->source, &app->kinds, &app->schema_diag, err);
	kept_end(app);
	if (ret < 0)
		return ret;
	ret = date_set_zone(kinds_book(app->kinds)->time_zone, err);
	if (ret < 0)
		return ret;
	app->today = time_day(clock_now());
	if (app->as_of != NULL)
		return parse_day(app->as_of, "--as-of", &app->today, err);
	return 0;
}

void
app_set_view(struct app *app)
{
	struct index_view v = { app->today, app->as_of != NULL, app->actor.id,
		app->lang };

	if (app->index != NULL)
		index_set_view(app->index, &v);
}

int
app_open(struct app *app, int needs, struct err *err)
{
	int ret = 0;

	if ((needs & APP_STORE) && app->store == NULL) {
		ret = store_open(app->dir ? app->dir : ".", &app->store, err);
		if (ret < 0)
			return ret;
	}
	if ((needs & APP_BOOK) && app->snap == NULL)
		ret = open_book(app, err);
	if (ret == 0 && (needs & APP_KINDS) && app->kinds == NULL)
		ret = open_kinds(app, err);
	if (ret == 0 && (needs & APP_INDEX) && app->index == NULL) {
		ret = refresh_index(app, err);
		app_set_view(app);
	}
	if (ret == 0 && (needs & APP_ACTOR) && app->actor.email == NULL) {
		ret = actor_open(app, err);
		app_set_view(app);
	}
	return ret;
}

static void
close_reading(struct app *app)
{
	index_close(app->index);
	app->index = NULL;
	kinds_free(app->kinds);
	app->kinds = NULL;
	kept_free(app);
	snap_close(app->snap);
	app->snap = NULL;
}

void
app_close(struct app *app)
{
	close_reading(app);
	store_close(app->store);
	app->store = NULL;
	diag_free(&app->schema_diag);
	arena_free(&app->arena);
}

int
app_refresh(struct app *app, struct err *err)
{
	struct oid schema, config, now_schema, now_config;
	struct snap *old = app->snap;
	int ret;

	snap_tree_id(old, "schema", &schema);
	if (snap_blob_id(old, "crm.yaml", &config) < 0)
		memset(&config, 0, sizeof(config));
	app->snap = NULL;
	ret = open_snap(app, err);
	if (ret < 0) {
		app->snap = old;
		return ret;
	}
	snap_close(old);
	snap_tree_id(app->snap, "schema", &now_schema);
	if (snap_blob_id(app->snap, "crm.yaml", &now_config) < 0)
		memset(&now_config, 0, sizeof(now_config));
	if (!oid_equal(&schema, &now_schema) ||
	    !oid_equal(&config, &now_config)) {
		index_close(app->index);
		app->index = NULL;
		kinds_free(app->kinds);
		app->kinds = NULL;
		ret = open_kinds(app, err);
		if (ret < 0)
			return ret;
	}
	ret = refresh_index(app, err);
	if (ret == 0)
		ret = actor_open(app, err);
	app_set_view(app);
	return ret;
}

int
app_kind(
    struct app *app, const char *word, const struct kind **ret, struct err *err)
{
	struct word_guess g;
	size_t i;

	*ret = kinds_lookup(app->kinds, word);
	if (*ret != NULL)
		return 0;
	word_guess_init(&g, word);
	for (i = 0; i < kinds_count(app->kinds); i++) {
		word_guess_offer(&g, kinds_at(app->kinds, i)->name);
		word_guess_offer(&g, kinds_at(app->kinds, i)->plural);
	}
	err_set(err, CRM_EUSAGE, "no kind '%s' in this book", word);
	if (g.best != NULL)
		err_more(err, "did you mean '%s'?", g.best);
	return CRM_EUSAGE;
}

int
app_find(struct app *app, const struct kind *k, const char *word,
    struct found *ret, const struct kind **kind, struct err *err)
{
	int r = record_find(
	    app->index, &app->arena, k ? k->name : NULL, word, ret, err);

	if (r == 0 && kind != NULL)
		*kind = kinds_find(app->kinds, ret->kind);
	return r;
}

int
app_read(struct app *app, struct arena *a, const char *path, struct buf *text,
    struct node **ret, struct err *err)
{
	int r = snap_read(app->snap, path, text, err);

	if (r < 0)
		return r;
	return yaml_parse(a, path, text->data, text->len, ret, NULL, err);
}

const char *
app_name_of(struct app *app, const struct found *f)
{
	const char *title = record_title(app->index, &app->arena, f->id);

	if (f->number != NULL && f->number[0] != '\0' &&
	    strstr(title, f->number) == NULL)
		return arena_printf(&app->arena, "%s %s", f->number, title);
	return title;
}

const char *
app_made(const struct app *app, const char *kind)
{
	const struct made *m;

	for (m = app->made; m != NULL; m = m->next)
		if (strcmp(m->kind, kind) == 0)
			return m->id;
	return NULL;
}
