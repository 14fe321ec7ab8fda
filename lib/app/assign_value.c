#include <string.h>

#include "app/assign.h"

/* "DD20261123-0001/1": a record, and a row of it by id or position. */
static int
row_value(struct app *app, struct arena *a, const struct field *f,
    const char *typed, const char **ret, struct err *err)
{
	const char *slash = strrchr(typed, '/');
	struct value binds[2], v;
	struct found found;
	char *sql;
	int r;

	if (slash == NULL)
		return err_set(err, CRM_EDATA,
		    "'%s': name a row of %s.%s as RECORD/ROW, ROW being its "
		    "id or its place from 1",
		    typed, f->to, f->to_list);
	r = record_find(app->index, a, f->to,
	    arena_strndup(a, typed, (size_t)(slash - typed)), &found, err);
	if (r < 0)
		return r;
	sql = arena_printf(a,
	    "SELECT row FROM \"_%s__%s\" WHERE n = (SELECT n FROM record "
	    "WHERE id = ?1) AND (row = ?2 OR CAST(pos AS TEXT) = ?2)",
	    f->to, f->to_list);
	binds[0] = (struct value){ VALUE_TEXT, 0, found.id };
	binds[1] = (struct value){ VALUE_TEXT, 0, slash + 1 };
	r = query_value(app->index, a, sql, binds, 2, &v, err);
	if (r < 0)
		return r;
	if (v.type != VALUE_TEXT)
		return err_set(err, CRM_ENOENT, "'%s' has no row '%s' in '%s'",
		    found.id, slash + 1, f->to_list);
	*ret = arena_printf(a, "%s/%s", found.id, v.text);
	return 0;
}

static int
ref_value(struct app *app, struct arena *a, const struct field *f,
    const char *typed, const char **ret, struct err *err)
{
	const struct kind *person = kinds_person(app->kinds);
	struct found found;
	int r;

	if (strcmp(typed, "me") == 0 && app->actor.id != NULL &&
	    person != NULL && strcmp(f->to, person->name) == 0) {
		*ret = app->actor.id;
		return 0;
	}
	r = record_find(app->index, a, strcmp(f->to, "*") == 0 ? NULL : f->to,
	    typed, &found, err);
	if (r == 0)
		*ret = found.id;
	return r;
}

int
assign_value(struct app *app, struct arena *a, const struct field *f,
    const char *typed, const char **ret, struct err *err)
{
	int r;

	if (f->type != TYPE_REF)
		r = type_input(a, f, typed, app->today, ret, err);
	else if (f->to_list != NULL)
		r = row_value(app, a, f, typed, ret, err);
	else
		r = ref_value(app, a, f, typed, ret, err);
	if (r < 0)
		err_prefix(err, "%s", f->name);
	return r;
}
