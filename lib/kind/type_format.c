/* Formats of a text field. */
#include <string.h>
#include <strings.h>

#include "base/phone.h"
#include "base/uscc.h"
#include "base/utf8.h"
#include "kind/type_family.h"

#define DIGITS "0123456789"
#define BANK_MIN 6
#define BANK_MAX 32

static bool
only_digits(const char *s)
{
	return s[strspn(s, DIGITS)] == '\0';
}

/* Half width, without blanks and hyphens: codes as people group them. */
static char *
ungrouped(struct arena *a, const char *typed)
{
	char *s = utf8_fold(a, typed), *from, *to;

	for (from = to = s; *from != '\0'; from++)
		if (*from != ' ' && *from != '-')
			*to++ = *from;
	*to = '\0';
	return s;
}

static const char *
bank(struct arena *a, const char *typed)
{
	const char *s = ungrouped(a, typed);
	size_t n = strlen(s);

	return only_digits(s) && n >= BANK_MIN && n <= BANK_MAX ? s : NULL;
}

/* The part before the sign may tell cases apart (RFC 5321, 2.4). */
static const char *
email(struct arena *a, const char *typed)
{
	char *s = arena_strdup(a, typed), *p;

	if (!email_plausible(s))
		return NULL;
	for (p = strchr(s, '@'); *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return s;
}

static const char *
phone(struct arena *a, const char *typed)
{
	char s[PHONE_MAX];

	return phone_normalise(typed, s) ? arena_strdup(a, s) : NULL;
}

static const char *
postcode(struct arena *a, const char *typed)
{
	const char *s = ungrouped(a, typed);

	return postcode_valid(s) ? s : NULL;
}

/* GB/T 2260: the first two digits name the province. */
static bool
is_province(const char *s)
{
	static const char codes[] =
	    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 "
	    "50 51 52 53 54 61 62 63 64 65 71 81 82 ";
	const char *p;

	for (p = codes; *p != '\0'; p += 3)
		if (strncmp(p, s, 2) == 0)
			return true;
	return false;
}

static const char *
region(struct arena *a, const char *typed)
{
	const char *s = ungrouped(a, typed);

	if (strlen(s) != 6 || !only_digits(s) || !is_province(s))
		return NULL;
	return s;
}

static const char *
region_why(struct arena *a, const char *typed)
{
	const char *s = ungrouped(a, typed);

	if (strlen(s) == 6 && only_digits(s))
		return N_("no province has these first two digits");
	return NULL;
}

static const char *
url(struct arena *a, const char *typed)
{
	const char *host = strstr(typed, "://");

	if (strpbrk(typed, " \t\"<>") != NULL || strstr(typed, "　") != NULL)
		return NULL;
	if (host == NULL) {
		host = strchr(typed, '.');
		if (host == NULL || host == typed || host[1] == '\0' ||
		    strpbrk(typed, "@:") != NULL)
			return NULL;
		return arena_printf(a, "https://%s", typed);
	}
	if (strncasecmp(typed, "http://", 7) != 0 &&
	    strncasecmp(typed, "https://", 8) != 0)
		return NULL;
	return host[3] != '\0' && host[3] != '/' ? typed : NULL;
}

static const char *
uscc(struct arena *a, const char *typed)
{
	const char *s = uscc_normalise(a, typed);

	return uscc_check(s, NULL) ? s : NULL;
}

static const char *
uscc_why(struct arena *a, const char *typed)
{
	const char *s = uscc_normalise(a, typed);

	if (strlen(s) != 18)
		return N_("a social credit code has 18 characters");
	if (strspn(s, DIGITS "ABCDEFGHJKLMNPQRTUWXY") != 18)
		return N_("a social credit code has only digits and letters, "
			  "none of I, O, S, V, Z");
	if (strspn(s + 2, DIGITS) < 6)
		return N_("characters 3 to 8 must be digits (the region)");
	return N_("check digit is wrong: look for a mistyped character");
}

static const struct format formats[] = {
	{ "bank", bank, NULL, N_("an account number of 6 to 32 digits") },
	{ "email", email, NULL, N_("an address like name@example.com") },
	{ "phone", phone, NULL,
	    N_("a phone number like 13800138000 or 021-68888888") },
	{ "postcode", postcode, NULL, N_("a postal code of 6 digits") },
	{ "region", region, region_why,
	    N_("a region code of 6 digits like 310000") },
	{ "url", url, NULL, N_("an address like https://example.com") },
	{ "uscc", uscc, uscc_why, N_("a social credit code of 18 characters") },
};

const struct format *
format_find(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(formats); i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

size_t
format_count(void)
{
	return ARRAY_SIZE(formats);
}

const struct format *
format_at(size_t i)
{
	return &formats[i];
}
