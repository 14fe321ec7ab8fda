#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/file.h"

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct patience
patience_of(int wait_ms)
{
	return (struct patience){ now_ms() + wait_ms, 1 };
}

bool
patience_sleep(struct patience *p)
{
	struct timespec t = { 0, p->step * 1000000L };

	if (now_ms() >= p->end)
		return false;
	nanosleep(&t, NULL);
	if (p->step < 16)
		p->step *= 2;
	return true;
}

/* A lock on a file that somebody has unlinked keeps nobody out. */
static bool
is_file(int fd, const char *path)
{
	struct stat a, b;

	return fstat(fd, &a) == 0 && stat(path, &b) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static int
cannot_lock(const char *path, int cause, struct err *err)
{
	errno = cause;
	err_errno(err, "cannot lock the book with \"%s\"", path);
	return CRM_EIO;
}

int
lock_take(struct store *s, int wait_ms, int *ret, struct err *err)
{
	_cleanup_(freep) char *path = xasprintf("%scrm.lock", s->common_dir);
	struct patience p = patience_of(wait_ms);
	int rc;

	for (;;) {
		int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

		if (fd < 0)
			return cannot_lock(path, errno, err);
		rc = flock(fd, LOCK_EX | LOCK_NB) < 0 ? errno : 0;
		if (rc == 0 && is_file(fd, path)) {
			*ret = fd;
			return 0;
		}
		close(fd);
		if (rc != 0 && rc != EWOULDBLOCK && rc != EINTR)
			return cannot_lock(path, rc, err);
		if (!patience_sleep(&p))
			break;
	}
	return err_set(err, CRM_EBUSY,
	    "another crm is changing the book \"%s\"; waited %d ms for it, "
	    "try again",
	    s->work_dir ? s->work_dir : s->git_dir, wait_ms);
}

/* Where hard links are not to be had, git's own way; -1 with errno. */
static int
take_plainly(const char *target, const void *data, size_t n)
{
	int fd = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	int rc = 0;

	if (fd < 0)
		return -1;
	if (file_write_fd(fd, data, n) < 0 || fsync(fd) < 0)
		rc = errno;
	close(fd);
	if (rc == 0)
		return 0;
	unlink(target);
	errno = rc;
	return -1;
}

static int
take_once(const char *mine, const char *target, const void *data, size_t n)
{
	if (link(mine, target) == 0)
		return 0;
	if (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS)
		return take_plainly(target, data, n);
	return -1;
}

int
lockfile_take(const char *mine, const char *target, const void *data, size_t n,
    bool sync, int wait_ms, struct err *err)
{
	struct patience p = patience_of(wait_ms);
	int rc = file_make(mine, data, n, sync, err);

	if (rc < 0)
		return rc;
	while (take_once(mine, target, data, n) < 0) {
		if (errno == EEXIST && patience_sleep(&p))
			continue;
		if (errno == EEXIST)
			rc = err_set(err, CRM_EBUSY,
			    "git is busy here: waited %d ms for \"%s\"; if no "
			    "git is running, remove that file",
			    wait_ms, target);
		else
			rc = err_errno(err, "cannot make \"%s\"", target);
		unlink(mine);
		return rc == CRM_EBUSY ? rc : CRM_EIO;
	}
	return 0;
}

bool
lockfile_is_ours(const char *mine, const char *target)
{
	_cleanup_(buf_release) struct buf x = BUF_INIT, y = BUF_INIT;
	struct stat a, b;

	if (lstat(mine, &a) < 0 || lstat(target, &b) < 0)
		return false;
	if (a.st_dev == b.st_dev && a.st_ino == b.st_ino)
		return true;
	/* a copied book, or no hard links: nobody else writes this */
	return a.st_size > 0 && a.st_size == b.st_size &&
	       file_read(mine, &x, NULL) == 0 &&
	       file_read(target, &y, NULL) == 0 && x.len == y.len &&
	       memcmp(x.data, y.data, x.len) == 0;
}

void
lockfile_drop(const char *mine, const char *target)
{
	if (lockfile_is_ours(mine, target))
		unlink(target);
	unlink(mine);
}
