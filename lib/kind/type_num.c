/* Types integer, decimal, money and percent. */
#include <libintl.h>
#include <string.h>

#include "base/num.h"
#include "kind/type_family.h"

int
num_scale(const struct field *f)
{
	if (f->type == TYPE_MONEY)
		return MONEY_SCALE;
	if (f->type == TYPE_PERCENT)
		return PERCENT_SCALE;
	return f->type == TYPE_DECIMAL ? f->scale : 0;
}

static bool
in_range(const struct field *f, int64_t v)
{
	int64_t bound;

	if (f->min != NULL && num_parse(f->min, num_scale(f), &bound) &&
	    v < bound)
		return false;
	if (f->max != NULL && num_parse(f->max, num_scale(f), &bound) &&
	    v > bound)
		return false;
	return true;
}

static const char *
format(struct arena *a, const struct field *f, int64_t v)
{
	struct buf _cleanup_(buf_release) b = BUF_INIT;

	num_format(&b, v, num_scale(f), f->type == TYPE_MONEY);
	return arena_strndup(a, b.data, b.len);
}

static int
input(struct arena *a, const struct field *f, const char *typed, int32_t today,
    const char **ret, struct err *err)
{
	int64_t v;

	(void)today;
	if (!num_parse_input(
		typed, num_scale(f), f->type == TYPE_PERCENT, &v) ||
	    !in_range(f, v))
		return type_refuse(f, typed, err);
	*ret = format(a, f, v);
	return 0;
}

static int
check(const struct field *f, const char *text, struct err *err)
{
	int64_t v;

	if (!num_parse(text, num_scale(f), &v) || !in_range(f, v))
		return type_refuse(f, text, err);
	return 0;
}

static void
to_index(
    struct arena *a, const struct field *f, const char *text, struct value *ret)
{
	(void)a;
	if (num_parse(text, num_scale(f), &ret->i))
		ret->type = VALUE_INT;
}

static const char *
from_index(struct arena *a, const struct field *f, const struct value *v)
{
	return v->type == VALUE_INT ? format(a, f, v->i)
				    : arena_strdup(a, v->text);
}

static void
cut_zeros(struct buf *b)
{
	size_t n = b->len;

	if (strchr(b->data, '.') == NULL)
		return;
	while (b->data[n - 1] == '0')
		n--;
	if (b->data[n - 1] == '.')
		n--;
	buf_truncate(b, n);
}

/* An integer is often a year or a revision: no commas. */
static const char *
show(struct arena *a, const struct field *f, const char *text, enum lang lang)
{
	struct buf _cleanup_(buf_release) b = BUF_INIT;
	int64_t v;

	(void)lang;
	if (f->type == TYPE_INTEGER || !num_parse(text, num_scale(f), &v))
		return text;
	num_format_grouped(&b, v, num_scale(f));
	if (f->type != TYPE_MONEY)
		cut_zeros(&b);
	if (f->type == TYPE_PERCENT)
		buf_addch(&b, '%');
	return arena_strndup(a, b.data, b.len);
}

static void
allowed(struct buf *ret, const struct field *f, enum lang lang)
{
	int n = num_scale(f);

	(void)lang;
	if (f->type == TYPE_MONEY)
		buf_addstr(ret, gettext("an amount like 1234.50"));
	else if (f->type == TYPE_PERCENT)
		buf_addstr(ret, gettext("a percentage like 13 or 13%"));
	else if (n == 0)
		buf_addstr(ret, gettext("a whole number"));
	else
		buf_printf(ret,
		    ngettext("a number with at most %d decimal",
			"a number with at most %d decimals", (unsigned)n),
		    n);
	if (f->min != NULL && f->max != NULL)
		buf_printf(ret, gettext(" from %s to %s"), f->min, f->max);
	else if (f->min != NULL)
		buf_printf(ret, gettext(" not below %s"), f->min);
	else if (f->max != NULL)
		buf_printf(ret, gettext(" not above %s"), f->max);
}

const struct type_family type_num = {
	.input = input,
	.check = check,
	.to_index = to_index,
	.from_index = from_index,
	.show = show,
	.allowed = allowed,
};
