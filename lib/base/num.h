/*
 * Exact numbers. Money is an int64 of minor units (fen); a decimal is an
 * int64 times 10^scale; a percent is an int64 of hundredths (13 % = 1300).
 * All rounding is half up (away from zero at the half). Products go through
 * __int128; overflow is an error, never a wrap. No floating point.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define MONEY_SCALE 2
#define PERCENT_SCALE 2

/*
 * Reads a canonical decimal ("-1234.50"): digits, at most `scale` after the
 * point. False if it is anything else, has more digits, or overflows.
 */
bool num_parse(const char *s, int scale, int64_t *ret);
/*
 * Reads what a person types: also full-width digits, "1,234.50", "¥", "￥",
 * "元", a trailing 万 or 亿 ("12万"), and "%" where `scale` is a percent's
 * and `percent` is set. False as above.
 */
bool num_parse_input(const char *s, int scale, bool percent, int64_t *ret);
/* "1234.50": always `scale` digits when `fixed`, else without zeros. */
void num_format(struct buf *ret, int64_t v, int scale, bool fixed);
/* "1,234,567.89" */
void num_format_grouped(struct buf *ret, int64_t v, int scale);

/* a*b/c rounded half up; false on overflow or c == 0. */
bool num_muldiv(int64_t a, int64_t b, int64_t c, int64_t *ret);
/* Amount of a line: qty (scale 4) x price (minor) less discount (percent). */
bool
num_line_amount(int64_t qty, int64_t price, int64_t discount, int64_t *ret);
/*
 * Net of a gross amount: gross*10000/(10000+rate), half up; tax = gross-net
 * (PRC VAT practice: tax included prices, per line).
 */
bool num_net(int64_t gross, int64_t rate, int64_t *ret);

/*
 * Amount in capitals (人民币大写) after the PBOC rules for bills
 * 《正确填写票据和结算凭证的基本规定》, in the deterministic reading of the
 * official examples: 整 after 元 only. 1050 -> 壹拾元零伍角.
 */
void num_rmb_capitals(struct buf *ret, int64_t fen);

#endif
