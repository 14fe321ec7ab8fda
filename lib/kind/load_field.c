/* Fields, stored and derived. */
#include <stddef.h>
#include <string.h>

#include "base/num.h"
#include "kind/load.h"
#include "kind/type_family.h"

#define SCALE_MAX 9

#define BIT(type) (1u << TYPE_##type)
#define NUMBERS (BIT(INTEGER) | BIT(DECIMAL) | BIT(MONEY) | BIT(PERCENT))
#define TREES (BIT(LIST) | BIT(GROUP) | BIT(FILE))

/* Attributes that make sense for some types only. */
static const struct {
	const char *key;
	unsigned types;
} only_for[] = {
	{ "default", ~TREES },
	{ "default_sql", ~TREES },
	{ "derive", BIT(LIST) },
	{ "fields", BIT(LIST) | BIT(GROUP) },
	{ "format", BIT(TEXT) },
	{ "index", ~TREES },
	{ "item", BIT(LIST) },
	{ "max", NUMBERS | BIT(DATE) },
	{ "min", NUMBERS | BIT(DATE) },
	{ "of", BIT(CHOICE) },
	{ "scale", BIT(DECIMAL) },
	{ "search", BIT(TEXT) },
	{ "to", BIT(REF) },
};

void
load_field_type(struct load *l, const struct pair *p, void *field)
{
	const char *word = load_text(l, p->value, p->key);
	const char *words[TYPE_FILE + 2];
	struct field *f = field;
	int i;

	if (word == NULL || type_find(word, &f->type))
		return;
	for (i = 0; i <= TYPE_FILE; i++)
		words[i] = type_name((enum type)i);
	words[i] = NULL;
	load_unknown(l, AT(p->value), "\"type\"", word, words);
}

static void
field_format(struct load *l, const struct pair *p, void *field)
{
	const char *word = load_text(l, p->value, p->key);
	struct field *f = field;
	const char *words[16];
	size_t i;

	if (word == NULL)
		return;
	f->format = word;
	if (format_find(word) != NULL)
		return;
	for (i = 0; i < format_count(); i++)
		words[i] = format_at(i)->name;
	words[i] = NULL;
	load_unknown(l, AT(p->value), "\"format\"", word, words);
}

/* "KIND", "KIND.LIST" or "*" */
static void
field_to(struct load *l, const struct pair *p, void *field)
{
	const char *to = load_text(l, p->value, p->key), *dot;
	struct field *f = field;

	if (to == NULL)
		return;
	f->to = to;
	if (strcmp(to, "*") == 0)
		return;
	if ((dot = strchr(to, '.')) != NULL) {
		f->to = arena_strndup(l->arena, to, (size_t)(dot - to));
		f->to_list = dot + 1;
		load_name(l, f->to_list, AT(p->value));
	}
	load_name(l, f->to, AT(p->value));
}

static void
field_search(struct load *l, const struct pair *p, void *field)
{
	static const char *const words[] = { "fold", "core", NULL };
	const char **names = load_names(l, p->value, p->key);
	struct field *f = field;

	for (; names != NULL && *names != NULL; names++) {
		if (strcmp(*names, "fold") == 0)
			f->fold = true;
		else if (strcmp(*names, "core") == 0)
			f->core = true;
		else
			load_unknown(
			    l, AT(p->value), "\"search\"", *names, words);
	}
}

static void
field_item(struct load *l, const struct pair *p, void *field)
{
	struct field *f = field;
	struct pair item = *p;

	item.key = f->name;
	f->item = arena_zalloc(l->arena, sizeof(*f->item));
	load_field(l, &item, f->item);
	if (f->item->type == TYPE_LIST || f->item->type == TYPE_GROUP)
		load_error(l, AT(p), "an item is no list and no group");
}

#define F(member) offsetof(struct field, member)

static const struct spec field_specs[] = {
	{ "default", SPEC_TEXT, F(def), false, NULL, NULL },
	{ "default_sql", SPEC_TEXT, F(def_sql), false, NULL, NULL },
	{ "derive", SPEC_WITH, 0, false, NULL, load_field_derive },
	{ "fields", SPEC_WITH, 0, false, NULL, load_field_fields },
	{ "format", SPEC_WITH, 0, false, NULL, field_format },
	{ "help", SPEC_HELP, F(help_en), false, NULL, NULL },
	{ "index", SPEC_BOOL, F(index), false, NULL, NULL },
	{ "item", SPEC_WITH, 0, false, NULL, field_item },
	{ "label", SPEC_LABEL, F(label), false, NULL, NULL },
	{ "max", SPEC_TEXT, F(max), false, NULL, NULL },
	{ "min", SPEC_TEXT, F(min), false, NULL, NULL },
	{ "of", SPEC_WITH, 0, false, NULL, load_choices },
	{ "private", SPEC_BOOL, F(private), false, NULL, NULL },
	{ "required", SPEC_BOOL, F(required), false, NULL, NULL },
	{ "retired", SPEC_BOOL, F(retired), false, NULL, NULL },
	{ "scale", SPEC_INT, F(scale), false, NULL, NULL },
	{ "search", SPEC_WITH, 0, false, NULL, field_search },
	{ "to", SPEC_WITH, 0, false, NULL, field_to },
	{ "type", SPEC_WITH, 0, true, NULL, load_field_type },
	{ "was", SPEC_NAME, F(was), false, NULL, NULL },
};

static const struct spec derive_specs[] = {
	{ "format", SPEC_WITH, 0, false, NULL, field_format },
	{ "help", SPEC_HELP, F(help_en), false, NULL, NULL },
	{ "label", SPEC_LABEL, F(label), false, NULL, NULL },
	{ "of", SPEC_WITH, 0, false, NULL, load_choices },
	{ "private", SPEC_BOOL, F(private), false, NULL, NULL },
	{ "retired", SPEC_BOOL, F(retired), false, NULL, NULL },
	{ "scale", SPEC_INT, F(scale), false, NULL, NULL },
	{ "sql", SPEC_SKIP, 0, true, NULL, NULL },
	{ "to", SPEC_WITH, 0, false, NULL, field_to },
	{ "type", SPEC_WITH, 0, true, NULL, load_field_type },
};

static void
check_attributes(struct load *l, const struct node *n, const struct field *f)
{
	const struct pair *p;
	size_t i, j;

	for (i = 0; i < n->n; i++) {
		p = &n->pairs[i];
		for (j = 0; j < ARRAY_SIZE(only_for); j++) {
			if (strcmp(only_for[j].key, p->key) != 0)
				continue;
			if (!(only_for[j].types & 1u << f->type))
				load_error(l, AT(p),
				    "\"%s\" does not go with type %s", p->key,
				    type_name(f->type));
		}
	}
}

static void
check_parts(struct load *l, const struct node *n, const struct field *f)
{
	if (f->type == TYPE_CHOICE && node_get(n, "of") == NULL)
		load_error(l, AT(n), "a choice lacks \"of\"");
	if (f->type == TYPE_REF && node_get(n, "to") == NULL)
		load_error(l, AT(n), "a reference lacks \"to\"");
	if (f->type == TYPE_GROUP && node_get(n, "fields") == NULL)
		load_error(l, AT(n), "a group lacks \"fields\"");
	if (f->type == TYPE_LIST &&
	    (node_get(n, "fields") == NULL) == (node_get(n, "item") == NULL))
		load_error(
		    l, AT(n), "a list has either \"fields\" or \"item\"");
	if (f->def != NULL && f->def_sql != NULL)
		load_error(l, AT(n),
		    "a field has \"default\" or \"default_sql\", not both");
	if (f->scale > SCALE_MAX)
		load_error(l, AT(n), "\"scale\" is 9 at most");
}

/* A constant of the schema in canonical form: "0" of money is "0.00". */
static void
check_constant(struct load *l, const struct node *n, const char *key,
    const struct field *f, const char **text)
{
	struct err err = ERR_INIT;
	struct value v;

	if (*text == NULL)
		return;
	if (type_check(f, *text, &err) < 0) {
		load_error(l, AT(node_get(n, key)), "%s", err.text);
		*text = NULL;
	} else if (type_is_number(f->type)) {
		type_to_index(l->arena, f, *text, &v);
		*text = type_from_index(l->arena, f, &v);
	}
	err_clear(&err);
}

static void
check_constants(struct load *l, const struct node *n, struct field *f)
{
	struct field plain = *f;

	if (TREES & 1u << f->type || f->scale > SCALE_MAX)
		return;
	plain.min = plain.max = NULL;
	check_constant(l, n, "min", &plain, &f->min);
	check_constant(l, n, "max", &plain, &f->max);
	if (f->type != TYPE_CHOICE || f->n_choices > 0)
		check_constant(l, n, "default", f, &f->def);
}

/* A type that does not exist was told; what goes with it is not known. */
static bool
has_type(const struct node *n)
{
	const char *word = node_text(n, "type");
	enum type type;

	return word != NULL && type_find(word, &type);
}

static void
finish_field(struct load *l, const struct pair *p, struct field *f)
{
	if (!has_type(p->value))
		return;
	check_attributes(l, p->value, f);
	check_parts(l, p->value, f);
	check_constants(l, p->value, f);
	if (f->type == TYPE_MONEY || f->type == TYPE_PERCENT)
		f->scale = num_scale(f);
}

static void
start_field(const struct pair *p, struct field *f)
{
	f->name = p->key;
	f->line = p->line;
	f->col = p->col;
}

void
load_field(struct load *l, const struct pair *p, struct field *f)
{
	start_field(p, f);
	LOAD_MAP(l, p->value, "a field", field_specs, f);
	load_label_default(&f->label, f->name);
	finish_field(l, p, f);
}

static void
load_derived(struct load *l, const struct pair *p, struct derive *d)
{
	start_field(p, &d->field);
	d->name = p->key;
	d->line = p->line;
	d->col = p->col;
	LOAD_MAP(l, p->value, "a derived field", derive_specs, &d->field);
	load_label_default(&d->field.label, d->name);
	finish_field(l, p, &d->field);
	if (TREES & 1u << d->field.type)
		load_error(l, AT(p), "a derived field can't be a %s",
		    type_name(d->field.type));
	if (node_get(p->value, "sql") != NULL)
		d->sql = load_text(l, node_get(p->value, "sql"), "sql");
	if (d->sql == NULL)
		d->sql = "NULL";
}

static struct field *
fields(struct load *l, const struct pair *p, size_t *n_ret)
{
	const struct node *n = p->value;
	struct field *ret;
	size_t i;

	if (!load_is_map(l, n, p->key))
		return NULL;
	ret = arena_zalloc(l->arena, (n->n + 1) * sizeof(*ret));
	for (i = 0; i < n->n; i++) {
		load_name(l, n->pairs[i].key, AT(&n->pairs[i]));
		load_field(l, &n->pairs[i], &ret[i]);
	}
	*n_ret = n->n;
	return ret;
}

static struct derive *
derives(struct load *l, const struct pair *p, size_t *n_ret)
{
	const struct node *n = p->value;
	struct derive *ret;
	size_t i;

	if (!load_is_map(l, n, p->key))
		return NULL;
	ret = arena_zalloc(l->arena, (n->n + 1) * sizeof(*ret));
	for (i = 0; i < n->n; i++) {
		load_name(l, n->pairs[i].key, AT(&n->pairs[i]));
		load_derived(l, &n->pairs[i], &ret[i]);
	}
	*n_ret = n->n;
	return ret;
}

void
load_kind_fields(struct load *l, const struct pair *p, void *kind)
{
	struct kind *k = kind;

	k->fields = fields(l, p, &k->n_fields);
}

void
load_kind_derive(struct load *l, const struct pair *p, void *kind)
{
	struct kind *k = kind;

	k->derive = derives(l, p, &k->n_derive);
}

void
load_field_fields(struct load *l, const struct pair *p, void *field)
{
	struct field *f = field;
	size_t i;

	f->fields = fields(l, p, &f->n_fields);
	for (i = 0; i < f->n_fields; i++)
		if (f->fields[i].type == TYPE_LIST ||
		    f->fields[i].type == TYPE_GROUP)
			load_error(l, AT(&f->fields[i]),
			    "lists and groups stand at top level only");
}

void
load_field_derive(struct load *l, const struct pair *p, void *field)
{
	struct field *f = field;

	f->derive = derives(l, p, &f->n_derive);
}
