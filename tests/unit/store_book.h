/* A throw-away book for the tests of the store, seen through git too. */
#ifndef STORE_BOOK_H
#define STORE_BOOK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/snap.h"
#include "store/store.h"

/* gcc sees no use of those that a test leaves out */
#define HELPER static __attribute__((unused))

static char book[4096];

/* Runs a shell command in the book; what it prints, without the last LF. */
HELPER char *
sh(const char *fmt, ...)
{
	static struct buf out = BUF_INIT;
	_cleanup_(buf_release) struct buf cmd = BUF_INIT;
	va_list ap;
	FILE *p;
	int c;

	buf_printf(&cmd, "cd '%s' || exit 1\n", book);
	va_start(ap, fmt);
	buf_vprintf(&cmd, fmt, ap);
	va_end(ap);
	buf_truncate(&out, 0);
	fflush(stdout);
	p = popen(cmd.data, "r");
	assert_non_null(p);
	while ((c = getc(p)) != EOF)
		buf_addch(&out, c);
	c = pclose(p);
	if (c != 0)
		fail_msg("%s: exit %d", cmd.data, c);
	if (out.len > 0 && out.data[out.len - 1] == '\n')
		buf_truncate(&out, out.len - 1);
	return out.data;
}

/* A directory with an empty home; git finds no other configuration. */
HELPER int
book_dir(void **state)
{
	const char *tmp = getenv("TMPDIR");
	char home[4200];

	(void)state;
	snprintf(book, sizeof(book), "%s/crm-store-XXXXXX", tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(book));
	snprintf(home, sizeof(home), "%s/home", book);
	assert_int_equal(mkdir(home, 0777), 0);
	setenv("HOME", home, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_AUTHOR_NAME", "Ann", 1);
	setenv("GIT_AUTHOR_EMAIL", "ann@example.com", 1);
	setenv("GIT_COMMITTER_NAME", "Bob", 1);
	setenv("GIT_COMMITTER_EMAIL", "bob@example.com", 1);
	snprintf(book + strlen(book), 8, "/book");
	assert_int_equal(mkdir(book, 0777), 0);
	return 0;
}

HELPER int
book_remove(void **state)
{
	(void)state;
	sh("cd / && rm -rf \"$(dirname '%s')\"", book);
	return 0;
}

HELPER struct store *
book_open(void)
{
	struct err err = ERR_INIT;
	struct store *s = NULL;

	if (store_open(book, &s, &err) < 0)
		fail_msg("%s", err.text);
	return s;
}

HELPER struct oid
oid_of(const char *hex)
{
	struct oid id;

	if (!oid_parse(hex, &id))
		fail_msg("no object id: %s", hex);
	return id;
}

HELPER struct oid
rev(const char *name)
{
	return oid_of(sh("git rev-parse '%s'", name));
}

/* The bytes of a file of the book as the snapshot has it, or NULL. */
HELPER char *
snap_text(struct snap *p, const char *path)
{
	static struct buf b = BUF_INIT;
	int rc;

	buf_truncate(&b, 0);
	rc = snap_read(p, path, &b, NULL);
	if (rc < 0)
		assert_int_equal(rc, CRM_ENOENT);
	return rc < 0 ? NULL : b.data;
}

#endif
