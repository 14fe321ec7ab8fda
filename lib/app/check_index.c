#include <stdlib.h>
#include <string.h>

#include "app/check_part.h"

/* The record that findings are about; the last one is kept. */
struct place {
	struct app *app;
	struct arena arena;
	const char *path;
	const struct node *rec;
	char id[16];
};

static void
place_free(struct place *p)
{
	arena_free(&p->arena);
}

static void
place_open(struct place *p, const char *id)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	struct node *rec = NULL;
	struct found f;

	if (strcmp(p->id, id) == 0)
		return;
	arena_free(&p->arena);
	strncpy(p->id, id, sizeof(p->id) - 1);
	p->rec = NULL;
	p->path = id;
	if (record_get(p->app->index, &p->arena, id, &f) < 0)
		return;
	p->path = f.path;
	if (app_read(p->app, &p->arena, f.path, &text, &rec, NULL) == 0)
		p->rec = rec;
}

/* An item of a list by row or by position, as "[...]" names it. */
static const struct node *
find_item(const struct node *list, const char *name)
{
	const struct node *row;
	size_t i;

	if (list == NULL || list->type != NODE_LIST)
		return NULL;
	row = node_row(list, name);
	i = (size_t)strtoul(name, NULL, 10);
	return row ? row : i < list->n ? list->items[i] : NULL;
}

/* Where "lines[k3f9].product" stands; the deepest part there is. */
static const struct node *
place_find(struct place *p, const char *path)
{
	const struct node *n = p->rec, *next;
	char name[64];
	size_t len;

	while (n != NULL && *path != '\0') {
		bool item = *path == '[';

		path += item || *path == '.';
		len = strcspn(path, item ? "]" : "[.");
		if (len >= sizeof(name))
			break;
		memcpy(name, path, len);
		name[len] = '\0';
		path += len + item;
		next = item ? find_item(n, name) : node_get(n, name);
		if (next == NULL)
			break;
		n = next;
	}
	return n == p->rec ? NULL : n;
}

struct references {
	struct place place;
	struct diag *diag;
};

static int
take_dangling(const char *id, const char *path, const char *value, void *arg)
{
	struct references *r = arg;
	const struct node *n;

	place_open(&r->place, id);
	n = place_find(&r->place, path);
	diag_add(r->diag, LEVEL_ERROR, r->place.path, n ? n->line : 0,
	    n ? n->col : 0, "REF",
	    "%s: there is no record \"%s\" of the right kind", path, value);
	return 0;
}

/* A statement that the schema's mistakes keep from running is a finding of
 * the schema, not the end of the check. */
static int
forgive(int r, struct diag *diag, struct err *why, struct err *err)
{
	if (r == CRM_EDATA) {
		diag_add(diag, LEVEL_ERROR, "schema", 0, 0, "SQL", "%s",
		    why->text ? why->text : "?");
		r = 0;
	} else if (r < 0) {
		err_set(err, r, "%s", why->text ? why->text : "?");
	}
	err_clear(why);
	return r;
}

int
check_references(
    struct app *app, const char *id, struct diag *diag, struct err *err)
{
	struct references x = { .place.app = app, .diag = diag };
	struct err why = ERR_INIT;
	int r = refs_dangling(app->index, id, take_dangling, &x, &why);

	place_free(&x.place);
	return forgive(r, diag, &why, err);
}

int
check_rules(struct app *app, const char *id, struct diag *diag, struct err *err)
{
	struct place p = { .app = app };
	struct breaches b = { NULL, 0, 0 };
	struct arena a = ARENA_INIT;
	struct err why = ERR_INIT;
	const struct node *n;
	size_t i;
	int r = rule_run_all(app->index, &a, id, &b, &why);

	for (i = 0; i < b.n; i++) {
		place_open(&p, b.v[i].id);
		n = b.v[i].rule->field ? place_find(&p, b.v[i].rule->field)
				       : NULL;
		diag_add(diag, b.v[i].rule->level, p.path, n ? n->line : 0,
		    n ? n->col : 0, b.v[i].rule->id, "%s",
		    rule_say(app->index, &a, &b.v[i], app->lang));
	}
	free(b.v);
	place_free(&p);
	arena_free(&a);
	return forgive(r, diag, &why, err);
}

struct numbers {
	struct app *app;
	struct diag *diag;
};

/* A kind may have a rule of its own for it. */
static bool
has_rule(const struct kind *k)
{
	size_t i;

	for (i = 0; k != NULL && i < k->n_rules; i++)
		if (k->rules[i].unique != NULL &&
		    strcmp(k->rules[i].unique[0], "number") == 0)
			return true;
	return false;
}

static int
take_number(const struct row *row, void *arg, struct err *err)
{
	struct numbers *n = arg;

	(void)err;
	if (!has_rule(kinds_find(n->app->kinds, row->v[0].text)))
		diag_add(n->diag, LEVEL_ERROR, row->v[1].text, 0, 0, "NUMBER",
		    "the number \"%s\" is that of %s, too", row->v[2].text,
		    row->v[3].text);
	return 0;
}

int
check_numbers(
    struct app *app, const char *id, struct diag *diag, struct err *err)
{
	struct numbers n = { app, diag };
	struct value bind = { .type = id ? VALUE_TEXT : VALUE_NULL,
		.text = id };

	return query_run(app->index,
	    "SELECT a.kind, a.path, a.number, b.path FROM record a"
	    " JOIN record b ON b.number = a.number AND b.kind = a.kind"
	    " AND b.id < a.id WHERE a.number IS NOT NULL"
	    " AND (?1 IS NULL OR a.id = ?1)",
	    &bind, 1, take_number, &n, err);
}

struct attached {
	const char *sha256;
	bool found;
};

static int
take_file(const char *name, bool is_tree, const struct oid *id, void *arg)
{
	struct attached *f = arg;
	size_t len = strlen(f->sha256);

	(void)id;
	f->found = !is_tree && strncmp(name, f->sha256, len) == 0 &&
		   (name[len] == '.' || name[len] == '\0');
	return f->found ? 1 : 0;
}

/* A file's value tells itself by its keys, wherever it stands. */
static void
check_file(
    struct app *app, const char *path, const struct node *n, struct diag *diag)
{
	struct attached f = { node_text(n, "sha256"), false };
	char folder[] = "file/xx";

	if (f.sha256 == NULL || strlen(f.sha256) != 64 ||
	    node_text(n, "name") == NULL)
		return;
	memcpy(folder + 5, f.sha256, 2);
	snap_list(app->snap, folder, take_file, &f, NULL);
	if (!f.found)
		diag_add(diag, LEVEL_ERROR, path, n->line, n->col, "FILE",
		    "the file \"%s\" is not in the book", node_text(n, "name"));
}

void
check_files(struct app *app, const char *path, const struct node *rec,
    struct diag *diag)
{
	size_t i;

	if (rec->type == NODE_SCALAR)
		return;
	if (rec->type == NODE_MAP)
		check_file(app, path, rec, diag);
	for (i = 0; i < rec->n; i++)
		check_files(app, path,
		    rec->type == NODE_MAP ? rec->pairs[i].value : rec->items[i],
		    diag);
}
