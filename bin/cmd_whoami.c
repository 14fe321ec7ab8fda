#include <libintl.h>

#include "cmd.h"
#include "out.h"
#include "out/pairs.h"

struct roles {
	struct app *app;
	struct buf text;
};

/* "industry_manager (port, east)": a role and its scope. */
static int
add_role(const struct row *row, void *arg, struct err *err)
{
	struct roles *r = arg;
	size_t i, n = 0;

	(void)err;
	buf_addstr(&r->text, r->text.len ? "; " : "");
	for (i = 3; i < row->n; i++) {
		if (row->v[i].type != VALUE_TEXT)
			continue;
		buf_printf(&r->text,
		    n == 0   ? "%s"
		    : n == 1 ? " (%s"
			     : ", %s",
		    row->v[i].text);
		n++;
	}
	buf_addstr(&r->text, n > 1 ? ")" : "");
	return 0;
}

static int
read_roles(struct app *app, struct roles *r, struct err *err)
{
	const struct kind *k = kinds_person(app->kinds);
	struct value bind = { VALUE_TEXT, 0, app->actor.id };
	char *sql;

	if (k->person->roles == NULL)
		return 0;
	sql = arena_printf(&app->arena,
	    "SELECT r.* FROM %s_%s r WHERE r.parent = ?1 ORDER BY r.pos",
	    k->name, k->person->roles);
	return query_text(app->index, sql, &bind, 1, NULL, add_role, r, err);
}

static int
run(struct app *app, const void *args, int argc, char **argv, struct err *err)
{
	const struct kind *k = kinds_person(app->kinds);
	struct roles roles = { app, BUF_INIT };
	struct pairs p = PAIRS_INIT;
	struct buf text = BUF_INIT;
	int r = 0;

	(void)args;
	(void)argc;
	(void)argv;
	if (app->actor.email == NULL)
		return err_set(err, CRM_ECONFIG,
		    "git does not know who you are; run: git config --global "
		    "user.name NAME; git config --global user.email EMAIL");
	pairs_add(&p, gettext("identity"),
	    arena_printf(&app->arena, "%s <%s>",
		app->actor.name ? app->actor.name : "", app->actor.email));
	if (app->actor.id == NULL) {
		pairs_add(&p, gettext("person"),
		    gettext("none of this book: may read, not write"));
	} else {
		r = read_roles(app, &roles, err);
		pairs_add(&p, app_label(app, &k->label),
		    arena_printf(&app->arena, "%.*s  %s",
			record_prefix(app->index, app->actor.id), app->actor.id,
			record_title(app->index, &app->arena, app->actor.id)));
		if (roles.text.len > 0)
			pairs_add(&p, gettext("roles"), roles.text.data);
	}
	pairs_format(&p, 0, out_width(), &text);
	if (r == 0)
		out_str(text.data);
	pairs_free(&p);
	buf_release(&text);
	buf_release(&roles.text);
	return r;
}

const struct cmd cmd_whoami = {
	.name = "whoami",
	.group = GROUP_BOOK,
	.params = "",
	.summary = "show who is at work, and in which roles",
	.needs = NEED_ACTOR,
	.run = run,
};
