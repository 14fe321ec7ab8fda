/* Looking things up in one kind. */
#include "kind/kind.h"

#include <string.h>
#include <strings.h>

#include "kind/type.h"

const struct field *
kind_field(const struct kind *k, const char *name)
{
	size_t low = 0, high = k->n_by_name, mid;
	int c;

	while (low < high) {
		mid = (low + high) / 2;
		c = strcmp(name, k->by_name[mid]->name);
		if (c == 0)
			return k->by_name[mid];
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

const struct derive *
kind_derive(const struct kind *k, const char *name)
{
	size_t i;

	for (i = 0; i < k->n_derive; i++)
		if (strcmp(k->derive[i].name, name) == 0)
			return &k->derive[i];
	return NULL;
}

const struct field *
field_sub(const struct field *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->n_fields; i++)
		if (strcmp(f->fields[i].name, name) == 0)
			return &f->fields[i];
	return NULL;
}

static const struct field *
find_was(const struct field *v, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (v[i].was != NULL && strcmp(v[i].was, name) == 0)
			return &v[i];
	return NULL;
}

const struct field *
kind_field_was(const struct kind *k, const char *name)
{
	const struct field *f = kind_field(k, name);

	return f != NULL ? f : find_was(k->fields, k->n_fields, name);
}

const struct field *
field_sub_was(const struct field *f, const char *name)
{
	const struct field *sub = field_sub(f, name);

	return sub != NULL ? sub : find_was(f->fields, f->n_fields, name);
}

const struct node *
field_node(const struct field *f, const struct node *map)
{
	const struct node *n = node_get(map, f->name);

	if (n == NULL && f->was != NULL)
		n = node_get(map, f->was);
	return n;
}

const struct derive *
field_derive(const struct field *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->n_derive; i++)
		if (strcmp(f->derive[i].name, name) == 0)
			return &f->derive[i];
	return NULL;
}

const struct choice *
field_choice(const struct field *f, const char *key)
{
	size_t i;

	for (i = 0; i < f->n_choices; i++)
		if (strcmp(f->choices[i].key, key) == 0)
			return &f->choices[i];
	return NULL;
}

static bool
has_label(const struct field *f, const char *label, size_t n)
{
	int l;

	for (l = 0; l < LANG_COUNT; l++)
		if (strlen(f->label.text[l]) == n &&
		    strncasecmp(f->label.text[l], label, n) == 0)
			return true;
	return false;
}

/* Own fields come before built-in ones where labels agree. */
static const struct field *
find_field(const struct kind *k, const char *word, size_t n)
{
	char name[64];
	const struct field *f;
	size_t i;

	if (n < sizeof(name)) {
		memcpy(name, word, n);
		name[n] = '\0';
		if ((f = kind_field(k, name)) != NULL)
			return f;
	}
	for (i = 0; i < k->n_fields; i++)
		if (has_label(&k->fields[i], word, n))
			return &k->fields[i];
	for (i = 0; i < n_builtin_fields; i++)
		if (has_label(&k->builtins[i], word, n))
			return &k->builtins[i];
	return NULL;
}

static const struct field *
find_sub(const struct field *f, const char *word)
{
	const struct field *sub = field_sub(f, word);
	size_t i;

	if (sub != NULL)
		return sub;
	for (i = 0; i < f->n_fields; i++)
		if (has_label(&f->fields[i], word, strlen(word)))
			return &f->fields[i];
	return NULL;
}

const struct field *
kind_path(const struct kind *k, const char *path, const struct field **sub)
{
	const char *dot = strchr(path, '.');
	const struct field *f;

	*sub = NULL;
	f = find_field(k, path, dot ? (size_t)(dot - path) : strlen(path));
	if (f == NULL || dot == NULL)
		return f;
	*sub = find_sub(f, dot + 1);
	return *sub != NULL ? f : NULL;
}

const struct state *
kind_state(const struct kind *k, const char *name)
{
	size_t i;

	for (i = 0; i < k->n_states; i++)
		if (strcmp(k->states[i].name, name) == 0)
			return &k->states[i];
	return NULL;
}

const struct verb *
kind_verb(const struct kind *k, const char *name)
{
	size_t i;

	for (i = 0; i < k->n_verbs; i++)
		if (strcmp(k->verbs[i].name, name) == 0)
			return &k->verbs[i];
	return NULL;
}

bool
kind_behind_ladder(const struct kind *k, const char *state)
{
	const struct state *s = kind_state(k, state);

	return s != NULL && k->behind_ladder >> (s - k->states) & 1;
}

static bool
among(const char *const *names, const char *name)
{
	for (; names != NULL && *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

bool
kind_frozen(const struct kind *k, const char *state, const char *field)
{
	const struct state *s = kind_state(k, state);
	const struct field *f = kind_field(k, field);

	if (s == NULL || !s->frozen || (f != NULL && f->builtin))
		return false;
	return !among(s->except, field) && !among(k->inherit.fields, field);
}

const char *
label_text(const struct label *l, enum lang lang)
{
	return l->text[lang];
}

const char *const *
kind_key_order(const struct kind *k)
{
	return k->key_order;
}

static bool
type_is_plain(enum type t)
{
	return type_is_number(t) || t == TYPE_BOOLEAN || t == TYPE_DATE ||
	       t == TYPE_TIME;
}

bool
kind_is_plain(const char *path, void *kind)
{
	const char *dot = strchr(path, '.');
	const struct field *f, *sub;
	char name[64];

	if (dot == NULL) {
		f = kind_field(kind, path);
		if (f != NULL && f->type == TYPE_LIST)
			f = f->item;
		return f != NULL && type_is_plain(f->type);
	}
	if ((size_t)(dot - path) >= sizeof(name))
		return false;
	memcpy(name, path, (size_t)(dot - path));
	name[dot - path] = '\0';
	if ((f = kind_field(kind, name)) == NULL)
		return false;
	if (f->type == TYPE_FILE ||
	    (f->item != NULL && f->item->type == TYPE_FILE))
		return strcmp(dot + 1, "size") == 0;
	sub = field_sub(f, dot + 1);
	return sub != NULL && type_is_plain(sub->type);
}

static bool
find_place(const struct node *n, const char *text, int *line, int *col)
{
	size_t i;

	if (n->type == NODE_SCALAR) {
		if (text < n->text || text > n->text + strlen(n->text))
			return false;
		*line = n->line;
		*col = n->col;
		return true;
	}
	for (i = 0; i < n->n; i++) {
		if (n->type == NODE_LIST) {
			if (find_place(n->items[i], text, line, col))
				return true;
			continue;
		}
		if (n->pairs[i].key == text) {
			*line = n->pairs[i].line;
			*col = n->pairs[i].col;
			return true;
		}
		if (find_place(n->pairs[i].value, text, line, col))
			return true;
	}
	return false;
}

bool
kind_place(const struct kind *k, const char *text, int *line, int *col)
{
	return find_place(k->node, text, line, col);
}
