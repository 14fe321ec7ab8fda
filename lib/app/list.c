#include "app/list.h"

#include <string.h>

#define BEFORE 3 /* columns that list_compile puts first: id, state, bad */

/* "客户" and "customer" are one column, with one key. */
static const char *
column_key(struct list *l, const char *path, const struct field *f)
{
	if (strchr(path, '.') != NULL || kind_field(l->kind, path) != NULL ||
	    kind_derive(l->kind, path) != NULL)
		return path;
	return f->name;
}

/* The label of "customer.name" names both. */
static const char *
column_heading(struct list *l, const char *path, const char *own)
{
	const char *dot = strchr(path, '.');
	const struct field *f;

	if (dot == NULL)
		return own;
	f = kind_field(
	    l->kind, arena_strndup(&l->arena, path, (size_t)(dot - path)));
	if (f == NULL)
		return own;
	return arena_printf(
	    &l->arena, "%s %s", app_label(l->app, &f->label), own);
}

static int
add_column(struct list *l, const char *path, struct err *err)
{
	const struct field *f;
	struct out_column *c;
	int r;

	if (strcmp(path, "id") == 0) /* stands there in any case */
		return 0;
	r = column_find(l->app->index, l->kind, path, &f, err);
	if (r < 0)
		return r;
	c = &l->columns[l->n];
	path = column_key(l, path, f);
	view_column(l->app, f, path, c);
	c->heading = column_heading(l, path, c->heading);
	l->fields[l->n] = f;
	l->paths[l->n - 1] = path;
	l->n++;
	return 0;
}

static int
add_typed(struct list *l, const char *names, struct err *err)
{
	char *copy = arena_strdup(&l->arena, names), *save = NULL, *name;
	int r = 0;

	for (name = strtok_r(copy, ", ", &save); r == 0 && name != NULL;
	     name = strtok_r(NULL, ", ", &save))
		r = add_column(l, name, err);
	return r;
}

static bool
is_scalar(const struct field *f)
{
	return f->type != TYPE_LIST && f->type != TYPE_GROUP &&
	       f->type != TYPE_FILE && !f->retired;
}

static int
add_all(struct list *l, struct err *err)
{
	const struct kind *k = l->kind;
	size_t i;
	int r;

	r = add_column(l, "title", err);
	if (r == 0 && k->n_states > 0)
		r = add_column(l, "state", err);
	if (r == 0)
		r = add_column(l, "owner", err);
	for (i = 0; r == 0 && i < k->n_fields; i++)
		if (is_scalar(&k->fields[i]))
			r = add_column(l, k->fields[i].name, err);
	for (i = 0; r == 0 && i < k->n_derive; i++)
		r = add_column(l, k->derive[i].name, err);
	if (r == 0)
		r = add_column(l, "created", err);
	return r == 0 ? add_column(l, "created_by", err) : r;
}

static int
add_usual(struct list *l, struct err *err)
{
	const char **names = l->kind->list.columns;
	int r = 0;

	if (names == NULL || names[0] == NULL) {
		r = add_column(l, "title", err);
		if (r == 0 && l->kind->n_states > 0)
			r = add_column(l, "state", err);
		return r;
	}
	for (; r == 0 && *names != NULL; names++)
		r = add_column(l, *names, err);
	return r;
}

static size_t
most_columns(const struct list *l, const char *names)
{
	size_t n = l->kind->n_fields + l->kind->n_derive + 8, i;

	for (i = 0; l->kind->list.columns && l->kind->list.columns[i]; i++)
		n++;
	for (; names != NULL && *names != '\0'; names++)
		n += *names == ',' || *names == ' ';
	return n;
}

static int
make_columns(struct list *l, const char *names, struct err *err)
{
	size_t n = most_columns(l, names);
	int r;

	l->columns = arena_zalloc(&l->arena, n * sizeof(*l->columns));
	l->fields = arena_zalloc(&l->arena, n * sizeof(*l->fields));
	l->paths = arena_zalloc(&l->arena, n * sizeof(*l->paths));
	l->columns[0].key = "id";
	l->columns[0].heading = "ID";
	l->columns[0].type = OUT_ID;
	l->n = 1;
	if (names == NULL)
		r = add_usual(l, err);
	else if (strcmp(names, "*") == 0)
		r = add_all(l, err);
	else
		r = add_typed(l, names, err);
	if (r == 0 && kind_field(l->kind, "currency") != NULL) {
		l->paths[l->n - 1] = "currency";
		l->currency = BEFORE + l->n - 1;
	}
	return r;
}

/* "-date,name" */
static const struct sort_key *
parse_sort(struct list *l, const char *text, size_t *n)
{
	char *copy = arena_strdup(&l->arena, text), *save = NULL, *name;
	struct sort_key *v =
	    arena_alloc(&l->arena, (strlen(text) + 1) * sizeof(*v));

	*n = 0;
	for (name = strtok_r(copy, ", ", &save); name != NULL;
	     name = strtok_r(NULL, ", ", &save)) {
		v[*n].down = name[0] == '-';
		v[(*n)++].name = name + (name[0] == '-' || name[0] == '+');
	}
	return v;
}

/* Who is at work costs some queries: asked only where it may matter, in
 * "me" and in views. */
static bool
may_mean_me(const char *const *terms, size_t n, const char *where)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (terms[i][0] == '@' || strstr(terms[i], "me") != NULL)
			return true;
	return where != NULL && strstr(where, "me") != NULL;
}

int
list_filter(struct app *app, struct arena *a, const struct kind *k,
    const struct list_args *args, const char *const *terms, size_t n,
    struct filter *ret, struct err *err)
{
	int r = 0;

	if (may_mean_me(terms, n, args->where))
		r = app_open(app, APP_ACTOR, err);
	if (r < 0)
		return r;
	return filter_compile(
	    app->index, a, k, terms, n, args->where, args->all, ret, err);
}

int
list_open(struct list *ret, struct app *app, const struct kind *k,
    const struct list_args *args, const char *const *terms, size_t n,
    bool people, struct err *err)
{
	const struct sort_key *sort = k->list.sort;
	size_t n_sort = k->list.n_sort;
	int r;

	memset(ret, 0, sizeof(*ret));
	ret->app = app;
	ret->kind = k;
	ret->bare = n == 0 && args->where == NULL;
	ret->left = args->limit > 0 ? args->limit : -1;
	view_init(&ret->view, app, people);
	r = make_columns(ret, args->columns, err);
	if (r < 0)
		return r;
	if (args->sort != NULL)
		sort = parse_sort(ret, args->sort, &n_sort);
	r = list_filter(app, &ret->arena, k, args, terms, n, &ret->filter, err);
	if (r < 0)
		return r;
	return list_compile(app->index, &ret->arena, k, ret->paths,
	    ret->n - 1 + (ret->currency != 0), sort, n_sort, &ret->filter,
	    args->limit, &ret->sql, err);
}

void
list_close(struct list *l)
{
	filter_free(&l->filter);
	view_free(&l->view);
	arena_free(&l->arena);
}

/* The title as people see it has references resolved; the index's not. */
static bool
is_title(const struct field *f)
{
	return f->builtin && strcmp(f->name, "title") == 0;
}

static int
print_row(const struct row *row, void *arg, struct err *err)
{
	struct list *l = arg;
	const char *id = row->v[0].text;
	struct arena a = ARENA_INIT;
	struct out_cell *cells = arena_zalloc(&a, l->n * sizeof(*cells));
	bool bad = row->v[2].type == VALUE_TEXT;
	size_t i;
	int r;

	cells[0].value = id;
	if (l->view.people)
		cells[0].shown = arena_printf(
		    &a, "%s%s", view_id(l->app, &a, id), bad ? "!" : "");
	for (i = 1; i < l->n; i++) {
		if (is_title(l->fields[i]))
			cells[i].value = view_title(&l->view, id);
		else
			view_cell(&l->view, &a, l->fields[i],
			    &row->v[BEFORE + i - 1], &cells[i]);
		if (l->currency != 0 && l->columns[i].type == OUT_MONEY &&
		    row->v[l->currency].type == VALUE_TEXT)
			cells[i].currency = row->v[l->currency].text;
	}
	if (l->left > 0)
		l->left--;
	r = printer_row(l->printer, cells, err);
	arena_free(&a);
	return r;
}

/* What could not be read at all has nothing but id and path. */
static int
print_bad(const struct row *row, void *arg, struct err *err)
{
	struct list *l = arg;
	const char *id = row->v[0].text;
	struct arena a = ARENA_INIT;
	struct out_cell *cells = arena_zalloc(&a, l->n * sizeof(*cells));
	size_t i;
	int r;

	if (l->left == 0) {
		arena_free(&a);
		return 0;
	}
	cells[0].value = id;
	if (l->view.people) {
		cells[0].shown =
		    arena_printf(&a, "%s!", view_id(l->app, &a, id));
		for (i = 1; i < l->n && !l->columns[i].grow; i++)
			;
		if (i < l->n)
			cells[i].shown = row->v[1].text;
	}
	if (l->left > 0)
		l->left--;
	r = printer_row(l->printer, cells, err);
	arena_free(&a);
	return r;
}

int
list_print(struct list *l, struct printer *printer, struct err *err)
{
	struct value bind = { VALUE_TEXT, 0, l->kind->name };
	int r;

	l->printer = printer;
	r = query_run(l->app->index, l->sql, l->filter.binds, l->filter.n,
	    print_row, l, err);
	if (r == 0 && l->bare)
		r = query_run(l->app->index,
		    list_unread_sql(&l->arena, l->kind, "id, path"), &bind, 1,
		    print_bad, l, err);
	return r == 0 ? list_say_bad(l->app, l->kind, l->bare, err) : r;
}
