/* What the words of a command line may be. */
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "base/utf8.h"
#include "complete.h"
#include "out.h"

#define MOST 50 /* ids */

void
complete_offer(const struct complete *c, const char *candidate,
    const char *behind, const char *text)
{
	struct buf b = BUF_INIT;

	if (strncmp(candidate, c->word, strlen(c->word)) != 0)
		return;
	utf8_safe(&b, text ? text : "", false);
	out_printf("%s%s%s\t%s\n", c->before, candidate, behind, b.data);
	buf_release(&b);
}

void
complete_commands(const struct complete *c, bool of_kinds)
{
	size_t i;

	for (i = 0; i < n_cmds; i++)
		if (!cmd_is_hidden(cmds[i]) &&
		    (!of_kinds || cmds[i]->takes_kind))
			complete_offer(
			    c, cmds[i]->name, "", gettext(cmds[i]->summary));
}

void
complete_kinds(const struct complete *c)
{
	const struct kind *k;
	size_t i;

	for (i = 0; i < kinds_count(c->app->kinds); i++) {
		k = kinds_at(c->app->kinds, i);
		complete_offer(c, k->name, "", app_label(c->app, &k->label));
	}
}

void
complete_verbs(const struct complete *c, const struct kind *k)
{
	const struct verb *v;
	size_t i;

	for (i = 0; k == NULL && i < kinds_count(c->app->kinds); i++)
		complete_verbs(c, kinds_at(c->app->kinds, i));
	for (i = 0; k != NULL && i < k->n_verbs; i++) {
		v = &k->verbs[i];
		complete_offer(c, v->name, "", app_label(c->app, &v->label));
	}
}

void
complete_options(const struct complete *c, const struct opt *opts)
{
	char name[80];

	for (; opts->type != OPT_TYPE_END; opts++) {
		if (opts->help == NULL)
			continue;
		snprintf(name, sizeof(name), "--%s", opts->name);
		complete_offer(c, name,
		    opts->type == OPT_TYPE_OPTSTR ? "=" : "",
		    gettext(opts->help));
	}
}

struct offer_arg {
	const struct complete *c;
	const char *behind;
};

static int
offer_file(const char *name, void *arg)
{
	const struct offer_arg *o = arg;
	size_t n = strlen(name);

	if (n > 5 && strcmp(name + n - 5, ".yaml") == 0)
		complete_offer(o->c,
		    arena_strndup(&o->c->app->arena, name, n - 5), "", NULL);
	return 0;
}

void
complete_files(const struct complete *c, const char *folder)
{
	struct offer_arg o = { c, "" };
	struct source *s = &c->app->source;

	if (app_open(c->app, NEED_KINDS, NULL) == 0)
		s->list(s->arg, folder, offer_file, &o, NULL);
}

static int
offer_person(const struct row *row, void *arg, struct err *err)
{
	const struct offer_arg *o = arg;

	(void)err;
	if (row->v[0].type == VALUE_TEXT)
		complete_offer(o->c, row->v[0].text, "",
		    row->v[1].type == VALUE_TEXT ? row->v[1].text : "");
	return 0;
}

static void
complete_people(const struct complete *c)
{
	struct offer_arg o = { c, "" };
	const struct kind *k;
	char *sql;

	if (app_open(c->app, NEED_INDEX, NULL) < 0)
		return;
	k = kinds_person(c->app->kinds);
	if (k == NULL)
		return;
	sql = arena_printf(&c->app->arena, "SELECT %s, %s FROM %s",
	    k->person->email, k->person->name, k->plural);
	query_text(c->app->index, sql, NULL, 0, NULL, offer_person, &o, NULL);
}

static void
complete_words(const struct complete *c, const char *const *words)
{
	for (; *words != NULL; words++)
		complete_offer(c, *words, "", NULL);
}

void
complete_value(const struct complete *c, const char *name)
{
	static const char *const when[] = { "always", "auto", "never", NULL };
	static const char *const shells[] = { "bash", "fish", "zsh", NULL };
	static const char *const days[] = { "today", "yesterday", NULL };

	if (name == NULL)
		return;
	if (strcmp(name, "FORMAT") == 0)
		complete_words(c, printer_formats);
	else if (strcmp(name, "WHEN") == 0)
		complete_words(c, when);
	else if (strcmp(name, "SHELL") == 0)
		complete_words(c, shells);
	else if (strcmp(name, "EMAIL") == 0)
		complete_people(c);
	else if (strcmp(name, "REPORT") == 0)
		complete_files(c, "schema/report");
	else if (strcmp(name, "v1") == 0)
		complete_offer(c, "v1", "", NULL);
	else if (strncmp(name, "DATE", 4) == 0)
		complete_words(c, days);
}

static int
offer_id(const struct row *row, void *arg, struct err *err)
{
	const struct offer_arg *o = arg;
	struct app *app = o->c->app;
	const char *id = row->v[0].text;
	const char *title = record_title(app->index, &app->arena, id);

	(void)err;
	complete_offer(o->c, id, "", title);
	if (row->v[1].type == VALUE_TEXT && o->c->word[0] != '\0')
		complete_offer(o->c, row->v[1].text, "", title);
	return 0;
}

static void
add_states(struct buf *sql, const struct verb *verb)
{
	size_t i;

	/* names of states are [a-z0-9_] by the schema's own check */
	buf_addstr(sql, " AND state IN (");
	for (i = 0; verb->from[i] != NULL; i++)
		buf_printf(sql, "%s'%s'", i > 0 ? ", " : "", verb->from[i]);
	buf_addstr(sql, ")");
}

void
complete_ids(
    const struct complete *c, const struct kind *k, const struct verb *verb)
{
	struct value binds[3] = { 0 };
	struct offer_arg o = { c, "" };
	struct buf sql = BUF_INIT;

	/* by range, not LIKE: the indexes of id and number serve */
	buf_addstr(&sql,
	    "SELECT id, number FROM record WHERE archived IS NULL AND "
	    "(id BETWEEN ?1 AND ?2 OR number BETWEEN ?1 AND ?2)");
	if (k != NULL)
		buf_addstr(&sql, " AND kind = ?3");
	if (verb != NULL && verb->from != NULL && verb->from[0] != NULL)
		add_states(&sql, verb);
	buf_printf(&sql, " ORDER BY n DESC LIMIT %d", MOST);
	binds[0] = (struct value){ VALUE_TEXT, 0, c->word };
	binds[1] = (struct value){ VALUE_TEXT, 0,
		arena_printf(&c->app->arena, "%s\xf4\x8f\xbf\xbf", c->word) };
	if (k != NULL)
		binds[2] = (struct value){ VALUE_TEXT, 0, k->name };
	query_run(c->app->index, sql.data, binds, k != NULL ? 3 : 2, offer_id,
	    &o, NULL);
	buf_release(&sql);
}

static void
complete_field_value(
    const struct complete *c, const struct kind *k, const struct field *f)
{
	size_t i;

	/* a kind's own states may be told as choices already */
	if (strcmp(f->name, "state") == 0 && f->n_choices == 0)
		for (i = 0; i < k->n_states; i++)
			complete_offer(c, k->states[i].name, "",
			    app_label(c->app, &k->states[i].label));
	for (i = 0; i < f->n_choices; i++)
		if (!f->choices[i].retired)
			complete_offer(c, f->choices[i].key, "",
			    app_label(c->app, &f->choices[i].label));
	if (f->type == TYPE_BOOLEAN) {
		complete_offer(c, "true", "", NULL);
		complete_offer(c, "false", "", NULL);
	}
	if (f->type == TYPE_REF && f->to_list == NULL &&
	    app_open(c->app, NEED_INDEX, NULL) == 0)
		complete_ids(c, kinds_find(c->app->kinds, f->to), NULL);
}

/* The part up to the separator: "class=", "lines+=" apart. */
static const struct field *
typed_field(
    const struct complete *c, const struct kind *k, char separator, size_t *len)
{
	const char *end = strchr(c->word, separator);
	size_t n;

	if (end == NULL)
		return NULL;
	*len = (size_t)(end - c->word) + 1;
	n = strcspn(c->word, separator == ':' ? ".:" : "+-@[=");
	return kind_field(k, arena_strndup(&c->app->arena, c->word, n));
}

static void
offer_field(const struct complete *c, const struct field *f, char separator)
{
	char behind[2] = { separator, '\0' };

	if (!f->retired)
		complete_offer(
		    c, f->name, behind, app_label(c->app, &f->label));
}

void
complete_fields(const struct complete *c, const struct kind *k, char separator)
{
	const struct field *f;
	struct complete value = *c;
	size_t i, len = 0;

	f = typed_field(c, k, separator, &len);
	if (len > 0) {
		value.before = arena_strndup(&c->app->arena, c->word, len);
		value.word = c->word + len;
		if (f != NULL)
			complete_field_value(&value, k, f);
		return;
	}
	for (i = 0; i < k->n_fields; i++)
		offer_field(c, &k->fields[i], separator);
	for (i = 0; separator == ':' && i < k->n_derive; i++)
		offer_field(c, &k->derive[i].field, separator);
	for (i = 0; i < n_builtin_fields; i++)
		if (separator == ':' ||
		    strcmp(builtin_fields[i].name, "owner") == 0)
			offer_field(c, &builtin_fields[i], separator);
}
