#include "editor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "start.h"

static const char *
choose(struct app *app)
{
	const char *e = start_variable("CRM_EDITOR");

	if (e == NULL)
		e = start_variable("GIT_EDITOR");
	if (e == NULL)
		e = store_config(app->store, &app->arena, "core.editor");
	if (e == NULL)
		e = start_variable("VISUAL");
	if (e == NULL)
		e = start_variable("EDITOR");
	return e != NULL ? e : "vi";
}

/* mkdir -p of all but the last part. */
static int
make_folders(char *path)
{
	char *p;

	for (p = strchr(path + 1, '/'); p != NULL; p = strchr(p + 1, '/')) {
		*p = '\0';
		if (mkdir(path, 0700) < 0 && errno != EEXIST)
			return -1;
		*p = '/';
	}
	return 0;
}

const char *
editor_file(struct app *app, const char *name, struct err *err)
{
	const char *state = start_variable("XDG_STATE_HOME");
	const char *home = start_variable("HOME");
	char *path;

	if (state != NULL && state[0] == '/')
		path = arena_printf(&app->arena, "%s/crm/edit/%s", state, name);
	else if (home != NULL)
		path = arena_printf(
		    &app->arena, "%s/.local/state/crm/edit/%s", home, name);
	else
		path = arena_printf(
		    &app->arena, "/tmp/crm-edit-%d/%s", (int)getuid(), name);
	if (make_folders(path) == 0)
		return path;
	err_errno(err, "can't make the folder of '%s'", path);
	return NULL;
}

int
editor_write(const char *path, const struct buf *text, struct err *err)
{
	int fd = open(
	    path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	ssize_t n;

	if (fd < 0)
		return err_errno(err, "can't write '%s'", path);
	n = write(fd, text->data, text->len);
	if (close(fd) < 0 || n != (ssize_t)text->len)
		return err_errno(err, "can't write '%s'", path);
	return 0;
}

int
editor_read(const char *path, struct buf *ret, struct err *err)
{
	FILE *f = fopen(path, "r");
	char chunk[8192];
	size_t n;

	if (f == NULL)
		return err_errno(err, "can't read '%s'", path);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_add(ret, chunk, n);
	fclose(f);
	return 0;
}

int
editor_run(struct app *app, const char *path, struct err *err)
{
	const char *editor = choose(app);
	char *line = arena_printf(&app->arena, "%s \"$@\"", editor);
	int status = 0;
	pid_t pid;

	pid = fork();
	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", line, editor, path, (char *)NULL);
		_exit(127);
	}
	while (pid > 0 && waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return err_errno(err, "can't wait for '%s'", editor);
	if (pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	return err_set(err, CRM_EHELPER,
	    "the editor '%s' failed; nothing was changed, the text is in '%s'",
	    editor, path);
}
