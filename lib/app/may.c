#include <string.h>

#include "app/flow.h"

int
may_superior(struct app *app, struct arena *a, const char *person,
    const char **ret, struct err *err)
{
	const struct kind *k = kinds_person(app->kinds);
	struct scope scope = { k, NULL };
	struct value v;
	int r;

	*ret = NULL;
	if (k == NULL || k->person->superior == NULL || person == NULL)
		return 0;
	r = expr_eval(
	    app->index, a, &scope, person, NULL, k->person->superior, &v, err);
	if (r == 0 && v.type == VALUE_TEXT)
		*ret = v.text;
	return r;
}

/* Is `person` above `below` in the chain of superiors? */
static int
is_superior(struct app *app, const char *person, const char *below, bool *ret,
    struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *up = below;
	int i, r = 0;

	*ret = false;
	for (i = 0; r == 0 && up != NULL && !*ret && i < 12; i++) {
		r = may_superior(app, &a, up, &up, err);
		*ret = up != NULL && strcmp(up, person) == 0;
	}
	arena_free(&a);
	return r;
}

struct role_arg {
	const struct kind *k;
	const struct node *rec;
	const char *const *match; /* scope keys that count; NULL = all */
	bool found;
};

/* A role's row fits if each scope key it fills equals the record's. */
static int
role_row(const struct row *row, void *arg, struct err *err)
{
	static const char *const own[] = { "parent", "row", "pos", "role" };
	struct role_arg *r = arg;
	size_t i, j;

	(void)err;
	for (i = 0; i < row->n; i++) {
		const char *have;

		for (j = 0; j < ARRAY_SIZE(own); j++)
			if (strcmp(row->names[i], own[j]) == 0)
				break;
		if (j < ARRAY_SIZE(own) || row->v[i].type != VALUE_TEXT ||
		    kind_field(r->k, row->names[i]) == NULL)
			continue;
		have = node_text(r->rec, row->names[i]);
		if (have == NULL || strcmp(have, row->v[i].text) != 0)
			return 0;
	}
	r->found = true;
	return 0;
}

int
may_role(struct app *app, const struct kind *k, const struct node *rec,
    const char *person, const char *role, const char *const *match, bool *ret,
    struct err *err)
{
	const struct kind *p = kinds_person(app->kinds);
	struct role_arg arg = { k, rec, match, false };
	struct value binds[2] = { { VALUE_TEXT, 0, person },
		{ VALUE_TEXT, 0, role } };
	char *sql;
	int r;

	*ret = false;
	if (p == NULL || p->person->roles == NULL || person == NULL)
		return 0;
	sql = xasprintf("SELECT r.* FROM %s_%s r WHERE r.parent = ?1 "
			"AND r.role = ?2",
	    p->name, p->person->roles);
	r = query_text(app->index, sql, binds, 2, NULL, role_row, &arg, err);
	freep(&sql);
	*ret = arg.found;
	return r;
}

static bool
same_person(const struct node *rec, const char *field, const char *person)
{
	const char *v = node_text(rec, field);

	return v != NULL && person != NULL && strcmp(v, person) == 0;
}

/* Any reference to the person in the rows of the list `team`. */
static bool
team_has(const struct node *rec, const char *person)
{
	const struct node *rows = node_get(rec, "team");
	size_t i, j;

	for (i = 0; rows != NULL && i < rows->n; i++) {
		const struct node *row = rows->items ? rows->items[i] : NULL;

		if (row == NULL || person == NULL)
			continue;
		if (row->type == NODE_SCALAR && strcmp(row->text, person) == 0)
			return true;
		for (j = 0; row->type == NODE_MAP && j < row->n; j++)
			if (same_person(row, row->pairs[j].key, person))
				return true;
	}
	return false;
}

/* The team of the record, or of the one that it inherits from. */
static int
in_team(struct app *app, const struct kind *k, const struct node *rec,
    const char *person, bool *ret, struct err *err)
{
	const char *up =
	    k->inherit.from ? node_text(rec, k->inherit.from) : NULL;
	struct arena a = ARENA_INIT;
	struct buf text = BUF_INIT;
	struct node *parent = NULL;
	struct found f;

	*ret = team_has(rec, person);
	if (!*ret && up != NULL && record_get(app->index, &a, up, &f) == 0 &&
	    app_read(app, &a, f.path, &text, &parent, NULL) == 0)
		*ret = team_has(parent, person);
	(void)err;
	buf_release(&text);
	arena_free(&a);
	return 0;
}

static int
may_one(struct app *app, const struct kind *k, const struct node *rec,
    const char *person, const struct by *by, bool *ret, struct err *err)
{
	const char *owner = node_text(rec, "owner");

	*ret = false;
	switch (by->type) {
	case BY_ANYONE: *ret = person != NULL; return 0;
	case BY_OWNER: *ret = same_person(rec, "owner", person); return 0;
	case BY_CREATOR:
		*ret = same_person(rec, "created_by", person);
		return 0;
	case BY_ASSIGNEE: *ret = same_person(rec, by->name, person); return 0;
	case BY_TEAM: return in_team(app, k, rec, person, ret, err);
	case BY_SUPERIOR:
		if (owner == NULL || person == NULL)
			return 0;
		return is_superior(app, person, owner, ret, err);
	case BY_ROLE:
		return may_role(app, k, rec, person, by->name, NULL, ret, err);
	}
	return CRM_EBUG;
}

int
may_by(struct app *app, const struct kind *k, const struct node *rec,
    const char *person, const struct by *by, size_t n, bool *ret,
    struct err *err)
{
	static const struct by owner = { BY_OWNER, "owner" };
	size_t i;
	int r = 0;

	if (n == 0)
		return may_one(app, k, rec, person, &owner, ret, err);
	*ret = false;
	for (i = 0; r == 0 && i < n && !*ret; i++)
		r = may_one(app, k, rec, person, &by[i], ret, err);
	return r;
}

struct who_arg {
	struct app *app;
	struct arena *a;
	const struct kind *k;
	const struct node *rec;
	const char *role;
	struct buf names;
};

static int
who_row(const struct row *row, void *arg, struct err *err)
{
	struct who_arg *w = arg;
	bool fits;
	int r;

	r = may_role(
	    w->app, w->k, w->rec, row->v[0].text, w->role, NULL, &fits, err);
	if (r < 0 || !fits)
		return r;
	buf_printf(&w->names, "%s%s", w->names.len ? ", " : "",
	    row->v[1].type == VALUE_TEXT ? row->v[1].text : "");
	return 0;
}

const char *
may_who(struct app *app, struct arena *a, const struct kind *k,
    const struct node *rec, const char *role)
{
	const struct kind *p = kinds_person(app->kinds);
	struct who_arg w = { app, a, k, rec, role, BUF_INIT };
	struct value bind = { VALUE_TEXT, 0, role };
	const char *ret;
	char *sql;

	if (p == NULL || p->person->roles == NULL)
		return role;
	sql = arena_printf(a,
	    "SELECT e.id, e.%s FROM %s e WHERE e.id IN "
	    "(SELECT r.parent FROM %s_%s r WHERE r.role = ?1) ORDER BY 2",
	    p->person->name, p->plural, p->name, p->person->roles);
	query_text(app->index, sql, &bind, 1, NULL, who_row, &w, NULL);
	ret = w.names.len ? arena_printf(a, "%s (%s)", w.names.data, role)
			  : arena_printf(a, "nobody yet (%s)", role);
	buf_release(&w.names);
	return ret;
}
