/* Title, number, person, rules, reminders, lists. */
#include <libintl.h>
#include <string.h>

#include "kind/check_part.h"
#include "kind/type.h"

static void
check_date(struct check *c, const char *what, const char *name)
{
	const struct field *f;

	if (name == NULL)
		return;
	f = check_field_named(c, c->kind, what, name);
	if (f != NULL && f->type != TYPE_DATE && f->type != TYPE_TIME)
		check_error(c, name, "\"%s\" names \"%s\", which is no date",
		    what, name);
}

static void
check_number(struct check *c)
{
	const struct kind *k = c->kind;

	if (k->number.pattern == NULL)
		return;
	check_date(c, "date", k->number.date);
	if (strcmp(k->number.at, "new") != 0 &&
	    kind_verb(k, k->number.at) == NULL)
		check_error(
		    c, k->number.at, "there is no verb \"%s\"", k->number.at);
	if (k->number.suffix != NULL)
		check_template(c, "suffix", k->number.suffix);
}

static void
check_inherit(struct check *c)
{
	const struct kind *k = c->kind, *from;
	const struct field *f;
	const char **name;

	if (k->inherit.from == NULL)
		return;
	check_state_named(c, "freeze_at", k->inherit.freeze_at);
	f = check_field_named(c, k, "from", k->inherit.from);
	if (f == NULL)
		return;
	if (f->type != TYPE_REF) {
		check_error(c, k->inherit.from, "\"%s\" is no reference",
		    k->inherit.from);
		return;
	}
	if ((from = kinds_find(c->kinds, f->to)) == NULL)
		return;
	for (name = k->inherit.fields; *name != NULL; name++)
		check_field_named(c, from, "inherit", *name);
}

/* A field of the person kind, of this type. */
static void
check_person_field(
    struct check *c, const char *what, const char *name, enum type type)
{
	const struct field *f;

	if (name == NULL)
		return;
	f = check_field_named(c, c->kind, what, name);
	if (f != NULL && f->type != type)
		check_error(c, name, "\"%s\" is of type %s, not %s", name,
		    type_name(f->type), type_name(type));
}

static void
check_person(struct check *c, const struct person *p)
{
	const struct field *roles;

	check_person_field(c, "email", p->email, TYPE_TEXT);
	check_person_field(c, "name", p->name, TYPE_TEXT);
	check_person_field(c, "superior", p->superior, TYPE_REF);
	check_person_field(c, "department", p->department, TYPE_REF);
	check_person_field(c, "service", p->service, TYPE_BOOLEAN);
	check_person_field(c, "roles", p->roles, TYPE_LIST);
	roles = p->roles != NULL ? kind_field(c->kind, p->roles) : NULL;
	if (roles != NULL && field_sub(roles, "role") == NULL)
		check_error(
		    c, p->roles, "rows of \"%s\" lack \"role\"", p->roles);
}

static void
check_rules(struct check *c)
{
	const struct kind *k = c->kind;
	const char **name;
	size_t i;

	for (i = 0; i < k->n_rules; i++) {
		const struct rule *r = &k->rules[i];

		if (r->field != NULL)
			check_field_named(c, k, "field", r->field);
		for (name = r->unique; name && *name != NULL; name++)
			check_field_named(c, k, "unique", *name);
		check_template(c, "say", r->say.text[LANG_EN]);
		check_template(c, "say", r->say.text[LANG_ZH]);
		if (r->must != NULL && r->say.text[LANG_EN] == r->id)
			check_warning(
			    c, r->id, "rule \"%s\" has no \"say\"", r->id);
	}
}

/* owner, creator, superior, team, assignee(FIELD), or a role. */
static void
check_receiver(struct check *c, const char *to)
{
	static const char *const words[] = { "owner", "creator", "superior",
		"team" };
	char name[64];
	size_t i, n = strlen(to);

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (strcmp(words[i], to) == 0)
			return;
	if (strncmp(to, "assignee(", 9) != 0 || to[n - 1] != ')' ||
	    n - 10 >= sizeof(name)) {
		check_role(c, to);
		return;
	}
	memcpy(name, to + 9, n - 10);
	name[n - 10] = '\0';
	check_field_named(c, c->kind, "to", name);
}

static void
check_reminds(struct check *c)
{
	size_t i;

	for (i = 0; i < c->kind->n_reminds; i++) {
		const struct remind *r = &c->kind->reminds[i];

		check_date(c, "due", r->due);
		check_receiver(c, r->to);
		check_template(c, "say", r->say.text[LANG_EN]);
		check_template(c, "say", r->say.text[LANG_ZH]);
	}
}

static void
check_list(struct check *c)
{
	const struct kind *k = c->kind;
	const char **name;
	size_t i;

	for (name = k->list.columns; *name != NULL; name++)
		check_field_named(c, k, "columns", *name);
	for (i = 0; i < k->list.n_sort; i++)
		check_field_named(c, k, "sort", k->list.sort[i].name);
}

static bool
refers_to(const struct field *f, const char *kind)
{
	if (f->type == TYPE_LIST && f->item != NULL)
		f = f->item;
	return f->type == TYPE_REF &&
	       (strcmp(f->to, "*") == 0 || strcmp(f->to, kind) == 0);
}

static void
check_related(struct check *c, const struct show_item *item)
{
	const struct kind *k = kinds_plural(c->kinds, item->name);
	const struct field *f;
	const char **name;

	if (k == NULL) {
		if (kinds_bad(c->kinds)[0] == NULL)
			check_error(c, item->name,
			    "no kind has the plural "
			    "\"%s\"",
			    item->name);
		return;
	}
	if (item->via != NULL) {
		f = check_field_named(c, k, "via", item->via);
		if (f != NULL && !refers_to(f, c->kind->name))
			check_error(c, item->via,
			    "\"%s\" of \"%s\" does not refer to \"%s\"",
			    item->via, k->name, c->kind->name);
	}
	for (name = item->sum; *name != NULL; name++) {
		f = check_field_named(c, k, "sum", *name);
		if (f != NULL && !type_is_number(f->type))
			check_error(c, *name, "\"%s\" is no number", *name);
	}
}

static void
check_groups(struct check *c)
{
	const struct kind *k = c->kind;
	const char **name;
	size_t i;

	for (i = 0; i < k->show.n_groups; i++)
		for (name = k->show.groups[i].fields; *name != NULL; name++)
			check_field_named(c, k, "groups", *name);
}

void
check_show(struct check *c)
{
	const struct kind *k = c->kind;
	size_t i;

	check_template(c, "title", k->title);
	check_date(c, "dated", k->dated);
	check_number(c);
	check_inherit(c);
	if (k->person != NULL)
		check_person(c, k->person);
	check_rules(c);
	check_reminds(c);
	check_list(c);
	for (i = 0; i < k->show.n_related; i++)
		check_related(c, &k->show.related[i]);
	check_groups(c);
}
