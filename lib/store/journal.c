#include "store/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/file.h"

#define HEAD "crm journal 1\n"

static char *
path_of(struct store *s, const char *name)
{
	return xasprintf("%s%s", s->git_dir, name);
}

static void
add_ids(struct buf *b, const struct oid *old, const struct oid *new,
    const char *text)
{
	char x[41], y[41];

	oid_hex(x, old);
	oid_hex(y, new);
	buf_printf(b, "%s %s %s\n", x, y, text);
}

int
journal_write(
    struct store *s, const struct journal *j, bool sync, struct err *err)
{
	_cleanup_(freep) char *path = path_of(s, "crm.journal");
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	int rc;

	buf_addstr(&b, HEAD);
	add_ids(&b, &j->old, &j->new, j->ref);
	for (size_t i = 0; i < j->n; i++)
		add_ids(&b, &j->v[i].old, &j->v[i].new, j->v[i].path);
	buf_addstr(&b, "end\n");
	rc = file_make(path, b.data, b.len, sync, err);
	if (rc == 0 && sync)
		rc = file_sync_dir_of(path, err);
	return rc;
}

/* "<id> <id> <text>\n"; returns what follows, NULL if it is none. */
static char *
parse_line(char *p, struct oid *old, struct oid *new, const char **text)
{
	char *lf = strchr(p, '\n');

	if (lf == NULL || lf - p < 83 || p[40] != ' ' || p[81] != ' ')
		return NULL;
	p[40] = p[81] = *lf = '\0';
	if (!oid_parse(p, old) || !oid_parse(p + 41, new))
		return NULL;
	*text = p + 82;
	return lf + 1;
}

static int
parse(char *p, struct arena *a, struct journal *j)
{
	size_t lines = 0;

	if (strncmp(p, HEAD, strlen(HEAD)) != 0)
		return -1;
	p = parse_line(p + strlen(HEAD), &j->old, &j->new, &j->ref);
	for (const char *c = p; c && *c; c++)
		lines += *c == '\n';
	j->v = arena_zalloc(a, (lines + 1) * sizeof(*j->v));
	while (p != NULL && strcmp(p, "end\n") != 0) {
		struct work_path *w = &j->v[j->n++];

		p = parse_line(p, &w->old, &w->new, &w->path);
	}
	return p == NULL ? -1 : 0;
}

int
journal_read(
    struct store *s, struct arena *a, struct journal *ret, struct err *err)
{
	_cleanup_(freep) char *path = path_of(s, "crm.journal");
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	int rc = file_read(path, &b, err);

	if (rc < 0)
		return rc;
	memset(ret, 0, sizeof(*ret));
	if (parse(arena_strndup(a, b.data, b.len), a, ret) < 0)
		return err_set(err, CRM_EDATA, "\"%s\" is cut off", path);
	return 0;
}

bool
journal_exists(struct store *s)
{
	_cleanup_(freep) char *path = path_of(s, "crm.journal");

	return access(path, F_OK) == 0;
}

void
journal_done(struct store *s)
{
	_cleanup_(freep) char *from = path_of(s, "crm.journal");
	_cleanup_(freep) char *to = path_of(s, "crm.done");

	rename(from, to);
}

void
journal_remove(struct store *s)
{
	_cleanup_(freep) char *journal = path_of(s, "crm.journal");
	_cleanup_(freep) char *done = path_of(s, "crm.done");

	unlink(journal);
	unlink(done);
}
