#include "app/list.h"

/* The "+" keeps SQLite off the index of kinds: bad records are few. */
const char *
list_unread_sql(struct arena *a, const struct kind *k, const char *what)
{
	return arena_printf(a,
	    "SELECT %s FROM record WHERE +kind = ?1 AND bad IS NOT NULL AND "
	    "n NOT IN (SELECT n FROM \"_%s\") ORDER BY path",
	    what, k->name);
}

int
list_bad(struct app *app, const struct kind *k, int64_t *ret, struct err *err)
{
	struct value bind = { VALUE_TEXT, 0, k ? k->name : "" }, v;
	struct arena a = ARENA_INIT;
	int r;

	r = query_value(app->index, &a,
	    k ? "SELECT count(*) FROM record WHERE bad IS NOT NULL AND "
		"+kind = ?1"
	      : "SELECT count(*) FROM record WHERE bad IS NOT NULL",
	    &bind, k ? 1 : 0, &v, err);
	*ret = r == 0 && v.type == VALUE_INT ? v.i : 0;
	arena_free(&a);
	return r;
}

int
list_say_bad(
    struct app *app, const struct kind *k, bool listed, struct err *err)
{
	int64_t n;
	int r = list_bad(app, k, &n, err);

	if (r < 0 || n == 0)
		return r;
	if (k == NULL)
		app_say(app, SAY_WARNING,
		    "bad records in the book: %lld; what cannot be read in "
		    "them is left out here; see: crm check",
		    (long long)n);
	else if (listed)
		app_say(app, SAY_WARNING,
		    "bad records of %s: %lld (a list marks them \"!\"); see: "
		    "crm check",
		    k->name, (long long)n);
	else
		app_say(app, SAY_WARNING,
		    "bad records of %s: %lld; what cannot be read in them "
		    "fits no condition; see: crm check",
		    k->name, (long long)n);
	return 0;
}

int
list_count(struct app *app, const struct kind *k, const struct list_args *args,
    const char *const *terms, size_t n, int64_t *ret, struct err *err)
{
	struct value bind = { VALUE_TEXT, 0, k->name }, v = { 0 };
	struct filter f = { .sql = BUF_INIT };
	bool bare = n == 0 && args->where == NULL;
	struct arena a = ARENA_INIT;
	const char *sql;
	int r;

	*ret = 0;
	r = list_filter(app, &a, k, args, terms, n, &f, err);
	if (r == 0)
		r = list_compile(
		    app->index, &a, k, NULL, 0, NULL, 0, &f, 0, &sql, err);
	if (r == 0)
		r = query_value(app->index, &a,
		    arena_printf(&a, "SELECT count(*) FROM (%s)", sql), f.binds,
		    f.n, &v, err);
	if (r == 0)
		*ret = v.i;
	if (r == 0 && bare)
		r = query_value(app->index, &a,
		    list_unread_sql(&a, k, "count(*)"), &bind, 1, &v, err);
	if (r == 0 && bare)
		*ret += v.i;
	filter_free(&f);
	arena_free(&a);
	return r == 0 ? list_say_bad(app, k, bare, err) : r;
}
