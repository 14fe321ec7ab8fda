/* Families that need the book, or the schema: references, states, lists. */
#include <libintl.h>
#include <string.h>

#include "base/id.h"
#include "base/utf8.h"
#include "base/word.h"
#include "index/filter_family.h"

static int
who_am_i(struct filtering *f, const char *at, const char **ret)
{
	if (f->ix->view.me == NULL)
		return filter_refuse(f, at,
		    "'me' is nobody here: no record has your e-mail address");
	*ret = f->ix->view.me;
	return 0;
}

int
filter_record(struct filtering *f, const char *to, const char *at,
    const char *word, const char **ret)
{
	const struct kind *person = kinds_person(f->ix->kinds);
	const char *kind = to != NULL && strcmp(to, "*") != 0 ? to : NULL;
	struct found found;
	int e;

	if (strcmp(word, "me") == 0 &&
	    (kind == NULL || (person && strcmp(kind, person->name) == 0)))
		return who_am_i(f, at, ret);
	e = record_find(f->ix, f->arena, kind, word, &found, f->err);
	if (e < 0)
		return filter_point(f, at, e);
	*ret = found.id;
	return 0;
}

/* "<id>/<row>": as typed, or every row of a record. */
static int
add_row_ref(struct operand *o, const char *to)
{
	const char *slash = strchr(o->text, '/'), *id, *word = o->text;
	int e;

	if (slash != NULL)
		word = arena_strndup(
		    o->f->arena, o->text, (size_t)(slash - o->text));
	e = filter_record(o->f, to, o->at, word, &id);
	if (e < 0)
		return e;
	if (slash != NULL) {
		buf_printf(o->ret, "%s = ", o->path->sql);
		filter_bind_text(
		    o->f, arena_printf(o->f->arena, "%s%s", id, slash), o->ret);
		return 0;
	}
	buf_printf(o->ret, "(%s >= ", o->path->sql);
	filter_bind_text(o->f, arena_printf(o->f->arena, "%s/", id), o->ret);
	buf_printf(o->ret, " AND %s < ", o->path->sql);
	filter_bind_text(o->f, arena_printf(o->f->arena, "%s0", id), o->ret);
	buf_addch(o->ret, ')');
	return 0;
}

/* Part of the title of what a reference leads to. */
static int
add_title_part(struct operand *o)
{
	buf_printf(o->ret,
	    "EXISTS (SELECT 1 FROM record x3 WHERE x3.id = substr(%s, 1, %d)"
	    " AND instr(x3.title_fold, ",
	    o->path->sql, ID_LEN);
	filter_bind_text(o->f, utf8_fold(o->f->arena, o->text), o->ret);
	buf_addstr(o->ret, ") > 0)");
	return 0;
}

static int
add_ref(struct operand *o)
{
	struct column c = { .to = NULL };
	const char *id;
	int e;

	if (strcmp(o->operation, "has") == 0)
		return add_title_part(o);
	column_target(o->f->ix->kinds, o->path->kind, o->path->field, &c);
	if (c.to == NULL) /* the id itself */
		c.to = o->path->kind->name;
	if (c.to_list != NULL)
		return add_row_ref(o, c.to);
	e = filter_record(o->f, c.to, o->at, o->text, &id);
	if (e < 0)
		return e;
	buf_printf(o->ret, "%s = ", o->path->sql);
	filter_bind_text(o->f, id, o->ret);
	return 0;
}

static bool
is_state(struct filtering *f, const struct state *s, const char *text)
{
	const char *fold = utf8_fold(f->arena, text);
	int i;

	for (i = 0; i < LANG_COUNT; i++)
		if (s->label.text[i] != NULL &&
		    strcmp(utf8_fold(f->arena, s->label.text[i]), fold) == 0)
			return true;
	return strcmp(s->name, text) == 0;
}

static int
refuse_state(struct operand *o)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	const struct kind *k = o->path->kind;
	struct word_guess g;
	size_t i;

	word_guess_init(&g, o->text);
	for (i = 0; i < k->n_states; i++) {
		buf_printf(&b, "%s%s", i > 0 ? ", " : "", k->states[i].name);
		word_guess_offer(&g, k->states[i].name);
	}
	if (k->n_states == 0)
		return filter_refuse(
		    o->f, o->at, "'%s' has no states", k->name);
	err_set(o->f->err, CRM_EUSAGE, "no state '%s'; '%s' has: %s", o->text,
	    k->name, b.data);
	if (g.best != NULL)
		err_more(o->f->err, "did you mean '%s'?", g.best);
	return filter_point(o->f, o->at, CRM_EUSAGE);
}

/* Adds the states that `is` finds; false where there is none. */
static bool
add_states(struct operand *o, bool by_type)
{
	const struct kind *k = o->path->kind;
	const struct state *s;
	size_t i, n = 0;

	for (i = 0; i < k->n_states; i++) {
		s = &k->states[i];
		if (by_type ? strcmp(state_type_name(s->type), o->text) != 0
			    : !is_state(o->f, s, o->text))
			continue;
		buf_printf(o->ret, n++ > 0 ? ", " : "%s IN (", o->path->sql);
		filter_bind_text(o->f, s->name, o->ret);
	}
	if (n > 0)
		buf_addch(o->ret, ')');
	return n > 0;
}

/* A state by name or label; or all states of a type (open, won ...). */
static int
add_state(struct operand *o)
{
	if (add_states(o, false) || add_states(o, true))
		return 0;
	return refuse_state(o);
}

/* Some value of a list of scalars. */
static int
add_item(struct operand *o)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	const struct path *p = o->path;
	struct path item = *p;
	int e;

	if (p->list->item == NULL)
		return filter_refuse(o->f, o->at,
		    "'%s' has rows: write '%s.FIELD:VALUE'", p->name, p->name);
	item.list = NULL;
	item.field = p->list->item;
	item.name = "value";
	item.sql = "x1.value";
	item.of_row = true;
	e = filter_condition(o->f, &item, "", o->text, &b);
	buf_printf(o->ret,
	    "EXISTS (SELECT 1 FROM %s x1 WHERE x1.parent = %s AND %s)",
	    p->list_rows, p->list_parent, b.data);
	return e;
}

const struct family family_list = { N_("lists"), "eq ne has in", add_item };
const struct family family_ref = { N_("references"), "eq ne has in", add_ref };
const struct family family_state = { N_("states"), "eq ne in", add_state };
