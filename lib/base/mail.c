#include "base/phone.h"

#include <string.h>

#define MAIL_MAX 254 /* RFC 5321, 4.5.3.1 */
#define LOCAL_MAX 64
#define LABEL_MAX 63

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* Letters of any script stand for themselves (bytes from 0x80). */
static bool
all_of(const char *s, size_t n, const char *set)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x80 && strchr(set, s[i]) == NULL)
			return false;
	return true;
}

static bool
is_label(const char *s, size_t n)
{
	return n >= 1 && n <= LABEL_MAX && s[0] != '-' && s[n - 1] != '-' &&
	       all_of(s, n, LETTERS DIGITS "-");
}

static bool
is_domain(const char *s)
{
	size_t n;

	for (;;) {
		n = strcspn(s, ".");
		if (!is_label(s, n))
			return false;
		if (s[n] == '\0')
			break;
		s += n + 1;
		if (strchr(s, '.') == NULL)
			return is_label(s, strlen(s)) && strlen(s) >= 2 &&
			       strspn(s, DIGITS) < strlen(s);
	}
	return false;
}

static bool
is_local(const char *s, size_t n)
{
	size_t i;

	if (n < 1 || n > LOCAL_MAX || s[0] == '.' || s[n - 1] == '.')
		return false;
	for (i = 1; i < n; i++)
		if (s[i] == '.' && s[i - 1] == '.')
			return false;
	return all_of(s, n, LETTERS DIGITS "!#$%&'*+-/=?^_`{|}~.");
}

bool
email_plausible(const char *s)
{
	const char *at = strchr(s, '@');

	return at != NULL && strlen(s) <= MAIL_MAX &&
	       is_local(s, (size_t)(at - s)) && is_domain(at + 1);
}

bool
postcode_valid(const char *s)
{
	return strlen(s) == 6 && strspn(s, DIGITS) == 6 &&
	       strcmp(s, "000000") != 0;
}
