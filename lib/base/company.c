#include "base/company.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

/* Legal forms, longest first where one ends in another. */
static const char *const forms[] = {
	"集团股份有限公司",
	"集团有限责任公司",
	"股份有限责任公司",
	"控股有限公司",
	"股份有限公司",
	"有限责任公司",
	"集团有限公司",
	"集團有限公司",
	"集团总公司",
	"有限公司",
	"股份公司",
	"集团公司",
	"总公司",
	"公司",
	"集团",
	"集團",
	"总厂",
	"工厂",
	"厂",
	"廠",
};

/* A part of a company: what it is called tells it from the whole. */
static const char *const branches[] = { "分公司", "子公司", "分厂", "分廠" };

/* Words of legal forms in Latin letters, as they stand at the end. */
static const char *const words[] = {
	"co",
	"ltd",
	"limited",
	"inc",
	"incorporated",
	"corp",
	"corporation",
	"company",
	"llc",
	"plc",
	"gmbh",
	"ag",
	"kg",
	"bv",
	"nv",
	"pte",
	"pty",
	"srl",
	"spa",
	"sa",
	"sas",
	"ab",
	"oy",
};

static bool
ends_in(const char *s, size_t n, const char *end)
{
	size_t m = strlen(end);

	return n >= m && memcmp(s + n - m, end, m) == 0;
}

/* The bracket that closes c, 0 if c opens none. */
static uint32_t
closing(uint32_t c)
{
	switch (c) {
	case '(': return ')';
	case '[': return ']';
	case 0x3010: return 0x3011;
	case 0x3014: return 0x3015;
	default: return 0;
	}
}

/* Bytes from the bracket at s to the one that closes it; 0 without one. */
static size_t
bracketed(const char *s, size_t n)
{
	uint32_t c, open, close;
	size_t i = 0;
	int len, depth = 0;

	utf8_decode(s, n, &open);
	close = closing(open);
	while (close != 0 && i < n) {
		len = utf8_decode(s + i, n - i, &c);
		if (len == 0)
			return 0;
		i += (size_t)len;
		depth += (c == open) - (c == close);
		if (depth == 0)
			return i;
	}
	return 0;
}

static bool
is_letter(uint32_t c)
{
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL: return true;
	default: return false;
	}
}

/*
 * Letters and digits of a folded name, one blank for what was between (the
 * point of an abbreviation excepted: "s.a." is one word).
 */
static void
letters(struct buf *ret, const char *s, bool brackets)
{
	size_t i = 0, skip, n = strlen(s);
	uint32_t c;
	int len;

	while (i < n) {
		skip = brackets ? 0 : bracketed(s + i, n - i);
		len = utf8_decode(s + i, n - i, &c);
		if (len == 0)
			return;
		if (skip == 0 && is_letter(c))
			buf_add(ret, s + i, (size_t)len);
		else if (c != '.' && c != '\'' && ret->len > 0 &&
			 ret->data[ret->len - 1] != ' ')
			buf_addch(ret, ' ');
		i += skip > 0 ? skip : (size_t)len;
	}
	while (ret->len > 0 && ret->data[ret->len - 1] == ' ')
		buf_truncate(ret, ret->len - 1);
}

/* Cuts "co ltd" and the like, but never the only word. */
static void
cut_words(struct buf *b)
{
	const char *blank;
	size_t i;

	while ((blank = memrchr(b->data, ' ', b->len)) != NULL) {
		for (i = 0; i < ARRAY_SIZE(words); i++)
			if (strcmp(blank + 1, words[i]) == 0)
				break;
		if (i == ARRAY_SIZE(words))
			return;
		buf_truncate(b, (size_t)(blank - b->data));
	}
}

static void
drop_blanks(struct buf *b)
{
	char *blank;

	while ((blank = memchr(b->data, ' ', b->len)) != NULL)
		buf_splice(b, (size_t)(blank - b->data), 1, NULL, 0);
}

/* What is left after a cut must still be able to name something. */
static bool
enough(const char *s)
{
	return utf8_length(s) >= 2;
}

static void
cut_form(struct buf *b)
{
	_cleanup_(freep) char *rest = NULL;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(branches); i++)
		if (ends_in(b->data, b->len, branches[i]))
			return;
	for (i = 0; i < ARRAY_SIZE(forms); i++)
		if (ends_in(b->data, b->len, forms[i]))
			break;
	if (i == ARRAY_SIZE(forms))
		return;
	rest = xstrndup(b->data, b->len - strlen(forms[i]));
	if (enough(rest))
		buf_truncate(b, strlen(rest));
}

static void
cut_regions(struct buf *b)
{
	size_t n;

	while ((n = region_prefix(b->data)) > 0 && enough(b->data + n))
		buf_splice(b, 0, n, NULL, 0);
}

char *
company_core(struct arena *a, const char *name)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	const char *folded = utf8_fold(a, name);

	letters(&b, folded, false);
	if (b.len == 0)
		letters(&b, folded, true);
	cut_words(&b);
	drop_blanks(&b);
	cut_form(&b);
	cut_regions(&b);
	return arena_strndup(a, b.data, b.len);
}
