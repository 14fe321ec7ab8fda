#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sha1.h"

void
closep(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

int
file_read_fd(int fd, struct buf *ret)
{
	char block[16384];
	ssize_t n;

	while ((n = read(fd, block, sizeof(block))) != 0) {
		if (n > 0)
			buf_add(ret, block, n);
		else if (errno != EINTR)
			return -1;
	}
	return 0;
}

int
file_read(const char *path, struct buf *ret, struct err *err)
{
	_cleanup_(closep) int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || file_read_fd(fd, ret) < 0)
		return err_errno(err, "cannot read \"%s\"", path);
	return 0;
}

int
file_write_fd(int fd, const void *data, size_t n)
{
	const char *p = data;

	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		p += done;
		n -= done;
	}
	return 0;
}

int
file_sum(int fd, unsigned char ret[SHA1_LEN])
{
	enum { BLOCK = 256 * 1024 };
	_cleanup_(freep) char *block = xmalloc(BLOCK);
	struct sha1 *h = sha1_begin();
	ssize_t n;
	off_t at = 0;

	while ((n = pread(fd, block, BLOCK, at)) > 0) {
		sha1_add(h, block, n);
		at += n;
	}
	sha1_end(h, ret);
	return n < 0 ? -1 : 0;
}

int
file_make(
    const char *path, const void *data, size_t n, bool sync, struct err *err)
{
	int fd, rc = 0;

	unlink(path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		goto failed;
	if (file_write_fd(fd, data, n) < 0 || (sync && fsync(fd) < 0))
		rc = errno;
	if (close(fd) < 0 && rc == 0)
		rc = errno;
	if (rc == 0)
		return 0;
	unlink(path);
	errno = rc;
failed:
	err_errno(err, "cannot write \"%s\"", path);
	return CRM_EIO;
}

int
file_sync_dir_of(const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	_cleanup_(freep) char *dir =
	    slash ? xstrndup(path, slash - path + 1) : xstrdup(".");
	_cleanup_(closep) int fd =
	    open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	/* some file systems cannot sync a directory, and say EINVAL */
	if (fd < 0 || (fsync(fd) < 0 && errno != EINVAL)) {
		err_errno(err, "cannot write \"%s\"", dir);
		return CRM_EIO;
	}
	return 0;
}

/* From the end: what is above is mostly there, and not ours to touch. */
static int
make_dirs(char *dir)
{
	char *slash;
	int rc;

	if (mkdir(dir, 0777) == 0 || errno == EEXIST)
		return 0;
	slash = strrchr(dir, '/');
	if (errno != ENOENT || slash == NULL || slash == dir)
		return -1;
	*slash = '\0';
	rc = make_dirs(dir);
	*slash = '/';
	if (rc == 0 && mkdir(dir, 0777) < 0 && errno != EEXIST)
		rc = -1;
	return rc;
}

int
file_make_dirs(const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	_cleanup_(freep) char *dir = xstrndup(path, slash ? slash - path : 0);

	if (*dir == '\0' || make_dirs(dir) == 0)
		return 0;
	err_errno(err, "cannot make \"%s\"", dir);
	return CRM_EIO;
}
