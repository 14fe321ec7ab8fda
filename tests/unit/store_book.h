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
#include "store/tx.h"

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

static const struct who ann = { "Ann", "ann@example.com", 1700000000, 480 };
static const struct tx_opts quick = { .wait_ms = 2000, .no_sync = true };

HELPER struct tx *
begin(struct store *s, const struct tx_opts *o)
{
	struct err err = ERR_INIT;
	struct tx *t = NULL;

	if (tx_begin(s, o ? o : &quick, &t, &err) < 0)
		fail_msg("%s", err.text);
	return t;
}

HELPER void
put(struct tx *t, const char *path, const char *text)
{
	tx_put(t, path, text, strlen(text));
}

/* Commits, ends, and returns the commit. No warning is expected. */
HELPER struct oid
commit(struct tx *t, const char *message)
{
	struct err err = ERR_INIT, warning = ERR_INIT;
	struct oid id;
	bool raced;

	if (tx_commit(t, &ann, &ann, message, &id, &raced, &warning, &err) < 0)
		fail_msg("%s", err.text);
	if (warning.text != NULL)
		fail_msg("%s", warning.text);
	assert_false(raced);
	tx_end(t);
	return id;
}

/* A transaction that must be refused with this code. */
HELPER void
refused(struct tx *t, int code, const char *text)
{
	struct err err = ERR_INIT;
	struct oid id;
	bool raced;

	assert_int_equal(
	    tx_commit(t, &ann, &ann, "no", &id, &raced, NULL, &err), code);
	if (strstr(err.text, text) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", err.text, text);
	assert_int_equal(
	    raced, code == CRM_EBUSY && strstr(err.text, "meanwhile"));
	err_clear(&err);
	tx_end(t);
}

HELPER struct oid
commit_one(struct store *s, const char *path, const char *text)
{
	struct tx *t = begin(s, NULL);

	put(t, path, text);
	return commit(t, path);
}

/* The book is whole, nothing is left lying about. */
HELPER void
sound(void)
{
	assert_string_equal(
	    sh("git fsck --strict 2>&1 |"
	       " grep -v '^dangling\\|^notice\\|^Checking'; true"),
	    "");
	assert_string_equal(
	    sh("d=$(git rev-parse --git-dir); ls -d $d/crm.* "
	       "$d/*.lock $d/refs/heads/*.lock $d/objects/pack/tmp* 2>&1 |"
	       " grep -v 'No such\\|/crm.lock$'; true"),
	    "");
	if (strcmp(sh("git rev-parse --is-bare-repository"), "false") == 0)
		assert_string_equal(sh("git --no-optional-locks status "
				       "--porcelain"),
		    "");
}

#endif
