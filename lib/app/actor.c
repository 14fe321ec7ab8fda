#include "app/session.h"

#include <string.h>

struct person_row {
	struct app *app;
	const char *id;
};

static int
take_person(const struct row *row, void *arg, struct err *err)
{
	struct person_row *p = arg;

	(void)err;
	if (row->v[0].type == VALUE_TEXT)
		p->id = arena_strdup(&p->app->arena, row->v[0].text);
	return 0;
}

/* The id of the person with this address, or NULL. */
static int
person_by_email(
    struct app *app, const char *email, const char **ret, struct err *err)
{
	const struct kind *k = kinds_person(app->kinds);
	struct value bind = { VALUE_TEXT, 0, email };
	struct person_row p = { app, NULL };
	char *sql;
	int r;

	*ret = NULL;
	if (k == NULL || email == NULL)
		return 0;
	sql = arena_printf(&app->arena,
	    "SELECT id FROM %s WHERE lower(%s) = lower(?1) LIMIT 1", k->plural,
	    k->person->email);
	r = query_text(app->index, sql, &bind, 1, NULL, take_person, &p, err);
	*ret = p.id;
	return r;
}

static int
count_people(struct app *app, int64_t *ret, struct err *err)
{
	const struct kind *k = kinds_person(app->kinds);
	struct value v;
	char *sql;
	int r;

	sql = arena_printf(&app->arena,
	    "SELECT count(*) FROM record WHERE kind = '%s'", k->name);
	r = query_value(app->index, &app->arena, sql, NULL, 0, &v, err);
	*ret = r == 0 && v.type == VALUE_INT ? v.i : 0;
	return r;
}

/* --as takes an address, or anything that names the person's record. */
static int
open_as(struct app *app, struct err *err)
{
	const struct kind *k = kinds_person(app->kinds);
	struct scope scope = { k, NULL };
	struct found f;
	struct value v;
	int64_t people = 0;
	int ret;

	if (!kinds_book(app->kinds)->demo)
		return err_set(err, CRM_EPERM,
		    "--as works only in a demo book; who you are is your "
		    "git identity (user.name, user.email)");
	ret = person_by_email(app, app->as, &app->actor.id, err);
	if (ret < 0)
		return ret;
	if (app->actor.id == NULL)
		ret = count_people(app, &people, err);
	/* the first person of a demo book makes his own record */
	if (ret == 0 && app->actor.id == NULL && people == 0) {
		app->actor.email = app->actor.name = app->as;
		app->actor.as = true;
		return 0;
	}
	if (app->actor.id == NULL) {
		ret = app_find(app, k, app->as, &f, NULL, err);
		if (ret < 0)
			return ret;
		app->actor.id = f.id;
	}
	ret = expr_eval(app->index, &app->arena, &scope, app->actor.id, NULL,
	    k->person->email, &v, err);
	app->actor.email = v.type == VALUE_TEXT ? v.text : app->as;
	app->actor.as = true;
	return ret;
}

/* What the person's record says of name, service and being active. */
static int
read_person(struct app *app, struct err *err)
{
	const struct kind *k = kinds_person(app->kinds);
	struct scope scope = { k, NULL };
	struct actor *a = &app->actor;
	struct value v;
	bool active = true;
	int ret;

	ret = expr_eval(app->index, &app->arena, &scope, a->id, NULL,
	    k->person->name, &v, err);
	if (ret == 0 && v.type == VALUE_TEXT)
		a->name = v.text;
	if (ret == 0 && k->person->service != NULL)
		ret = expr_true(app->index, &scope, a->id, k->person->service,
		    false, &a->service, err);
	if (ret == 0 && k->person->active != NULL)
		ret = expr_true(app->index, &scope, a->id, k->person->active,
		    false, &active, err);
	if (ret == 0 && !active)
		a->id = NULL;
	return ret;
}

void
identity_read(struct app *app, const char **name, const char **email)
{
	store_identity(app->store, &app->arena, name, email);
	if (app->env_name != NULL)
		*name = app->env_name;
	if (app->env_email != NULL)
		*email = app->env_email;
}

int
actor_open(struct app *app, struct err *err)
{
	struct actor *a = &app->actor;
	int ret;

	memset(a, 0, sizeof(*a));
	identity_read(app, &a->real_name, &a->real_email);
	a->name = a->real_name;
	a->email = a->real_email;
	if (kinds_person(app->kinds) == NULL)
		return 0;
	if (app->as != NULL)
		ret = open_as(app, err);
	else
		ret = person_by_email(app, a->email, &a->id, err);
	if (ret == 0 && a->id != NULL)
		ret = read_person(app, err);
	return ret;
}

int
actor_need(struct app *app, struct err *err)
{
	const struct kind *k = kinds_person(app->kinds);
	const struct actor *a = &app->actor;
	int64_t people;
	int ret;

	if (a->email == NULL || a->name == NULL)
		return err_set(err, CRM_ECONFIG,
		    "git does not know who you are; run: git config --global "
		    "user.name NAME; git config --global user.email EMAIL");
	if (a->id != NULL || k == NULL)
		return 0;
	ret = count_people(app, &people, err);
	if (ret < 0 || people == 0)
		return ret;
	return err_set(err, CRM_EPERM,
	    "%s <%s> is no active %s of this book; one who is can add you: "
	    "crm %s new %s=NAME %s=%s",
	    a->name, a->email, k->name, k->name, k->person->name,
	    k->person->email, a->email);
}
