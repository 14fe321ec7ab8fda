#include "app/report.h"

#include <libintl.h>
#include <string.h>

#include "app/list.h"
#include "app/report_sql.h"
#include "base/word.h"

static int
unknown(struct app *app, struct arena *a, const char *name, struct err *err)
{
	const char *const *names;
	struct word_guess g;

	if (report_names(&app->source, a, &names, NULL) < 0)
		return CRM_EIO;
	err_set(err, CRM_EUSAGE,
	    "there is no report \"%s\"; \"crm report\" lists them", name);
	word_guess_init(&g, name);
	for (; *names != NULL; names++)
		word_guess_offer(&g, *names);
	if (g.best != NULL)
		err_more(err, "did you mean \"%s\"?", g.best);
	return CRM_EUSAGE;
}

static void
make_columns(struct report_run *run)
{
	const struct report *r = &run->report;
	size_t i;

	run->columns =
	    arena_zalloc(&run->arena, (r->n + 1) * sizeof(*run->columns));
	run->at = arena_zalloc(&run->arena, (r->n + 1) * sizeof(*run->at));
	run->sums = arena_zalloc(&run->arena, (r->n + 1) * sizeof(*run->sums));
	run->summed =
	    arena_zalloc(&run->arena, (r->n + 1) * sizeof(*run->summed));
	for (i = 0; i < r->n; i++)
		view_column(run->app, &r->columns[i].field,
		    r->columns[i].field.name, &run->columns[i]);
}

/* The ids that the terms choose; without terms all of them. */
static int
filter_select(struct report_run *run, const char *const *terms, size_t n,
    const char **ret, struct err *err)
{
	struct list_args args = { .all = true };
	struct app *app = run->app;
	const struct kind *k;
	const char *sql;
	int r;

	k = kinds_find(app->kinds, run->report.filter_kind);
	if (k == NULL)
		return err_set(err, CRM_EDATA,
		    "%s: there is no kind \"%s\" to filter by",
		    run->report.path, run->report.filter_kind);
	if (n == 0) {
		*ret = arena_printf(
		    &run->arena, "SELECT id FROM \"_%s\"", k->name);
		return 0;
	}
	r = list_filter(
	    app, &run->arena, k, &args, terms, n, &run->filter, err);
	if (r == 0)
		r = list_compile(app->index, &run->arena, k, NULL, 0, NULL, 0,
		    &run->filter, 0, &sql, err);
	if (r == 0)
		*ret = arena_printf(&run->arena,
		    "WITH chosen(id, state, bad) AS (%s) SELECT id FROM chosen",
		    sql);
	return r;
}

static void
set_bind(struct report_run *run, int number, const char *text)
{
	struct value *v;

	if (number == 0)
		return;
	v = &run->binds[number - 1];
	v->type = text ? VALUE_TEXT : VALUE_NULL;
	v->text = text;
	if ((size_t)number > run->n_binds)
		run->n_binds = (size_t)number;
}

static int
compile(struct report_run *run, const struct report_args *args,
    const char *const *terms, size_t n, struct err *err)
{
	_cleanup_(buf_release) struct buf typed = BUF_INIT, sql = BUF_INIT;
	const char *from, *to, *select = NULL;
	int at_from, at_to, r = 0;
	struct scope scope = { 0 };
	bool filter;

	filter = strstr(run->report.sql, "{filter}") != NULL;
	if (filter && run->report.filter_kind != NULL)
		r = filter_select(run, terms, n, &select, err);
	else if (n > 0)
		return err_set(err, CRM_EUSAGE,
		    "the report \"%s\" takes no conditions: \"%s\"",
		    run->report.name, terms[0]);
	if (r == 0)
		r = report_period(run->app, &run->arena, args, &from, &to, err);
	if (r < 0)
		return r;
	at_from = (int)run->filter.n + 1;
	at_to = at_from + (strstr(run->report.sql, "{from}") != NULL);
	report_fill(run->report.sql, &at_from, &at_to, &filter, &typed);
	run->binds = arena_zalloc(
	    &run->arena, (run->filter.n + 2) * sizeof(*run->binds));
	if (run->filter.n > 0)
		memcpy(run->binds, run->filter.binds,
		    run->filter.n * sizeof(*run->binds));
	run->n_binds = run->filter.n;
	set_bind(run, at_from, from);
	set_bind(run, at_to, to);
	if ((args->from && at_from == 0) || (args->to && at_to == 0) ||
	    (args->period && at_from == 0 && at_to == 0))
		return err_set(err, CRM_EUSAGE,
		    "the report \"%s\" knows no such period", run->report.name);
	r = expr_expand(run->app->index, &scope, typed.data, &sql, err);
	if (r < 0)
		return err_prefix(err, "%s", run->report.path);
	if (select != NULL)
		report_put_filter(&sql, select);
	run->sql = arena_strdup(&run->arena, sql.data);
	return 0;
}

int
report_open(struct report_run *ret, struct app *app, const char *name,
    const struct report_args *args, const char *const *terms, size_t n,
    bool people, struct err *err)
{
	int r;

	memset(ret, 0, sizeof(*ret));
	ret->app = app;
	buf_init(&ret->filter.sql);
	view_init(&ret->view, app, people);
	r = report_load(
	    &app->source, &ret->arena, name, &ret->report, NULL, err);
	if (r == CRM_ENOENT)
		return unknown(app, &ret->arena, name, err);
	if (r < 0)
		return r;
	make_columns(ret);
	return compile(ret, args, terms, n, err);
}

void
report_close(struct report_run *run)
{
	filter_free(&run->filter);
	view_free(&run->view);
	arena_free(&run->arena);
}

/* Results are matched with the columns by name, once. */
static int
match(struct report_run *run, const struct row *row, struct err *err)
{
	const struct report *r = &run->report;
	size_t i, j;

	for (i = 0; i < r->n; i++) {
		for (j = 0; j < row->n; j++)
			if (strcmp(row->names[j], r->columns[i].field.name) ==
			    0)
				break;
		if (j == row->n)
			return err_set(err, CRM_EDATA,
			    "%s:%d:%d: error: the SELECT has no column \"%s\"",
			    r->path, r->sql_line, r->sql_col,
			    r->columns[i].field.name);
		run->at[i] = (int)j;
	}
	return 0;
}

static int
add(struct report_run *run, size_t i, const struct value *v, struct err *err)
{
	if (!run->report.columns[i].sum || v->type != VALUE_INT)
		return 0;
	run->summed[i] = true;
	if (!__builtin_add_overflow(run->sums[i], v->i, &run->sums[i]))
		return 0;
	return err_set(err, CRM_EDATA, "the sum of \"%s\" is too large",
	    run->columns[i].key);
}

static int
print_row(const struct row *row, void *arg, struct err *err)
{
	struct report_run *run = arg;
	struct arena a = ARENA_INIT;
	struct out_cell *cells;
	size_t i;
	int r = 0;

	if (run->rows++ == 0)
		r = match(run, row, err);
	cells = arena_zalloc(&a, (run->report.n + 1) * sizeof(*cells));
	for (i = 0; r == 0 && i < run->report.n; i++) {
		view_cell(&run->view, &a, &run->report.columns[i].field,
		    &row->v[run->at[i]], &cells[i]);
		r = add(run, i, &row->v[run->at[i]], err);
	}
	if (r == 0)
		r = printer_row(run->printer, cells, err);
	arena_free(&a);
	return r;
}

static int
print_total(struct report_run *run, struct err *err)
{
	struct out_cell *cells =
	    arena_zalloc(&run->arena, (run->report.n + 1) * sizeof(*cells));
	struct value v = { .type = VALUE_INT };
	size_t i;

	for (i = 0; i < run->report.n; i++) {
		v.i = run->sums[i];
		if (run->summed[i])
			view_cell(&run->view, &run->arena,
			    &run->report.columns[i].field, &v, &cells[i]);
	}
	if (run->report.n > 0 && cells[0].value == NULL)
		cells[0].shown = gettext("Total");
	return printer_total(run->printer, cells, err);
}

int
report_print(struct report_run *run, struct printer *printer, struct err *err)
{
	int r;

	run->printer = printer;
	r = query_run(run->app->index, run->sql, run->binds, run->n_binds,
	    print_row, run, err);
	if (r == 0 && run->report.total && run->rows > 0)
		r = print_total(run, err);
	return r == 0 ? list_say_bad(run->app, NULL, false, err) : r;
}
