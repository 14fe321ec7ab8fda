#include "store/gitindex.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "store/file.h"

#define HEAD 12
#define SUM 20
#define FIXED 62 /* of an entry, before name or more flags */

static uint32_t
u32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

static int
broken(struct err *err)
{
	return err_set(err, CRM_EDATA,
	    "git's index is damaged; remove .git/index, then: git reset");
}

static int
map(int fd, const struct stat *st, struct gitindex *x, struct err *err)
{
	void *p;

	if (st->st_size < HEAD + SUM)
		return broken(err);
	p = mmap(NULL, st->st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED) {
		err_errno(err, "cannot read git's index");
		return CRM_EIO;
	}
	x->data = p;
	x->size = st->st_size;
	x->version = u32(x->data + 4);
	x->count = u32(x->data + 8);
	x->mtime = st->st_mtim.tv_sec * 1000000000LL + st->st_mtim.tv_nsec;
	if (memcmp(x->data, "DIRC", 4) == 0 && x->version >= 2 &&
	    x->version <= 4)
		return 0;
	gitindex_close(x);
	return broken(err);
}

int
gitindex_open(struct store *s, struct gitindex *ret, struct err *err)
{
	_cleanup_(freep) char *path = xasprintf("%sindex", s->git_dir);
	_cleanup_(closep) int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	memset(ret, 0, sizeof(*ret));
	ret->version = 2;
	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0 || fstat(fd, &st) < 0) {
		err_errno(err, "cannot read \"%s\"", path);
		return CRM_EIO;
	}
	return map(fd, &st, ret, err);
}

void
gitindex_close(struct gitindex *x)
{
	if (x->data != NULL)
		munmap((void *)x->data, x->size);
	x->data = NULL;
}

void
gitindex_walk_begin(const struct gitindex *x, struct gitindex_walk *w)
{
	*w = (struct gitindex_walk){ x, HEAD, x->count, BUF_INIT };
	if (x->data == NULL)
		w->left = 0;
}

void
gitindex_walk_end(struct gitindex_walk *w)
{
	buf_release(&w->name);
}

/* Version 4: how much of the name before to drop, then the new end. */
static size_t
unpack_name(
    struct gitindex_walk *w, const unsigned char *p, const unsigned char *end)
{
	const unsigned char *from = p, *nul;
	size_t drop;

	if (p >= end)
		return 0;
	drop = *p & 0x7f;
	while ((*p & 0x80) && p + 1 < end)
		drop = ((drop + 1) << 7) | (*++p & 0x7f);
	nul = ++p < end ? memchr(p, '\0', end - p) : NULL;
	if (nul == NULL || drop > w->name.len)
		return 0;
	buf_truncate(&w->name, w->name.len - drop);
	buf_add(&w->name, p, nul - p);
	return nul + 1 - from;
}

static void
parse_fixed(const unsigned char *p, struct gitindex_entry *e)
{
	e->stat = (struct gitindex_stat){ u32(p), u32(p + 4), u32(p + 8),
		u32(p + 12), u32(p + 16), u32(p + 20), u32(p + 24), u32(p + 28),
		u32(p + 32), u32(p + 36) };
	memcpy(e->id.b, p + 40, sizeof(e->id.b));
	e->flags = p[60] << 8 | p[61];
	e->stage = e->flags >> 12 & 3;
	e->more_flags = 0;
}

int
gitindex_next(
    struct gitindex_walk *w, struct gitindex_entry *ret, struct err *err)
{
	const unsigned char *p, *end, *nul;
	size_t n = FIXED, used;

	if (w->left == 0)
		return 0;
	p = w->index->data + w->at;
	end = w->index->data + w->index->size - SUM;
	if (p + FIXED + 2 > end)
		return broken(err);
	parse_fixed(p, ret);
	if (ret->flags & 0x4000) {
		ret->more_flags = p[FIXED] << 8 | p[FIXED + 1];
		n += 2;
	}
	ret->raw = p;
	if (w->index->version == 4) {
		used = unpack_name(w, p + n, end);
		ret->name = w->name.data;
		ret->raw_len = n + used;
	} else {
		nul = memchr(p + n, '\0', end - p - n);
		used = nul ? nul - (p + n) : 0;
		ret->name = (const char *)p + n;
		ret->raw_len = (n + used + 8) & ~(size_t)7;
	}
	if (used == 0 || ret->raw_len > (size_t)(end - p))
		return broken(err);
	w->at += ret->raw_len;
	w->left--;
	return 1;
}

void
gitindex_stat_of(const struct stat *st, struct gitindex_stat *ret)
{
	*ret = (struct gitindex_stat){ st->st_ctim.tv_sec, st->st_ctim.tv_nsec,
		st->st_mtim.tv_sec, st->st_mtim.tv_nsec, st->st_dev, st->st_ino,
		0100644, st->st_uid, st->st_gid, st->st_size };
}

/* Nanoseconds may be missing on either side: then seconds must do. */
bool
gitindex_is_clean(const struct gitindex *x, const struct gitindex_entry *e,
    const struct stat *st)
{
	struct gitindex_stat now;
	bool fine;

	gitindex_stat_of(st, &now);
	fine = e->stat.mtime_ns != 0 && now.mtime_ns != 0;
	if (!S_ISREG(st->st_mode) || e->stat.mtime != now.mtime ||
	    e->stat.ctime != now.ctime || e->stat.size != now.size ||
	    e->stat.ino != now.ino || e->stat.mode != now.mode ||
	    e->stat.uid != now.uid || e->stat.gid != now.gid)
		return false;
	if (!fine)
		return now.mtime < x->mtime / 1000000000;
	return e->stat.mtime_ns == now.mtime_ns &&
	       e->stat.ctime_ns == now.ctime_ns &&
	       st->st_mtim.tv_sec * 1000000000LL + st->st_mtim.tv_nsec <
		   x->mtime;
}
