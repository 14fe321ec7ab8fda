#include "app/doctor.h"

#include <libintl.h>
#include <string.h>

#include "app/list.h"

struct doctor {
	struct app *app;
	doctor_fn each;
	void *arg;
};

static void
tell(struct doctor *d, enum health how, const char *what, const char *text,
    const char *mend)
{
	d->each(how, gettext(what), text, mend, d->arg);
}

/* Opens a part of the session; what keeps it closed is told. */
static bool
opens(struct doctor *d, int needs, const char *what, const char *mend)
{
	struct err why = ERR_INIT;
	bool ok = app_open(d->app, needs, &why) == 0;

	if (!ok)
		tell(d, HEALTH_FAIL, what, why.text ? why.text : "?", mend);
	err_clear(&why);
	return ok;
}

static void
check_store(struct doctor *d)
{
	struct app *app = d->app;
	char hex[41];

	tell(d, HEALTH_OK, N_("repository"),
	    arena_printf(&app->arena,
		store_is_bare(app->store) ? gettext("%s (bare)") : "%s",
		store_git_dir(app->store)),
	    NULL);
	if (store_needs_recovery(app->store))
		tell(d, HEALTH_WARN, N_("journal"),
		    gettext("a run was killed, or is at work"),
		    gettext("the next command that writes finishes it"));
	oid_hex(hex, snap_commit(app->snap));
	tell(d, HEALTH_OK, N_("commit"), arena_strdup(&app->arena, hex), NULL);
}

static void
check_schema(struct doctor *d)
{
	struct app *app = d->app;
	const struct book *b = kinds_book(app->kinds);
	size_t errors = diag_count(&app->schema_diag, LEVEL_ERROR);

	tell(d, HEALTH_OK, N_("book"),
	    arena_printf(&app->arena,
		gettext("%s, format %d, %s, time zone %s%s"), b->name,
		b->format, b->currency, b->time_zone,
		b->demo ? gettext(", a demo: --as works") : ""),
	    NULL);
	if (errors > 0)
		tell(d, HEALTH_FAIL, N_("schema"),
		    arena_printf(&app->arena, gettext("%zu mistakes"), errors),
		    "crm check --schema");
	else
		tell(d, HEALTH_OK, N_("schema"),
		    arena_printf(&app->arena, gettext("%zu kinds"),
			kinds_count(app->kinds)),
		    NULL);
}

static void
check_index(struct doctor *d)
{
	struct app *app = d->app;
	struct value v = { 0 };
	int64_t bad = 0;

	if (query_value(app->index, &app->arena, "SELECT count(*) FROM record",
		NULL, 0, &v, NULL) < 0 ||
	    list_bad(app, NULL, &bad, NULL) < 0) {
		tell(d, HEALTH_FAIL, N_("index"), gettext("it cannot be read"),
		    "crm reindex");
		return;
	}
	tell(d, HEALTH_OK, N_("index"),
	    arena_printf(
		&app->arena, gettext("fresh, %lld records"), (long long)v.i),
	    NULL);
	if (bad > 0)
		tell(d, HEALTH_WARN, N_("records"),
		    arena_printf(
			&app->arena, gettext("%lld are bad"), (long long)bad),
		    "crm check");
}

static void
check_identity(struct doctor *d)
{
	struct actor *a = &d->app->actor;

	if (a->name == NULL || a->email == NULL) {
		tell(d, HEALTH_FAIL, N_("identity"),
		    gettext("git does not know who you are"),
		    "git config --global user.name NAME; git config --global "
		    "user.email EMAIL");
		return;
	}
	tell(d, HEALTH_OK, N_("identity"),
	    arena_printf(&d->app->arena, "%s <%s>", a->name, a->email), NULL);
	if (kinds_person(d->app->kinds) == NULL)
		return;
	if (a->id != NULL)
		tell(d, HEALTH_OK, N_("person"),
		    record_title(d->app->index, &d->app->arena, a->id), NULL);
	else
		tell(d, HEALTH_WARN, N_("person"),
		    gettext("no active person of this book has your address: "
			    "you can read but not write"),
		    gettext("ask one who can to add you"));
}

static void
check_hand_edits(struct doctor *d)
{
	struct arena a = ARENA_INIT;
	struct err why = ERR_INIT;
	struct hand_edit *v;
	size_t n = 0;

	if (store_is_bare(d->app->store))
		return;
	if (store_hand_edits(d->app->store, d->app->snap, &a, &v, &n, &why) < 0)
		tell(d, HEALTH_FAIL, N_("work tree"), why.text ? why.text : "?",
		    "git status");
	else if (n > 0)
		tell(d, HEALTH_WARN, N_("work tree"),
		    arena_printf(&d->app->arena,
			gettext("%zu files are edited and not recorded"), n),
		    "crm status");
	else
		tell(d, HEALTH_OK, N_("work tree"), gettext("as committed"),
		    NULL);
	err_clear(&why);
	arena_free(&a);
}

void
doctor_run(struct app *app, doctor_fn each, void *arg)
{
	struct doctor d = { app, each, arg };

	if (!opens(&d, APP_STORE, N_("repository"),
		gettext("go to a book, or make one: crm init DIR")) ||
	    !opens(&d, APP_BOOK, N_("book"),
		gettext("go to a book, or make one: crm init DIR")))
		return;
	check_store(&d);
	if (!opens(&d, APP_KINDS, N_("schema"), "crm check --schema"))
		return;
	check_schema(&d);
	if (!opens(&d, APP_INDEX, N_("index"), "crm reindex"))
		return;
	check_index(&d);
	if (opens(&d, APP_ACTOR, N_("identity"), NULL))
		check_identity(&d);
	check_hand_edits(&d);
}
