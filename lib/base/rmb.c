#include "base/num.h"

static const char *const digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆",
	"柒", "捌", "玖" };

/* 1 to 9999. */
static void
add_group(struct buf *ret, unsigned n)
{
	static const char *const units[] = { "仟", "佰", "拾", "" };
	unsigned div = 1000, d;
	bool begun = false, gap = false;
	int i;

	for (i = 0; i < 4; i++, div /= 10) {
		d = n / div % 10;
		if (d == 0) {
			gap = begun;
			continue;
		}
		if (gap)
			buf_addstr(ret, digits[0]);
		gap = false;
		begun = true;
		buf_addstr(ret, digits[d]);
		buf_addstr(ret, units[i]);
	}
}

/*
 * A number from 1. Behind 亿 and 万 stands 零 only where the next digit is
 * missing: 壹亿零壹佰万, but 壹拾万柒仟.
 */
static void
add_whole(struct buf *ret, uint64_t n)
{
	static const struct {
		uint64_t size;
		const char *name;
	} levels[] = { { 100000000, "亿" }, { 10000, "万" } };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(levels); i++) {
		if (n < levels[i].size)
			continue;
		add_whole(ret, n / levels[i].size);
		buf_addstr(ret, levels[i].name);
		n %= levels[i].size;
		if (n > 0 && n < levels[i].size / 10)
			buf_addstr(ret, digits[0]);
	}
	if (n > 0)
		add_group(ret, (unsigned)n);
}

void
num_rmb_capitals(struct buf *ret, int64_t fen)
{
	uint64_t u = fen < 0 ? -(uint64_t)fen : (uint64_t)fen;
	uint64_t yuan = u / 100;
	unsigned jiao = u / 10 % 10, cent = u % 10;

	if (fen < 0)
		buf_addstr(ret, "负");
	if (yuan > 0)
		add_whole(ret, yuan);
	else if (u == 0)
		buf_addstr(ret, digits[0]);
	if (yuan > 0 || u == 0)
		buf_addstr(ret, "元");
	if (jiao == 0 && cent == 0) {
		buf_addstr(ret, "整");
		return;
	}
	if (yuan > 0 && (jiao == 0 || yuan % 10 == 0))
		buf_addstr(ret, digits[0]);
	if (jiao > 0) {
		buf_addstr(ret, digits[jiao]);
		buf_addstr(ret, "角");
	}
	if (cent > 0) {
		buf_addstr(ret, digits[cent]);
		buf_addstr(ret, "分");
	}
}
