#include "base/uscc.h"

#include <string.h>

#include "base/utf8.h"

#define LEN 18
#define INNER_AT 8
#define INNER_LEN 8

char *
uscc_normalise(struct arena *a, const char *text)
{
	char *s = utf8_fold(a, text), *from, *to;

	for (from = to = s; *from != '\0'; from++) {
		if (*from == ' ' || *from == '-')
			continue;
		*to++ =
		    *from >= 'a' && *from <= 'z' ? *from - ('a' - 'A') : *from;
	}
	*to = '\0';
	return s;
}

/* GB 11714: values 0-9, A = 10 to Z = 35; X stands for 10, 0 for 11. */
static bool
inner_check(const char *s)
{
	static const int weights[INNER_LEN] = { 3, 7, 9, 10, 5, 8, 4, 2 };
	int i, sum = 0;

	for (i = 0; i < INNER_LEN; i++)
		sum +=
		    weights[i] * (s[i] <= '9' ? s[i] - '0' : s[i] - 'A' + 10);
	return s[INNER_LEN] == "0X987654321"[sum % 11];
}

bool
uscc_check(const char *s, bool *inner_ok)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	int i, sum = 0, weight = 1;

	if (inner_ok != NULL)
		*inner_ok = false;
	if (strlen(s) != LEN || strspn(s, alphabet) != LEN ||
	    strspn(s + 2, "0123456789") < 6)
		return false;
	for (i = 0; i < LEN - 1; i++) {
		sum += weight * (int)(strchr(alphabet, s[i]) - alphabet);
		weight = weight * 3 % 31;
	}
	if (s[LEN - 1] != alphabet[(31 - sum % 31) % 31])
		return false;
	if (inner_ok != NULL)
		*inner_ok = inner_check(s + INNER_AT);
	return true;
}
