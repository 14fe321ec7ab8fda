#include "rec/yaml_quote.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

#define DIGITS "0123456789"

/*
 * Sources of what is a guess: https://yaml.org/type/ (1.1: null, bool, int,
 * float with base 60, timestamp, merge, value), YAML 1.2.2 section 10.3
 * (core schema: 0o17), Ruby's Psych (":symbol", "1,000").
 */
static bool
is_word(const char *s)
{
	static const char *const words[] = {
		"~",
		"=",
		"<<",
		"null",
		"y",
		"n",
		"yes",
		"no",
		"true",
		"false",
		"on",
		"off",
		".inf",
		"+.inf",
		"-.inf",
		".nan",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (strcasecmp(s, words[i]) == 0)
			return true;
	return false;
}

/* Whole and decimal numbers, base 60, exponents; s is behind the sign. */
static bool
is_decimal(const char *s)
{
	if ((*s < '0' || *s > '9') && *s != '.')
		return false;
	s += strspn(s, DIGITS "_.,:");
	if (*s == 'e' || *s == 'E') {
		s++;
		if (*s == '-' || *s == '+')
			s++;
		s += strspn(s, DIGITS "_");
	}
	return *s == '\0';
}

static bool
is_based(const char *s)
{
	if (s[0] != '0' || s[1] == '\0' || strchr("xXoObB", s[1]) == NULL)
		return false;
	return s[2] != '\0' &&
	       s[2 + strspn(s + 2, DIGITS "abcdefABCDEF_")] == '\0';
}

static bool
is_timestamp(const char *s)
{
	size_t n;

	if (strspn(s, DIGITS) != 4 || s[4] != '-')
		return false;
	n = strspn(s += 5, DIGITS);
	if (n < 1 || n > 2 || s[n] != '-')
		return false;
	s += n + 1;
	n = strspn(s, DIGITS);
	if (n < 1 || n > 2)
		return false;
	s += n;
	/* a time, and a zone */
	return s[strspn(s, DIGITS "Tt :.+-Zz")] == '\0';
}

bool
yaml_guessed(const char *s)
{
	const char *number = *s == '-' || *s == '+' ? s + 1 : s;

	if (*s == ':')
		return true;
	return is_word(s) || is_decimal(number) || is_based(number) ||
	       is_timestamp(s);
}

/* True where the plain form would not be read as one scalar, this one. */
static bool
breaks_plain(const char *s, bool flow)
{
	size_t len = strlen(s), i;

	if (len == 0 || s[0] == ' ' || s[len - 1] == ' ')
		return true;
	if (strchr("#,[]{}&*!|>'\"%@`", s[0]) != NULL)
		return true;
	if (strchr("-?:", s[0]) != NULL &&
	    (s[1] == ' ' || s[1] == '\0' || (flow && s[0] != '-')))
		return true;
	if (strncmp(s, "---", 3) == 0 || strncmp(s, "...", 3) == 0)
		return true;
	if (flow && (strpbrk(s, ",[]{}") != NULL || strcmp(s, "-") == 0))
		return true;
	for (i = 1; i < len; i++) {
		if (s[i] == ':' && (s[i + 1] == ' ' || s[i + 1] == '\0'))
			return true;
		if (s[i] == '#' && s[i - 1] == ' ')
			return true;
	}
	return false;
}

/* True for a character that only an escape can bring in. */
static bool
needs_escape(const char *s, bool *lines, bool *tab)
{
	size_t i, len = strlen(s);
	uint32_t c;
	int n;

	*lines = *tab = false;
	for (i = 0; i < len; i += (size_t)n) {
		n = utf8_decode(s + i, len - i, &c);
		if (n == 0 || utf8_is_control(c))
			return true;
		*lines |= c == '\n';
		*tab |= c == '\t';
	}
	return false;
}

/*
 * Text of blank lines only has no line to begin a block with. Blank lines
 * at the end would need "|+", which takes in any blank line that follows.
 */
static bool
fits_block(const char *s)
{
	size_t len = strlen(s);

	return s[strspn(s, " \t\n")] != '\0' &&
	       strcmp(s + len - 2, "\n\n") != 0;
}

enum quote
yaml_quote(const char *s, bool typed, bool flow)
{
	bool lines, tab;

	if (needs_escape(s, &lines, &tab))
		return QUOTE_DOUBLE;
	if (lines && (flow || !fits_block(s)))
		return QUOTE_DOUBLE;
	if (lines)
		return QUOTE_LITERAL;
	if (tab)
		return QUOTE_DOUBLE;
	if (breaks_plain(s, flow) || (!typed && yaml_guessed(s)))
		return QUOTE_SINGLE;
	return QUOTE_PLAIN;
}
