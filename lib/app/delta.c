#include "app/delta.h"

#include <string.h>

#include "base/utf8.h"

#define WIDTH 60 /* columns of a value */

const struct field *
delta_field(const struct kind *k, const struct field_change *c)
{
	const struct field *f = k ? kind_field(k, c->key) : NULL;

	return f != NULL && c->sub != NULL ? field_sub(f, c->sub) : f;
}

const char *
delta_canonical(struct arena *a, const struct node *n)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	size_t i;

	if (node_empty(n))
		return NULL;
	if (n->type == NODE_SCALAR)
		return n->text;
	for (i = 0; i < n->n; i++) {
		const struct node *v =
		    n->type == NODE_MAP ? n->pairs[i].value : n->items[i];
		const char *text = delta_canonical(a, v);

		buf_addstr(&b, i > 0 ? ", " : "");
		if (n->type == NODE_MAP)
			buf_printf(&b, "%s=", n->pairs[i].key);
		buf_addstr(&b, text ? text : "");
	}
	return arena_strdup(a, b.data);
}

const char *
delta_value(struct view *v, struct arena *a, const struct kind *k,
    const struct field_change *c, const struct node *n)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT, safe = BUF_INIT;

	if (node_empty(n))
		return "–";
	utf8_safe(&safe, view_node(v, a, delta_field(k, c), n), false);
	utf8_cut(&b, safe.data, WIDTH);
	return arena_strdup(a, b.data);
}

bool
delta_is_news(const struct field_change *c)
{
	return strcmp(c->key, "log") != 0 && strcmp(c->key, "created") != 0 &&
	       strcmp(c->key, "created_by") != 0;
}

void
delta_text(struct view *v, const struct kind *k, const struct node *before,
    const struct node *after, const char *indent, bool news, struct buf *ret)
{
	struct field_changes d = { 0 };
	struct arena a = ARENA_INIT;
	size_t i;

	diff_records(&a, before, after, &d);
	for (i = 0; i < d.n; i++) {
		if (news && !delta_is_news(&d.v[i]))
			continue;
		buf_addstr(ret, indent);
		utf8_safe(ret, d.v[i].path, false);
		buf_printf(ret, ": %s → %s\n",
		    delta_value(v, &a, k, &d.v[i], d.v[i].before),
		    delta_value(v, &a, k, &d.v[i], d.v[i].after));
	}
	arena_free(&a);
}
