/* Whatever the reader takes, the writer writes, and the reader reads again. */
#include <stdint.h>
#include <stdlib.h>

#include "rec/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;
	struct node *n, *again;

	if (yaml_parse(&a, "f", (const char *)data, size, &n, NULL, &err) ==
	    0) {
		yaml_write(&b, n, NULL);
		/* written out, a text may be longer than a record may be */
		if (b.len <= YAML_MAX_SIZE &&
		    (yaml_parse(&a, "f", b.data, b.len, &again, NULL, &err) !=
			    0 ||
			!node_equal(n, again)))
			abort();
	}
	err_clear(&err);
	buf_release(&b);
	arena_free(&a);
	return 0;
}
