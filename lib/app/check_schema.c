#include <string.h>

#include "app/check.h"
#include "app/report.h"
#include "app/report_sql.h"
#include "rec/yaml.h"

/* Where expressions are being checked. */
struct exprs {
	struct app *app;
	const struct kind *kind;
	struct diag *diag;
};

static void
check_expr(struct exprs *e, const struct kind *scope_kind,
    const struct field *list, const char *sql, int line, int col)
{
	struct scope scope = { scope_kind, list };
	struct err why = ERR_INIT;

	if (sql == NULL)
		return;
	kind_place(e->kind, sql, &line, &col);
	if (expr_check(e->app->index, &scope, sql, &why) < 0)
		diag_add(e->diag, LEVEL_ERROR, e->kind->path, line, col, "SQL",
		    "%s", why.text ? why.text : sql);
	err_clear(&why);
}

static void
check_here(struct exprs *e, const char *sql, int line, int col)
{
	check_expr(e, e->kind, NULL, sql, line, col);
}

static void
check_field(struct exprs *e, const struct field *f)
{
	size_t i;

	check_here(e, f->def_sql, f->line, f->col);
	for (i = 0; i < f->n_fields; i++)
		check_expr(e, e->kind, f->type == TYPE_LIST ? f : NULL,
		    f->fields[i].def_sql, f->fields[i].line, f->fields[i].col);
	for (i = 0; i < f->n_derive; i++)
		check_expr(e, e->kind, f, f->derive[i].sql, f->derive[i].line,
		    f->derive[i].col);
}

static void
check_assigns(struct exprs *e, const struct field *list, const struct assign *a,
    size_t n, int line, int col)
{
	size_t i;

	for (i = 0; i < n; i++)
		check_expr(e, e->kind, list, a[i].sql, line, col);
}

static void
check_make(struct exprs *e, const struct make *m, int line, int col)
{
	const struct field *list;
	size_t i;

	check_here(e, m->when, line, col);
	check_here(e, m->change, line, col);
	check_assigns(e, NULL, m->copy, m->n_copy, line, col);
	check_assigns(e, NULL, m->set, m->n_set, line, col);
	for (i = 0; i < m->n_rows; i++) {
		list = kind_field(e->kind, m->rows[i].from);
		if (list == NULL)
			continue;
		check_expr(e, e->kind, list, m->rows[i].where, line, col);
		check_assigns(
		    e, list, m->rows[i].copy, m->rows[i].n_copy, line, col);
	}
}

static void
check_flow(struct exprs *e)
{
	const struct kind *k = e->kind;
	const struct verb *v;
	size_t i, j;

	for (i = 0; i < k->n_verbs; i++) {
		v = &k->verbs[i];
		check_here(e, v->when, v->line, v->col);
		for (j = 0; j < v->n_make; j++)
			check_make(e, &v->make[j], v->line, v->col);
	}
	for (i = 0; i < k->n_on_enter; i++)
		for (j = 0; j < k->on_enter[i].n_make; j++)
			check_make(e, &k->on_enter[i].make[j], 1, 1);
	for (i = 0; k->ladder != NULL && i < k->ladder->n_steps; i++)
		check_here(e, k->ladder->steps[i].when, 1, 1);
}

static void
check_related(struct exprs *e)
{
	const struct show_item *item;
	const struct kind *k;
	size_t i;

	for (i = 0; i < e->kind->show.n_related; i++) {
		item = &e->kind->show.related[i];
		k = kinds_plural(e->app->kinds, item->name);
		if (k == NULL)
			k = kinds_find(e->app->kinds, item->name);
		if (k != NULL)
			check_expr(e, k, NULL, item->where, 1, 1);
	}
}

static void
check_kind(struct exprs *e)
{
	const struct kind *k = e->kind;
	size_t i;

	for (i = 0; i < k->n_fields; i++)
		check_field(e, &k->fields[i]);
	for (i = 0; i < k->n_derive; i++)
		check_here(
		    e, k->derive[i].sql, k->derive[i].line, k->derive[i].col);
	for (i = 0; i < k->n_rules; i++) {
		check_here(
		    e, k->rules[i].when, k->rules[i].line, k->rules[i].col);
		check_here(
		    e, k->rules[i].must, k->rules[i].line, k->rules[i].col);
	}
	for (i = 0; i < k->n_reminds; i++)
		check_here(e, k->reminds[i].when, 1, 1);
	if (k->person != NULL)
		check_here(e, k->person->active, 1, 1);
	check_flow(e);
	check_related(e);
}

int
report_check(
    struct app *app, const char *name, struct diag *diag, struct err *err)
{
	_cleanup_(buf_release) struct buf sql = BUF_INIT;
	struct arena a = ARENA_INIT;
	struct scope none = { NULL, NULL };
	struct err why = ERR_INIT;
	int from = 1, to = 2, r;
	struct report rep;
	bool filter;

	(void)err;
	r = report_load(&app->source, &a, name, &rep, diag, NULL);
	if (r == 0 && rep.filter_kind != NULL &&
	    kinds_find(app->kinds, rep.filter_kind) == NULL)
		diag_add(diag, LEVEL_ERROR, rep.path, 1, 1, "",
		    "\"filter_kind\": there is no kind \"%s\"",
		    rep.filter_kind);
	if (r == 0) {
		report_fill(rep.sql, &from, &to, &filter, &sql);
		if (expr_check(app->index, &none, sql.data, &why) < 0)
			diag_add(diag, LEVEL_ERROR, rep.path, rep.sql_line,
			    rep.sql_col, "SQL", "%s",
			    why.text ? why.text : "?");
	}
	err_clear(&why);
	arena_free(&a);
	return 0;
}

static int
check_reports(struct app *app, struct diag *diag, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *const *names;
	int r = report_names(&app->source, &a, &names, err);

	for (; r == 0 && *names != NULL; names++)
		r = report_check(app, *names, diag, err);
	arena_free(&a);
	return r;
}

/* What has no loader of its own must at least be YAML. */
struct files {
	struct app *app;
	struct diag *diag;
	struct err *err;
};

static bool
is_loaded(const char *path)
{
	const char *rest = path + strlen("schema/");

	return strchr(rest, '/') == NULL ||
	       strncmp(rest, "report/", strlen("report/")) == 0 ||
	       strncmp(rest, "choice/", strlen("choice/")) == 0;
}

static int
take_file(const struct tree_change *t, void *arg)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	struct files *f = arg;
	struct arena a = ARENA_INIT;
	struct node *n;
	const char *path = arena_printf(&a, "schema/%s", t->path);
	size_t len = strlen(path);
	int r = 0;

	if (len > 5 && strcmp(path + len - 5, ".yaml") == 0 &&
	    !is_loaded(path)) {
		r = store_read_blob(f->app->store, &t->after, &text, f->err);
		if (r == 0)
			yaml_parse(
			    &a, path, text.data, text.len, &n, f->diag, NULL);
	}
	arena_free(&a);
	return r;
}

static int
check_files(struct app *app, struct diag *diag, struct err *err)
{
	struct files f = { app, diag, err };
	static const struct oid none;
	struct oid tree;

	snap_tree_id(app->snap, "schema", &tree);
	return store_tree_walk(app->store, &none, &tree, take_file, &f, err);
}

int
check_schema(struct app *app, const char *const *commands, struct diag *diag,
    struct err *err)
{
	struct exprs e = { app, NULL, diag };
	const struct finding *f;
	size_t i;
	int r;

	for (i = 0; i < app->schema_diag.n; i++) {
		f = &app->schema_diag.v[i];
		diag_add(diag, f->level, f->file, f->line, f->col, f->rule,
		    "%s", f->text);
	}
	kinds_check(app->kinds, commands, diag);
	for (i = 0; i < kinds_count(app->kinds); i++) {
		e.kind = kinds_at(app->kinds, i);
		check_kind(&e);
	}
	r = check_reports(app, diag, err);
	return r == 0 ? check_files(app, diag, err) : r;
}
