/* Paths of records in the book. */
#include <string.h>

#include "base/id.h"
#include "kind/kind.h"

#define ENDING ".yaml"
#define NAME_MAX_LEN 31

char *
kind_record_path(struct arena *a, const struct kind *k, const char *id)
{
	if (k->fanout == 0)
		return arena_printf(a, "%s/%s" ENDING, k->name, id);
	return arena_printf(a, "%s/%.*s/%s" ENDING, k->name, k->fanout, id, id);
}

bool
record_path_parse(const char *path, char kind[32], char id[11])
{
	const char *slash = strchr(path, '/'), *file, *folder;
	size_t n = slash ? (size_t)(slash - path) : 0;

	if (n == 0 || n > NAME_MAX_LEN)
		return false;
	memcpy(kind, path, n);
	kind[n] = '\0';
	folder = slash + 1;
	slash = strchr(folder, '/');
	file = slash ? slash + 1 : folder;
	if (strlen(file) != ID_LEN + strlen(ENDING) ||
	    strcmp(file + ID_LEN, ENDING) != 0)
		return false;
	memcpy(id, file, ID_LEN);
	id[ID_LEN] = '\0';
	/* the schema's own files may look like records */
	if (!id_valid(id) || !name_valid(kind) || strcmp(kind, "schema") == 0 ||
	    strcmp(kind, "file") == 0)
		return false;
	n = slash ? (size_t)(slash - folder) : 0;
	return n <= 2 && (n > 0) == (slash != NULL) &&
	       strncmp(folder, id, n) == 0;
}
