#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/sha1.h"
#include "store/cachetree.h"
#include "store/file.h"
#include "store/gitindex.h"

#define CHUNK (256 * 1024)
#define FIXED 62

struct writing {
	struct store *store;
	struct worktree *tree;
	const struct gitindex *old;
	int fd;
	struct buf out;
	const unsigned char *run; /* entries to copy as they stand */
	size_t run_len;
	uint32_t count;
	bool answered; /* the update at hand has had its say */
	struct err *err;
};

static int
flush(struct writing *w)
{
	if (file_write_fd(w->fd, w->out.data, w->out.len) < 0) {
		err_errno(w->err, "cannot write git's index");
		return CRM_EIO;
	}
	buf_truncate(&w->out, 0);
	return 0;
}

static int
flush_run(struct writing *w)
{
	if (w->run_len > 0)
		buf_add(&w->out, w->run, w->run_len);
	w->run_len = 0;
	return w->out.len < CHUNK ? 0 : flush(w);
}

static void
add_u32(struct buf *b, uint32_t n)
{
	unsigned char c[4] = { n >> 24, n >> 16, n >> 8, n };

	buf_add(b, c, sizeof(c));
}

/* An entry in the form of version 2 or 3. */
static int
add_entry(struct writing *w, const char *name, const struct gitindex_stat *st,
    const struct oid *id, unsigned int flags, unsigned int more)
{
	size_t len = strlen(name), n = FIXED + len + (more ? 2 : 0);
	int rc = flush_run(w);

	flags = (flags & 0xb000) | (more ? 0x4000 : 0) |
		(len < 0xfff ? len : 0xfff);
	for (size_t i = 0; i < sizeof(*st) / 4; i++)
		add_u32(&w->out, ((const uint32_t *)st)[i]);
	buf_add(&w->out, id->b, sizeof(id->b));
	buf_addch(&w->out, flags >> 8);
	buf_addch(&w->out, flags);
	if (more) {
		buf_addch(&w->out, more >> 8);
		buf_addch(&w->out, more);
	}
	buf_add(&w->out, name, len);
	buf_addn(&w->out, '\0', 8 - n % 8);
	w->count++;
	return rc;
}

/*
 * The new index is younger than the old one, so a file that was as young as
 * the old one, and could have been changed unseen, would be trusted from
 * now on. As git: such an entry loses its size unless the content is equal.
 */
static bool
is_doubtful(struct writing *w, const struct gitindex_entry *e)
{
	struct stat st;
	struct oid id;

	if (e->stat.mtime < w->old->mtime / 1000000000 || e->stage != 0 ||
	    (e->stat.mode & 0170000) != 0100000 || e->stat.size == 0 ||
	    (e->flags & 0x8000) || (e->more_flags & 0x4000))
		return false;
	if (worktree_stat(w->tree, e->name, &st) &&
	    gitindex_is_clean(w->old, e, &st))
		return false;
	return worktree_id(w->tree, e->name, &id, NULL) < 0 ||
	       !oid_equal(&id, &e->id);
}

static int
keep_entry(struct writing *w, const struct gitindex_entry *e)
{
	struct gitindex_stat st = e->stat;
	bool doubtful = is_doubtful(w, e);
	int rc = 0;

	if (doubtful)
		st.size = 0;
	if (doubtful || w->old->version == 4)
		return add_entry(w, e->name, &st, &e->id, e->flags,
		    e->more_flags);
	if (w->run + w->run_len != e->raw) {
		rc = flush_run(w);
		w->run = e->raw;
	}
	w->count++;
	w->run_len += e->raw_len;
	return rc < 0 || w->run_len < CHUNK ? rc : flush_run(w);
}

static int
add_update(struct writing *w, const struct gitindex_update *u)
{
	if (oid_is_zero(&u->id))
		return 0;
	return add_entry(w, u->path, &u->stat, &u->id, 0, 0);
}

/* Updates whose names come before `name`, or all. */
static int
add_until(struct writing *w, const struct gitindex_update *u, size_t n,
    size_t *i, const char *name)
{
	int rc = 0;

	while (rc >= 0 && *i < n &&
	       (name == NULL || strcmp(u[*i].path, name) < 0)) {
		if (!w->answered)
			rc = add_update(w, &u[*i]);
		w->answered = false;
		++*i;
	}
	return rc;
}

static int
merge_entries(struct writing *w, const struct gitindex_update *u, size_t n,
    struct gitindex_walk *walk)
{
	struct gitindex_entry e;
	size_t i = 0;
	int rc;

	while ((rc = gitindex_next(walk, &e, w->err)) == 1) {
		rc = add_until(w, u, n, &i, e.name);
		if (rc < 0)
			return rc;
		if (i == n || strcmp(u[i].path, e.name) != 0) {
			rc = keep_entry(w, &e);
		} else if (!w->answered) {
			rc = add_update(w, &u[i]);
			w->answered = true;
		}
		if (rc < 0)
			return rc;
	}
	if (rc == 0)
		rc = add_until(w, u, n, &i, NULL);
	return rc < 0 ? rc : flush_run(w);
}

/* Only the tree cache outlives a change; what git must know is refused. */
static int
add_extensions(
    struct writing *w, const struct gitindex_update *u, size_t n, size_t at)
{
	const unsigned char *p = w->old->data, *end = p;
	_cleanup_(buf_release) struct buf tree = BUF_INIT;

	if (p != NULL) {
		end = p + w->old->size - 20;
		p += at;
	}
	while (end - p >= 8) {
		size_t size =
		    (size_t)p[4] << 24 | p[5] << 16 | p[6] << 8 | p[7];

		if (size > (size_t)(end - p - 8))
			break;
		if (p[0] < 'A' || p[0] > 'Z')
			return err_set(w->err, CRM_EBUSY,
			    "git's index is split or sparse; first: "
			    "git update-index --no-split-index, "
			    "git sparse-checkout disable");
		if (memcmp(p, "TREE", 4) == 0)
			cachetree_invalidate(p + 8, size, u, n, &tree);
		p += 8 + size;
	}
	if (tree.len > 0) {
		buf_addstr(&w->out, "TREE");
		add_u32(&w->out, tree.len);
		buf_add(&w->out, tree.data, tree.len);
	}
	return 0;
}

/* The head's count is known last, and the checksum begins with the head. */
static int
seal(struct writing *w, bool sync)
{
	unsigned char sum[SHA1_LEN];
	unsigned char count[4] = { w->count >> 24, w->count >> 16,
		w->count >> 8, w->count };
	int rc = flush(w);

	if (rc < 0)
		return rc;
	if (pwrite(w->fd, count, sizeof(count), 8) != sizeof(count) ||
	    file_sum(w->fd, sum) < 0 ||
	    file_write_fd(w->fd, sum, sizeof(sum)) < 0 ||
	    (sync && fsync(w->fd) < 0)) {
		err_errno(w->err, "cannot write git's index");
		return CRM_EIO;
	}
	return 0;
}

static int
write_all(struct writing *w, const struct gitindex_update *u, size_t n)
{
	struct gitindex_walk walk;
	int rc;

	buf_addstr(&w->out, "DIRC");
	add_u32(&w->out, w->old->version == 2 ? 2 : 3);
	add_u32(&w->out, 0);
	gitindex_walk_begin(w->old, &walk);
	rc = merge_entries(w, u, n, &walk);
	if (rc == 0)
		rc = add_extensions(w, u, n, walk.at);
	gitindex_walk_end(&walk);
	return rc;
}

int
gitindex_write(struct store *s, struct worktree *tree,
    const struct gitindex_update *u, size_t n, bool sync, struct err *err)
{
	_cleanup_(freep) char *tmp = xasprintf("%scrm.index.new", s->git_dir);
	_cleanup_(freep) char *path = xasprintf("%sindex", s->git_dir);
	_cleanup_(gitindex_close) struct gitindex old;
	struct writing w = { .store = s,
		.tree = tree,
		.old = &old,
		.out = BUF_INIT,
		.err = err };
	int rc = gitindex_open(s, &old, err);

	if (rc < 0)
		return rc;
	unlink(tmp);
	w.fd = open(tmp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (w.fd >= 0)
		rc = write_all(&w, u, n);
	if (w.fd >= 0 && rc == 0)
		rc = seal(&w, sync);
	if (w.fd < 0 || (rc == 0 && rename(tmp, path) < 0)) {
		err_errno(err, "cannot write \"%s\"", tmp);
		rc = CRM_EIO;
	}
	closep(&w.fd);
	if (rc < 0)
		unlink(tmp);
	buf_release(&w.out);
	return rc;
}
