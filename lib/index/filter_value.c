#include <libintl.h>
#include <string.h>

#include "index/filter_family.h"

static const struct family *
family_of(const struct path *p)
{
	if (p->list != NULL)
		return &family_list;
	if (p->field->builtin && !p->of_row && strcmp(p->name, "state") == 0)
		return &family_state;
	if (strcmp(p->name, "id") == 0)
		return &family_ref;
	switch (p->field->type) {
	case TYPE_INTEGER:
	case TYPE_DECIMAL:
	case TYPE_MONEY:
	case TYPE_PERCENT: return &family_number;
	case TYPE_DATE: return &family_date;
	case TYPE_TIME: return &family_time;
	case TYPE_CHOICE: return &family_choice;
	case TYPE_BOOLEAN: return &family_boolean;
	case TYPE_REF: return &family_ref;
	default: return &family_text;
	}
}

/* True if `word` is among words separated by blanks. */
static bool
is_among(const char *words, const char *word)
{
	size_t n = strlen(word);
	const char *s = words;

	while (n > 0 && (s = strstr(s, word)) != NULL) {
		if ((s == words || s[-1] == ' ') &&
		    (s[n] == ' ' || s[n] == '\0'))
			return true;
		s += n;
	}
	return false;
}

int
filter_no_operator(
    struct filtering *f, const struct path *p, const char *word, const char *at)
{
	const struct family *family = family_of(p);

	return filter_refuse(f, at, "no operator '%s'; %s have: %s", word,
	    gettext(family->name), family->operations);
}

/* Does it hold several values? Only where equality is asked for. */
static bool
is_equality(const char *operation)
{
	return *operation == '\0' || is_among("eq ne in", operation);
}

static int
one_value(struct operand *o, const char *start, size_t len)
{
	struct filtering *f = o->f;

	while (len > 0 && *start == ' ') {
		start++;
		len--;
	}
	while (len > 0 && start[len - 1] == ' ')
		len--;
	o->at = start;
	o->text = arena_strndup(f->arena, start, len);
	if (len == 0)
		return filter_refuse(f, start, "a value is missing");
	return o->family->add(o);
}

/* Values separated by commas, of which one is to fit. */
static int
any_value(struct operand *o, const char *value)
{
	const char *start = value, *s = value;
	size_t len;
	int e = 0, n = 0;

	buf_addch(o->ret, '(');
	while (e == 0) {
		len = *s != '\0' ? sign_at(s, ',') : 0;
		if (*s != '\0' && len == 0) {
			s++;
			continue;
		}
		if (n++ > 0)
			buf_addstr(o->ret, " OR ");
		e = one_value(o, start, (size_t)(s - start));
		if (*s == '\0')
			break;
		start = s += len;
	}
	buf_addch(o->ret, ')');
	return e;
}

/* Nothing behind the colon: is it there at all? */
static int
absent(struct operand *o)
{
	const char *not = strcmp(o->operation, "ne") == 0 ? "NOT " : "";
	const struct path *p = o->path;

	if (*o->operation != '\0' && !is_equality(o->operation))
		return filter_refuse(o->f, o->at, "a value is missing");
	if (p->list != NULL)
		buf_printf(o->ret,
		    "%sEXISTS (SELECT 1 FROM %s x2 WHERE x2.parent = %s)",
		    *not != '\0' ? "" : "NOT ", p->list_rows, p->list_parent);
	else
		buf_printf(o->ret, "%s IS %sNULL", p->sql, not );
	return 0;
}

int
filter_condition(struct filtering *f, const struct path *p,
    const char *operation, const char *value, struct buf *ret)
{
	struct operand o = { .f = f,
		.path = p,
		.family = family_of(p),
		.operation = operation,
		.at = value,
		.ret = ret };
	bool contrary = strcmp(operation, "ne") == 0;
	int e;

	if (*operation != '\0' && !is_among(o.family->operations, operation))
		return filter_no_operator(
		    f, p, operation, value - strlen(operation) - 1);
	if (value[strspn(value, " ")] == '\0')
		return absent(&o);
	if (!is_equality(operation))
		return one_value(&o, value, strlen(value));
	if (contrary) {
		o.operation = "eq";
		buf_addstr(ret, "NOT coalesce(");
	}
	e = any_value(&o, value);
	if (contrary)
		buf_addstr(ret, ", 0)");
	return e;
}
