#include <stdlib.h>
#include <string.h>

#include "base/sha1.h"
#include "store/bulk_part.h"

static void
add_u32(struct buf *b, uint32_t n)
{
	unsigned char c[4] = { n >> 24, n >> 16, n >> 8, n };

	buf_add(b, c, sizeof(c));
}

static int
by_id(const void *a, const void *b)
{
	const struct packed *x = a, *y = b;

	return memcmp(x->id.b, y->id.b, sizeof(x->id.b));
}

static void
add_fan_out(const struct packed *v, size_t n, struct buf *ret)
{
	size_t k = 0;

	for (int first = 0; first < 256; first++) {
		while (k < n && v[k].id.b[0] <= first)
			k++;
		add_u32(ret, k);
	}
}

/* 31 bits, or where in the table of long ones it stands. */
static void
add_offsets(const struct packed *v, size_t n, struct buf *ret)
{
	uint32_t many = 0;

	for (size_t i = 0; i < n; i++)
		add_u32(ret, v[i].offset < 0x80000000u ? v[i].offset
						       : 0x80000000u | many++);
	for (size_t i = 0; i < n; i++) {
		if (v[i].offset < 0x80000000u)
			continue;
		add_u32(ret, v[i].offset >> 32);
		add_u32(ret, v[i].offset);
	}
}

void
bulk_index(
    struct packed *v, size_t n, const unsigned char pack[20], struct buf *ret)
{
	struct sha1 *h = sha1_begin();
	unsigned char sum[SHA1_LEN];

	qsort(v, n, sizeof(*v), by_id);
	buf_add(ret, "\377tOc\0\0\0\2", 8);
	add_fan_out(v, n, ret);
	for (size_t i = 0; i < n; i++)
		buf_add(ret, v[i].id.b, sizeof(v[i].id.b));
	for (size_t i = 0; i < n; i++)
		add_u32(ret, v[i].crc);
	add_offsets(v, n, ret);
	buf_add(ret, pack, SHA1_LEN);
	sha1_add(h, ret->data, ret->len);
	sha1_end(h, sum);
	buf_add(ret, sum, sizeof(sum));
}
