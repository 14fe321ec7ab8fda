#include "app/entry.h"

#include <ctype.h>
#include <string.h>

/* "Key: value" */
static bool
is_trailer(const char *line)
{
	const char *p = line;

	while (isalnum((unsigned char)*p) || *p == '-')
		p++;
	return p > line && p[0] == ':' && p[1] == ' ';
}

/* The last paragraph, if all its lines are trailers; else the end. */
static const char *
trailers(const char *message)
{
	const char *end = message + strlen(message), *start, *p;

	while (end > message && end[-1] == '\n')
		end--;
	start = end;
	while (start > message &&
	       !(start[-1] == '\n' && start > message + 1 && start[-2] == '\n'))
		start--;
	for (p = start; p < end; p += strcspn(p, "\n") + 1)
		if (!is_trailer(p))
			return end;
	return start > message ? start : end;
}

const char *
entry_trailer(struct arena *a, const char *message, const char *key)
{
	const char *p = trailers(message);
	size_t len = strlen(key), n;

	for (; *p != '\0'; p += n + (p[n] == '\n')) {
		n = strcspn(p, "\n");
		if (strncmp(p, key, len) == 0 && p[len] == ':' &&
		    p[len + 1] == ' ')
			return arena_strndup(a, p + len + 2, n - len - 2);
	}
	return NULL;
}

static const char *
body(struct arena *a, const char *message)
{
	const char *start = message + strcspn(message, "\n");
	const char *end = trailers(message);

	while (*start == '\n')
		start++;
	while (end > start && end[-1] == '\n')
		end--;
	return end > start ? arena_strndup(a, start, (size_t)(end - start))
			   : "";
}

void
entry_take(struct arena *a, const struct commit_info *info, struct entry *ret)
{
	char hex[41];

	oid_hex(hex, &info->id);
	memset(ret, 0, sizeof(*ret));
	ret->commit = arena_strdup(a, hex);
	ret->time = info->time;
	ret->author = info->author;
	ret->email = info->email;
	ret->subject =
	    arena_strndup(a, info->message, strcspn(info->message, "\n"));
	ret->text = body(a, info->message);
	ret->op = entry_trailer(a, info->message, "Crm-Op");
	if (ret->op == NULL)
		ret->op = "";
	ret->reason = entry_trailer(a, info->message, "Crm-Reason");
}

int
entry_read(struct app *app, struct arena *a, const struct oid *commit,
    struct entry *ret, struct err *err)
{
	struct commit_info info;
	int r = store_commit_info(app->store, a, commit, &info, err);

	if (r == 0)
		entry_take(a, &info, ret);
	return r;
}
