#include <string.h>

#include "app/show_part.h"
#include "base/id.h"

struct folders {
	struct snap *snap;
	struct arena *a;
	const char *id, *path;
};

static bool
try_path(struct folders *f, const char *kind)
{
	struct oid blob;
	int n;

	for (n = 2; n >= 0; n--) {
		f->path = n > 0 ? arena_printf(f->a, "%s/%.*s/%s.yaml", kind, n,
				      f->id, f->id)
				: arena_printf(f->a, "%s/%s.yaml", kind, f->id);
		if (snap_blob_id(f->snap, f->path, &blob) == 0)
			return true;
	}
	f->path = NULL;
	return false;
}

static int
try_folder(const char *name, bool is_tree, const struct oid *id, void *arg)
{
	(void)id;
	return is_tree && name_valid(name) && try_path(arg, name) ? 1 : 0;
}

int
show_path(struct snap *snap, struct arena *a, const char *kind, const char *id,
    const char **ret, struct err *err)
{
	struct folders f = { snap, a, id, NULL };
	int r;

	if (!id_valid(id))
		return CRM_ENOENT;
	if (kind != NULL) {
		if (!name_valid(kind) || !try_path(&f, kind))
			return CRM_ENOENT;
	} else {
		r = snap_list(snap, "", try_folder, &f, err);
		if (r < 0)
			return r;
	}
	*ret = f.path;
	return f.path ? 0 : CRM_ENOENT;
}

static int
take_derived(const struct row *row, void *arg, struct err *err)
{
	struct show *s = arg;
	size_t i;

	(void)err;
	for (i = 0; i < s->kind->n_derive; i++)
		s->derived[i] = type_from_index(
		    &s->arena, &s->kind->derive[i].field, &row->v[i]);
	return 0;
}

struct one_arg {
	struct show *s;
	size_t i;
};

static int
take_one(const struct row *row, void *arg, struct err *err)
{
	const struct one_arg *x = arg;

	(void)err;
	x->s->derived[x->i] = type_from_index(
	    &x->s->arena, &x->s->kind->derive[x->i].field, &row->v[0]);
	return 0;
}

/* What the schema gets wrong is told of and must not hide the rest: returns
 * CRM_EDATA only if not `last`. */
static int
compute(struct show *s, const char *sql, const char *what, bool last,
    row_fn each, void *arg, struct err *err)
{
	struct value bind = { VALUE_TEXT, 0, s->id };
	struct err why = ERR_INIT;
	int r;

	r = query_text(s->app->index, sql, &bind, 1, NULL, each, arg, &why);
	if (r == CRM_EDATA && last) {
		app_say(s->app, SAY_WARNING, "%s cannot be computed: %s", what,
		    why.text ? why.text : "?");
		r = 0;
	} else if (r < 0) {
		err_set(err, r, "%s", why.text ? why.text : "?");
	}
	err_clear(&why);
	return r;
}

static void
add_names(struct buf *sql, const struct derive *d, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(sql, "%s\"%s\"", i > 0 ? ", " : "", d[i].name);
}

static int
load_one_by_one(struct show *s, struct err *err)
{
	const struct kind *k = s->kind;
	struct one_arg x = { s, 0 };
	char *sql;
	int r = 0;

	for (; r == 0 && x.i < k->n_derive; x.i++) {
		sql = arena_printf(&s->arena,
		    "SELECT \"%s\" FROM %s WHERE id = ?1", k->derive[x.i].name,
		    k->plural);
		r = compute(
		    s, sql, k->derive[x.i].name, true, take_one, &x, err);
	}
	return r;
}

static int
load_derived(struct show *s, struct err *err)
{
	const struct kind *k = s->kind;
	struct buf sql = BUF_INIT;
	int r;

	s->derived =
	    arena_zalloc(&s->arena, (k->n_derive + 1) * sizeof(*s->derived));
	if (k->n_derive == 0)
		return 0;
	buf_addstr(&sql, "SELECT ");
	add_names(&sql, k->derive, k->n_derive);
	buf_printf(&sql, " FROM %s WHERE id = ?1", k->plural);
	r = compute(s, sql.data, k->name, false, take_derived, s, err);
	buf_release(&sql);
	if (r != CRM_EDATA)
		return r;
	err_clear(err);
	return load_one_by_one(s, err);
}

struct rows_arg {
	struct show *s;
	struct show_rows *rows;
};

static int
take_row(const struct row *row, void *arg, struct err *err)
{
	struct rows_arg *x = arg;
	const struct field *list = x->rows->list;
	struct arena *a = &x->s->arena;
	const char *const **v;
	const char **values = arena_alloc(a, list->n_derive * sizeof(*values));
	size_t i;

	(void)err;
	for (i = 0; i < list->n_derive; i++)
		values[i] =
		    type_from_index(a, &list->derive[i].field, &row->v[i]);
	if (x->rows->n == x->rows->cap) {
		x->rows->cap = x->rows->cap ? x->rows->cap * 2 : 8;
		v = arena_alloc(a, x->rows->cap * sizeof(*v));
		if (x->rows->n > 0)
			memcpy(v, x->rows->v, x->rows->n * sizeof(*v));
		x->rows->v = v;
	}
	x->rows->v[x->rows->n++] = values;
	return 0;
}

static int
load_rows(struct show *s, const struct field *list, struct err *err)
{
	struct show_rows *rows = arena_zalloc(&s->arena, sizeof(*rows));
	struct rows_arg x = { s, rows };
	struct buf sql = BUF_INIT;
	int r;

	rows->list = list;
	rows->next = s->rows;
	s->rows = rows;
	buf_addstr(&sql, "SELECT ");
	add_names(&sql, list->derive, list->n_derive);
	buf_printf(&sql, " FROM %s_%s WHERE parent = ?1 ORDER BY pos",
	    s->kind->name, list->name);
	r = compute(s, sql.data, list->name, true, take_row, &x, err);
	buf_release(&sql);
	return r;
}

const struct show_rows *
show_rows_of(const struct show *s, const struct field *list)
{
	const struct show_rows *r;

	for (r = s->rows; r != NULL; r = r->next)
		if (r->list == list)
			return r;
	return NULL;
}

static int
load_tree(struct show *s, struct err *err)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	struct node *tree;
	int r = app_read(s->app, &s->arena, s->path, &text, &tree, err);

	if (r == 0)
		s->tree = tree;
	return r;
}

int
show_load(struct show *s, struct app *app, const struct kind *k, const char *id,
    const char *path, bool derived, struct err *err)
{
	const struct field *f;
	size_t i;
	int r;

	memset(s, 0, sizeof(*s));
	s->app = app;
	s->kind = k;
	s->id = id;
	s->path = path;
	view_init(&s->view, app, true);
	r = load_tree(s, err);
	if (r < 0 || !derived)
		return r;
	r = load_derived(s, err);
	for (i = 0; r == 0 && i < k->n_fields; i++) {
		f = &k->fields[i];
		if (f->n_derive > 0 && !node_empty(view_get(s->tree, f)))
			r = load_rows(s, f, err);
	}
	return r;
}

void
show_free(struct show *s)
{
	view_free(&s->view);
	arena_free(&s->arena);
}
