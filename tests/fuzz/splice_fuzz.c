/*
 * First bytes: which edit. The rest: a text. Where the edit can be made on
 * the tree the splicer makes it in the text, or says that it cannot; then
 * the text is as it was.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rec/splice.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *
pick_key(const struct node *n, uint8_t c)
{
	if (n == NULL || n->type != NODE_MAP || n->n == 0 || c == 0)
		return "new";
	return n->pairs[c % n->n].key;
}

static const struct node *
pick_value(struct arena *a, uint8_t c)
{
	static const char *const texts[] = { "x", "二 三", "a: b", "x\ny",
		" # z\n\n", "no", "[1", "" };
	struct node *n;

	if (c % 4 == 0)
		return NULL;
	if (c % 4 == 1)
		return node_scalar(a, texts[c / 4 % 8]);
	n = c % 4 == 2 ? node_map(a) : node_list(a);
	if (c % 4 == 2)
		node_set_text(a, n, "k", texts[c / 4 % 8]);
	else
		node_append(a, n, node_scalar(a, texts[c / 4 % 8]));
	return n;
}

static void
pick_edit(
    struct arena *a, const struct node *n, const uint8_t *c, struct edit *e)
{
	const struct node *field;

	memset(e, 0, sizeof(*e));
	e->pos = -1;
	e->key = pick_key(n, c[0]);
	e->value = pick_value(a, c[1]);
	field = node_get(n, e->key);
	e->add = c[2] % 5 == 1;
	if (c[2] % 5 == 2 || c[2] % 5 == 3) {
		e->pos = c[3] % 4;
		if (field != NULL && field->type == NODE_LIST &&
		    (size_t)e->pos < field->n)
			field = field->items[e->pos];
	}
	if (c[2] % 5 == 3 || c[2] % 5 == 4)
		e->sub = pick_key(field, c[3] / 4);
}

static void
check(struct arena *a, struct node *n, const struct edit *e, const char *text,
    size_t len)
{
	struct splice_opts opts = { NULL, { NULL, NULL } };
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;
	struct node *wanted = node_copy(a, n), *got;
	int code = edit_apply(a, wanted, e, NULL);
	int done;

	buf_add(&b, text, len);
	done = splice(&b, e, 1, &opts, &err);
	if (done != 0 && (b.len != len || memcmp(b.data, text, len) != 0))
		abort();
	if (code != 0 && done != code)
		abort();
	if (done != 0 && done != code && done != CRM_EDATA)
		abort();
	if (done == 0 &&
	    (yaml_parse(a, "f", b.data, b.len, &got, NULL, NULL) != 0 ||
		!node_equal(got, wanted)))
		abort();
	err_clear(&err);
	buf_release(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct edit e;
	struct node *n;
	char *text;

	if (size < 4)
		return 0;
	text = xstrndup((const char *)data + 4, size - 4);
	if (yaml_parse(&a, "f", text, size - 4, &n, NULL, NULL) == 0) {
		pick_edit(&a, n, data, &e);
		check(&a, n, &e, text, size - 4);
	}
	free(text);
	arena_free(&a);
	return 0;
}
