#include <string.h>

#include "write.h"

struct args {
	struct write_args write;
	const char *where;
	const char *kind;
	int expect;
	bool yes;
};

static const struct opt opts[] = { WRITE_OPTS(struct args, write),
	OPT_STR(struct args, kind, 'k', "kind", "KIND",
	    "the words before FIELD=VALUE are a filter of this kind"),
	OPT_STR(struct args, where, 'w', "where", "SQL",
	    "a further condition of the filter (with --kind)"),
	OPT_BOOL(struct args, yes, 'y', "yes", "more than three records, too"),
	OPT_INT(struct args, expect, 0, "expect", "N",
	    "only if N records are concerned"),
	OPT_END };

struct ids {
	struct app *app;
	const char **v;
	size_t n, cap;
};

static int
take(const struct row *row, void *arg, struct err *err)
{
	struct ids *ids = arg;

	(void)err;
	ids->v = vec_grow(ids->v, ids->n, &ids->cap, sizeof(*ids->v));
	ids->v[ids->n++] = arena_strdup(&ids->app->arena, row->v[0].text);
	return 0;
}

static int
by_filter(struct app *app, const struct args *a, char **terms, size_t n,
    struct ids *ids, struct err *err)
{
	struct filter f = { BUF_INIT, NULL, 0 };
	const struct kind *k;
	const char *sql;
	int r;

	r = app_kind(app, a->kind, &k, err);
	if (r == 0)
		r = filter_compile(app->index, &app->arena, k,
		    (const char *const *)terms, n, a->where, false, &f, err);
	if (r == 0)
		r = list_compile(app->index, &app->arena, k, NULL, 0, NULL, 0,
		    &f, 0, &sql, err);
	if (r == 0)
		r = query_run(app->index, sql, f.binds, f.n, take, ids, err);
	filter_free(&f);
	return r;
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct ids ids = { app, NULL, 0, 0 };
	size_t n = write_split(argc, argv), i;
	struct record_set set;
	int r = 0;

	if (n == (size_t)argc)
		return err_set(err, CRM_EUSAGE, "no FIELD=VALUE is given");
	if (a->kind != NULL)
		r = by_filter(app, a, argv, n, &ids, err);
	else if (n == 0)
		r = err_set(err, CRM_EUSAGE, "no record is named");
	for (i = 0; a->kind == NULL && i < n; i++) {
		ids.v = vec_grow(ids.v, ids.n, &ids.cap, sizeof(*ids.v));
		ids.v[ids.n++] = argv[i];
	}
	if (r == 0)
		r = write_confirm(ids.n, a->yes, a->expect, err);
	set = (struct record_set){ ids.v, ids.n, argc - (int)n, argv + n };
	if (r == 0)
		r = write_run(
		    app, &a->write, record_set, &set, ids.v, ids.n, err);
	freep(&ids.v);
	return r;
}

const struct cmd cmd_set = {
	.name = "set",
	.group = GROUP_RECORDS,
	.params = "ID... FIELD=VALUE...",
	.summary = "change fields of records",
	.help = "FIELD=V sets, FIELD= clears, FIELD+=V and FIELD-=V lists;\n"
		"lines+='product=X,qty=2' adds a row, lines[2].qty=3 changes "
		"one,\nlines[2]= removes it. ROW = id or place from 1.\n",
	.min = 1,
	.max = -1,
	.needs = NEED_WRITE,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
