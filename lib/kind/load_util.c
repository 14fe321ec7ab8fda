#include "kind/load.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/word.h"

static void
add(struct load *l, enum level level, int line, int col, const char *fmt,
    va_list ap)
{
	struct buf _cleanup_(buf_release) b = BUF_INIT;

	buf_vprintf(&b, gettext(fmt), ap);
	diag_add(l->diag, level, l->file, line, col, "", "%s", b.data);
}

void
load_error(struct load *l, int line, int col, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(l, LEVEL_ERROR, line, col, fmt, ap);
	va_end(ap);
}

void
load_warning(struct load *l, int line, int col, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(l, LEVEL_WARNING, line, col, fmt, ap);
	va_end(ap);
}

const char *
load_text(struct load *l, const struct node *n, const char *key)
{
	if (n == NULL)
		return NULL;
	if (n->type == NODE_SCALAR && n->text[0] != '\0')
		return n->text;
	if (n->type == NODE_SCALAR)
		load_error(l, AT(n), "\"%s\" is empty", key);
	else
		load_error(l, AT(n), "\"%s\" takes a text", key);
	return NULL;
}

bool
load_is_map(struct load *l, const struct node *n, const char *key)
{
	if (n->type == NODE_MAP)
		return true;
	load_error(l, AT(n), "\"%s\" takes a mapping", key);
	return false;
}

bool
load_is_list(struct load *l, const struct node *n, const char *key)
{
	if (n->type == NODE_LIST)
		return true;
	load_error(l, AT(n), "\"%s\" takes a list", key);
	return false;
}

bool
load_bool(struct load *l, const struct node *n, const char *key, bool *ret)
{
	if (n->type != NODE_SCALAR ||
	    (strcmp(n->text, "true") != 0 && strcmp(n->text, "false") != 0)) {
		load_error(l, AT(n), "\"%s\" takes true or false", key);
		return false;
	}
	*ret = n->text[0] == 't';
	return true;
}

bool
load_int(struct load *l, const struct node *n, const char *key, int *ret)
{
	size_t len = n->type == NODE_SCALAR ? strlen(n->text) : 0;

	if (len == 0 || len > 6 || strspn(n->text, "0123456789") != len) {
		load_error(l, AT(n), "\"%s\" takes a number", key);
		return false;
	}
	*ret = atoi(n->text);
	return true;
}

const char **
load_names(struct load *l, const struct node *n, const char *key)
{
	const char **ret;
	size_t i, used = 0;

	if (n->type == NODE_MAP) {
		load_error(l, AT(n), "\"%s\" takes a list of names", key);
		return NULL;
	}
	if (n->type == NODE_SCALAR) {
		ret = arena_zalloc(l->arena, 2 * sizeof(*ret));
		ret[0] = load_text(l, n, key);
		return ret[0] != NULL ? ret : NULL;
	}
	ret = arena_zalloc(l->arena, (n->n + 1) * sizeof(*ret));
	for (i = 0; i < n->n; i++)
		if ((ret[used] = load_text(l, n->items[i], key)) != NULL)
			used++;
	return ret;
}

static bool
is_lang(const char *key)
{
	return strcmp(key, "en") == 0 || strcmp(key, "zh") == 0;
}

void
load_label(struct load *l, const struct node *n, const char *fallback,
    struct label *ret)
{
	static const char *const keys[] = { "en", "zh", NULL };
	const char *text[LANG_COUNT] = { NULL, NULL };
	size_t i;

	ret->text[LANG_EN] = ret->text[LANG_ZH] = fallback;
	if (n == NULL)
		return;
	if (n->type != NODE_MAP) {
		load_error(l, AT(n), "a label takes {en: ..., zh: ...}");
		return;
	}
	for (i = 0; i < n->n; i++) {
		const struct pair *p = &n->pairs[i];

		if (is_lang(p->key))
			text[p->key[0] == 'z'] = load_text(l, p->value, p->key);
		else if (strcmp(p->key, "retired") != 0)
			load_unknown(l, AT(p), "a label", p->key, keys);
	}
	for (i = 0; i < LANG_COUNT; i++) {
		if (text[i] == NULL && node_get(n, keys[i]) == NULL)
			load_warning(
			    l, AT(n), "the label lacks \"%s\"", keys[i]);
		if (text[i] == NULL)
			text[i] = text[!i] != NULL ? text[!i] : fallback;
		ret->text[i] = text[i];
	}
}

void
load_label_default(struct label *label, const char *key)
{
	int i;

	for (i = 0; i < LANG_COUNT; i++)
		if (label->text[i] == NULL || label->text[i][0] == '\0')
			label->text[i] = key;
}

void
load_unknown(struct load *l, int line, int col, const char *what,
    const char *word, const char *const *words)
{
	struct buf _cleanup_(buf_release) all = BUF_INIT;
	struct word_guess g;
	size_t i;

	word_guess_init(&g, word);
	for (i = 0; words[i] != NULL; i++) {
		word_guess_offer(&g, words[i]);
		buf_printf(&all, "%s%s", i > 0 ? ", " : "", words[i]);
	}
	if (g.best != NULL)
		load_error(l, POS(line, col),
		    "%s takes no \"%s\"; did you mean \"%s\"?", what, word,
		    g.best);
	else
		load_error(l, POS(line, col),
		    "%s takes no \"%s\"; it takes: %s", what, word, all.data);
}

int
load_word(struct load *l, const struct node *n, const char *key,
    const char *const *words)
{
	const char *word = load_text(l, n, key);
	struct buf _cleanup_(buf_release) what = BUF_INIT;
	int i;

	if (word == NULL)
		return -1;
	for (i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	buf_printf(&what, "\"%s\"", key);
	load_unknown(l, AT(n), what.data, word, words);
	return -1;
}

bool
load_is_yaml_word(const char *name)
{
	static const char *const words[] = { "on", "off", "yes", "no", "y", "n",
		"true", "false", "null", NULL };
	size_t i;

	for (i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], name) == 0)
			return true;
	return false;
}

bool
load_name(struct load *l, const char *name, int line, int col)
{
	if (!name_valid(name))
		load_error(l, POS(line, col),
		    "\"%s\" is no name: a small letter, then small letters, "
		    "digits and _, 31 at most",
		    name);
	else if (load_is_yaml_word(name))
		load_error(l, POS(line, col),
		    "\"%s\" can't be a name: YAML reads it as a boolean", name);
	else
		return true;
	return false;
}
