/* Choices: inline, or a shared set schema/choice/NAME.yaml. */
#include <string.h>

#include "kind/load.h"
#include "rec/yaml.h"

struct choice_set {
	const char *name;
	struct choice *choices;
	size_t n;
	struct choice_set *next;
};

#define KEY_MAX 31

/* A choice's key is data, no column: it may begin with a digit (codes). */
static bool
key_valid(const char *key)
{
	size_t n = strlen(key);

	return n > 0 && n <= KEY_MAX &&
	       strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_") == n;
}

static void
load_choice(struct load *l, const struct pair *p, struct choice *c)
{
	const struct node *retired = node_get(p->value, "retired");

	c->key = p->key;
	if (!key_valid(p->key))
		load_error(l, AT(p),
		    "\"%s\" is no key of a choice: small letters, digits and "
		    "_, 31 at most",
		    p->key);
	else if (load_is_yaml_word(p->key))
		load_error(l, AT(p),
		    "\"%s\" can't be a key: YAML reads it as a boolean",
		    p->key);
	load_label(l, p->value, p->key, &c->label);
	if (retired != NULL)
		load_bool(l, retired, "retired", &c->retired);
}

static struct choice *
load_entries(struct load *l, const struct node *n, size_t *count)
{
	struct choice *ret;
	size_t i;

	*count = n->n;
	if (n->n == 0)
		load_error(l, AT(n), "a choice without entries");
	ret = arena_zalloc(l->arena, (n->n + 1) * sizeof(*ret));
	for (i = 0; i < n->n; i++)
		load_choice(l, &n->pairs[i], &ret[i]);
	return ret;
}

/* Reads a set's file; the set stays empty where it can't be read, so that
 * its mistakes are told once. */
static int
read_set(struct load *l, struct choice_set *set, struct err *err)
{
	const char *file = l->file;
	size_t since = l->diag->n;
	struct node *n;
	int rc;

	rc = load_file(l,
	    arena_printf(l->arena, "schema/choice/%s.yaml", set->name), &n,
	    err);
	if (rc == 0) {
		set->choices = load_entries(l, n, &set->n);
	} else if (l->diag->n > since) {
		err_clear(err);
		rc = 0;
	}
	l->file = file;
	return rc;
}

static struct choice_set *
find_set(struct load *l, const char *name)
{
	struct choice_set *set;

	for (set = l->sets; set != NULL; set = set->next)
		if (strcmp(set->name, name) == 0)
			return set;
	return NULL;
}

static void
use_set(struct load *l, const struct node *n, struct field *f)
{
	struct err err = ERR_INIT;
	struct choice_set *set;
	int rc;

	if (load_text(l, n, "of") == NULL || !load_name(l, n->text, AT(n)))
		return;
	f->choice_set = n->text;
	if ((set = find_set(l, n->text)) == NULL) {
		set = arena_zalloc(l->arena, sizeof(*set));
		set->name = n->text;
		rc = read_set(l, set, &err);
		if (rc == CRM_ENOENT)
			load_error(l, AT(n),
			    "no set of choices \"%s\": write "
			    "schema/choice/%s.yaml",
			    n->text, n->text);
		else if (rc < 0)
			load_error(l, AT(n), "%s", err.text);
		err_clear(&err);
		if (rc == 0) {
			set->next = l->sets;
			l->sets = set;
		}
	}
	f->choices = set->choices;
	f->n_choices = set->n;
}

void
load_choices(struct load *l, const struct pair *p, void *field)
{
	struct field *f = field;

	if (p->value->type == NODE_SCALAR)
		use_set(l, p->value, f);
	else if (load_is_map(l, p->value, "of"))
		f->choices = load_entries(l, p->value, &f->n_choices);
}
