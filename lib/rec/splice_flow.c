#include "rec/splice_part.h"
#include "rec/yaml_part.h"

void
splice_value_flow(struct splicer *s, const struct span_child *c,
    const struct node *value, const char *path)
{
	_cleanup_(buf_release) struct buf fresh = BUF_INIT;

	if (c->value.empty)
		buf_addstr(&fresh, c->mark ? " " : ": ");
	yaml_write_flow(&fresh, value, path, &s->opts->style);
	splice_replace(s, c->value.start, c->value.end, &fresh);
}

void
splice_add_flow(struct splicer *s, const struct span *parent, const char *key,
    const struct node *value, const char *path)
{
	_cleanup_(buf_release) struct buf fresh = BUF_INIT;
	size_t pos = parent->start + 1;

	if (parent->n > 0) {
		buf_addstr(&fresh, ", ");
		pos = parent->child[parent->n - 1].value.end;
	}
	if (key != NULL) {
		yaml_write_key(&fresh, key, true);
		buf_addstr(&fresh, ": ");
	}
	yaml_write_flow(&fresh, value, path, &s->opts->style);
	splice_replace(s, pos, pos, &fresh);
}

static size_t
begin(const struct span *parent, size_t i)
{
	const struct span_child *c = &parent->child[i];

	return parent->type == NODE_MAP ? c->key : c->value.start;
}

void
splice_remove_flow(struct splicer *s, const struct span *parent, size_t i)
{
	const struct buf none = BUF_INIT;

	if (i + 1 < parent->n)
		splice_replace(
		    s, begin(parent, i), begin(parent, i + 1), &none);
	else if (i > 0)
		splice_replace(s, parent->child[i - 1].value.end,
		    parent->child[i].value.end, &none);
	else
		/* the comma behind the last one goes too */
		splice_replace(s, parent->start + 1, parent->end - 1, &none);
}
