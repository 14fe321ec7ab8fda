#include "out/doc.h"

#include <stdlib.h>
#include <string.h>

#include "out/json_value.h"
#include "rec/yaml.h"

#define DEEPEST 16
#define STEP 2

enum item_type { ITEM_VALUE, ITEM_MAP, ITEM_LIST };

struct item {
	enum item_type item;
	const char *key;
	enum out_type type;
	const char *value, *currency;
	bool foreign; /* currency is not the document's */
	struct item **children;
	size_t n, cap;
};

struct doc {
	const char *format, *currency;
	struct arena arena;
	struct item *root;
	struct item *open[DEEPEST];
	size_t depth;
};

bool
doc_has_format(const char *format)
{
	return strcmp(format, "json") == 0 || strcmp(format, "jsonl") == 0 ||
	       strcmp(format, "yaml") == 0;
}

static struct item *
new_item(struct doc *d, enum item_type type, const char *key)
{
	struct item *i = arena_zalloc(&d->arena, sizeof(*i));

	i->item = type;
	i->key = key ? arena_strdup(&d->arena, key) : NULL;
	return i;
}

int
doc_open(
    const char *format, const char *currency, struct doc **ret, struct err *err)
{
	struct doc *d;

	if (!doc_has_format(format))
		return err_set(err, CRM_EUSAGE,
		    "a single record is printed as table, json, jsonl or "
		    "yaml, not as \"%s\"",
		    format);
	d = xcalloc(1, sizeof(*d));
	d->format = arena_strdup(&d->arena, format);
	d->currency = arena_strdup(&d->arena, currency ? currency : "CNY");
	d->root = d->open[0] = new_item(d, ITEM_MAP, NULL);
	d->depth = 1;
	*ret = d;
	return 0;
}

static void
append(struct doc *d, struct item *child)
{
	struct item *in = d->open[d->depth - 1];
	struct item **v;

	if (in->n == in->cap) {
		in->cap = in->cap ? in->cap * 2 : 8;
		v = arena_alloc(&d->arena, in->cap * sizeof(struct item *));
		if (in->n > 0)
			memcpy(v, in->children, in->n * sizeof(*v));
		in->children = v;
	}
	in->children[in->n++] = child;
}

static void
begin(struct doc *d, enum item_type type, const char *key)
{
	struct item *i = new_item(d, type, key);

	append(d, i);
	if (d->depth < DEEPEST)
		d->open[d->depth++] = i;
}

void
doc_begin_map(struct doc *d, const char *key)
{
	begin(d, ITEM_MAP, key);
}

void
doc_begin_list(struct doc *d, const char *key)
{
	begin(d, ITEM_LIST, key);
}

void
doc_end(struct doc *d)
{
	if (d->depth > 1)
		d->depth--;
}

static struct item *
add_value(struct doc *d, const char *key, enum out_type type, const char *value)
{
	struct item *i = new_item(d, ITEM_VALUE, key);

	i->type = type;
	i->value = value ? arena_strdup(&d->arena, value) : NULL;
	i->currency = d->currency;
	append(d, i);
	return i;
}

void
doc_value(struct doc *d, const char *key, enum out_type type, const char *value)
{
	add_value(d, key, type, value);
}

void
doc_money(
    struct doc *d, const char *key, const char *value, const char *currency)
{
	struct item *i = add_value(d, key, OUT_MONEY, value);

	i->foreign = strcmp(currency, d->currency) != 0;
	i->currency = arena_strdup(&d->arena, currency);
}

static json_t *
to_json(const struct item *i)
{
	json_t *j;
	size_t k;

	if (i->item == ITEM_VALUE)
		return json_value(i->type, i->value, i->currency);
	if (i->item == ITEM_LIST) {
		j = json_array();
		for (k = 0; k < i->n; k++)
			json_array_append_new(j, to_json(i->children[k]));
		return j;
	}
	j = json_object();
	for (k = 0; k < i->n; k++)
		json_object_set_new(
		    j, i->children[k]->key, to_json(i->children[k]));
	return j;
}

static void to_yaml(struct buf *, const struct item *, int, bool);

static void
yaml_scalar(struct buf *ret, const struct item *i, int indent)
{
	bool plain = i->type != OUT_TEXT && i->type != OUT_ID;

	buf_addch(ret, ' ');
	if (i->foreign) {
		buf_addstr(ret, "{value: ");
		yaml_write_scalar(ret, i->value, indent, true);
		buf_addstr(ret, ", currency: ");
		yaml_write_scalar(ret, i->currency, indent, false);
		buf_addch(ret, '}');
	} else if (i->value == NULL) {
		buf_addstr(ret, "\"\"");
	} else {
		yaml_write_scalar(ret, i->value, indent, plain);
	}
	buf_addch(ret, '\n');
}

/* Absent values have no line in a mapping. */
static bool
is_absent(const struct item *i)
{
	return i->item == ITEM_VALUE && i->value == NULL;
}

static bool
is_empty(const struct item *i)
{
	size_t k;

	if (i->item == ITEM_MAP)
		for (k = 0; k < i->n; k++)
			if (!is_absent(i->children[k]))
				return false;
	return i->item == ITEM_MAP || i->n == 0;
}

/* What stands behind "key:" or "-". */
static void
yaml_behind(struct buf *ret, const struct item *i, int indent, bool in_list)
{
	if (i->item == ITEM_VALUE) {
		yaml_scalar(ret, i, indent);
	} else if (is_empty(i)) {
		buf_addstr(ret, i->item == ITEM_MAP ? " {}\n" : " []\n");
	} else if (in_list && i->item == ITEM_MAP) {
		buf_addch(ret, ' ');
		to_yaml(ret, i, indent + STEP, true);
	} else {
		buf_addch(ret, '\n');
		to_yaml(ret, i, indent + STEP, false);
	}
}

static void
to_yaml(struct buf *ret, const struct item *i, int indent, bool first_inline)
{
	const struct item *c;
	size_t k;

	for (k = 0; k < i->n; k++) {
		c = i->children[k];
		if (i->item == ITEM_MAP && is_absent(c))
			continue;
		if (!first_inline)
			buf_addn(ret, ' ', (size_t)indent);
		first_inline = false;
		if (i->item == ITEM_MAP) {
			yaml_write_scalar(ret, c->key, indent, false);
			buf_addch(ret, ':');
		} else {
			buf_addch(ret, '-');
		}
		yaml_behind(ret, c, indent, i->item == ITEM_LIST);
	}
}

static void
add_json(struct buf *ret, const struct item *root, size_t flags)
{
	json_t *j = to_json(root);

	json_text(ret, j, flags);
	json_decref(j);
}

static void
add_doc(struct buf *ret, const struct doc *d)
{
	if (strcmp(d->format, "yaml") == 0) {
		if (is_empty(d->root))
			buf_addstr(ret, "{}\n");
		else
			to_yaml(ret, d->root, 0, false);
		return;
	}
	add_json(ret, d->root,
	    strcmp(d->format, "json") == 0 ? JSON_INDENT(2) : JSON_COMPACT);
	buf_addch(ret, '\n');
}

int
doc_write(struct doc *d, const struct sink *sink, struct err *err)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;

	add_doc(&b, d);
	return sink_put(sink, b.data, b.len, err);
}

static void
add_json_array(struct buf *ret, struct doc *const *docs, size_t n)
{
	json_t *all = json_array();
	size_t i;

	for (i = 0; i < n; i++)
		json_array_append_new(all, to_json(docs[i]->root));
	json_text(ret, all, JSON_INDENT(2));
	buf_addch(ret, '\n');
	json_decref(all);
}

int
docs_write(
    struct doc *const *docs, size_t n, const struct sink *sink, struct err *err)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	size_t i;

	if (n > 0 && strcmp(docs[0]->format, "json") == 0) {
		add_json_array(&b, docs, n);
		return sink_put(sink, b.data, b.len, err);
	}
	for (i = 0; i < n; i++) {
		if (strcmp(docs[i]->format, "yaml") != 0)
			add_doc(&b, docs[i]);
		else {
			buf_addch(&b, '-');
			yaml_behind(&b, docs[i]->root, 0, true);
		}
	}
	return sink_put(sink, b.data, b.len, err);
}

void
doc_free(struct doc *d)
{
	if (d == NULL)
		return;
	arena_free(&d->arena);
	free(d);
}
