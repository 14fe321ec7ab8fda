#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/hand.h"

/* The known paths below one directory: [from, to). */
struct range {
	size_t from, to;
};

/* The first known path that is not before `path`. */
static size_t
lower(const struct hand *h, struct range r, const char *path)
{
	while (r.from < r.to) {
		size_t mid = r.from + (r.to - r.from) / 2;

		if (strcmp(h->known[mid], path) < 0)
			r.from = mid + 1;
		else
			r.to = mid;
	}
	return r.from;
}

static bool
is_known(const struct hand *h, struct range r, const char *path)
{
	size_t i = lower(h, r, path);

	return i < r.to && strcmp(h->known[i], path) == 0;
}

static bool
is_ignored(struct hand *h, const char *path)
{
	int ignored = 0;

	return git_ignore_path_is_ignored(&ignored, h->store->repo, path) ==
		   0 &&
	       ignored;
}

static int scan(struct hand *h, int dir, struct buf *path, struct range r);

/* `path` ends in "/" here. */
static int
sub_directory(struct hand *h, int parent, const char *name, struct buf *path,
    struct range r)
{
	size_t from = lower(h, r, path->data);
	struct range below = { from, from };
	int dir;

	/* '0' is the character behind '/' */
	path->data[path->len - 1] = '0';
	below.to = lower(h, r, path->data);
	path->data[path->len - 1] = '/';
	if (below.from == below.to && is_ignored(h, path->data))
		return 0;
	dir = openat(
	    parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (dir < 0 && errno == ENOENT)
		return 0;
	if (dir < 0) {
		err_errno(h->err, "cannot read \"%s\"", path->data);
		return CRM_EIO;
	}
	/* another repository is none of our business */
	if (below.from == below.to && faccessat(dir, ".git", F_OK, 0) == 0) {
		close(dir);
		return 0;
	}
	return scan(h, dir, path, below);
}

static int
file_type(int dir, const struct dirent *e)
{
	struct stat st;

	if (e->d_type != DT_UNKNOWN)
		return e->d_type;
	if (fstatat(dir, e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return DT_UNKNOWN;
	return IFTODT(st.st_mode);
}

static int
one(struct hand *h, int dir, const struct dirent *e, struct buf *path,
    struct range r)
{
	static const struct oid none;
	int type = file_type(dir, e);

	if (strcasecmp(e->d_name, ".git") == 0)
		return 0;
	buf_addstr(path, e->d_name);
	if (type == DT_DIR) {
		buf_addch(path, '/');
		return sub_directory(h, dir, e->d_name, path, r);
	}
	if ((type == DT_REG || type == DT_LNK) && !is_known(h, r, path->data) &&
	    !is_ignored(h, path->data))
		hand_add(h, path->data, HAND_NEW, &none, &none);
	return 0;
}

/* Closes `dir`. */
static int
scan(struct hand *h, int dir, struct buf *path, struct range r)
{
	DIR *d = fdopendir(dir);
	size_t len = path->len;
	struct dirent *e;
	int rc = 0;

	if (d == NULL) {
		close(dir);
		err_errno(h->err, "cannot read \"%s\"", path->data);
		return CRM_EIO;
	}
	while (rc == 0 && (e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		rc = one(h, dir, e, path, r);
		buf_truncate(path, len);
	}
	closedir(d);
	return rc;
}

int
hand_find_new(struct hand *h)
{
	_cleanup_(buf_release) struct buf path = BUF_INIT;
	struct range all = { 0, h->known_n };
	int dir = openat(h->tree.root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (dir < 0) {
		err_errno(h->err, "cannot read the work tree");
		return CRM_EIO;
	}
	return scan(h, dir, &path, all);
}
