#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/fault.h"
#include "store/file.h"
#include "store/lock.h"
#include "store/ref.h"

static char *
mine_of(struct store *s)
{
	return xasprintf("%scrm.ref", s->common_dir);
}

/* As git: only where a log is, or where new ones are wanted. */
static bool
is_logged(struct store *s, const char *log)
{
	return access(log, F_OK) == 0 ||
	       repo_config_bool(s, "core.logallrefupdates", !store_is_bare(s));
}

static int
append_log(struct store *s, const struct ref_move *m, const char *dir,
    const char *name, struct err *err)
{
	_cleanup_(freep) char *path = xasprintf("%slogs/%s", dir, name);
	_cleanup_(freep) char *line = NULL;
	_cleanup_(closep) int fd = -1;
	char old[41], new[41];
	int rc;

	if (!is_logged(s, path))
		return 0;
	rc = file_make_dirs(path, err);
	if (rc < 0)
		return rc;
	oid_hex(old, &m->old);
	oid_hex(new, &m->new);
	line = xasprintf("%s %s %s\t%.*s\n", old, new, m->who,
	    (int)strcspn(m->message, "\n"), m->message);
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (fd < 0 || file_write_fd(fd, line, strlen(line)) < 0) {
		err_errno(err, "cannot write \"%s\"", path);
		return CRM_EIO;
	}
	return 0;
}

/* The rest, under git's lock on the branch. */
static int
move(struct store *s, const struct ref_move *m, const char *path,
    const char *lock, bool *raced, struct err *err)
{
	struct oid now;
	int rc = ref_read(s, m->name, &now, err);

	if (rc < 0)
		return rc;
	if (!oid_equal(&now, &m->old)) {
		*raced = true;
		return err_set(err, CRM_EBUSY,
		    "\"%s\" has been moved meanwhile; try again", m->name);
	}
	rc = append_log(s, m, s->common_dir, m->name, err);
	if (rc == 0 && m->is_head)
		rc = append_log(s, m, s->git_dir, "HEAD", err);
	if (rc < 0)
		return rc;
	fault_point("ref-locked");
	rmdir(path); /* git leaves empty directories behind */
	if (rename(lock, path) < 0) {
		err_errno(err, "cannot write \"%s\"", path);
		return CRM_EIO;
	}
	fault_point("ref-moved");
	/* it has moved, whatever the disk says */
	if (m->sync)
		file_sync_dir_of(path, NULL);
	return 0;
}

int
ref_move(struct store *s, int lock, const struct ref_move *m, bool *raced,
    struct err *err)
{
	_cleanup_(freep) char *mine = mine_of(s);
	_cleanup_(freep) char *path = xasprintf("%s%s", s->common_dir, m->name);
	_cleanup_(freep) char *target = xasprintf("%s.lock", path);
	char text[42];
	int rc = file_make_dirs(path, err);

	if (rc < 0)
		return rc;
	oid_hex(text, &m->new);
	text[40] = '\n';
	if (pwrite(lock, m->name, strlen(m->name), 0) < 0) {
		err_errno(err, "cannot write \"%scrm.lock\"", s->common_dir);
		return CRM_EIO;
	}
	rc = lockfile_take(mine, target, text, 41, m->sync, m->wait_ms, err);
	if (rc == 0) {
		rc = move(s, m, path, target, raced, err);
		lockfile_drop(mine, target);
	}
	if (ftruncate(lock, 0) < 0)
		fault_point("lock-kept");
	return rc;
}

static void
drop(struct store *s, const char *mine, const char *name)
{
	_cleanup_(freep) char *target =
	    xasprintf("%s%s.lock", s->common_dir, name);

	if (lockfile_is_ours(mine, target))
		unlink(target);
}

void
ref_recover(struct store *s, int lock, const char *name)
{
	_cleanup_(freep) char *mine = mine_of(s);
	struct stat st;
	char noted[4096];
	ssize_t n;

	if (lstat(mine, &st) < 0)
		return;
	n = pread(lock, noted, sizeof(noted) - 1, 0);
	noted[n > 0 ? n : 0] = '\0';
	if (strncmp(noted, "refs/heads/", 11) == 0 &&
	    strstr(noted, "..") == NULL)
		drop(s, mine, noted);
	if (name != NULL)
		drop(s, mine, name);
	unlink(mine);
	if (ftruncate(lock, 0) < 0)
		fault_point("lock-kept");
}
