/* A record against its kind. */
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/word.h"
#include "kind/check.h"
#include "kind/type_family.h"

struct checker {
	const struct kind *kind;
	const char *path;
	struct diag *diag;
	const struct node **rows; /* their ids, unique in a record */
	size_t n_rows, cap_rows;
};

static void
check_fit(struct checker *c, const struct field *f, const struct node *n)
{
	struct err err = ERR_INIT;

	if (type_check(f, n->text, &err) < 0)
		diag_add(c->diag, LEVEL_ERROR, c->path, n->line, n->col, "",
		    "%s", err.text);
	err_clear(&err);
}

/* True if the node has this shape, or is empty, which fits all. */
static bool
check_shape(struct checker *c, const struct field *f, const struct node *n,
    enum node_type type)
{
	static const char *const formats[] = {
		N_("\"%s\" takes a single value"), N_("\"%s\" takes a list"),
		N_("\"%s\" takes a mapping")
	};

	if (n->type == type)
		return true;
	if (!node_empty(n))
		diag_add(c->diag, LEVEL_ERROR, c->path, n->line, n->col, "",
		    formats[type], f->name);
	return false;
}

/* id, kind and title are said by the path and the schema. */
static bool
is_written(const struct kind *k, const struct field *f)
{
	const char *const *key;

	for (key = k->key_order; *key != NULL; key++)
		if (strcmp(*key, f->name) == 0)
			return k->n_states > 0 || f != &k->builtins[0];
	return false;
}

static void
guess_key(struct checker *c, const struct field *f, struct word_guess *g)
{
	const struct kind *k = c->kind;
	size_t i;

	for (i = 0; f != NULL && i < f->n_fields; i++)
		word_guess_offer(g, f->fields[i].name);
	for (i = 0; f == NULL && i < k->n_by_name; i++)
		if (is_written(k, k->by_name[i]))
			word_guess_offer(g, k->by_name[i]->name);
}

/* `f` is the list or group that the key stands in, or NULL. */
static void
unknown_key(struct checker *c, const struct pair *p, const struct field *f)
{
	struct word_guess g;

	word_guess_init(&g, p->key);
	guess_key(c, f, &g);
	if (f == NULL && kind_field(c->kind, p->key) != NULL)
		diag_add(c->diag, LEVEL_WARNING, c->path, p->line, p->col, "",
		    "\"%s\" is not written in a record: leave it out", p->key);
	else if (g.best != NULL)
		diag_add(c->diag, LEVEL_WARNING, c->path, p->line, p->col, "",
		    "unknown key \"%s\"; did you mean \"%s\"?", p->key, g.best);
	else
		diag_add(c->diag, LEVEL_WARNING, c->path, p->line, p->col, "",
		    "unknown key \"%s\"", p->key);
}

static void
check_required(struct checker *c, const struct field *f, const struct node *map)
{
	if (f->required && !f->retired && node_empty(field_node(f, map)))
		diag_add(c->diag, LEVEL_ERROR, c->path, map->line, map->col, "",
		    "\"%s\" is missing", f->name);
}

static void
check_file(struct checker *c, const struct field *f, const struct node *n)
{
	const char *name = node_text(n, "name"), *hash, *size;

	if (!check_shape(c, f, n, NODE_MAP) || n->n == 0)
		return;
	hash = node_text(n, "sha256");
	size = node_text(n, "size");
	if (name == NULL || strchr(name, '/') != NULL)
		diag_add(c->diag, LEVEL_ERROR, c->path, n->line, n->col, "",
		    "file \"%s\" needs a \"name\" without folder", f->name);
	if (size == NULL || strspn(size, "0123456789") != strlen(size))
		diag_add(c->diag, LEVEL_ERROR, c->path, n->line, n->col, "",
		    "file \"%s\" needs a \"size\" in bytes", f->name);
	if (hash == NULL || strlen(hash) != 64 ||
	    strspn(hash, "0123456789abcdef") != 64)
		diag_add(c->diag, LEVEL_ERROR, c->path, n->line, n->col, "",
		    "file \"%s\" needs a \"sha256\" of 64 digits", f->name);
}

static void
check_scalar(struct checker *c, const struct field *f, const struct node *n)
{
	if (f->type == TYPE_FILE)
		check_file(c, f, n);
	else if (check_shape(c, f, n, NODE_SCALAR))
		check_fit(c, f, n);
}

static void
check_row_id(struct checker *c, const struct field *f, const struct node *row)
{
	const struct node *id = node_get(row, "row");

	if (node_empty(id)) {
		diag_add(c->diag, LEVEL_WARNING, c->path, row->line, row->col,
		    "",
		    "a row of \"%s\" has no id yet: \"crm commit\" gives it "
		    "one",
		    f->name);
		return;
	}
	if (id->type != NODE_SCALAR || !row_valid(id->text)) {
		diag_add(c->diag, LEVEL_ERROR, c->path, id->line, id->col, "",
		    "\"row\" is four characters of the ids' alphabet; leave "
		    "it out for a new row");
		return;
	}
	c->rows = vec_grow(c->rows, c->n_rows, &c->cap_rows, sizeof(*c->rows));
	c->rows[c->n_rows++] = id;
}

/* The fields of a row or of a group. */
static void
check_members(struct checker *c, const struct field *f, const struct node *map)
{
	const struct field *sub;
	size_t i;

	for (i = 0; i < map->n; i++) {
		const struct pair *p = &map->pairs[i];

		if (f->type == TYPE_LIST && strcmp(p->key, "row") == 0)
			continue;
		if ((sub = field_sub_was(f, p->key)) == NULL)
			unknown_key(c, p, f);
		else
			check_scalar(c, sub, p->value);
	}
	for (i = 0; i < f->n_fields; i++)
		check_required(c, &f->fields[i], map);
}

static void
check_list(struct checker *c, const struct field *f, const struct node *list)
{
	size_t i;

	if (!check_shape(c, f, list, NODE_LIST))
		return;
	for (i = 0; i < list->n; i++) {
		const struct node *n = list->items[i];

		if (f->item != NULL) {
			check_scalar(c, f->item, n);
		} else if (n->type != NODE_MAP) {
			diag_add(c->diag, LEVEL_ERROR, c->path, n->line, n->col,
			    "", "a row of \"%s\" takes a mapping", f->name);
		} else {
			check_row_id(c, f, n);
			check_members(c, f, n);
		}
	}
}

static void
check_field(struct checker *c, const struct field *f, const struct node *n)
{
	if (f->type == TYPE_LIST)
		check_list(c, f, n);
	else if (f->type != TYPE_GROUP)
		check_scalar(c, f, n);
	else if (check_shape(c, f, n, NODE_MAP))
		check_members(c, f, n);
}

static void
check_state(struct checker *c, const struct node *rec)
{
	if (c->kind->n_states > 0 && node_empty(node_get(rec, "state")))
		diag_add(c->diag, LEVEL_ERROR, c->path, rec->line, rec->col, "",
		    "\"%s\" is missing", "state");
}

static int
compare_rows(const void *a, const void *b)
{
	const struct node *const *x = a, *const *y = b;
	int c = strcmp((*x)->text, (*y)->text);

	return c ? c : (*x)->line - (*y)->line;
}

static void
check_unique_rows(struct checker *c)
{
	size_t i;

	if (c->n_rows > 1)
		qsort(c->rows, c->n_rows, sizeof(*c->rows), compare_rows);
	for (i = 1; i < c->n_rows; i++)
		if (strcmp(c->rows[i]->text, c->rows[i - 1]->text) == 0)
			diag_add(c->diag, LEVEL_ERROR, c->path,
			    c->rows[i]->line, c->rows[i]->col, "",
			    "row \"%s\" is the id of line %d too: leave it "
			    "out for a new row",
			    c->rows[i]->text, c->rows[i - 1]->line);
	free(c->rows);
}

void
check_record(const struct kind *k, const char *path, const struct node *rec,
    struct diag *diag)
{
	struct checker c = { .kind = k, .path = path, .diag = diag };
	const struct field *f;
	size_t i;

	for (i = 0; i < rec->n; i++) {
		const struct pair *p = &rec->pairs[i];

		f = kind_field_was(k, p->key);
		if (f == NULL || !is_written(k, f))
			unknown_key(&c, p, NULL);
		else
			check_field(&c, f, p->value);
	}
	for (i = 0; i < k->n_fields; i++)
		check_required(&c, &k->fields[i], rec);
	check_state(&c, rec);
	check_unique_rows(&c);
}
