/* Types choice and boolean. */
#include <libintl.h>
#include <string.h>

#include "base/utf8.h"
#include "kind/type_family.h"

static const struct choice *
find_choice(struct arena *a, const struct field *f, const char *typed)
{
	const struct choice *c = field_choice(f, typed);
	const char *folded;
	size_t i;
	int l;

	if (c != NULL)
		return c;
	for (i = 0; i < f->n_choices; i++)
		for (l = 0; l < LANG_COUNT; l++)
			if (strcmp(f->choices[i].label.text[l], typed) == 0)
				return &f->choices[i];
	folded = utf8_fold(a, typed);
	if ((c = field_choice(f, folded)) != NULL)
		return c;
	for (i = 0; i < f->n_choices; i++)
		for (l = 0; l < LANG_COUNT; l++)
			if (strcmp(utf8_fold(a, f->choices[i].label.text[l]),
				folded) == 0)
				return &f->choices[i];
	return NULL;
}

static int
choice_input(struct arena *a, const struct field *f, const char *typed,
    int32_t today, const char **ret, struct err *err)
{
	const struct choice *c = find_choice(a, f, typed);

	(void)today;
	if (c == NULL || c->retired)
		return type_refuse(f, typed, err);
	*ret = c->key;
	return 0;
}

/* A retired choice stays good where it stands. */
static int
choice_check(const struct field *f, const char *text, struct err *err)
{
	if (field_choice(f, text) == NULL)
		return type_refuse(f, text, err);
	return 0;
}

static const char *
choice_show(
    struct arena *a, const struct field *f, const char *text, enum lang lang)
{
	const struct choice *c = field_choice(f, text);

	(void)a;
	return c != NULL ? c->label.text[lang] : text;
}

/* An English label that only repeats the key tells nothing. */
static bool
same_word(const char *key, const char *label)
{
	for (; *key != '\0' && *label != '\0'; key++, label++) {
		char c = *label == ' ' || *label == '-' ? '_' : *label;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != *key)
			return false;
	}
	return *key == *label;
}

static void
choice_allowed(struct buf *ret, const struct field *f, enum lang lang)
{
	const char *between = "";
	size_t i;

	buf_addstr(ret, gettext("one of: "));
	for (i = 0; i < f->n_choices; i++) {
		const struct choice *c = &f->choices[i];

		if (c->retired)
			continue;
		buf_printf(ret, "%s%s", between, c->key);
		if (!same_word(c->key, c->label.text[lang]))
			buf_printf(ret, " (%s)", c->label.text[lang]);
		between = ", ";
	}
}

static const char *const yes_words[] = { "true", "yes", "y", "1", "on", "是",
	"对", "真", "有", NULL };
static const char *const no_words[] = { "false", "no", "n", "0", "off", "否",
	"不", "不是", "假", "无", NULL };

static bool
is_one_of(const char *s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(s, *words) == 0)
			return true;
	return false;
}

static int
boolean_input(struct arena *a, const struct field *f, const char *typed,
    int32_t today, const char **ret, struct err *err)
{
	const char *folded = utf8_fold(a, typed);

	(void)today;
	if (is_one_of(folded, yes_words))
		*ret = "true";
	else if (is_one_of(folded, no_words))
		*ret = "false";
	else
		return type_refuse(f, typed, err);
	return 0;
}

static int
boolean_check(const struct field *f, const char *text, struct err *err)
{
	if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
		return type_refuse(f, text, err);
	return 0;
}

static void
boolean_to_index(
    struct arena *a, const struct field *f, const char *text, struct value *ret)
{
	(void)a;
	(void)f;
	ret->i = strcmp(text, "true") == 0;
	if (ret->i || strcmp(text, "false") == 0)
		ret->type = VALUE_INT;
}

static const char *
boolean_from_index(
    struct arena *a, const struct field *f, const struct value *v)
{
	(void)a;
	(void)f;
	if (v->type == VALUE_TEXT)
		return arena_strdup(a, v->text);
	return v->i ? "true" : "false";
}

static const char *
boolean_show(
    struct arena *a, const struct field *f, const char *text, enum lang lang)
{
	static const char *const words[2][LANG_COUNT] = { { "no", "否" },
		{ "yes", "是" } };

	(void)a;
	(void)f;
	if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
		return text;
	return words[text[0] == 't'][lang];
}

static void
boolean_allowed(struct buf *ret, const struct field *f, enum lang lang)
{
	(void)f;
	(void)lang;
	buf_addstr(ret, gettext("yes or no"));
}

const struct type_family type_choice = {
	.input = choice_input,
	.check = choice_check,
	.show = choice_show,
	.allowed = choice_allowed,
};

const struct type_family type_boolean = {
	.input = boolean_input,
	.check = boolean_check,
	.to_index = boolean_to_index,
	.from_index = boolean_from_index,
	.show = boolean_show,
	.allowed = boolean_allowed,
};
