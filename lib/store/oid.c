#include <string.h>

#include "store/repo.h"

_Static_assert(sizeof(struct oid) == sizeof(git_oid), "SHA-1 object ids");

bool
oid_equal(const struct oid *a, const struct oid *b)
{
	return memcmp(a->b, b->b, sizeof(a->b)) == 0;
}

bool
oid_is_zero(const struct oid *a)
{
	static const struct oid zero;

	return oid_equal(a, &zero);
}

void
oid_hex(char ret[41], const struct oid *a)
{
	static const char digit[] = "0123456789abcdef";

	for (int i = 0; i < 20; i++) {
		ret[2 * i] = digit[a->b[i] >> 4];
		ret[2 * i + 1] = digit[a->b[i] & 15];
	}
	ret[40] = '\0';
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

bool
oid_parse(const char *hex, struct oid *ret)
{
	struct oid id;

	for (int i = 0; i < 20; i++) {
		int high = hex_value(hex[2 * i]);
		int low = high < 0 ? -1 : hex_value(hex[2 * i + 1]);

		if (low < 0)
			return false;
		id.b[i] = high << 4 | low;
	}
	if (hex[40] != '\0')
		return false;
	*ret = id;
	return true;
}

const git_oid *
oid_git(const struct oid *a)
{
	return (const git_oid *)a;
}

void
oid_from_git(struct oid *ret, const git_oid *a)
{
	memcpy(ret->b, a, sizeof(ret->b));
}

void
oid_of_blob(const void *data, size_t n, struct oid *ret)
{
	git_oid id;

	if (git_odb_hash(&id, data, n, GIT_OBJECT_BLOB) < 0)
		memset(&id, 0, sizeof(id));
	oid_from_git(ret, &id);
}
