#include "index/func.h"

#include "base/date.h"

/* Farther than any calendar goes; keeps a loop over days short. */
#define DAYS_MAX 40000

static void
today(struct call *c)
{
	call_ret_day(c, c->ix->view.today);
}

static bool
day_and_count(struct call *c, int32_t *day, int64_t *n, int64_t max)
{
	if (!call_day(c, 0, day) || !call_int(c, 1, n))
		return false;
	if (*n >= -max && *n <= max)
		return true;
	call_error(c, "%lld is too far away", (long long)*n);
	return false;
}

static void
add_days(struct call *c)
{
	int32_t day;
	int64_t n;

	if (day_and_count(c, &day, &n, 4000000))
		call_ret_day(c, day + n);
}

static void
add_months(struct call *c)
{
	int32_t day;
	int64_t n;

	if (day_and_count(c, &day, &n, 120000))
		call_ret_day(c, date_add_months(day, (int)n));
}

static void
days(struct call *c)
{
	int32_t from, to;

	if (call_day(c, 0, &from) && call_day(c, 1, &to))
		call_ret_int(c, (int64_t)to - from);
}

static bool
works(struct call *c, int32_t day, bool *ret)
{
	struct err err = ERR_INIT;

	if (calendar_works(c->ix, day, ret, &err) == 0)
		return true;
	call_error(c, "%s", err.text);
	err_clear(&err);
	return false;
}

/* Working days behind the first up to and with the second. */
static void
workdays(struct call *c)
{
	int32_t from, to, day, first, last;
	int64_t n = 0;
	bool yes;

	if (!call_day(c, 0, &from) || !call_day(c, 1, &to))
		return;
	first = from < to ? from : to;
	last = from < to ? to : from;
	if ((int64_t)last - first > DAYS_MAX) {
		call_error(c, "the dates are too far apart");
		return;
	}
	for (day = first + 1; day <= last; day++) {
		if (!works(c, day, &yes))
			return;
		n += yes;
	}
	call_ret_int(c, from <= to ? n : -n);
}

static void
add_workdays(struct call *c)
{
	int32_t day, step;
	int64_t n;
	bool yes;

	if (!day_and_count(c, &day, &n, DAYS_MAX / 2))
		return;
	step = n < 0 ? -1 : 1;
	while (n != 0) {
		day += step;
		if (!works(c, day, &yes))
			return;
		if (yes)
			n -= step;
	}
	call_ret_day(c, day);
}

static void
tax_rate(struct call *c)
{
	struct err err = ERR_INIT;
	int32_t day;
	int64_t rate;
	bool found;

	if (!call_day(c, 1, &day))
		return;
	if (tax_rate_find(c->ix, call_text(c, 0), day, &rate, &found, &err) <
	    0) {
		call_error(c, "%s", err.text);
		err_clear(&err);
	} else if (found) {
		call_ret_int(c, rate);
	}
}

const struct func func_date[] = {
	{ "add_days", 2, add_days },
	{ "add_months", 2, add_months },
	{ "add_workdays", 2, add_workdays },
	{ "days", 2, days },
	{ "tax_rate", 2, tax_rate },
	{ "today", 0, today },
	{ "workdays", 2, workdays },
};
const size_t n_func_date = ARRAY_SIZE(func_date);
