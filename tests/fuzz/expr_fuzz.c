/*
 * First byte: what the expression is about. The rest: its text. It is
 * expanded, or refused; where it is expanded and about nothing, a second
 * expansion changes nothing.
 */
#include "../unit/index_tiny.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct tiny tiny;

static struct scope
pick(uint8_t c)
{
	static const char *const kinds[] = { "order", "customer", "shipment" };
	struct scope s = { NULL, NULL };

	if (c % 6 == 5)
		return s;
	s.kind = kinds_find(tiny.kinds, kinds[c % 3]);
	if (c % 2 == 1)
		s.list = kind_field(s.kind, "lines");
	return s;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT, once = BUF_INIT,
					  twice = BUF_INIT;
	struct scope s;

	if (tiny.ix == NULL)
		tiny_open(&tiny);
	if (size == 0)
		return 0;
	s = pick(data[0]);
	buf_add(&text, data + 1, size - 1);
	if (expr_expand(tiny.ix, &s, text.data, &once, &tiny.err) < 0)
		return 0;
	expr_check(tiny.ix, &s, text.data, &tiny.err);
	if (s.kind == NULL &&
	    expr_check(tiny.ix, &s, once.data, &tiny.err) == 0) {
		tiny_ok(&tiny,
		    expr_expand(tiny.ix, &s, once.data, &twice, &tiny.err));
		if (strcmp(once.data, twice.data) != 0)
			abort();
	}
	return 0;
}
