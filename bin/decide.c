#include "decide.h"

const struct opt decide_opts[] = { WRITE_OPTS(struct decide_args, write),
	OPT_BOOL(struct decide_args, yes, 'y', "yes",
	    "more than three records, too"),
	OPT_INT(struct decide_args, expect, 0, "expect", "N",
	    "only if N records are named"),
	OPT_END };

struct job {
	enum verdict verdict;
	const char *reason;
	char **ids;
	int n;
};

static int
work(struct change *c, void *arg, struct err *err)
{
	const struct job *j = arg;
	const struct kind *k;
	struct staged *s;
	struct found f;
	int i, r = 0;

	for (i = 0; r == 0 && i < j->n; i++) {
		r = app_find(c->app, NULL, j->ids[i], &f, &k, err);
		if (r == 0 && k == NULL)
			r = err_set(err, CRM_EDATA,
			    "this book's schema has no kind '%s'", f.kind);
		if (r == 0)
			r = change_get(c, k, f.id, &s, err);
		if (r == 0)
			r = ladder_decide(c, s, j->verdict, j->reason, err);
	}
	return r;
}

int
decide_run(struct app *app, const struct decide_args *a, enum verdict verdict,
    int argc, char **argv, struct err *err)
{
	struct job j = { verdict, a->write.message, argv, argc };
	int r = write_confirm((size_t)argc, a->yes, a->expect, err);

	return r < 0 ? r
		     : write_run(app, &a->write, work, &j,
			   (const char *const *)argv, (size_t)argc, err);
}
