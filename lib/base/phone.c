#include "base/phone.h"

#include <string.h>

#include "base/utf8.h"

#define GROUPS 8
#define EXT_MAX 6
#define ABROAD_MIN 7
#define ABROAD_MAX 15 /* ITU-T E.164 */

/* A number taken apart: runs of digits between hyphens, an extension. */
struct parts {
	char groups[GROUPS][PHONE_MAX];
	int count;
	char ext[EXT_MAX + 1];
	bool abroad; /* began with + or 00 */
};

static bool
is_number(const char *s, size_t min, size_t max)
{
	size_t n = strlen(s);

	return n >= min && n <= max && strspn(s, "0123456789") == n;
}

/* Half-width ASCII in lower case, "#" for any word before an extension. */
static bool
plain(const char *s, char ret[64])
{
	static const char *const words[] = { "分机", "转", "轉", "ext.", "ext",
		"x" };
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	const char *p = utf8_fold(&a, s);
	size_t i, n = 0;

	while (*p != '\0') {
		for (i = 0; i < ARRAY_SIZE(words); i++)
			if (strncmp(p, words[i], strlen(words[i])) == 0)
				break;
		if (n + 1 >= 64)
			return false;
		if (i < ARRAY_SIZE(words)) {
			ret[n++] = '#';
			p += strlen(words[i]);
		} else if (strncmp(p, "–", 3) == 0 || strncmp(p, "—", 3) == 0 ||
			   strncmp(p, "‐", 3) == 0) {
			ret[n++] = '-';
			p += 3;
		} else {
			ret[n++] = *p++;
		}
	}
	ret[n] = '\0';
	return true;
}

/* Cuts the extension off the end of s. */
static bool
cut_ext(char *s, struct parts *ret)
{
	char *mark = strchr(s, '#'), *to = ret->ext, *p;

	if (mark == NULL)
		return true;
	for (p = mark + 1; *p != '\0'; p++) {
		if (*p == ' ' || *p == ':' || (*p == '-' && to == ret->ext))
			continue;
		if (*p < '0' || *p > '9' || to == ret->ext + EXT_MAX)
			return false;
		*to++ = *p;
	}
	*to = '\0';
	*mark = '\0';
	return to > ret->ext;
}

/* Brackets are hyphens, blanks and dots nothing. */
static bool
take_apart(const char *s, struct parts *ret)
{
	char *group = ret->groups[0];
	size_t n = 0;

	if (*s == '+') {
		ret->abroad = true;
		s++;
	}
	for (; *s != '\0'; s++) {
		if (*s >= '0' && *s <= '9') {
			if (n + 1 >= PHONE_MAX)
				return false;
			group[n++] = *s;
		} else if (strchr("-()/", *s) != NULL) {
			if (n > 0 && ++ret->count >= GROUPS)
				return false;
			group = ret->groups[ret->count];
			n = 0;
		} else if (*s != ' ' && *s != '.') {
			return false;
		}
		group[n] = '\0';
	}
	ret->count += n > 0;
	return ret->count > 0;
}

/* Drops n digits at the front of the first group, and an empty group. */
static void
drop(struct parts *p, size_t n)
{
	memmove(p->groups[0], p->groups[0] + n, strlen(p->groups[0] + n) + 1);
	if (*p->groups[0] != '\0' || p->count < 2)
		return;
	memmove(p->groups[0], p->groups[1],
	    sizeof(p->groups[0]) * (size_t)(p->count - 1));
	p->count--;
}

/* Groups [0, n) in one. */
static bool
join(const struct parts *p, int n, char ret[PHONE_MAX])
{
	size_t len = 0, more;
	int i;

	for (i = 0; i < n; i++) {
		more = strlen(p->groups[i]);
		if (len + more >= PHONE_MAX)
			return false;
		memcpy(ret + len, p->groups[i], more);
		len += more;
	}
	ret[len] = '\0';
	return true;
}

bool
phone_is_mobile(const char *s)
{
	return s[0] == '1' && s[1] >= '3' && s[1] <= '9' &&
	       strcspn(s, "-") == 11;
}

/* Length of a landline's area code with its 0; 0 if it has none. */
static size_t
area_length(const char *s)
{
	if (s[0] != '0' || s[1] < '1' || s[1] > '9')
		return 0;
	if (s[1] == '1')
		return s[2] == '0' ? 3 : 0;
	return s[1] == '2' ? 3 : 4;
}

static bool
is_landline(const char *s)
{
	size_t area = area_length(s), n = strlen(s);

	if (area == 0 || n <= area || s[area] < '2')
		return false;
	return n == area + 8 || (n == area + 7 && area == 4);
}

static bool
is_hotline(const char *s)
{
	return (strncmp(s, "400", 3) == 0 || strncmp(s, "800", 3) == 0) &&
	       strlen(s) == 10;
}

static bool
is_domestic(const char *s)
{
	return is_number(s, 10, 12) &&
	       (phone_is_mobile(s) || is_hotline(s) || is_landline(s));
}

static bool
put(const char *number, const char *ext, char ret[PHONE_MAX])
{
	size_t n = strlen(number), m = strlen(ext);

	if (n + 1 + m >= PHONE_MAX)
		return false;
	memcpy(ret, number, n + 1);
	if (m > 0) {
		ret[n] = '-';
		memcpy(ret + n + 1, ext, m + 1);
	}
	return true;
}

static bool
put_domestic(const struct parts *p, char ret[PHONE_MAX])
{
	const char *last = p->groups[p->count - 1];
	char s[PHONE_MAX];

	/* First, for by digits alone 0512-6888888-8 were a longer number. */
	if (p->count > 1 && *p->ext == '\0' && strlen(last) <= EXT_MAX &&
	    join(p, p->count - 1, s) && is_domestic(s))
		return put(s, last, ret);
	return join(p, p->count, s) && is_domestic(s) && put(s, p->ext, ret);
}

/* Behind +86, where the 0 of an area code is left out. */
static bool
put_home(struct parts *p, char ret[PHONE_MAX])
{
	char *first = p->groups[0];
	size_t n = strlen(first);

	if (put_domestic(p, ret))
		return true;
	if (*first == '0' || n + 2 > PHONE_MAX)
		return false;
	memmove(first + 1, first, n + 1);
	*first = '0';
	return put_domestic(p, ret);
}

static bool
put_abroad(struct parts *p, char ret[PHONE_MAX])
{
	char s[PHONE_MAX];

	/* +49 (0)30: the 0 is for callers inside. */
	if (p->count > 2 && strcmp(p->groups[1], "0") == 0)
		*p->groups[1] = '\0';
	/* So that the normal form of one with an extension is its own. */
	if (p->count == 2 && *p->ext == '\0' &&
	    is_number(p->groups[0], ABROAD_MIN, ABROAD_MAX) &&
	    strlen(p->groups[1]) <= EXT_MAX) {
		strcpy(p->ext, p->groups[1]);
		p->count = 1;
	}
	if (!join(p, p->count, s) || *s == '0' ||
	    !is_number(s, ABROAD_MIN, ABROAD_MAX))
		return false;
	memmove(s + 1, s, strlen(s) + 1);
	*s = '+';
	return put(s, p->ext, ret);
}

bool
phone_normalise(const char *s, char ret[PHONE_MAX])
{
	struct parts p = { 0 };
	char text[64], all[PHONE_MAX], out[PHONE_MAX];
	bool ok;

	if (!plain(s, text) || !cut_ext(text, &p) || !take_apart(text, &p) ||
	    !join(&p, p.count, all))
		return false;
	if (!p.abroad && strncmp(p.groups[0], "00", 2) == 0) {
		p.abroad = true;
		drop(&p, 2);
		memmove(all, all + 2, strlen(all + 2) + 1);
	}
	/* 86 in front of a mobile needs no plus to be known. */
	if (strncmp(p.groups[0], "86", 2) == 0 &&
	    (p.abroad || phone_is_mobile(all + 2))) {
		drop(&p, 2);
		ok = put_home(&p, out);
	} else {
		ok = p.abroad ? put_abroad(&p, out) : put_domestic(&p, out);
	}
	if (ok)
		memcpy(ret, out, strlen(out) + 1);
	return ok;
}

void
phone_group(struct buf *ret, const char *s)
{
	size_t n = strcspn(s, "-"), head;

	if (phone_is_mobile(s))
		head = 3;
	else if (n == 10 && *s != '0')
		head = 3;
	else
		head = *s == '0' ? area_length(s) : 0;
	if (head == 0 || n < head + 7) {
		buf_addstr(ret, s);
		return;
	}
	buf_add(ret, s, head);
	buf_addch(ret, *s == '0' ? '-' : ' ');
	buf_add(ret, s + head, n - head - 4);
	buf_addch(ret, ' ');
	buf_addstr(ret, s + n - 4);
}
