#include "index/token.h"

#include <ctype.h>
#include <sqlite3.h>
#include <string.h>

#define DEPTH_MAX 100

struct reader {
	struct arena *arena;
	struct tokens *t;
	const char *s;
	size_t pos;
	bool gap;
	struct err *err;
};

static bool
is_name_start(char c)
{
	return isalpha((unsigned char)c) || c == '_' || (c & 0x80);
}

static bool
is_name_char(char c)
{
	return is_name_start(c) || isdigit((unsigned char)c) || c == '$';
}

static struct token *
add(struct reader *r, enum token_type type, size_t len)
{
	struct tokens *t = r->t;
	struct token *v;

	if (t->n == t->cap) {
		v = arena_alloc(r->arena, (t->cap * 2 + 32) * sizeof(*v));
		if (t->n > 0)
			memcpy(v, t->v, t->n * sizeof(*v));
		t->v = v;
		t->cap = t->cap * 2 + 32;
	}
	v = &t->v[t->n++];
	*v = (struct token){ .type = type,
		.name = "",
		.pos = r->pos,
		.len = len,
		.gap = r->gap };
	r->pos += len;
	r->gap = false;
	return v;
}

static int
refuse(struct reader *r, const char *what)
{
	return err_set(r->err, CRM_EDATA, "'%s': %s", r->s, what);
}

/* Length of a quoted thing that begins at s, or 0 where it does not end. */
static size_t
quoted_length(const char *s, char close)
{
	size_t i = 1;

	for (; s[i] != '\0'; i++) {
		if (s[i] != close)
			continue;
		if (close != ']' && s[i + 1] == close)
			i++;
		else
			return i + 1;
	}
	return 0;
}

static const char *
unquote(struct arena *a, const char *s, size_t len)
{
	char *ret = arena_alloc(a, len), *p = ret;
	size_t i;

	for (i = 1; i + 1 < len; i++) {
		*p++ = (char)tolower((unsigned char)s[i]);
		if (s[i] == s[0] && s[0] != '[')
			i++;
	}
	*p = '\0';
	return ret;
}

static const char *
lower(struct arena *a, const char *s, size_t len)
{
	char *ret = arena_strndup(a, s, len), *p;

	for (p = ret; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return ret;
}

static int
read_quoted(struct reader *r)
{
	const char *s = r->s + r->pos;
	size_t len = quoted_length(s, *s == '[' ? ']' : *s);
	struct token *t;

	if (len == 0)
		return refuse(r, "a quotation is not closed");
	if (*s == '\'') {
		add(r, TOKEN_STRING, len);
		return 0;
	}
	t = add(r, TOKEN_QUOTED, len);
	t->name = unquote(r->arena, s, len);
	return 0;
}

static int
read_name(struct reader *r)
{
	const char *s = r->s + r->pos;
	struct token *t;
	size_t n = 1;

	if ((*s == 'x' || *s == 'X') && s[1] == '\'') {
		n = quoted_length(s + 1, '\'');
		if (n == 0)
			return refuse(r, "a quotation is not closed");
		add(r, TOKEN_STRING, n + 1);
		return 0;
	}
	while (is_name_char(s[n]))
		n++;
	t = add(r, TOKEN_NAME, n);
	t->name = lower(r->arena, s, n);
	return 0;
}

static void
read_number(struct reader *r)
{
	const char *s = r->s + r->pos;
	size_t n = 0;

	while (is_name_char(s[n]) || s[n] == '.' ||
	       ((s[n] == '+' || s[n] == '-') && n > 0 &&
		   tolower((unsigned char)s[n - 1]) == 'e' &&
		   tolower((unsigned char)s[1]) != 'x'))
		n++;
	add(r, TOKEN_NUMBER, n);
}

/* A point that begins a number, not one between names. */
static bool
is_fraction(const struct reader *r)
{
	const char *s = r->s + r->pos;
	const struct token *last = r->t->n > 0 ? &r->t->v[r->t->n - 1] : NULL;

	if (*s != '.' || !isdigit((unsigned char)s[1]))
		return false;
	return last == NULL || r->gap || last->type == TOKEN_SIGN;
}

static void
read_variable(struct reader *r)
{
	const char *s = r->s + r->pos;
	size_t n = 1;

	while (is_name_char(s[n]))
		n++;
	add(r, TOKEN_VARIABLE, n);
}

static int
skip_comment(struct reader *r)
{
	const char *s = r->s + r->pos, *end;

	if (s[0] == '-') {
		r->pos += strcspn(s, "\n");
		return 0;
	}
	end = strstr(s + 2, "*/");
	if (end == NULL)
		return refuse(r, "a comment is not closed");
	r->pos = (size_t)(end + 2 - r->s);
	return 0;
}

static int
read_sign(struct reader *r)
{
	char c = r->s[r->pos];

	if (strchr("(),.;+-*/%&|~<>=!", c) == NULL)
		return err_set(r->err, CRM_EDATA,
		    "'%s': the character '%c' has no meaning here", r->s,
		    isprint((unsigned char)c) ? c : '?');
	add(r, TOKEN_SIGN, 1)->sign = c;
	return 0;
}

static int
read_one(struct reader *r)
{
	const char *s = r->s + r->pos;

	if (isspace((unsigned char)*s)) {
		r->pos++;
		r->gap = true;
		return 0;
	}
	if ((s[0] == '-' && s[1] == '-') || (s[0] == '/' && s[1] == '*')) {
		r->gap = true;
		return skip_comment(r);
	}
	if (is_name_start(*s))
		return read_name(r);
	if (*s == '\'' || *s == '"' || *s == '`' || *s == '[')
		return read_quoted(r);
	if (isdigit((unsigned char)*s) || is_fraction(r)) {
		read_number(r);
		return 0;
	}
	if (*s == '?' || *s == ':' || *s == '@' || *s == '$') {
		read_variable(r);
		return 0;
	}
	return read_sign(r);
}

/* Pairs the parentheses: a text that closes one it did not open would
 * change the statement around it. */
static int
pair(struct reader *r)
{
	size_t open[DEPTH_MAX], depth = 0, i;
	struct tokens *t = r->t;

	for (i = 0; i < t->n; i++) {
		if (t->v[i].sign == ';')
			return refuse(r, "only one statement can stand here");
		if (t->v[i].sign == '(') {
			if (depth == DEPTH_MAX)
				return refuse(r, "too many parentheses");
			open[depth++] = i;
		}
		if (t->v[i].sign != ')')
			continue;
		if (depth == 0)
			return refuse(r, "a ')' without its '('");
		t->v[i].match = open[--depth];
		t->v[open[depth]].match = i;
	}
	return depth > 0 ? refuse(r, "a '(' is not closed") : 0;
}

int
tokens_read(
    struct arena *a, const char *text, struct tokens *ret, struct err *err)
{
	struct tokens t = { .text = text };
	struct reader r = { .arena = a, .t = &t, .s = text, .err = err };
	int e;

	while (text[r.pos] != '\0') {
		e = read_one(&r);
		if (e < 0)
			return e;
	}
	while (t.n > 0 && t.v[t.n - 1].sign == ';')
		t.n--;
	e = pair(&r);
	if (e < 0)
		return e;
	if (t.n == 0)
		return err_set(err, CRM_EDATA, "an expression is empty");
	*ret = t;
	return 0;
}

bool
token_is(const struct tokens *t, size_t i, const char *word)
{
	if (i >= t->n)
		return false;
	if (t->v[i].type == TOKEN_SIGN)
		return word[0] == t->v[i].sign && word[1] == '\0';
	return t->v[i].type == TOKEN_NAME &&
	       strcasecmp(t->v[i].name, word) == 0;
}

bool
token_is_name(const struct tokens *t, size_t i)
{
	const struct token *k;

	if (i >= t->n)
		return false;
	k = &t->v[i];
	if (k->type == TOKEN_QUOTED)
		return true;
	if (k->type != TOKEN_NAME)
		return false;
	if (token_is(t, i + 1, ".") || (i > 0 && token_is(t, i - 1, ".")))
		return true;
	if (strcmp(k->name, "row") == 0)
		return i == 0 || !token_is(t, i - 1, "current");
	return !sqlite3_keyword_check(k->name, (int)strlen(k->name));
}
