/* crm.yaml: what a book says of itself. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "kind/set.h"
#include "kind/type.h"

#define FORMAT 1

static const struct spec setting_specs[] = {
	{ "help", SPEC_HELP, offsetof(struct field, help_en), false, NULL,
	    NULL },
	{ "label", SPEC_LABEL, offsetof(struct field, label), false, NULL,
	    NULL },
	{ "of", SPEC_WITH, 0, false, NULL, load_choices },
	{ "scale", SPEC_INT, offsetof(struct field, scale), false, NULL, NULL },
	{ "type", SPEC_WITH, 0, true, NULL, load_field_type },
	{ "value", SPEC_SKIP, 0, false, NULL, NULL },
};

static void
setting_value(struct load *l, const struct node *n, struct setting *s)
{
	struct err err = ERR_INIT;
	struct value v;

	if (n == NULL || n->type != NODE_SCALAR || n->text[0] == '\0')
		return;
	if (s->field.scale > 9 || type_check(&s->field, n->text, &err) < 0)
		load_error(l, AT(n), "%s", err.text ? err.text : "scale");
	else if (type_is_number(s->field.type)) {
		type_to_index(l->arena, &s->field, n->text, &v);
		s->value = type_from_index(l->arena, &s->field, &v);
	} else {
		s->value = n->text;
	}
	err_clear(&err);
}

static void
book_settings(struct load *l, const struct pair *p, void *to)
{
	const struct node *n = p->value;
	struct kinds *ks = to;
	size_t i;

	if (!load_is_map(l, n, p->key))
		return;
	ks->settings =
	    arena_zalloc(l->arena, (n->n + 1) * sizeof(*ks->settings));
	ks->n_settings = n->n;
	for (i = 0; i < n->n; i++) {
		struct setting *s = &ks->settings[i];

		load_name(l, n->pairs[i].key, AT(&n->pairs[i]));
		s->name = s->field.name = n->pairs[i].key;
		s->field.line = n->pairs[i].line;
		s->field.col = n->pairs[i].col;
		LOAD_MAP(l, n->pairs[i].value, "a setting", setting_specs,
		    &s->field);
		load_label_default(&s->field.label, s->name);
		setting_value(l, node_get(n->pairs[i].value, "value"), s);
	}
}

#define B(member) offsetof(struct kinds, book.member)

static const struct spec year_specs[] = {
	{ "start", SPEC_INT, B(fiscal_month), true, NULL, NULL },
};

static void
book_year(struct load *l, const struct pair *p, void *to)
{
	struct kinds *ks = to;

	LOAD_MAP(l, p->value, "\"fiscal_year\"", year_specs, ks);
	if (ks->book.fiscal_month >= 1 && ks->book.fiscal_month <= 12)
		return;
	load_error(l, AT(p->value), "a fiscal year starts in month 1 to 12");
	ks->book.fiscal_month = 1;
}

static void
book_language(struct load *l, const struct pair *p, void *to)
{
	static const char *const languages[] = { "en", "zh", NULL };
	int i = load_word(l, p->value, p->key, languages);

	if (i >= 0)
		((struct kinds *)to)->book.language = languages[i];
}

static const struct spec book_specs[] = {
	{ "book", SPEC_TEXT, B(id), true, NULL, NULL },
	{ "currency", SPEC_TEXT, B(currency), false, NULL, NULL },
	{ "demo", SPEC_BOOL, B(demo), false, NULL, NULL },
	{ "fiscal_year", SPEC_WITH, 0, false, NULL, book_year },
	{ "format", SPEC_INT, B(format), true, NULL, NULL },
	{ "language", SPEC_WITH, 0, false, NULL, book_language },
	{ "name", SPEC_TEXT, B(name), false, NULL, NULL },
	{ "settings", SPEC_WITH, 0, false, NULL, book_settings },
	{ "shipped", SPEC_SKIP, 0, false, NULL, NULL },
	{ "time_zone", SPEC_TEXT, B(time_zone), false, NULL, NULL },
};

/* A newer book may have what we would misread: nothing of it is read. */
static int
check_format(const struct node *n, struct err *err)
{
	const char *text = node_text(n, "format");

	if (text == NULL || strtol(text, NULL, 10) <= FORMAT)
		return 0;
	return err_set(err, CRM_ECONFIG,
	    "book has format %s, this crm reads up to %d: install a newer "
	    "crm",
	    text, FORMAT);
}

static void
book_defaults(struct book *b)
{
	if (b->id == NULL)
		b->id = "";
	if (b->name == NULL)
		b->name = "";
	if (b->currency == NULL)
		b->currency = "CNY";
	if (b->time_zone == NULL)
		b->time_zone = "+08:00";
}

int
book_load(struct load *l, struct kinds *ks, struct err *err)
{
	struct node *n;
	int rc = load_file(l, "crm.yaml", &n, err);

	if (rc == CRM_ENOENT)
		return err_set(err, CRM_ECONFIG,
		    "no crm.yaml: this is no book; make one with \"crm "
		    "init\"");
	if (rc == CRM_EDATA && err != NULL)
		err->code = CRM_ECONFIG;
	if (rc < 0)
		return rc == CRM_EDATA ? CRM_ECONFIG : rc;
	if ((rc = check_format(n, err)) < 0)
		return rc;
	ks->book.format = FORMAT;
	ks->book.fiscal_month = 1;
	ks->book.language = "zh";
	LOAD_MAP(l, n, "crm.yaml", book_specs, ks);
	book_defaults(&ks->book);
	return 0;
}

const struct book *
kinds_book(const struct kinds *ks)
{
	return &ks->book;
}

const struct setting *
kinds_setting(const struct kinds *ks, const char *name)
{
	size_t i;

	for (i = 0; i < ks->n_settings; i++)
		if (strcmp(ks->settings[i].name, name) == 0)
			return &ks->settings[i];
	return NULL;
}

size_t
kinds_settings(const struct kinds *ks, const struct setting **ret)
{
	*ret = ks->settings;
	return ks->n_settings;
}
