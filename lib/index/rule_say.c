#include <libintl.h>
#include <string.h>

#include "index/filter.h"
#include "index/rule.h"

struct saying {
	struct index *ix;
	struct arena *arena;
	const struct breach *breach;
	enum lang lang;
	struct buf *ret;
};

static const char *
shown(struct saying *s, const struct field *f, const struct value *v)
{
	const char *text;

	if (v->type == VALUE_TEXT && f->type == TYPE_REF)
		return record_title(s->ix, s->arena,
		    arena_strndup(s->arena, v->text, strcspn(v->text, "/")));
	text = type_from_index(s->arena, f, v);
	return text ? type_show(s->arena, f, text, s->lang) : "";
}

/* The value of a field or path; false where there is none of this name. */
static bool
say_path(struct saying *s, const char *path)
{
	const struct kind *k = s->breach->kind;
	struct scope scope = { k, NULL };
	const struct field *f;
	struct value v;

	if (column_find(s->ix, k, path, &f, NULL) < 0 ||
	    expr_eval(s->ix, s->arena, &scope, s->breach->id, NULL, path, &v,
		NULL) < 0)
		return false;
	buf_addstr(s->ret, shown(s, f, &v));
	return true;
}

static void
say_text(struct saying *s, const char *text)
{
	size_t n;

	while (*text != '\0') {
		n = strcspn(text, "{");
		buf_add(s->ret, text, n);
		text += n;
		n = strcspn(text, "}");
		if (*text == '\0')
			break;
		if (text[n] == '\0' ||
		    !say_path(s, arena_strndup(s->arena, text + 1, n - 1))) {
			buf_addch(s->ret, *text++);
			continue;
		}
		text += n + 1;
	}
}

const char *
rule_say(
    struct index *ix, struct arena *a, const struct breach *b, enum lang lang)
{
	_cleanup_(buf_release) struct buf ret = BUF_INIT;
	struct saying s = { ix, a, b, lang, &ret };
	const char *text = label_text(&b->rule->say, lang);

	if (text == NULL || *text == '\0')
		text = gettext("a rule is broken");
	say_text(&s, text);
	return arena_strdup(a, ret.data);
}
