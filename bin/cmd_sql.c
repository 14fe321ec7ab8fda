#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "cmd.h"
#include "out.h"

#define AHEAD 256 /* rows read before the columns' types are decided */
#define LIMIT_MS 60000

struct args {
	struct out_args out;
};

static const struct opt opts[] = { OUT_OPTS(struct args, out), OPT_END };

struct result {
	struct app *app;
	const struct args *args;
	struct arena arena; /* names and the rows ahead */
	size_t n;
	const char **names;
	struct value *ahead;
	size_t rows;
	struct printer *printer;
};

static int
take_names(const struct row *row, void *arg, struct err *err)
{
	struct result *res = arg;
	size_t i;

	(void)err;
	res->n = row->n;
	res->names =
	    arena_zalloc(&res->arena, (row->n + 1) * sizeof(*res->names));
	for (i = 0; i < row->n; i++)
		res->names[i] = arena_strdup(&res->arena, row->names[i]);
	res->ahead = arena_zalloc(
	    &res->arena, (AHEAD * row->n + 1) * sizeof(*res->ahead));
	return 0;
}

static int
print(struct result *res, const struct value *v, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct out_cell *cells =
	    arena_zalloc(&a, (res->n + 1) * sizeof(*cells));
	size_t i;
	int r;

	for (i = 0; i < res->n; i++)
		if (v[i].type == VALUE_INT)
			cells[i].value =
			    arena_printf(&a, "%lld", (long long)v[i].i);
		else if (v[i].type == VALUE_TEXT)
			cells[i].value = v[i].text;
	r = printer_row(res->printer, cells, err);
	arena_free(&a);
	return r;
}

/* SQLite's columns have no type: integers, if all rows so far say so. */
static bool
is_integer(const struct result *res, size_t column)
{
	bool any = false;
	const struct value *v;
	size_t i;

	for (i = 0; i < res->rows && i < AHEAD; i++) {
		v = &res->ahead[i * res->n + column];
		if (v->type == VALUE_TEXT)
			return false;
		any = any || v->type == VALUE_INT;
	}
	return any;
}

static int
start(struct result *res, struct err *err)
{
	struct out_column *columns =
	    arena_zalloc(&res->arena, (res->n + 1) * sizeof(*columns));
	size_t i;
	int r;

	for (i = 0; i < res->n; i++) {
		columns[i].key = res->names[i];
		columns[i].right = is_integer(res, i);
		columns[i].grow = !columns[i].right;
		columns[i].type = columns[i].right ? OUT_INTEGER : OUT_TEXT;
		if (strcmp(res->names[i], "id") == 0)
			columns[i].type = OUT_ID;
	}
	r = out_rows(res->app, &res->args->out, NULL, columns, res->n,
	    &res->printer, err);
	for (i = 0; r == 0 && i < res->rows; i++)
		r = print(res, &res->ahead[i * res->n], err);
	return r;
}

static int
take_row(const struct row *row, void *arg, struct err *err)
{
	struct result *res = arg;
	struct value *v;
	size_t i;
	int r = 0;

	if (res->rows == AHEAD && res->printer == NULL)
		r = start(res, err);
	if (r < 0 || res->printer != NULL)
		return r < 0 ? r : print(res, row->v, err);
	for (i = 0; i < res->n; i++) {
		v = &res->ahead[res->rows * res->n + i];
		*v = row->v[i];
		if (v->type == VALUE_TEXT)
			v->text = arena_strdup(&res->arena, v->text);
	}
	res->rows++;
	return 0;
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	struct result res = { .app = app, .args = parsed };
	int r;

	(void)argc;
	index_set_limits(app->index, LIMIT_MS, 0);
	r = query_text(
	    app->index, argv[0], NULL, 0, take_names, take_row, &res, err);
	if (r == 0 && res.printer == NULL)
		r = start(&res, err);
	if (r == 0)
		r = printer_end(res.printer, err);
	printer_free(res.printer);
	arena_free(&res.arena);
	return r;
}

const struct cmd cmd_sql = {
	.name = "sql",
	.group = GROUP_REPORTS,
	.params = "SELECT",
	.summary = "run an SQL query over the book (read only)",
	.help = "Every kind is a table of the name of its plural, every list a "
		"table KIND_LIST; \"crm help KIND\" names the columns. Values "
		"are as the index has them: money in hundredths, percents in "
		"hundredths of one.",
	.min = 1,
	.max = 1,
	.needs = NEED_ACTOR,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
