#include "store/worktree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/file.h"

#define DIR_FLAGS (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

const struct oid worktree_strange = { { 0xff } };

int
worktree_open(struct store *s, bool sync, struct worktree *ret, struct err *err)
{
	*ret = (struct worktree){ .root = -1, .dir = -1, .sync = sync };
	ret->root = open(s->work_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (ret->root < 0) {
		err_errno(err, "cannot open \"%s\"", s->work_dir);
		return CRM_EIO;
	}
	ret->fresh = xasprintf("%scrm.new/", s->git_dir);
	return 0;
}

void
worktree_close(struct worktree *w)
{
	closep(&w->dir);
	closep(&w->root);
	free(w->dir_path);
	free(w->fresh);
	*w = (struct worktree){ .root = -1, .dir = -1 };
}

/* Opens the directories down to the one a path is in; -1 with errno. */
static int
descend(struct worktree *w, const char *path, bool make)
{
	int fd = dup(w->root);

	while (fd >= 0) {
		size_t len = strcspn(path, "/");
		_cleanup_(freep) char *name = xstrndup(path, len);
		int next;

		if (path[len] == '\0')
			return fd;
		if (make && mkdirat(fd, name, 0777) < 0 && errno != EEXIST)
			next = -1;
		else
			next = openat(fd, name, DIR_FLAGS);
		close(fd);
		fd = next;
		path += len + 1;
	}
	return -1;
}

static void
forget_dir(struct worktree *w)
{
	closep(&w->dir);
	w->dir = -1;
}

static const char *
base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Makes w->dir the directory of a path; -1 with errno. */
static int
enter(struct worktree *w, const char *path, bool make)
{
	size_t len = base_of(path) - path;

	if (w->dir >= 0 && strlen(w->dir_path) == len &&
	    strncmp(w->dir_path, path, len) == 0)
		return 0;
	forget_dir(w);
	free(w->dir_path);
	w->dir_path = xstrndup(path, len);
	w->dir = descend(w, path, make);
	return w->dir < 0 ? -1 : 0;
}

static int
open_file(struct worktree *w, const char *path)
{
	struct stat st;
	int fd;

	if (enter(w, path, false) < 0)
		return -1;
	fd = openat(w->dir, base_of(path),
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0 && (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))) {
		close(fd);
		errno = ELOOP;
		return -1;
	}
	return fd;
}

static int
read_file(
    struct worktree *w, const char *path, struct buf *ret, struct err *err)
{
	_cleanup_(closep) int fd = open_file(w, path);

	if (fd >= 0 && file_read_fd(fd, ret) == 0)
		return 0;
	if (errno == ENOENT)
		return err_set(
		    err, CRM_ENOENT, "there is no file \"%s\"", path);
	if (errno == ELOOP || errno == ENOTDIR || errno == ENXIO)
		return err_set(err, CRM_EDATA, "\"%s\" is no plain file", path);
	err_errno(err, "cannot read \"%s\"", path);
	return CRM_EIO;
}

int
worktree_read(
    struct worktree *w, const char *path, struct buf *ret, struct err *err)
{
	return read_file(w, path, ret, err);
}

int
worktree_id(
    struct worktree *w, const char *path, struct oid *ret, struct err *err)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct err cause = ERR_INIT;
	int rc = read_file(w, path, &b, &cause);

	memset(ret, 0, sizeof(*ret));
	if (rc == 0)
		oid_of_blob(b.data, b.len, ret);
	else if (rc == CRM_EDATA)
		*ret = worktree_strange;
	else if (rc != CRM_ENOENT)
		err_set(err, rc, "%s", cause.text);
	err_clear(&cause);
	return rc == CRM_EIO ? rc : 0;
}

bool
worktree_stat(struct worktree *w, const char *path, struct stat *ret)
{
	return enter(w, path, false) == 0 &&
	       fstatat(w->dir, base_of(path), ret, AT_SYMLINK_NOFOLLOW) == 0;
}

static char *
fresh_of(struct worktree *w, size_t n)
{
	return xasprintf("%s%zu", w->fresh, n);
}

int
worktree_write(
    struct worktree *w, size_t n, const void *data, size_t len, struct err *err)
{
	_cleanup_(freep) char *from = fresh_of(w, n);
	int rc = file_make_dirs(from, err);

	return rc < 0 ? rc
		      : file_make(from, data, len, w->sync && !w->many, err);
}

int
worktree_settle(struct worktree *w, struct err *err)
{
	_cleanup_(closep) int fd = -1;

	if (!w->sync || !w->many)
		return 0;
	fd = open(w->fresh, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0 || syncfs(fd) < 0) {
		err_errno(err, "cannot write \"%s\"", w->fresh);
		return CRM_EIO;
	}
	return 0;
}

/* The git directory may be on another file system. */
static int
copy_into_place(struct worktree *w, const char *from, const char *name)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	_cleanup_(freep) char *tmp = xasprintf(".%s.crm", name);
	int fd, rc;

	if (file_read(from, &b, NULL) < 0)
		return -1;
	fd = openat(w->dir, tmp,
	    O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd < 0)
		return -1;
	rc = file_write_fd(fd, b.data, b.len);
	if (rc == 0 && w->sync)
		rc = fsync(fd);
	close(fd);
	if (rc == 0)
		rc = renameat(w->dir, tmp, w->dir, name);
	if (rc < 0)
		unlinkat(w->dir, tmp, 0);
	else
		unlink(from);
	return rc;
}

int
worktree_place(struct worktree *w, size_t n, const char *path, struct err *err)
{
	_cleanup_(freep) char *from = fresh_of(w, n);
	const char *name = base_of(path);
	struct stat st;
	int rc = enter(w, path, true);

	if (rc == 0) {
		/* the reader's rights stay; records are not executable */
		if (fstatat(w->dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(st.st_mode))
			chmod(from, st.st_mode & 0666);
		rc = renameat(AT_FDCWD, from, w->dir, name);
		if (rc < 0 && errno == EXDEV)
			rc = copy_into_place(w, from, name);
	}
	if (rc == 0)
		return 0;
	err_errno(err, "cannot write \"%s\"", path);
	return CRM_EIO;
}

int
worktree_delete(struct worktree *w, const char *path, struct err *err)
{
	_cleanup_(freep) char *dir = xstrdup(path);
	char *slash;

	if (enter(w, path, false) < 0 ||
	    unlinkat(w->dir, base_of(path), 0) < 0) {
		if (errno == ENOENT)
			return 0;
		err_errno(err, "cannot delete \"%s\"", path);
		return CRM_EIO;
	}
	if (w->sync)
		fsync(w->dir);
	while ((slash = strrchr(dir, '/')) != NULL) {
		*slash = '\0';
		if (enter(w, dir, false) < 0 ||
		    unlinkat(w->dir, base_of(dir), AT_REMOVEDIR) < 0)
			break;
	}
	return 0;
}

int
worktree_sync_dir(struct worktree *w, const char *path, struct err *err)
{
	if (!w->sync || enter(w, path, false) < 0 || fsync(w->dir) == 0 ||
	    errno == EINVAL)
		return 0;
	err_errno(err, "cannot write \"%s\"", path);
	return CRM_EIO;
}

void
worktree_clean(struct store *s)
{
	_cleanup_(freep) char *path = xasprintf("%scrm.new", s->git_dir);
	DIR *d = opendir(path);
	struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL) {
		if (e->d_name[0] != '.')
			unlinkat(dirfd(d), e->d_name, 0);
	}
	if (d == NULL)
		return;
	closedir(d);
	rmdir(path);
}
