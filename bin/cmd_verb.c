#include "app/flow.h"
#include "write.h"

struct args {
	struct write_args write;
	bool yes;
	int expect;
};

static const struct opt opts[] = { WRITE_OPTS(struct args, write),
	OPT_BOOL(struct args, yes, 'y', "yes", "more than three records, too"),
	OPT_INT(struct args, expect, 0, "expect", "N",
	    "only if N records are named"),
	OPT_END };

struct job {
	const struct kind *kind;
	const struct verb *verb;
	const char *reason;
	char **ids, **words;
	size_t n;
	int n_words;
};

static int
work(struct change *c, void *arg, struct err *err)
{
	const struct job *j = arg;
	struct staged *s;
	struct found f;
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < j->n; i++) {
		r = app_find(c->app, j->kind, j->ids[i], &f, NULL, err);
		if (r == 0)
			r = change_get(c, j->kind, f.id, &s, err);
		if (r == 0)
			r = flow_verb(c, s, j->verb, j->n_words, j->words,
			    j->reason, false, err);
	}
	return r;
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct job j = { NULL, NULL, a->write.message, argv + 2, NULL, 0, 0 };
	int r;

	r = app_kind(app, argv[0], &j.kind, err);
	if (r == 0)
		r = flow_find(app, j.kind, argv[1], &j.verb, err);
	if (r < 0)
		return r;
	j.n = write_split(argc - 2, argv + 2);
	j.words = argv + 2 + j.n;
	j.n_words = argc - 2 - (int)j.n;
	if (j.n == 0)
		return err_set(err, CRM_EUSAGE, "'%s %s' needs a record",
		    j.kind->name, j.verb->name);
	r = write_confirm(j.n, a->yes, a->expect, err);
	return r < 0 ? r
		     : write_run(app, &a->write, work, &j,
			   (const char *const *)j.ids, j.n, err);
}

const struct cmd cmd_verb = {
	.name = CMD_VERB,
	.group = GROUP_HIDDEN,
	.params = "KIND VERB ID... [FIELD=VALUE...]",
	.summary = "take records a step through their flow",
	.min = 2,
	.max = -1,
	.needs = NEED_WRITE,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
