/* Names that a schema may not use. */
#include <stdlib.h>
#include <string.h>

#include "kind/check_part.h"

static const char *const keywords[] = {
#define KEYWORD(word) word,
#include "kind/keyword.def"
#undef KEYWORD
};

/* Operators of filters, and words that expressions and filters give a
 * meaning of their own. */
static const char *const words[] = { "ge", "gt", "has", "le", "lt", "me", "ne",
	"not", "parent", "was" };

static int
compare(const void *a, const void *b)
{
	return strcmp(a, *(const char *const *)b);
}

static bool
is_among(const char *name, const char *const *v, size_t n)
{
	return bsearch(name, v, n, sizeof(*v), compare) != NULL;
}

static void
check_column(struct check *c, const char *name)
{
	if (is_among(name, keywords, ARRAY_SIZE(keywords)))
		check_error(c, name,
		    "\"%s\" is a keyword of SQL: take another name", name);
	else if (is_among(name, words, ARRAY_SIZE(words)))
		check_error(c, name,
		    "\"%s\" has a meaning in filters or expressions: take "
		    "another name",
		    name);
}

/* A book made before a command was may have its name: that still works. */
static void
check_command(struct check *c, const char *name)
{
	const char *const *command;

	for (command = c->commands; command && *command != NULL; command++)
		if (strcmp(*command, name) == 0)
			check_warning(c, name,
			    "\"%s\" is a command: this one is reached as "
			    "\"crm :%s\"",
			    name, name);
}

static void
check_field_names(struct check *c, const struct field *f)
{
	size_t i;

	check_column(c, f->name);
	for (i = 0; i < f->n_fields; i++)
		check_column(c, f->fields[i].name);
	for (i = 0; i < f->n_derive; i++)
		check_column(c, f->derive[i].name);
}

void
check_names(struct check *c)
{
	const struct kind *k = c->kind;
	size_t i;

	check_command(c, k->name);
	check_column(c, k->plural);
	for (i = 0; i < k->n_fields; i++)
		check_field_names(c, &k->fields[i]);
	for (i = 0; i < k->n_derive; i++)
		check_column(c, k->derive[i].name);
	for (i = 0; i < k->n_verbs; i++)
		check_command(c, k->verbs[i].name);
}
