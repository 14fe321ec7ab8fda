#include "index/filter_family.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

#define ORDERED "eq ne lt le gt ge in"

const char *
sql_operator(const char *operation)
{
	static const struct {
		const char *operation, *sql;
	} table[] = { { "ge", ">=" }, { "gt", ">" }, { "le", "<=" },
		{ "lt", "<" } };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(table); i++)
		if (strcmp(table[i].operation, operation) == 0)
			return table[i].sql;
	return "=";
}

static void
compare(struct operand *o, const char *operation, const struct value *v)
{
	buf_printf(o->ret, "%s %s ", o->path->sql, sql_operator(operation));
	filter_bind(o->f, v, o->ret);
}

/* The value as the index keeps it. */
static int
typed_value(
    struct operand *o, const char *text, const char *at, struct value *ret)
{
	struct filtering *f = o->f;
	const char *canonical;
	int e;

	if (*text == '\0')
		return filter_refuse(f, at, "a value is missing");
	e = type_input(f->arena, o->path->field, text, f->ix->view.today,
	    &canonical, f->err);
	if (e < 0)
		return filter_point(f, at, e);
	type_to_index(f->arena, o->path->field, canonical, ret);
	return 0;
}

static int
add_number_end(
    struct operand *o, const char *operation, const char *text, const char *at)
{
	struct value v;
	int e;

	if (*text == '\0') {
		buf_addch(o->ret, '1');
		return 0;
	}
	e = typed_value(o, text, at, &v);
	if (e == 0)
		compare(o, operation, &v);
	return e;
}

/* 5, or 5..10 with either end left out */
static int
add_number(struct operand *o)
{
	const char *dots = strstr(o->text, "..");
	bool ranged = *o->operation == '\0' || *o->operation == 'e' ||
		      *o->operation == 'i';
	int e;

	if (dots == NULL || !ranged || strcmp(o->text, "..") == 0)
		return add_number_end(o, o->operation, o->text, o->at);
	buf_addch(o->ret, '(');
	e = add_number_end(o, "ge",
	    arena_strndup(o->f->arena, o->text, (size_t)(dots - o->text)),
	    o->at);
	buf_addstr(o->ret, " AND ");
	if (e == 0)
		e = add_number_end(
		    o, "le", dots + 2, o->at + (dots + 2 - o->text));
	buf_addch(o->ret, ')');
	return e;
}

static int
read_period(struct operand *o, int32_t *first, int32_t *last)
{
	if (date_parse_period(o->text, o->f->ix->view.today, first, last))
		return 0;
	return filter_refuse(o->f, o->at,
	    "'%s' is no date and no period; write 2026-11-23, 2026-11,"
	    " 2026q4, A..B, today, this-month",
	    o->text);
}

static void
bind_day(struct operand *o, int32_t day)
{
	char text[11];

	date_format(text, day);
	filter_bind_text(o->f, text, o->ret);
}

static int
add_date(struct operand *o)
{
	const char *sql = sql_operator(o->operation);
	int32_t first, last;
	int e = read_period(o, &first, &last);

	if (e < 0)
		return e;
	buf_addstr(o->ret, o->path->sql);
	if (*sql != '=') {
		/* after a period is after its end, from it on at its start */
		buf_printf(o->ret, " %s ", sql);
		bind_day(o, strcmp(sql, ">") == 0 || strcmp(sql, "<=") == 0
				? last
				: first);
	} else if (first == last) {
		buf_addstr(o->ret, " = ");
		bind_day(o, first);
	} else {
		buf_addstr(o->ret, " BETWEEN ");
		bind_day(o, first);
		buf_addstr(o->ret, " AND ");
		bind_day(o, last);
	}
	return 0;
}

static void
bind_start(struct operand *o, int32_t day)
{
	char text[21];

	time_format_utc(text, time_of_day(day));
	filter_bind_text(o->f, text, o->ret);
}

/* A time is compared by days of the book's zone. */
static int
add_time(struct operand *o)
{
	const char *sql = sql_operator(o->operation);
	int32_t first, last;
	int e = read_period(o, &first, &last);

	if (e < 0)
		return e;
	buf_printf(o->ret, "(%s ", o->path->sql);
	if (strcmp(sql, ">") == 0 || strcmp(sql, "<=") == 0) {
		buf_addstr(o->ret, *sql == '>' ? ">= " : "< ");
		bind_start(o, last + 1);
	} else if (*sql != '=') {
		buf_printf(o->ret, "%s ", sql);
		bind_start(o, first);
	} else {
		buf_addstr(o->ret, ">= ");
		bind_start(o, first);
		buf_printf(o->ret, " AND %s < ", o->path->sql);
		bind_start(o, last + 1);
	}
	buf_addch(o->ret, ')');
	return 0;
}

static int
add_typed(struct operand *o)
{
	struct value v;
	int e = typed_value(o, o->text, o->at, &v);

	if (e == 0)
		compare(o, "eq", &v);
	return e;
}

static int
add_boolean(struct operand *o)
{
	struct value v;
	int e = typed_value(o, o->text, o->at, &v);

	if (e < 0)
		return e;
	/* what was never said is no */
	buf_printf(o->ret, "coalesce(%s, 0) = ", o->path->sql);
	filter_bind(o->f, &v, o->ret);
	return 0;
}

/* The folded form of the path: a column of its own, or the function. */
static void
add_folded(struct operand *o)
{
	const struct path *p = o->path;

	if (p->field->fold)
		buf_printf(o->ret, "%s_fold", p->sql);
	else
		buf_printf(o->ret, "fold(%s)", p->sql);
}

static int
add_text(struct operand *o)
{
	const char *folded = utf8_fold(o->f->arena, o->text);
	const char *nfc = utf8_nfc(o->f->arena, o->text);

	if (*o->operation == '\0' || strcmp(o->operation, "has") == 0) {
		buf_addstr(o->ret, "instr(");
		add_folded(o);
		buf_addstr(o->ret, ", ");
		filter_bind_text(o->f, folded, o->ret);
		buf_addstr(o->ret, ") > 0");
	} else if (o->path->field->fold && *sql_operator(o->operation) == '=') {
		add_folded(o);
		buf_addstr(o->ret, " = ");
		filter_bind_text(o->f, folded, o->ret);
	} else {
		compare(o, o->operation,
		    &(struct value){ .type = VALUE_TEXT, .text = nfc });
	}
	return 0;
}

const struct family family_boolean = { N_("yes and no"), "eq ne", add_boolean };
const struct family family_choice = { N_("choices"), "eq ne in", add_typed };
const struct family family_date = { N_("dates"), ORDERED, add_date };
const struct family family_number = { N_("numbers"), ORDERED, add_number };
const struct family family_text = { N_("texts"), ORDERED " has", add_text };
const struct family family_time = { N_("times"), ORDERED, add_time };
