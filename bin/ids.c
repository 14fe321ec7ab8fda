#include "ids.h"

#include "base/id.h"
#include "cmd.h"

int
ids_kind(struct app *app, int *argc, char ***argv, bool alone,
    const struct kind **ret, struct err *err)
{
	int r;

	*ret = NULL;
	if (*argc < (alone ? 1 : 2))
		return 0;
	r = app_open(app, NEED_KINDS, err);
	if (r < 0)
		return r;
	*ret = kinds_lookup(app->kinds, (*argv)[0]);
	if (*ret != NULL) {
		++*argv;
		--*argc;
	}
	return 0;
}

int
ids_find(struct app *app, const struct kind *k, int argc, char **argv,
    const char *const **ret, struct err *err)
{
	const char **ids;
	struct found f;
	int i, r = 0;

	*ret = ids =
	    arena_zalloc(&app->arena, ((size_t)argc + 1) * sizeof(*ids));
	if (argc > 0)
		r = app_open(app, NEED_INDEX, err);
	for (i = 0; r == 0 && i < argc; i++) {
		ids[i] = argv[i];
		if (id_valid(argv[i]))
			continue;
		r = app_find(app, k, argv[i], &f, NULL, err);
		ids[i] = f.id;
	}
	return r;
}
