#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "index/filter_in.h"

size_t
sign_at(const char *s, char sign)
{
	uint32_t c;
	int len;

	if (*s == sign)
		return 1;
	if (!(*s & 0x80))
		return 0;
	len = utf8_decode(s, strlen(s), &c);
	return len > 0 && c == (uint32_t)sign + 0xfee0 ? (size_t)len : 0;
}

/* Words that stand together are searched as they stand. */
/* "region=east", as it is written where something is set. */
static int
check_assignment(struct filtering *f, const char *word)
{
	const char *eq = strchr(word, '=');
	const struct field *sub;
	char *name;

	if (eq == NULL || eq == word)
		return 0;
	name = arena_strndup(f->arena, word, (size_t)(eq - word));
	if (kind_path(f->kind, name, &sub) == NULL &&
	    kind_derive(f->kind, name) == NULL)
		return 0;
	return filter_refuse(
	    f, eq, "a filter is written with a colon: %s:%s", name, eq + 1);
}

static int
free_word(struct filtering *f, const char *word)
{
	const char *spaced = utf8_spaced(f->arena, utf8_fold(f->arena, word));
	_cleanup_(buf_release) struct buf phrase = BUF_INIT;

	if (*word == '\0')
		return filter_refuse(f, word, "an empty word finds nothing");
	if (check_assignment(f, word) < 0)
		return CRM_EUSAGE;
	buf_addch(&phrase, '"');
	for (; *spaced != '\0'; spaced++) {
		buf_addch(&phrase, *spaced);
		if (*spaced == '"')
			buf_addch(&phrase, '"');
	}
	buf_addch(&phrase, '"');
	buf_printf(f->sql, "(%s.n IN (SELECT rowid FROM text WHERE text MATCH ",
	    f->kind->plural);
	filter_bind_text(f, phrase.data, f->sql);
	buf_addstr(f->sql, "))");
	return 0;
}

static int
tag(struct filtering *f, const char *name)
{
	if (*name == '\0')
		return filter_refuse(f, name, "which tag?");
	buf_printf(f->sql,
	    "(%s.n IN (SELECT n FROM tag WHERE value = ", f->kind->plural);
	filter_bind_text(f, utf8_nfc(f->arena, name), f->sql);
	buf_addstr(f->sql, "))");
	return 0;
}

/* The colon that ends a path; NULL where the term is a free word: a time
 * of day, an address of the web. */
static const char *
find_colon(const char *term, size_t *len)
{
	const char *s = term;

	if (isdigit((unsigned char)*s) || *s == '"')
		return NULL;
	while (*s != '\0' && sign_at(s, ':') == 0)
		s++;
	*len = *s != '\0' ? sign_at(s, ':') : 0;
	if (*len == 0 || s == term || strncmp(s + *len, "//", 2) == 0)
		return NULL;
	return s;
}

static void
note_hidden(struct filtering *f, const struct path *p)
{
	if (p->of_row || strchr(p->key, '.') != NULL)
		return;
	f->shows_archived |= strcmp(p->name, "archived") == 0;
	f->shows_merged |= strcmp(p->name, "merged_into") == 0;
}

static int
condition(
    struct filtering *f, const char *term, const char *colon, size_t colon_len)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	const char *operation;
	struct path p;
	int e = path_find(f, term, (size_t)(colon - term), &p, &operation);

	if (e == 0)
		e = filter_condition(f, &p, operation != NULL ? operation : "",
		    colon + colon_len, &b);
	if (e < 0)
		return e;
	note_hidden(f, &p);
	if (p.rows != NULL)
		buf_printf(f->sql,
		    "(EXISTS (SELECT 1 FROM %s x1 WHERE x1.parent = %s AND "
		    "%s))",
		    p.rows, p.rows_parent, b.data);
	else
		buf_printf(f->sql, "(%s)", b.data);
	return 0;
}

static int
one_term(struct filtering *f, const char *term)
{
	const char *colon;
	size_t len;
	int e;

	if (sign_at(term, '+') > 0)
		return tag(f, term + sign_at(term, '+'));
	if (sign_at(term, '@') > 0)
		return filter_view(f, term + sign_at(term, '@'));
	colon = find_colon(term, &len);
	if (colon == NULL)
		return free_word(f, term);
	if (colon - term != 3 || strncmp(term, "not", 3) != 0)
		return condition(f, term, colon, len);
	buf_addstr(f->sql, "(NOT coalesce(");
	e = one_term(f, colon + len);
	buf_addstr(f->sql, ", 0))");
	return e;
}

int
filter_term(struct filtering *f, const char *term)
{
	f->term = term;
	if (utf8_check(term, strlen(term)) != strlen(term)) {
		f->term = NULL;
		return err_set(f->err, CRM_EUSAGE, "a term is not valid UTF-8");
	}
	if (strlen(term) > 4096)
		return err_set(f->err, CRM_EUSAGE, "a term is too long");
	return one_term(f, term);
}
