/*
 * The inside of a pack under construction.
 */
#ifndef STORE_BULK_PART_H
#define STORE_BULK_PART_H

#include <stdint.h>

#include "store/bulk.h"

struct packed {
	struct oid id;
	uint32_t crc;
	uint64_t offset;
};

/*
 * The text of a pack's index, version 2 (gitformat-pack). Sorts `v` by id;
 * `sum` is the pack's own checksum.
 */
void bulk_index(
    struct packed *v, size_t n, const unsigned char sum[20], struct buf *ret);

#endif
