#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/sha1.h"
#include "store/bulk_part.h"
#include "store/file.h"

#define CHUNK (256 * 1024)

struct bulk {
	char *dir, *path; /* objects/pack/, the temporary file */
	int fd;
	bool sync;
	z_stream zip;
	struct buf out; /* not written yet */
	uint64_t size;	/* of the pack, with what is in `out` */
	struct packed *v;
	size_t n, cap;
	uint32_t *slot; /* hash table: 1 + index into v, 0 = free */
	size_t slots;
};

static int
failed(struct bulk *b, struct err *err)
{
	err_errno(err, "cannot write \"%s\"", b->path);
	return CRM_EIO;
}

int
bulk_begin(struct store *s, bool sync, struct bulk **ret, struct err *err)
{
	static const char head[] = "PACK\0\0\0\2\0\0\0";
	struct bulk *b = xcalloc(1, sizeof(*b));
	int rc;

	b->sync = sync;
	b->fd = -1;
	buf_init(&b->out);
	b->dir = xasprintf("%sobjects/pack/", s->common_dir);
	/* under the book's lock: what a killed run left is overwritten, and
	 * git's own prune knows names of this kind */
	b->path = xasprintf("%stmp_pack_crm", b->dir);
	if (deflateInit(&b->zip, Z_BEST_SPEED) != Z_OK)
		abort();
	rc = file_make_dirs(b->path, err);
	unlink(b->path);
	if (rc == 0)
		b->fd =
		    open(b->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (rc == 0 && b->fd < 0)
		rc = failed(b, err);
	if (rc < 0) {
		bulk_free(b);
		return rc;
	}
	buf_add(&b->out, head, sizeof(head));
	b->size = sizeof(head);
	*ret = b;
	return 0;
}

static int
flush(struct bulk *b, struct err *err)
{
	if (file_write_fd(b->fd, b->out.data, b->out.len) < 0)
		return failed(b, err);
	buf_truncate(&b->out, 0);
	return 0;
}

static uint32_t *
slot_of(struct bulk *b, const struct oid *id)
{
	size_t i;

	memcpy(&i, id->b, sizeof(i));
	for (;; i++) {
		uint32_t *slot = &b->slot[i & (b->slots - 1)];

		if (*slot == 0 || oid_equal(&b->v[*slot - 1].id, id))
			return slot;
	}
}

static void
grow_slots(struct bulk *b)
{
	if (b->n * 2 < b->slots)
		return;
	free(b->slot);
	b->slots = b->slots ? b->slots * 2 : 1024;
	b->slot = xcalloc(b->slots, sizeof(*b->slot));
	for (size_t i = 0; i < b->n; i++)
		*slot_of(b, &b->v[i].id) = i + 1;
}

static void
add_head(struct buf *out, git_object_t type, size_t n)
{
	unsigned char c = type << 4 | (n & 15);

	for (n >>= 4; n > 0; n >>= 7) {
		buf_addch(out, c | 0x80);
		c = n & 0x7f;
	}
	buf_addch(out, c);
}

static void
add_deflated(struct bulk *b, const void *data, size_t n)
{
	Bytef block[16384];
	int rc = Z_OK;

	deflateReset(&b->zip);
	b->zip.next_in = (Bytef *)data;
	b->zip.avail_in = n;
	while (rc != Z_STREAM_END) {
		b->zip.next_out = block;
		b->zip.avail_out = sizeof(block);
		rc = deflate(&b->zip, Z_FINISH);
		buf_add(&b->out, block, sizeof(block) - b->zip.avail_out);
	}
}

int
bulk_add(struct bulk *b, git_object_t type, const void *data, size_t n,
    const struct oid *id, struct err *err)
{
	size_t from = b->out.len;
	struct packed *p;
	uint32_t *slot;

	grow_slots(b);
	slot = slot_of(b, id);
	if (*slot != 0)
		return 0;
	add_head(&b->out, type, n);
	add_deflated(b, data, n);
	b->v = vec_grow(b->v, b->n, &b->cap, sizeof(*b->v));
	p = &b->v[b->n];
	p->id = *id;
	p->offset = b->size;
	p->crc = crc32(0, (Bytef *)b->out.data + from, b->out.len - from);
	b->size += b->out.len - from;
	*slot = ++b->n;
	return b->out.len < CHUNK ? 0 : flush(b, err);
}

/* The head's count is known only now, and the checksum begins with it. */
static int
seal(struct bulk *b, unsigned char sum[SHA1_LEN], struct err *err)
{
	unsigned char count[4] = { b->n >> 24, b->n >> 16, b->n >> 8, b->n };

	if (flush(b, err) < 0)
		return CRM_EIO;
	if (pwrite(b->fd, count, 4, 8) != 4)
		return failed(b, err);
	if (file_sum(b->fd, sum) < 0 ||
	    file_write_fd(b->fd, sum, SHA1_LEN) < 0 ||
	    fchmod(b->fd, 0444) < 0 || (b->sync && fsync(b->fd) < 0))
		return failed(b, err);
	return 0;
}

int
bulk_finish(struct bulk *b, struct err *err)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	_cleanup_(freep) char *pack = NULL, *idx = NULL, *tmp = NULL;
	unsigned char sum[SHA1_LEN];
	char hex[41];
	int rc = seal(b, sum, err);

	if (rc < 0)
		return rc;
	bulk_index(b->v, b->n, sum, &text);
	oid_hex(hex, (const struct oid *)sum);
	pack = xasprintf("%spack-%s.pack", b->dir, hex);
	idx = xasprintf("%spack-%s.idx", b->dir, hex);
	tmp = xasprintf("%s.idx", b->path);
	rc = file_make(tmp, text.data, text.len, b->sync, err);
	if (rc < 0)
		return rc;
	chmod(tmp, 0444);
	/* a pack without index is not seen, so it goes first */
	rc = rename(b->path, pack);
	if (rc == 0 && (rc = rename(tmp, idx)) < 0)
		unlink(pack);
	if (rc < 0) {
		rc = failed(b, err);
		unlink(tmp);
		return rc;
	}
	close(b->fd);
	b->fd = -1;
	return b->sync ? file_sync_dir_of(idx, err) : 0;
}

void
bulk_free(struct bulk *b)
{
	if (b == NULL)
		return;
	if (b->fd >= 0) {
		close(b->fd);
		unlink(b->path);
	}
	deflateEnd(&b->zip);
	buf_release(&b->out);
	free(b->v);
	free(b->slot);
	free(b->dir);
	free(b->path);
	free(b);
}
