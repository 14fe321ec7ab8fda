#include <string.h>

#include "base/utf8.h"
#include "base/word.h"
#include "index/filter_in.h"

/* A path being followed: the kind, or the rows, that the next name is of. */
struct walk {
	struct filtering *f;
	const char *at;	 /* the next name, as typed */
	size_t len;	 /* ... of it */
	const char *end; /* of the path */
	const struct kind *kind;
	const struct field *list, *group;
	struct buf sql, key;
	struct path path;
	const char **operation;
};

/* What a name is: a field, or a derived one's. */
struct named {
	const char *name;
	const struct field *field;
};

bool
is_operator(const char *s, size_t len)
{
	static const char *const names[] = { "eq", "ne", "lt", "le", "gt", "ge",
		"has", "in" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (strlen(names[i]) == len && memcmp(names[i], s, len) == 0)
			return true;
	return false;
}

/* Calls back for each name that may stand next, until that says true. */
static bool
each_name(const struct walk *w, bool (*is)(const struct named *n, void *arg),
    void *arg)
{
	const struct field *v = w->kind->fields, *one = w->group;
	const struct derive *d = w->kind->derive;
	size_t n = w->kind->n_fields, n_derive = w->kind->n_derive, i;

	one = one != NULL ? one : w->list;
	if (one != NULL) {
		v = one->fields;
		n = one->n_fields;
		d = one->derive;
		n_derive = one->n_derive;
	}
	for (i = 0; i < n; i++)
		if (is(&(struct named){ v[i].name, &v[i] }, arg))
			return true;
	for (i = 0; i < n_derive; i++)
		if (is(&(struct named){ d[i].name, &d[i].field }, arg))
			return true;
	for (i = 0; one == NULL && i < n_builtin_fields; i++)
		if (is(&(struct named){ w->kind->builtins[i].name,
			   &w->kind->builtins[i] },
			arg))
			return true;
	return false;
}

struct seek {
	const char *word; /* as typed, and folded */
	const char *fold;
	struct arena *arena;
	struct named found;
};

static bool
is_name(const struct named *n, void *arg)
{
	struct seek *s = arg;

	if (strcmp(n->name, s->word) != 0)
		return false;
	s->found = *n;
	return true;
}

static bool
is_label(const struct named *n, void *arg)
{
	struct seek *s = arg;
	int i;

	for (i = 0; i < LANG_COUNT; i++) {
		if (n->field->label.text[i] == NULL ||
		    strcmp(utf8_fold(s->arena, n->field->label.text[i]),
			s->fold) != 0)
			continue;
		s->found = *n;
		return true;
	}
	return false;
}

static bool
offer(const struct named *n, void *arg)
{
	int i;

	word_guess_offer(arg, n->name);
	for (i = 0; i < LANG_COUNT; i++)
		if (n->field->label.text[i] != NULL)
			word_guess_offer(arg, n->field->label.text[i]);
	return false;
}

static int
refuse_name(struct walk *w, const char *word)
{
	struct word_guess g;
	const struct field *in = w->group ? w->group : w->list;

	word_guess_init(&g, word);
	each_name(w, offer, &g);
	err_set(w->f->err, CRM_EUSAGE, "'%s' has no field '%s'",
	    in ? in->name : w->kind->name, word);
	if (g.best != NULL)
		err_more(w->f->err, "did you mean '%s'?", g.best);
	return filter_point(w->f, w->at, CRM_EUSAGE);
}

static int
find_name(struct walk *w, struct named *ret)
{
	struct seek s = { .arena = w->f->arena };

	s.word = arena_strndup(w->f->arena, w->at, w->len);
	s.fold = utf8_fold(w->f->arena, s.word);
	if (!each_name(w, is_name, &s) && !each_name(w, is_label, &s))
		return refuse_name(w, s.word);
	*ret = s.found;
	return 0;
}

/* Sets the next name; false at the end of the path. */
static bool
next(struct walk *w)
{
	const char *s = w->at + w->len;
	size_t dot = w->len > 0 && s < w->end ? sign_at(s, '.') : 0;

	if (w->len > 0 && dot == 0)
		return false;
	w->at = s = s + dot;
	while (s < w->end && sign_at(s, '.') == 0)
		s++;
	w->len = (size_t)(s - w->at);
	return true;
}

static const char *
rows_name(const struct walk *w, const struct field *list)
{
	if (list->builtin)
		return strcmp(list->name, "log") == 0 ? "logs" : list->name;
	return arena_printf(w->f->arena, "%s_%s", w->kind->name, list->name);
}

/* Goes into rows: what follows is a condition on some row. */
static void
enter_list(struct walk *w, const struct field *list)
{
	w->path.rows = w->path.list_rows;
	w->path.rows_parent = w->path.list_parent;
	w->path.of_row = true;
	w->list = list;
	buf_truncate(&w->sql, 0);
	buf_addstr(&w->sql, "x1");
}

static void
enter_ref(struct walk *w, const struct field *f)
{
	const struct kinds *kinds = w->f->ix->kinds;
	struct column c = { .to = NULL };
	const struct kind *k;

	column_target(kinds, w->kind, f, &c);
	k = c.to ? kinds_find(kinds, c.to) : NULL;
	if (k == NULL)
		return;
	w->kind = k;
	w->list = c.to_list ? kind_field(k, c.to_list) : NULL;
}

static void
note_list(struct walk *w, const struct field *list)
{
	w->path.list_rows = rows_name(w, list);
	/* what stands before it is the id of a record, but at the start */
	w->path.list_parent =
	    w->key.len > strlen(list->name)
		? arena_strdup(w->f->arena, w->sql.data)
		: arena_printf(w->f->arena, "%s.id", w->kind->plural);
}

static void
add_name(struct walk *w, const struct named *n)
{
	const char *name = n->name;

	if (w->key.len > 0)
		buf_addch(&w->key, '.');
	buf_addstr(&w->key, name);
	w->path.name = name;
	w->path.kind = w->kind;
	w->path.field = n->field;
	w->path.list = n->field->type == TYPE_LIST ? n->field : NULL;
	if (n->field->type == TYPE_LIST) {
		note_list(w, n->field);
		return;
	}
	w->path.parent = arena_strdup(w->f->arena, w->sql.data);
	buf_printf(&w->sql, "%s%s", w->group ? "_" : ".", name);
	/* the log's columns: from, to are words of SQL */
	if (w->list != NULL && w->list->builtin &&
	    strcmp(w->list->name, "log") == 0 &&
	    (strcmp(name, "from") == 0 || strcmp(name, "to") == 0))
		buf_addstr(&w->sql, "_state");
	w->group = n->field->type == TYPE_GROUP ? n->field : NULL;
}

/* Something follows a name: what is it of? */
static int
enter(struct walk *w, const struct named *n)
{
	const struct field *f = n->field;

	if (f->type == TYPE_GROUP)
		return 0;
	if (f->type == TYPE_LIST && f->item == NULL && w->list == NULL) {
		enter_list(w, f);
		return 0;
	}
	if (f->type == TYPE_REF) {
		enter_ref(w, f);
		return 0;
	}
	/* a word behind a value: meant as an operator */
	return filter_no_operator(
	    w->f, &w->path, arena_strndup(w->f->arena, w->at, w->len), w->at);
}

static int
walk(struct walk *w)
{
	struct named n = { NULL, NULL };
	int e;

	next(w);
	for (;;) {
		e = find_name(w, &n);
		if (e < 0)
			return e;
		add_name(w, &n);
		if (!next(w))
			break;
		if (w->operation != NULL && w->at + w->len == w->end &&
		    is_operator(w->at, w->len)) {
			*w->operation =
			    arena_strndup(w->f->arena, w->at, w->len);
			break;
		}
		e = enter(w, &n);
		if (e < 0)
			return e;
	}
	if (w->group != NULL)
		return filter_refuse(w->f, w->at,
		    "'%s' has fields of its own: write '%s.FIELD'", n.name,
		    n.name);
	return 0;
}

int
path_find(struct filtering *f, const char *typed, size_t len, struct path *ret,
    const char **operation)
{
	struct walk w = { .f = f,
		.at = typed,
		.end = typed + len,
		.kind = f->kind,
		.sql = BUF_INIT,
		.key = BUF_INIT,
		.operation = operation };
	int e;

	if (operation != NULL)
		*operation = NULL;
	buf_addstr(&w.sql, f->kind->plural);
	e = walk(&w);
	if (e == 0) {
		w.path.sql = arena_strdup(f->arena, w.sql.data);
		w.path.key = arena_strdup(f->arena, w.key.data);
		*ret = w.path;
	}
	buf_release(&w.sql);
	buf_release(&w.key);
	return e;
}
