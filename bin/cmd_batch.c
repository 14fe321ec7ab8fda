#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "script.h"
#include "write.h"

struct args {
	struct write_args write;
};

static const struct opt opts[] = { WRITE_OPTS(struct args, write), OPT_END };

struct job {
	const char *name;
	struct buf text;
};

static const struct label word = { { "batch", "批处理" } };

static int
work(struct change *c, void *arg, struct err *err)
{
	const struct job *j = arg;
	int r;

	change_names(c, "book", "batch", &word, NULL);
	r = script_run(c->app, j->name, j->text.data, false, err);
	c->approved_by = NULL;
	c->old_state = NULL;
	return r;
}

static int
read_all(const char *path, struct buf *ret, struct err *err)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	char chunk[8192];
	size_t n;
	int r = 0;

	if (f == NULL)
		return err_errno(err, "can't read '%s'", path);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_add(ret, chunk, n);
	if (ferror(f))
		r = err_errno(err, "can't read '%s'", path);
	if (f != stdin)
		fclose(f);
	return r;
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct job j = { argv[0], BUF_INIT };
	int r;

	(void)argc;
	if (app->change != NULL)
		return err_set(err, CRM_EUSAGE, "no batch within a batch");
	r = read_all(argv[0], &j.text, err);
	if (r == 0)
		r = write_run(app, &a->write, work, &j, NULL, 0, err);
	buf_release(&j.text);
	return r;
}

const struct cmd cmd_batch = {
	.name = "batch",
	.group = GROUP_RECORDS,
	.params = "FILE|-",
	.summary = "run many commands as one commit, all or nothing",
	.help = "A line is a command without 'crm'; words as in a shell, "
		"$quote\n(any kind) stands for the record of that kind "
		"made last. # begins a\ncomment; \\ at the end joins lines.\n",
	.min = 1,
	.max = 1,
	.needs = NEED_WRITE,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
