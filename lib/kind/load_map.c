/* Filling a struct from a mapping after a table. */
#include <string.h>

#include "kind/load.h"

#define MAX_SPECS 32

static void
fill_help(struct load *l, const struct pair *p, const char **to)
{
	struct label label;

	if (!load_is_map(l, p->value, p->key))
		return;
	load_label(l, p->value, NULL, &label);
	to[0] = label.text[LANG_EN];
	to[1] = label.text[LANG_ZH];
}

static void
fill_word(struct load *l, const struct spec *s, const struct pair *p, void *to)
{
	int i = load_word(l, p->value, p->key, s->words);

	if (i >= 0)
		*(int *)to = i;
}

static void
fill(struct load *l, const struct spec *s, const struct pair *p, void *to)
{
	char *at = (char *)to + s->offset;
	const char *text;

	switch (s->how) {
	case SPEC_TEXT:
		*(const char **)at = load_text(l, p->value, p->key);
		break;
	case SPEC_NAME:
		text = load_text(l, p->value, p->key);
		if (text != NULL && load_name(l, text, AT(p->value)))
			*(const char **)at = text;
		break;
	case SPEC_BOOL: load_bool(l, p->value, p->key, (bool *)at); break;
	case SPEC_INT: load_int(l, p->value, p->key, (int *)at); break;
	case SPEC_WORD: fill_word(l, s, p, at); break;
	case SPEC_LABEL: load_label(l, p->value, "", (struct label *)at); break;
	case SPEC_HELP: fill_help(l, p, (const char **)at); break;
	case SPEC_NAMES:
		*(const char ***)at = load_names(l, p->value, p->key);
		break;
	case SPEC_WITH: s->with(l, p, to); break;
	case SPEC_SKIP: break;
	}
}

static size_t
find(const struct spec *specs, size_t n, const char *key)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (specs[i].key[0] == key[0] && strcmp(specs[i].key, key) == 0)
			break;
	return i;
}

static void
unknown_key(struct load *l, const struct pair *p, const char *what,
    const struct spec *specs, size_t n)
{
	const char *words[MAX_SPECS + 1];
	size_t i;

	for (i = 0; i < n; i++)
		words[i] = specs[i].key;
	words[n] = NULL;
	load_unknown(l, AT(p), what, p->key, words);
}

void
load_map(struct load *l, const struct node *n, const char *what,
    const struct spec *specs, size_t n_specs, void *to)
{
	unsigned seen = 0;
	size_t i, at;

	if (n->type != NODE_MAP) {
		load_error(l, AT(n), "%s takes a mapping", what);
		return;
	}
	for (i = 0; i < n->n; i++) {
		at = find(specs, n_specs, n->pairs[i].key);
		if (at == n_specs) {
			unknown_key(l, &n->pairs[i], what, specs, n_specs);
			continue;
		}
		seen |= 1u << at;
		fill(l, &specs[at], &n->pairs[i], to);
	}
	for (i = 0; i < n_specs; i++)
		if (specs[i].required && !(seen & 1u << i))
			load_error(
			    l, AT(n), "%s lacks \"%s\"", what, specs[i].key);
}
