#include "app/init.h"

#include <string.h>
#include <unistd.h>

#include "app/record.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/id.h"

#define SETTINGS "schema/settings.yaml"

static const char attributes[] =
    "* -text\n*.yaml diff=crm-yaml merge=crm\nfile/** -diff\n";

static bool
config_plain(const char *path, void *arg)
{
	(void)arg;
	return strcmp(path, "format") == 0 || strcmp(path, "demo") == 0 ||
	       strcmp(path, "fiscal_year.start") == 0;
}

/* Files that belong to the program, not to the book. */
static bool
is_kept_back(const char *path)
{
	return strcmp(path, SETTINGS) == 0 ||
	       strncmp(path, "schema/demo/", 12) == 0;
}

static int
add_settings(struct arena *a, const struct init_opts *o, struct node *config,
    struct err *err)
{
	struct node *file;
	size_t i;
	int r;

	for (i = 0; i < o->n_files; i++) {
		if (strcmp(o->files[i].path, SETTINGS) != 0)
			continue;
		r = yaml_parse(a, SETTINGS, o->files[i].data, o->files[i].len,
		    &file, NULL, err);
		if (r < 0)
			return r;
		node_set(a, config, "settings", node_get(file, "settings"));
	}
	return 0;
}

static int
write_config(struct arena *a, const struct init_opts *o, struct buf *ret,
    struct err *err)
{
	struct yaml_style style = { config_plain, NULL };
	struct node *config = node_map(a), *year = node_map(a);
	struct node *from = node_map(a);
	char id[ID_LEN + 1], hex[41];
	struct oid blob;
	size_t i;
	int r;

	id_new(id);
	node_set_text(a, config, "format", "1");
	node_set_text(a, config, "book", id);
	node_set_text(a, config, "name", o->name);
	node_set_text(a, config, "currency", o->currency);
	node_set_text(a, config, "time_zone", o->zone);
	node_set_text(a, config, "language", o->language);
	node_set_text(a, year, "start", "1");
	node_set(a, config, "fiscal_year", year);
	node_set_text(a, config, "demo", o->demo ? "true" : "false");
	r = add_settings(a, o, config, err);
	if (r < 0)
		return r;
	for (i = 0; i < o->n_files; i++) {
		if (is_kept_back(o->files[i].path))
			continue;
		oid_of_blob(o->files[i].data, o->files[i].len, &blob);
		oid_hex(hex, &blob);
		node_set_text(a, from, o->files[i].path, hex);
	}
	node_set(a, config, "shipped", from);
	yaml_write(ret, config, &style);
	return 0;
}

static int
need_identity(struct app *app, struct who *who, struct err *err)
{
	identity_read(app, &who->name, &who->email);
	who->time = clock_now();
	who->offset = time_offset(who->time);
	if (who->name != NULL && who->email != NULL)
		return 0;
	return err_set(err, CRM_ECONFIG,
	    "git does not know who you are; run: git config --global "
	    "user.name NAME; git config --global user.email EMAIL");
}

static int
first_commit(struct app *app, const struct init_opts *o,
    const struct buf *config, struct err *err)
{
	struct tx_opts opts = { NULL, app->wait_ms, app->no_sync, false };
	struct err warning = ERR_INIT;
	struct who who;
	struct tx *tx = NULL;
	struct oid id;
	char *message;
	bool raced;
	size_t i;
	int r;

	r = need_identity(app, &who, err);
	if (r == 0)
		r = tx_begin(app->store, &opts, &tx, err);
	if (r < 0)
		return r;
	tx_put(tx, "crm.yaml", config->data, config->len);
	tx_put(tx, ".gitattributes", attributes, sizeof(attributes) - 1);
	for (i = 0; i < o->n_files; i++)
		if (!is_kept_back(o->files[i].path))
			tx_put(tx, o->files[i].path, o->files[i].data,
			    o->files[i].len);
	message = arena_printf(&app->arena,
	    "book: init %s\n\nCrm-Op: book.init\nCrm-Source: cli\n", o->name);
	r = tx_commit(tx, &who, &who, message, &id, &raced, &warning, err);
	tx_end(tx);
	if (warning.text != NULL)
		app_say(app, SAY_WARNING, "%s", warning.text);
	err_clear(&warning);
	return r;
}

static int
open_place(struct app *app, const struct init_opts *o, struct err *err)
{
	struct snap *snap = NULL;
	struct oid id;
	int r;

	/* a repository without a book may take one */
	if (access(arena_printf(&app->arena, "%s/.git", o->dir), F_OK) == 0)
		r = store_open(o->dir, &app->store, err);
	else
		r = store_create(o->dir, o->bare, &app->store, err);
	if (r < 0)
		return r;
	r = snap_open_head(app->store, NULL, &snap, err);
	if (r == 0 && snap_blob_id(snap, "crm.yaml", &id) == 0)
		r = err_set(err, CRM_ECREATE, "'%s' is a book already", o->dir);
	snap_close(snap);
	return r;
}

/* Who makes a book is its first person. */
static int
first_person(struct app *app, struct err *err)
{
	const struct kind *k = kinds_person(app->kinds);
	char *argv[2];
	struct record_new n = { k, 2, argv, NULL };
	int r;

	if (k == NULL)
		return 0;
	argv[0] = xasprintf("%s=%s", k->person->name, app->actor.name);
	argv[1] = xasprintf("%s=%s", k->person->email, app->actor.email);
	r = change_run(app, NULL, record_new, &n, NULL, err);
	freep(&argv[0]);
	freep(&argv[1]);
	return r < 0 ? r : actor_open(app, err);
}

int
init_book(struct app *app, const struct init_opts *o, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct buf config = BUF_INIT;
	int r;

	r = date_set_zone(o->zone, err);
	if (r == 0)
		r = open_place(app, o, err);
	if (r == 0)
		r = write_config(&a, o, &config, err);
	if (r == 0)
		r = first_commit(app, o, &config, err);
	buf_release(&config);
	arena_free(&a);
	if (r == 0)
		r = app_open(app,
		    APP_STORE | APP_BOOK | APP_KINDS | APP_INDEX | APP_ACTOR,
		    err);
	/* a demo's people come with its story */
	return r < 0 || o->demo ? r : first_person(app, err);
}
