#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "editor.h"
#include "write.h"

struct args {
	struct write_args write;
};

static const struct opt opts[] = { WRITE_OPTS(struct args, write), OPT_END };

/* Takes out the lines that say what is wrong. */
static void
strip_errors(struct buf *text)
{
	struct buf out = BUF_INIT;
	const char *p, *end;

	for (p = text->data; *p != '\0'; p = end) {
		end = strchrnul(p, '\n');
		end += *end == '\n';
		if (strncmp(p, "#! ", 3) != 0)
			buf_add(&out, p, (size_t)(end - p));
	}
	buf_release(text);
	*text = out;
}

/* Puts what is wrong above the line that it names, else at the top. */
static void
show_error(struct buf *text, const char *path, const struct err *err)
{
	const char *said = err->text, *at = text->data;
	struct buf note = BUF_INIT;
	long line = 1;
	size_t n = strlen(path);

	if (strncmp(said, path, n) == 0 && said[n] == ':')
		line = strtol(said + n + 1, NULL, 10);
	for (; line > 1 && *at != '\0'; line--) {
		at = strchrnul(at, '\n');
		at += *at == '\n';
	}
	for (; *said != '\0'; said += said[0] == '\n') {
		n = strcspn(said, "\n");
		buf_printf(&note, "#! %.*s\n", (int)n, said);
		said += n;
	}
	buf_splice(text, (size_t)(at - text->data), 0, note.data, note.len);
	buf_release(&note);
}

/* One round: 0 done, 1 again. */
static int
round_trip(struct app *app, const struct args *a, const struct found *f,
    const char *file, const struct buf *old, struct err *err)
{
	struct buf text = BUF_INIT;
	struct record_text t = { f->id, NULL, 0 };
	const char *ids[] = { f->id };
	int r;

	r = editor_run(app, file, err);
	if (r == 0)
		r = editor_read(file, &text, err);
	if (r < 0)
		goto out;
	strip_errors(&text);
	if (text.len == 0 || strcmp(text.data, old->data) == 0) {
		unlink(file);
		app_say(app, SAY_INFO, "nothing changed");
		goto out;
	}
	t.text = text.data;
	t.len = text.len;
	r = write_run(app, &a->write, record_text, &t, ids, 1, err);
	if (r == 0) {
		unlink(file);
	} else if (r == CRM_EDATA && out_is_tty()) {
		out_error(err);
		show_error(&text, f->path, err);
		r = editor_write(file, &text, err) < 0 ? CRM_EIO : 1;
	} else {
		editor_write(file, &text, NULL);
		err_more(err, "your text is kept in '%s'", file);
	}
out:
	buf_release(&text);
	return r;
}

static int
run(struct app *app, const void *parsed, int argc, char **argv, struct err *err)
{
	const struct args *a = parsed;
	struct buf old = BUF_INIT;
	const char *file;
	struct found f;
	int r;

	(void)argc;
	r = app_find(app, NULL, argv[0], &f, NULL, err);
	if (r == 0)
		r = snap_read(app->snap, f.path, &old, err);
	file = r == 0 ? editor_file(app,
			    arena_printf(&app->arena, "%s.yaml", f.id), err)
		      : NULL;
	if (r == 0)
		r = file != NULL ? editor_write(file, &old, err) : CRM_EIO;
	if (r == 0)
		do
			r = round_trip(app, a, &f, file, &old, err);
		while (r == 1);
	buf_release(&old);
	return r;
}

const struct cmd cmd_edit = {
	.name = "edit",
	.group = GROUP_RECORDS,
	.params = "ID",
	.summary = "edit a record's text in your editor",
	.help = "What is wrong is shown above its line and the editor opens "
		"again; an empty\nor unchanged text ends it. A refused text is "
		"kept and its path named.\n",
	.min = 1,
	.max = 1,
	.needs = NEED_WRITE,
	.opts = opts,
	.args_size = sizeof(struct args),
	.run = run,
};
