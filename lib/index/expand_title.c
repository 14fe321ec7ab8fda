#include <string.h>

#include "index/expand.h"

/* Titles that stand in titles. */
#define TITLES_MAX 3

static void
add_labels(
    struct expand *x, const struct field *f, const char *value, struct buf *ret)
{
	size_t i;

	buf_printf(ret, "CASE %s", value);
	for (i = 0; i < f->n_choices; i++) {
		buf_addstr(ret, " WHEN ");
		sql_string(ret, f->choices[i].key);
		buf_addstr(ret, " THEN ");
		sql_string(
		    ret, label_text(&f->choices[i].label, x->ix->view.lang));
	}
	buf_printf(ret, " ELSE %s END", value);
}

/* An exact number as text, with all its digits. */
static void
add_number(const char *value, int scale, struct buf *ret)
{
	char one[16] = "1";
	int i;

	for (i = 0; i < scale && i < 9; i++) {
		one[i + 1] = '0';
		one[i + 2] = '\0';
	}
	buf_printf(ret,
	    "CASE WHEN %s < 0 THEN '-' ELSE '' END || abs(%s) / %s || '.' ||"
	    " substr('%s' || abs(%s) %% %s, -%d)",
	    value, value, one, one + 1, value, one, scale);
}

static int
scale_of(const struct field *f)
{
	if (f->type == TYPE_DECIMAL)
		return f->scale;
	return f->type == TYPE_MONEY || f->type == TYPE_PERCENT ? 2 : 0;
}

static void
add_shown(
    struct expand *x, const struct field *f, const char *value, struct buf *ret)
{
	buf_addstr(ret, "coalesce(");
	if (f != NULL && f->n_choices > 0)
		add_labels(x, f, value, ret);
	else if (f != NULL && scale_of(f) > 0)
		add_number(value, scale_of(f), ret);
	else
		buf_addstr(ret, value);
	buf_addstr(ret, ", '')");
}

/* The title of what a reference leads to. Far down in titles of titles it
 * is the short one that is kept beside every record. */
static int
add_ref_title(struct expand *x, const struct column *c, const char *value,
    struct buf *ret)
{
	static const char *const title[] = { "title" };
	struct column any = *c;
	int e;

	if (x->titles >= TITLES_MAX)
		any.to = "*";
	buf_addstr(ret, "coalesce(");
	e = expand_deref(x, &any, value, title, 1, ret);
	buf_addstr(ret, ", '')");
	return e;
}

static int
add_path(struct expand *x, struct place *p, const char *path, struct buf *ret)
{
	_cleanup_(buf_release) struct buf value = BUF_INIT;
	struct relation r = { p->scope.kind, NULL, NULL };
	const char *parts[PATH_MAX_PARTS];
	char *rest = arena_strdup(x->arena, path);
	struct column c = { .to = NULL };
	size_t n = 0;
	int e;

	while (n < PATH_MAX_PARTS && (parts[n] = strsep(&rest, ".")) != NULL)
		n++;
	e = expand_path(x, p, MENTION_RECORD, parts, n, &value);
	if (e < 0)
		return e;
	if (n == 1)
		column_get(x->ix->kinds, &r, parts[0], &c);
	if (c.to != NULL)
		return add_ref_title(x, &c, value.data, ret);
	add_shown(x, c.field, value.data, ret);
	return 0;
}

static void
add_glue(struct buf *ret, size_t start)
{
	if (ret->len > start)
		buf_addstr(ret, " || ");
}

/* The pieces of a template, joined by ||. */
static int
add_template(struct expand *x, struct place *p, const char *s, struct buf *ret)
{
	size_t start = ret->len, n;
	int e = 0;

	while (*s != '\0' && e == 0) {
		add_glue(ret, start);
		n = strcspn(s, "{");
		if (n > 0) {
			sql_string(ret, arena_strndup(x->arena, s, n));
			s += n;
			continue;
		}
		n = strcspn(s, "}");
		e = add_path(x, p, arena_strndup(x->arena, s + 1, n - 1), ret);
		s += s[n] == '}' ? n + 1 : n;
	}
	if (ret->len == start)
		buf_addstr(ret, "''");
	return e;
}

int
expand_title(struct expand *x, struct place *p, struct buf *ret)
{
	const char *template = p->scope.kind->title;
	int e;

	if (template == NULL)
		template = "{id}";
	x->titles++;
	buf_addstr(ret, "coalesce(nullif(trim(replace(");
	e = add_template(x, p, template, ret);
	buf_addstr(ret, ", '  ', ' ')), ''), ");
	if (kind_field(p->scope.kind, "number") != NULL) {
		add_column_name(ret, p->record, "number");
		buf_addstr(ret, ", ");
	}
	add_column_name(ret, p->record, "id");
	buf_addch(ret, ')');
	x->titles--;
	return e;
}
