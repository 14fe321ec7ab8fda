#include "app/record.h"

#include <string.h>

#include "app/assign.h"
#include "app/flow.h"
#include "base/date.h"

static const struct label word_new = { { "new", "新建" } };
static const struct label word_set = { { "set", "修改" } };
static const struct label word_archive = { { "archive", "归档" } };
static const struct label word_restore = { { "restore", "取消归档" } };
static const struct label word_edit = { { "edit", "编辑" } };

/* The staged record of anything a person typed. */
static int
get(struct change *c, const char *id, struct staged **ret, struct err *err)
{
	const struct kind *k;
	struct found f;
	int r;

	r = app_find(c->app, NULL, id, &f, &k, err);
	if (r < 0)
		return r;
	if (k == NULL)
		return err_set(err, CRM_EDATA,
		    "this book's schema has no kind '%s'", f.kind);
	return change_get(c, k, f.id, ret, err);
}

/* A record that is made must have what is required: named all at once. */
static int
check_required(struct change *c, struct staged *s, struct err *err)
{
	struct buf missing = BUF_INIT;
	size_t i;

	for (i = 0; i < s->kind->n_fields; i++) {
		const struct field *f = &s->kind->fields[i];

		if (f->required && node_empty(node_get(s->now, f->name)))
			buf_printf(&missing, "%s%s (%s)",
			    missing.len ? ", " : "", f->name,
			    app_label(c->app, &f->label));
	}
	if (missing.len == 0)
		return 0;
	err_set(
	    err, CRM_EDATA, "a new %s needs: %s", s->kind->name, missing.data);
	buf_release(&missing);
	return CRM_EDATA;
}

int
record_new(struct change *c, void *arg, struct err *err)
{
	struct record_new *n = arg;
	struct staged *s;
	int r;

	r = change_create(c, n->kind, &s, err);
	if (r < 0)
		return r;
	change_names(c, n->kind->name, "new", &word_new, s->id);
	r = assign_words(c, s, n->argc, n->argv, err);
	if (r == 0)
		r = change_defaults(c, s, err);
	if (r == 0)
		r = check_required(c, s, err);
	if (r == 0 && n->kind->number.at != NULL &&
	    strcmp(n->kind->number.at, "new") == 0)
		r = number_issue(c, s, err);
	n->id = arena_strdup(&c->app->arena, s->id);
	return r;
}

int
record_set(struct change *c, void *arg, struct err *err)
{
	const struct record_set *set = arg;
	struct staged *s;
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < set->n; i++) {
		r = get(c, set->ids[i], &s, err);
		if (r < 0)
			return r;
		change_names(c, s->kind->name, "set", &word_set, s->id);
		r = assign_words(c, s, set->argc, set->argv, err);
		if (r == 0)
			r = change_defaults(c, s, err);
	}
	return r;
}

int
record_archive(struct change *c, void *arg, struct err *err)
{
	const struct record_archive *a = arg;
	struct staged *s;
	char today[11];
	size_t i;
	int r = 0;

	date_format(today, c->app->today);
	for (i = 0; r == 0 && i < a->n; i++) {
		r = get(c, a->ids[i], &s, err);
		if (r < 0)
			return r;
		change_names(c, s->kind->name,
		    a->restore ? "restore" : "archive",
		    a->restore ? &word_restore : &word_archive, s->id);
		s->unfrozen = true;
		r = change_set_text(
		    c, s, "archived", a->restore ? NULL : today, err);
		s->unfrozen = false;
	}
	return r;
}

int
record_text(struct change *c, void *arg, struct err *err)
{
	const struct record_text *t = arg;
	struct staged *s;
	int r;

	r = get(c, t->id, &s, err);
	if (r < 0)
		return r;
	change_names(c, s->kind->name, "edit", &word_edit, s->id);
	r = change_bytes(c, s, t->text, t->len, err);
	return r < 0 ? r : frozen_check(c, s, err);
}
