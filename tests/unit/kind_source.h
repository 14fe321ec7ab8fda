/* A book's schema in memory, for the tests of the kind layer. */
#ifndef TESTS_KIND_SOURCE_H
#define TESTS_KIND_SOURCE_H

#include <string.h>

#include "kind/kind.h"

struct file {
	const char *path, *text;
};

/* Files end with one whose path is NULL. */
static int
memory_read(void *arg, const char *path, struct buf *ret, struct err *err)
{
	const struct file *f;

	for (f = arg; f->path != NULL; f++) {
		if (strcmp(f->path, path) == 0) {
			buf_addstr(ret, f->text);
			return 0;
		}
	}
	return err_set(err, CRM_ENOENT, "no file \"%s\"", path);
}

static int
memory_list(void *arg, const char *path, int (*each)(const char *, void *),
    void *earg, struct err *err)
{
	size_t n = strlen(path);
	const struct file *f;
	int rc;

	(void)err;
	for (f = arg; f->path != NULL; f++) {
		if (strncmp(f->path, path, n) != 0 || f->path[n] != '/' ||
		    strchr(f->path + n + 1, '/') != NULL)
			continue;
		if ((rc = each(f->path + n + 1, earg)) < 0)
			return rc;
	}
	return 0;
}

static inline int
memory_load(
    struct file *files, struct kinds **ret, struct diag *diag, struct err *err)
{
	struct source src = { .read = memory_read,
		.list = memory_list,
		.arg = files };

	return kinds_load(&src, ret, diag, err);
}

/* All findings, a line each, sorted. */
static inline char *
findings(struct diag *diag)
{
	struct buf b = BUF_INIT;
	size_t i;

	diag_sort(diag);
	for (i = 0; i < diag->n; i++) {
		diag_format(&diag->v[i], &b);
		buf_addch(&b, '\n');
	}
	return buf_detach(&b);
}

#define CRM_YAML                                                               \
	{                                                                      \
		"crm.yaml", "format: 1\nbook: b00k\nname: Test\n"              \
	}

#endif
