/* A kind's file. */
#include "kind/load.h"

#include <stddef.h>
#include <string.h>

#include "rec/yaml.h"

#define K(member) offsetof(struct kind, member)

static const struct spec number_specs[] = {
	{ "at", SPEC_NAME, K(number.at), false, NULL, NULL },
	{ "date", SPEC_NAME, K(number.date), false, NULL, NULL },
	{ "pattern", SPEC_TEXT, K(number.pattern), true, NULL, NULL },
	{ "suffix", SPEC_TEXT, K(number.suffix), false, NULL, NULL },
};

/* One {seq:N} or {seq}; {yyyy} {yy} {mm} {dd} as wanted. */
static void
check_pattern(struct load *l, const struct node *n, const char *pattern)
{
	static const char *const dates[] = { "{yyyy}", "{yy}", "{mm}", "{dd}",
		"{seq}" };
	const char *p = pattern;
	int seqs = 0;
	size_t i;

	while ((p = strchr(p, '{')) != NULL) {
		for (i = 0; i < ARRAY_SIZE(dates); i++)
			if (strncmp(p, dates[i], strlen(dates[i])) == 0)
				break;
		if (i == ARRAY_SIZE(dates) &&
		    (strncmp(p, "{seq:", 5) != 0 || p[5] < '1' || p[5] > '9' ||
			p[6] != '}')) {
			load_error(l, AT(n),
			    "\"pattern\" takes {yyyy} {yy} {mm} {dd} {seq:N}");
			return;
		}
		seqs += p[1] == 's';
		p++;
	}
	if (seqs != 1)
		load_error(l, AT(n), "\"pattern\" needs one {seq:N}");
}

static void
kind_number(struct load *l, const struct pair *p, void *kind)
{
	struct kind *k = kind;

	k->number.at = "new";
	LOAD_MAP(l, p->value, "\"number\"", number_specs, k);
	if (k->number.at == NULL)
		k->number.at = "new";
	if (k->number.pattern != NULL)
		check_pattern(
		    l, node_get(p->value, "pattern"), k->number.pattern);
}

static const struct spec inherit_specs[] = {
	{ "fields", SPEC_NAMES, K(inherit.fields), true, NULL, NULL },
	{ "freeze_at", SPEC_NAME, K(inherit.freeze_at), false, NULL, NULL },
	{ "from", SPEC_NAME, K(inherit.from), true, NULL, NULL },
};

static void
kind_inherit(struct load *l, const struct pair *p, void *kind)
{
	static const char *none[] = { NULL };
	struct kind *k = kind;

	LOAD_MAP(l, p->value, "\"inherit\"", inherit_specs, k);
	if (k->inherit.fields == NULL)
		k->inherit.fields = none;
}

#define P(member) offsetof(struct person, member)

static const struct spec person_specs[] = {
	{ "active", SPEC_TEXT, P(active), false, NULL, NULL },
	{ "department", SPEC_NAME, P(department), false, NULL, NULL },
	{ "email", SPEC_NAME, P(email), true, NULL, NULL },
	{ "name", SPEC_NAME, P(name), true, NULL, NULL },
	{ "roles", SPEC_NAME, P(roles), false, NULL, NULL },
	{ "service", SPEC_NAME, P(service), false, NULL, NULL },
	{ "superior", SPEC_NAME, P(superior), false, NULL, NULL },
};

static void
kind_person(struct load *l, const struct pair *p, void *kind)
{
	struct kind *k = kind;

	k->person = arena_zalloc(l->arena, sizeof(*k->person));
	LOAD_MAP(l, p->value, "\"person\"", person_specs, k->person);
}

static void
kind_fanout(struct load *l, const struct pair *p, void *kind)
{
	struct kind *k = kind;

	if (load_int(l, p->value, p->key, &k->fanout) && k->fanout > 2)
		load_error(l, AT(p->value), "\"fanout\" is 0, 1 or 2");
}

static const struct spec kind_specs[] = {
	{ "dated", SPEC_NAME, K(dated), false, NULL, NULL },
	{ "derive", SPEC_WITH, 0, false, NULL, load_kind_derive },
	{ "fanout", SPEC_WITH, 0, false, NULL, kind_fanout },
	{ "fields", SPEC_WITH, 0, true, NULL, load_kind_fields },
	{ "flow", SPEC_WITH, 0, false, NULL, load_flow },
	{ "help", SPEC_HELP, K(help_en), false, NULL, NULL },
	{ "inherit", SPEC_WITH, 0, false, NULL, kind_inherit },
	{ "kind", SPEC_NAME, K(name), true, NULL, NULL },
	{ "label", SPEC_LABEL, K(label), true, NULL, NULL },
	{ "ladder", SPEC_WITH, 0, false, NULL, load_ladder },
	{ "list", SPEC_WITH, 0, false, NULL, load_list },
	{ "module", SPEC_NAME, K(module), false, NULL, NULL },
	{ "number", SPEC_WITH, 0, false, NULL, kind_number },
	{ "person", SPEC_WITH, 0, false, NULL, kind_person },
	{ "plural", SPEC_NAME, K(plural), false, NULL, NULL },
	{ "remind", SPEC_WITH, 0, false, NULL, load_reminds },
	{ "rules", SPEC_WITH, 0, false, NULL, load_rules },
	{ "show", SPEC_WITH, 0, false, NULL, load_show },
	{ "title", SPEC_TEXT, K(title), false, NULL, NULL },
};

/* The number of a document is a field like any other, the first. */
static void
add_number(struct load *l, const struct node *n, struct kind *k)
{
	struct field *fields, *f;
	size_t i;

	if (k->number.pattern == NULL)
		return;
	for (i = 0; i < k->n_fields; i++)
		if (strcmp(k->fields[i].name, "number") == 0)
			return;
	fields = arena_zalloc(l->arena, (k->n_fields + 1) * sizeof(*fields));
	f = &fields[0];
	f->name = "number";
	f->type = TYPE_TEXT;
	f->label.text[LANG_EN] = "Number";
	f->label.text[LANG_ZH] = "编号";
	f->line = node_get(n, "number")->line;
	f->col = node_get(n, "number")->col;
	f->index = true;
	if (k->n_fields > 0)
		memcpy(fields + 1, k->fields, k->n_fields * sizeof(*fields));
	k->fields = fields;
	k->n_fields++;
}

static void
load_defaults(struct load *l, const struct node *n, struct kind *k)
{
	static const char *none[] = { NULL };

	if (k->plural == NULL)
		k->plural = arena_printf(l->arena, "%ss", k->name);
	if (k->title == NULL)
		k->title = "{id}";
	if (k->list.columns == NULL)
		k->list.columns = none;
	load_label_default(&k->label, k->name);
	add_number(l, n, k);
	if (k->ladder != NULL && k->n_states == 0)
		load_error(l, AT(node_get(n, "ladder")),
		    "\"ladder\" needs a \"flow\" with states");
}

struct kind *
load_kind(struct load *l, const char *name, const struct node *n)
{
	struct kind *k = arena_zalloc(l->arena, sizeof(*k));

	k->path = l->file;
	k->node = n;
	k->fanout = 1;
	LOAD_MAP(l, n, "a kind", kind_specs, k);
	if (k->name != NULL && strcmp(k->name, name) != 0)
		load_error(l, AT(node_get(n, "kind")),
		    "\"kind\" is \"%s\", but the file is named \"%s\"", k->name,
		    name);
	k->name = name;
	load_defaults(l, n, k);
	return k;
}

int
load_file(struct load *l, const char *path, struct node **ret, struct err *err)
{
	struct buf _cleanup_(buf_release) text = BUF_INIT;
	const struct source *src = l->src;
	int rc;

	l->file = path;
	*ret = src->kept ? src->kept(src->arg, l->arena, path) : NULL;
	if (*ret != NULL)
		return 0;
	if ((rc = src->read(src->arg, path, &text, err)) < 0)
		return rc;
	rc = yaml_parse(l->arena, path, text.data, text.len, ret, l->diag, err);
	if (rc == 0 && src->keep)
		src->keep(src->arg, path, *ret);
	return rc;
}
