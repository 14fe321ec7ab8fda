#include <string.h>

#include "app/show_part.h"

struct writer {
	struct doc *doc;
	const char *currency; /* of the record, or NULL */
};

static void put_node(struct writer *w, const char *key, const struct field *f,
    const struct node *n);

static void
put_text(
    struct writer *w, const char *key, const struct field *f, const char *text)
{
	enum out_type type = f ? view_type(f) : OUT_TEXT;

	if (type == OUT_MONEY && w->currency != NULL)
		doc_money(w->doc, key, text, w->currency);
	else
		doc_value(w->doc, key, type, text);
}

static void
put_map(struct writer *w, const char *key, const struct field *f,
    const struct node *n)
{
	size_t i;

	doc_begin_map(w->doc, key);
	for (i = 0; i < n->n; i++)
		put_node(w, n->pairs[i].key,
		    f ? field_sub(f, n->pairs[i].key) : NULL,
		    n->pairs[i].value);
	doc_end(w->doc);
}

static void
put_node(struct writer *w, const char *key, const struct field *f,
    const struct node *n)
{
	size_t i;

	if (node_empty(n))
		return;
	if (n->type == NODE_SCALAR) {
		put_text(w, key, f, n->text);
	} else if (n->type == NODE_MAP) {
		put_map(w, key, f, n);
	} else {
		doc_begin_list(w->doc, key);
		for (i = 0; i < n->n; i++)
			put_node(
			    w, NULL, f && f->item ? f->item : f, n->items[i]);
		doc_end(w->doc);
	}
}

static void
put_rows(struct writer *w, const struct show *s, const struct field *list)
{
	const struct show_rows *rows = show_rows_of(s, list);
	const struct node *n = view_get(s->tree, list);
	size_t i, d;

	if (rows == NULL)
		return;
	doc_begin_list(w->doc, list->name);
	for (i = 0; i < rows->n; i++) {
		doc_begin_map(w->doc, NULL);
		if (n != NULL && n->type == NODE_LIST && i < n->n)
			doc_value(w->doc, "row", OUT_TEXT,
			    node_text(n->items[i], "row"));
		for (d = 0; d < list->n_derive; d++)
			put_text(w, list->derive[d].name,
			    &list->derive[d].field, rows->v[i][d]);
		doc_end(w->doc);
	}
	doc_end(w->doc);
}

static void
put_derived(struct writer *w, const struct show *s)
{
	const struct kind *k = s->kind;
	size_t i;

	doc_begin_map(w->doc, "derived");
	for (i = 0; i < k->n_derive; i++)
		put_text(
		    w, k->derive[i].name, &k->derive[i].field, s->derived[i]);
	for (i = 0; i < k->n_fields; i++)
		if (k->fields[i].n_derive > 0)
			put_rows(w, s, &k->fields[i]);
	doc_end(w->doc);
}

static const char *
currency_of(const struct show *s)
{
	return kind_field(s->kind, "currency") != NULL
		   ? node_text(s->tree, "currency")
		   : NULL;
}

static void
put_record(struct writer *w, struct show *s, const struct show_opts *o)
{
	const struct node *tree = s->tree;
	size_t i;

	w->currency = currency_of(s);
	doc_value(w->doc, "id", OUT_ID, s->id);
	doc_value(w->doc, "kind", OUT_TEXT, s->kind->name);
	doc_value(w->doc, "title", OUT_TEXT,
	    record_title(s->app->index, &s->arena, s->id));
	for (i = 0; i < tree->n; i++)
		put_node(w, tree->pairs[i].key,
		    kind_field(s->kind, tree->pairs[i].key),
		    tree->pairs[i].value);
	if (o->derived)
		put_derived(w, s);
}

int
show_doc(struct app *app, const struct kind *k, const struct found *f,
    const struct show_opts *o, struct doc *doc, struct err *err)
{
	struct writer w = { doc, NULL };
	struct show s;
	int r;

	r = show_load(&s, app, k, f->id, f->path, o->derived, err);
	if (r == 0)
		put_record(&w, &s, o);
	show_free(&s);
	return r;
}

/* A record in flow style takes no further key: a document of its own. */
static bool
is_flow(const struct buf *text)
{
	const char *s = text->data;

	while (*s == ' ' || *s == '\n' || *s == '\r' || *s == '#')
		s += *s == '#' ? strcspn(s, "\n") : 1;
	return *s == '{';
}

int
show_derived_yaml(struct app *app, const struct kind *k, const char *id,
    const char *path, struct buf *text, struct err *err)
{
	struct sink sink = sink_buf(text);
	struct writer w = { NULL, NULL };
	struct show s;
	int r;

	r = show_load(&s, app, k, id, path, true, err);
	if (r == 0)
		r = doc_open(
		    "yaml", kinds_book(app->kinds)->currency, &w.doc, err);
	if (r == 0) {
		w.currency = currency_of(&s);
		put_derived(&w, &s);
		if (text->len > 0 && text->data[text->len - 1] != '\n')
			buf_addch(text, '\n');
		if (is_flow(text))
			buf_addstr(text, "---\n");
		r = doc_write(w.doc, &sink, err);
	}
	doc_free(w.doc);
	show_free(&s);
	return r;
}
