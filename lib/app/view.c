#include "app/view.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/id.h"

struct view_title {
	struct view_title *next;
	const char *ref, *title;
};

void
view_init(struct view *v, struct app *app, bool people)
{
	memset(v, 0, sizeof(*v));
	v->app = app;
	v->people = people;
}

void
view_free(struct view *v)
{
	arena_free(&v->arena);
	free(v->slots);
	v->slots = NULL;
	v->n = v->cap = 0;
}

static size_t
hash(const char *s)
{
	size_t h = 5381;

	for (; *s != '\0'; s++)
		h = h * 33 ^ (unsigned char)*s;
	return h;
}

static void
grow(struct view *v)
{
	size_t cap = v->cap ? v->cap * 2 : 64, i, at;
	struct view_title **slots = xcalloc(cap, sizeof(*slots));
	struct view_title *t, *next;

	for (i = 0; i < v->cap; i++)
		for (t = v->slots[i]; t != NULL; t = next) {
			next = t->next;
			at = hash(t->ref) & (cap - 1);
			t->next = slots[at];
			slots[at] = t;
		}
	free(v->slots);
	v->slots = slots;
	v->cap = cap;
}

/* Does the title name only texts of the record's own? Then table record has
 * the whole of it. */
static bool
is_own_title(const struct kind *k)
{
	const char *open = k->title, *close;
	const struct field *f;
	char name[64];
	size_t len;

	while ((open = strchr(open, '{')) != NULL) {
		close = strchr(open, '}');
		len = close ? (size_t)(close - open - 1) : sizeof(name);
		if (len >= sizeof(name))
			return false;
		memcpy(name, open + 1, len);
		name[len] = '\0';
		f = kind_field(k, name);
		if (f == NULL || f->builtin || f->type != TYPE_TEXT)
			return false;
		open = close;
	}
	return true;
}

static const char *
full_title(struct view *v, const struct found *f)
{
	const struct kind *k = kinds_find(v->app->kinds, f->kind);

	if (k != NULL && f->title != NULL && f->title[0] != '\0' &&
	    is_own_title(k))
		return f->title;
	return record_title(v->app->index, &v->arena, f->id);
}

static const char *
look_up(struct view *v, const char *ref)
{
	const char *slash = strchr(ref, '/'), *title;
	char id[ID_LEN + 1] = "";
	struct found f;

	if (slash == NULL ? strlen(ref) != ID_LEN : slash - ref != ID_LEN)
		return arena_strdup(&v->arena, ref);
	memcpy(id, ref, ID_LEN);
	if (record_get(v->app->index, &v->arena, id, &f) < 0)
		return arena_strdup(&v->arena, ref);
	title = full_title(v, &f);
	if (title == NULL || title[0] == '\0')
		title = arena_strdup(&v->arena, id);
	return slash == NULL ? title
			     : arena_printf(&v->arena, "%s %s", title, slash);
}

const char *
view_title(struct view *v, const char *ref)
{
	struct view_title *t;
	size_t at;

	for (t = v->cap ? v->slots[hash(ref) & (v->cap - 1)] : NULL; t != NULL;
	     t = t->next)
		if (strcmp(t->ref, ref) == 0)
			return t->title;
	if (v->n >= v->cap)
		grow(v);
	t = arena_alloc(&v->arena, sizeof(*t));
	t->ref = arena_strdup(&v->arena, ref);
	t->title = look_up(v, ref);
	at = hash(ref) & (v->cap - 1);
	t->next = v->slots[at];
	v->slots[at] = t;
	v->n++;
	return t->title;
}

const char *
view_show(struct view *v, struct arena *a, const struct field *f,
    const char *canonical)
{
	if (canonical == NULL || canonical[0] == '\0')
		return "";
	if (f == NULL)
		return canonical;
	if (f->type == TYPE_REF)
		return view_title(v, canonical);
	return type_show(a, f, canonical, v->app->lang);
}

/* "plan.pdf (12 KiB)" */
static const char *
show_file(struct arena *a, const struct node *n)
{
	const char *name = node_text(n, "name"), *size = node_text(n, "size");
	long long bytes = size ? strtoll(size, NULL, 10) : 0;

	if (name == NULL)
		name = "?";
	if (size == NULL)
		return name;
	if (bytes < 10240)
		return arena_printf(a, "%s (%lld B)", name, bytes);
	if (bytes < 10LL * 1024 * 1024)
		return arena_printf(a, "%s (%lld KiB)", name, bytes / 1024);
	return arena_printf(a, "%s (%lld MiB)", name, bytes / 1024 / 1024);
}

static void
add_map(struct view *v, struct arena *a, const struct field *f,
    const struct node *n, struct buf *b)
{
	const struct field *sub;
	bool any = false;
	size_t i;

	for (i = 0; i < n->n; i++) {
		if (node_empty(n->pairs[i].value) ||
		    strcmp(n->pairs[i].key, "row") == 0)
			continue;
		sub = f ? field_sub(f, n->pairs[i].key) : NULL;
		buf_printf(b, "%s%s: %s", any ? ", " : "",
		    sub ? app_label(v->app, &sub->label) : n->pairs[i].key,
		    view_node(v, a, sub, n->pairs[i].value));
		any = true;
	}
}

const char *
view_node(struct view *v, struct arena *a, const struct field *f,
    const struct node *n)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	size_t i;

	if (node_empty(n))
		return "";
	if (n->type == NODE_SCALAR)
		return view_show(v, a, f, n->text);
	if (n->type == NODE_MAP && f != NULL && f->type == TYPE_FILE)
		return show_file(a, n);
	if (n->type == NODE_MAP)
		add_map(v, a, f, n, &b);
	for (i = 0; n->type == NODE_LIST && i < n->n; i++)
		buf_printf(&b, "%s%s",
		    i == 0			    ? ""
		    : n->items[i]->type == NODE_MAP ? "\n"
						    : ", ",
		    view_node(v, a, f && f->item ? f->item : f, n->items[i]));
	return arena_strdup(a, b.data);
}

const struct node *
view_get(const struct node *map, const struct field *f)
{
	const struct node *n = node_get(map, f->name);

	return node_empty(n) && f->was != NULL ? node_get(map, f->was) : n;
}

bool
view_is_key(const struct kind *k, const char *key)
{
	size_t i;

	if (kind_field(k, key) != NULL)
		return true;
	for (i = 0; i < k->n_fields; i++)
		if (k->fields[i].was != NULL &&
		    strcmp(k->fields[i].was, key) == 0)
			return true;
	return false;
}

void
view_text_cell(struct view *v, struct arena *a, const struct field *f,
    const char *canonical, struct out_cell *ret)
{
	memset(ret, 0, sizeof(*ret));
	if (canonical == NULL || canonical[0] == '\0')
		return;
	ret->value = canonical;
	if (v->people)
		ret->shown = view_show(v, a, f, canonical);
}

void
view_cell(struct view *v, struct arena *a, const struct field *f,
    const struct value *value, struct out_cell *ret)
{
	view_text_cell(v, a, f, type_from_index(a, f, value), ret);
}

enum out_type
view_type(const struct field *f)
{
	static const enum out_type types[] = {
		[TYPE_INTEGER] = OUT_INTEGER,
		[TYPE_DECIMAL] = OUT_DECIMAL,
		[TYPE_MONEY] = OUT_MONEY,
		[TYPE_PERCENT] = OUT_PERCENT,
		[TYPE_BOOLEAN] = OUT_BOOLEAN,
		[TYPE_DATE] = OUT_DATE,
		[TYPE_TIME] = OUT_TIME,
		[TYPE_FILE] = OUT_TEXT,
	};

	return types[f->type];
}

void
view_column(const struct app *app, const struct field *f, const char *key,
    struct out_column *ret)
{
	memset(ret, 0, sizeof(*ret));
	ret->key = key;
	ret->heading = app_label(app, &f->label);
	ret->type = view_type(f);
	ret->right = type_is_number(f->type);
	/* half a number names nothing */
	ret->grow = strcmp(f->name, "number") != 0 &&
		    (f->type == TYPE_TEXT || f->type == TYPE_MARKDOWN ||
			f->type == TYPE_REF);
}

const char *
view_id(struct app *app, struct arena *a, const char *id)
{
	return arena_strndup(a, id, (size_t)record_prefix(app->index, id));
}

const char *
view_state(const struct app *app, const struct kind *k, const char *state)
{
	const struct state *s = k && state ? kind_state(k, state) : NULL;

	return s ? app_label(app, &s->label) : state ? state : "";
}

const char *
view_time(struct arena *a, int64_t t)
{
	char text[26];

	time_format(text, t);
	text[10] = ' ';
	text[16] = '\0';
	return arena_strdup(a, text);
}

const char *
view_help(const struct app *app, const char *en, const char *zh)
{
	const char *s = app->lang == LANG_ZH ? zh : en;

	return s ? s : en ? en : zh;
}

bool
view_is_for_people(const char *format)
{
	return strcmp(format, "table") == 0 || strcmp(format, "md") == 0 ||
	       strcmp(format, "html") == 0;
}
