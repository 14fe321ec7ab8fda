#include <string.h>
#include <unistd.h>

#include "app/show.h"
#include "cmd.h"
#include "ids.h"
#include "out.h"

struct args {
	const char *format;
	bool derived;
};

static const struct opt opts[] = {
	OPT_STR(struct args, format, 'o', "output", "FORMAT",
	    "text, yaml (the stored bytes), json or jsonl"),
	OPT_BOOL(struct args, derived, 0, "derived",
	    "yaml and json: derived values, too"),
	OPT_END,
};

struct run {
	struct app *app;
	const struct args *args;
	const struct kind *kind; /* or NULL = any */
	struct doc **docs;
	size_t n;
	bool any; /* a text was printed before */
};

static bool
is_yaml(const struct args *a)
{
	return a->format != NULL && strcmp(a->format, "yaml") == 0;
}

static bool
is_text(const struct args *a)
{
	return a->format == NULL || strcmp(a->format, "text") == 0 ||
	       strcmp(a->format, "table") == 0;
}

/* The bytes as they are; on a terminal harmless. */
static void
print_bytes(const struct buf *text)
{
	if (isatty(1))
		out_safe(text->data);
	else
		out_data(text->data, text->len);
}

/*
 * A whole id and the stored bytes: the tree of the commit has both, no
 * schema and no index is opened. True if it was printed.
 */
static bool
print_stored(struct app *app, const char *kind, const char *id)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	struct arena a = ARENA_INIT;
	const char *path;
	bool done;

	done = show_path(app->snap, &a, kind, id, &path, NULL) == 0 &&
	       snap_read(app->snap, path, &text, NULL) == 0;
	if (done)
		print_bytes(&text);
	arena_free(&a);
	return done;
}

static int
show_yaml(
    struct run *r, const struct kind *k, const struct found *f, struct err *err)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	int ret = snap_read(r->app->snap, f->path, &text, err);

	if (ret == 0 && r->args->derived && k != NULL)
		ret = show_derived_yaml(r->app, k, f->id, f->path, &text, err);
	if (ret < 0)
		return ret;
	if (r->any)
		out_str("---\n");
	r->any = true;
	print_bytes(&text);
	return 0;
}

static int
show_people(
    struct run *r, const struct kind *k, const struct found *f, struct err *err)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	struct show_opts o = { out_width(), out_style(STYLE_BOLD),
		out_style(STYLE_NONE), true };
	int ret = show_text(r->app, k, f, &o, &text, err);

	if (r->any)
		out_str("\n");
	r->any = true;
	if (ret == 0)
		out_str(text.data);
	if (ret == CRM_EDATA)
		err_more(err, "its text: crm show %s -o yaml", f->id);
	return ret;
}

static int
show_json(
    struct run *r, const struct kind *k, const struct found *f, struct err *err)
{
	struct show_opts o = {
		.bold = "", .plain = "", .derived = r->args->derived
	};
	int ret;

	ret = doc_open(r->args->format, kinds_book(r->app->kinds)->currency,
	    &r->docs[r->n], err);
	if (ret < 0)
		return ret;
	return show_doc(r->app, k, f, &o, r->docs[r->n++], err);
}

static int
show_one(struct run *r, const char *word, struct err *err)
{
	const struct kind *k;
	struct found f;
	int ret = app_find(r->app, r->kind, word, &f, &k, err);

	if (ret < 0)
		return ret;
	if (is_yaml(r->args))
		return show_yaml(r, k, &f, err);
	if (k == NULL)
		return err_set(err, CRM_EDATA,
		    "\"%s\" has no schema; its text: crm show %s -o yaml",
		    f.kind, f.id);
	ret = is_text(r->args) ? show_people(r, k, &f, err)
			       : show_json(r, k, &f, err);
	if (ret == 0 && f.bad != NULL)
		app_say(r->app, SAY_WARNING, "%s: %s", f.path, f.bad);
	return ret;
}

static int
show_all(struct run *r, char **words, int n, struct err *err)
{
	struct sink sink = out_sink();
	size_t j;
	int i, ret = 0;

	r->docs = xcalloc((size_t)n + 1, sizeof(*r->docs));
	if (is_text(r->args))
		out_page(r->app);
	for (i = 0; ret == 0 && i < n; i++)
		ret = show_one(r, words[i], err);
	if (ret == 0 && r->n > 0)
		ret = n == 1 ? doc_write(r->docs[0], &sink, err)
			     : docs_write(r->docs, r->n, &sink, err);
	for (j = 0; j < r->n; j++)
		doc_free(r->docs[j]);
	freep(&r->docs);
	return ret;
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct run r = { .app = app, .args = a };
	int ret;

	if (!is_text(a) && !doc_has_format(a->format))
		return err_set(err, CRM_EUSAGE,
		    "a record is shown as text, yaml, json or jsonl, not as "
		    "\"%s\"",
		    a->format);
	if (is_yaml(a) && !a->derived) {
		if (argc == 1 && print_stored(app, NULL, argv[0]))
			return 0;
		if (argc == 2 && print_stored(app, argv[0], argv[1]))
			return 0;
	}
	ret = ids_kind(app, &argc, &argv, false, &r.kind, err);
	if (ret == 0)
		ret = app_open(app, NEED_INDEX, err);
	return ret == 0 ? show_all(&r, argv, argc, err) : ret;
}

const struct cmd cmd_show = {
	.name = "show",
	.group = GROUP_RECORDS,
	.params = "[KIND] ID...",
	.summary = "show a record and what refers to it",
	.help = "Fields that are empty are left out. An ID is whole or the "
		"beginning of one, a document's number or a whole title.",
	.min = 1,
	.max = -1,
	.needs = NEED_BOOK,
	.takes_kind = true,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
