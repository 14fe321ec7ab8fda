#include "app/check.h"

#include <stdlib.h>
#include <string.h>

#include "app/check_part.h"
#include "app/ladder.h"
#include "app/show.h"
#include "base/id.h"
#include "rec/yaml.h"

#define PLAIN_FILE 0100644

struct seen {
	char id[ID_LEN + 1];
	const char *path;
};

struct checking {
	struct app *app;
	struct diag *diag;
	struct arena arena;
	struct seen *seen;
	size_t n, cap;
	struct err *err;
};

static bool
is_bad_kind(const struct app *app, const char *name)
{
	const char *const *bad = kinds_bad(app->kinds);

	for (; *bad != NULL; bad++)
		if (strcmp(*bad, name) == 0)
			return true;
	return false;
}

/* A decision that its record has been changed under. */
static void
check_approval(struct checking *c, const struct kind *k, const char *id,
    const char *path, const struct node *rec)
{
	const struct node *state = node_get(rec, "state");
	struct err why = ERR_INIT;

	if (k->ladder != NULL &&
	    ladder_stands(c->app, k, id, rec, &why) == CRM_EDATA)
		diag_add(c->diag, LEVEL_ERROR, path, state ? state->line : 0,
		    state ? state->col : 0, "", "%s", why.text);
	err_clear(&why);
}

static void
check_text(struct checking *c, const struct kind *k, const char *id,
    const char *path, const struct buf *text)
{
	struct arena a = ARENA_INIT;
	struct err why = ERR_INIT;
	struct node *rec;

	if (yaml_parse(&a, path, text->data, text->len, &rec, c->diag, &why) ==
	    0) {
		check_record(k, path, rec, c->diag);
		check_approval(c, k, id, path, rec);
		check_files(c->app, path, rec, c->diag);
	}
	err_clear(&why);
	arena_free(&a);
}

static void
check_place(
    struct checking *c, const struct kind *k, const char *id, const char *path)
{
	const char *place = kind_record_path(&c->arena, k, id);

	if (strcmp(place, path) != 0)
		diag_add(c->diag, LEVEL_ERROR, path, 0, 0, "PATH",
		    "the record is in the wrong folder: it belongs at %s",
		    place);
}

static void
note_id(struct checking *c, const char *id, const char *path)
{
	c->seen = vec_grow(c->seen, c->n, &c->cap, sizeof(*c->seen));
	strcpy(c->seen[c->n].id, id);
	c->seen[c->n++].path = arena_strdup(&c->arena, path);
}

static int
check_blob(struct checking *c, const char *path, int mode,
    const struct oid *blob, const char *kind, const char *id)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	const struct kind *k = kinds_find(c->app->kinds, kind);
	int r;

	note_id(c, id, path);
	if (mode != PLAIN_FILE) {
		diag_add(c->diag, LEVEL_ERROR, path, 0, 0, "PATH",
		    "a record is a plain file, not a link or a program");
		return 0;
	}
	if (k == NULL) {
		diag_add(c->diag, LEVEL_ERROR, path, 0, 0, "KIND",
		    is_bad_kind(c->app, kind)
			? "the schema of \"%s\" has mistakes"
			: "\"%s\" has no schema",
		    kind);
		return 0;
	}
	check_place(c, k, id, path);
	r = store_read_blob(c->app->store, blob, &text, c->err);
	if (r == 0)
		check_text(c, k, id, path, &text);
	return r;
}

/* Something else in a kind's folder is a record that nobody sees. */
static void
check_other(struct checking *c, const char *path)
{
	const char *slash = strchr(path, '/');
	char *folder;

	if (slash == NULL)
		return;
	folder = arena_strndup(&c->arena, path, (size_t)(slash - path));
	if (kinds_find(c->app->kinds, folder) == NULL &&
	    !is_bad_kind(c->app, folder))
		return;
	diag_add(c->diag, LEVEL_ERROR, path, 0, 0, "PATH",
	    "this is no record: its name must be an id of %d characters and "
	    "\".yaml\"",
	    ID_LEN);
}

static int
take_path(const struct tree_change *t, void *arg)
{
	struct checking *c = arg;
	char kind[32], id[ID_LEN + 1];

	if (record_path_parse(t->path, kind, id))
		return check_blob(
		    c, t->path, t->after_mode, &t->after, kind, id);
	check_other(c, t->path);
	return 0;
}

static int
by_id(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;
	int r = strcmp(x->id, y->id);

	return r ? r : strcmp(x->path, y->path);
}

static void
check_ids(struct checking *c)
{
	size_t i;

	if (c->n > 0)
		qsort(c->seen, c->n, sizeof(*c->seen), by_id);
	for (i = 1; i < c->n; i++)
		if (strcmp(c->seen[i - 1].id, c->seen[i].id) == 0)
			diag_add(c->diag, LEVEL_ERROR, c->seen[i].path, 0, 0,
			    "ID", "the id is taken by %s, too",
			    c->seen[i - 1].path);
}

static int
check_one(struct checking *c, const char *id, struct err *err)
{
	char kind[32], own[ID_LEN + 1];
	struct oid blob;
	const char *path;
	int r;

	r = show_path(c->app->snap, &c->arena, NULL, id, &path, err);
	if (r < 0)
		return r == CRM_ENOENT
			   ? err_set(err, r, "there is no record \"%s\"", id)
			   : r;
	if (!record_path_parse(path, kind, own) ||
	    snap_blob_id(c->app->snap, path, &blob) < 0)
		return CRM_EBUG;
	return check_blob(c, path, PLAIN_FILE, &blob, kind, own);
}

int
check_book(struct app *app, const char *id, struct diag *diag, size_t *records,
    struct err *err)
{
	struct checking c = { .app = app, .diag = diag, .err = err };
	static const struct oid none;
	int r;

	if (id != NULL)
		r = check_one(&c, id, err);
	else
		r = store_tree_walk(app->store, &none, snap_tree(app->snap),
		    take_path, &c, err);
	if (r == 0)
		r = check_references(app, id, diag, err);
	if (r == 0)
		r = check_rules(app, id, diag, err);
	if (r == 0)
		r = check_numbers(app, id, diag, err);
	if (r == 0)
		check_ids(&c);
	*records = c.n;
	free(c.seen);
	arena_free(&c.arena);
	return r;
}
