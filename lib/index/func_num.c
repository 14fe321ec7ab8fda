#include "index/func.h"

#include <string.h>

#include "base/num.h"

#define DECIMAL_SCALE_MAX 9

/* Text to a number of `scale`; a whole number is taken as it is written. */
static bool
parse(struct call *c, int scale, const char *what)
{
	int64_t v;

	if (sqlite3_value_type(c->args[0]) == SQLITE_FLOAT) {
		call_error(c, "write %s in quotes: numbers are exact here",
		    call_text(c, 0));
		return false;
	}
	if (!num_parse(call_text(c, 0), scale, &v)) {
		call_error(c, what, call_text(c, 0));
		return false;
	}
	call_ret_int(c, v);
	return true;
}

static void
money(struct call *c)
{
	parse(c, MONEY_SCALE, "'%.60s' is no amount");
}

static void
percent(struct call *c)
{
	parse(c, PERCENT_SCALE, "'%.60s' is no percentage");
}

static void
decimal(struct call *c)
{
	int64_t scale;

	if (!call_int(c, 1, &scale))
		return;
	if (scale < 0 || scale > DECIMAL_SCALE_MAX) {
		call_error(c, "the scale is a number from 0 to 9");
		return;
	}
	parse(c, (int)scale, "'%.60s' is no decimal of that scale");
}

/* Division by zero is NULL, as SQL's own. */
static void
muldiv(struct call *c)
{
	int64_t a, b, d, v;

	if (!call_int(c, 0, &a) || !call_int(c, 1, &b) || !call_int(c, 2, &d))
		return;
	if (d == 0)
		return;
	if (num_muldiv(a, b, d, &v))
		call_ret_int(c, v);
	else
		call_overflow(c);
}

/* a of b as a percent value: hundredths of a percent. */
static void
ratio(struct call *c)
{
	int64_t a, b, v;

	if (!call_int(c, 0, &a) || !call_int(c, 1, &b) || b == 0)
		return;
	if (num_muldiv(a, 10000, b, &v))
		call_ret_int(c, v);
	else
		call_overflow(c);
}

static void
line_amount(struct call *c)
{
	int64_t qty, price, discount = 0, v;

	if (!call_int(c, 0, &qty) || !call_int(c, 1, &price) ||
	    (c->n > 2 && !call_int(c, 2, &discount)))
		return;
	if (num_line_amount(qty, price, discount, &v))
		call_ret_int(c, v);
	else
		call_overflow(c);
}

static bool
split_gross(struct call *c, int64_t *gross, int64_t *net)
{
	int64_t rate;

	if (!call_int(c, 0, gross) || !call_int(c, 1, &rate))
		return false;
	if (rate < 0) {
		call_error(c, "the rate is negative");
		return false;
	}
	if (num_net(*gross, rate, net))
		return true;
	call_overflow(c);
	return false;
}

static void
net_of(struct call *c)
{
	int64_t gross, net;

	if (split_gross(c, &gross, &net))
		call_ret_int(c, net);
}

static void
tax_of(struct call *c)
{
	int64_t gross, net;

	if (split_gross(c, &gross, &net))
		call_ret_int(c, gross - net);
}

static void
rmb_capitals(struct call *c)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	int64_t fen;

	if (!call_int(c, 0, &fen))
		return;
	num_rmb_capitals(&b, fen);
	call_ret_text(c, b.data);
}

const struct func func_num[] = {
	{ "decimal", 2, decimal },
	{ "line_amount", 2, line_amount },
	{ "line_amount", 3, line_amount },
	{ "money", 1, money },
	{ "muldiv", 3, muldiv },
	{ "net", 2, net_of },
	{ "percent", 1, percent },
	{ "ratio", 2, ratio },
	{ "rmb_capitals", 1, rmb_capitals },
	{ "tax", 2, tax_of },
};
const size_t n_func_num = ARRAY_SIZE(func_num);

/* Mean of whole numbers, half up; also over a window. SQLite gives memory
 * for eight bytes' alignment, an __int128 would have sixteen. */
struct mean {
	__int128 sum;
	int64_t n;
	bool wrong;
} __attribute__((packed, aligned(8)));

static struct mean *
mean_of(sqlite3_context *sql)
{
	return sqlite3_aggregate_context(sql, sizeof(struct mean));
}

static void
mean_step(sqlite3_context *sql, int n, sqlite3_value **args)
{
	struct mean *m = mean_of(sql);
	int type = sqlite3_value_type(args[0]);

	(void)n;
	if (m == NULL || type == SQLITE_NULL)
		return;
	if (type != SQLITE_INTEGER) {
		m->wrong = true;
		return;
	}
	m->sum += sqlite3_value_int64(args[0]);
	m->n++;
}

static void
mean_inverse(sqlite3_context *sql, int n, sqlite3_value **args)
{
	struct mean *m = mean_of(sql);

	(void)n;
	if (m == NULL || sqlite3_value_type(args[0]) != SQLITE_INTEGER)
		return;
	m->sum -= sqlite3_value_int64(args[0]);
	m->n--;
}

static void
mean_value(sqlite3_context *sql)
{
	struct call c = { .sql = sql, .name = "avg_exact" };
	struct mean *m = sqlite3_aggregate_context(sql, 0);
	__int128 q, r;

	if (m == NULL || (m->n == 0 && !m->wrong))
		return;
	if (m->wrong) {
		call_error(&c, "takes whole numbers, money, decimals only");
		return;
	}
	/* the mean of int64 values is one */
	q = m->sum / m->n;
	r = m->sum % m->n;
	if (r < 0 ? -r >= m->n + r : r >= m->n - r)
		q += m->sum < 0 ? -1 : 1;
	sqlite3_result_int64(sql, (int64_t)q);
}

int
func_register_avg(sqlite3 *db)
{
	return sqlite3_create_window_function(db, "avg_exact", 1,
	    SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
	    mean_step, mean_value, mean_value, mean_inverse, NULL);
}
