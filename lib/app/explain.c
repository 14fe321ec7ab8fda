#include "app/explain.h"

#include <libintl.h>
#include <string.h>

#include "app/explain_part.h"
#include "base/word.h"

static const struct step *
find_step(const struct kind *k, const char *id)
{
	size_t i;

	for (i = 0; k->ladder != NULL && i < k->ladder->n_steps; i++)
		if (strcmp(k->ladder->steps[i].id, id) == 0)
			return &k->ladder->steps[i];
	return NULL;
}

/* "lines.amount": derived in a list's rows. */
static const struct derive *
row_derive(const struct app *app, const struct kind *k, const char *path)
{
	const char *dot = strchr(path, '.');
	struct arena *a = (struct arena *)&app->arena;
	const struct field *list;

	if (dot == NULL)
		return NULL;
	list = kind_field(k, arena_strndup(a, path, (size_t)(dot - path)));
	return list ? field_derive(list, dot + 1) : NULL;
}

/* A name may be a field and a verb or state, too: all are told. */
static bool
explain_part(
    struct app *app, const struct kind *k, const char *name, struct pairs *p)
{
	const struct field *sub = NULL, *f;
	const struct derive *d = kind_derive(k, name);
	const struct verb *v = kind_verb(k, name);
	const struct state *s = kind_state(k, name);
	const struct step *st = find_step(k, name);
	size_t before = p->n;

	if (d == NULL)
		d = row_derive(app, k, name);
	f = d ? NULL : kind_path(k, name, &sub);
	if (d != NULL)
		explain_derived(app, k, name, d, p);
	if (f != NULL)
		explain_field(app, k, name, sub ? sub : f, p);
	if (v != NULL)
		explain_verb(app, k, v, p);
	if (s != NULL)
		explain_state(app, k, s, p);
	if (st != NULL)
		explain_step(app, k, st, p);
	return p->n > before;
}

static void
offer_names(struct word_guess *g, const struct kind *k)
{
	size_t i;

	for (i = 0; i < k->n_fields; i++)
		word_guess_offer(g, k->fields[i].name);
	for (i = 0; i < k->n_derive; i++)
		word_guess_offer(g, k->derive[i].name);
	for (i = 0; i < k->n_verbs; i++)
		word_guess_offer(g, k->verbs[i].name);
	for (i = 0; i < k->n_states; i++)
		word_guess_offer(g, k->states[i].name);
}

static int
explain_dotted(struct app *app, const char *word, const char *dot,
    struct pairs *p, struct err *err)
{
	const struct kind *k;
	struct word_guess g;
	int r = app_kind(app,
	    arena_strndup(&app->arena, word, (size_t)(dot - word)), &k, err);

	if (r < 0 || explain_part(app, k, dot + 1, p))
		return r;
	err_set(err, CRM_EUSAGE,
	    "\"%s\" has no field, verb, state or step \"%s\"", k->name,
	    dot + 1);
	word_guess_init(&g, dot + 1);
	offer_names(&g, k);
	if (g.best != NULL)
		err_more(err, "did you mean \"%s.%s\"?", k->name, g.best);
	return CRM_EUSAGE;
}

/* Rules by their id, in whatever kind; case does not count. */
static bool
explain_rules(
    struct app *app, const char *word, struct pairs *p, struct word_guess *g)
{
	const struct kind *k;
	bool any = false;
	size_t i, j;

	for (i = 0; i < kinds_count(app->kinds); i++) {
		k = kinds_at(app->kinds, i);
		for (j = 0; j < k->n_rules; j++) {
			word_guess_offer(g, k->rules[j].id);
			if (strcasecmp(k->rules[j].id, word) != 0)
				continue;
			explain_rule(app, k, &k->rules[j], p);
			any = true;
		}
	}
	return any;
}

static bool
explain_setting(
    struct app *app, const char *word, struct pairs *p, struct word_guess *g)
{
	const struct setting *v, *s = kinds_setting(app->kinds, word);
	size_t n = kinds_settings(app->kinds, &v), i;

	for (i = 0; i < n; i++)
		word_guess_offer(g, v[i].name);
	if (s == NULL)
		return false;
	explain_add(p, gettext("Setting"), s->name);
	explain_add(p, gettext("Label"), app_label(app, &s->field.label));
	explain_add(p, gettext("Type"), type_name(s->field.type));
	if (s->value != NULL)
		explain_add(p, gettext("Value"),
		    type_show(&app->arena, &s->field, s->value, app->lang));
	explain_place(app, p, "crm.yaml", s->field.line, s->field.col);
	return true;
}

int
explain_word(
    struct app *app, const char *word, struct pairs *ret, struct err *err)
{
	const char *dot = strchr(word, '.');
	struct word_guess g;

	if (dot != NULL)
		return explain_dotted(app, word, dot, ret, err);
	if (kinds_lookup(app->kinds, word) != NULL)
		return err_set(err, CRM_EUSAGE,
		    "\"%s\" is a kind; see: crm help %s", word, word);
	word_guess_init(&g, word);
	if (explain_rules(app, word, ret, &g) ||
	    explain_setting(app, word, ret, &g))
		return 0;
	err_set(err, CRM_EUSAGE,
	    "\"%s\" is no rule and no setting; say KIND.FIELD, KIND.VERB, a "
	    "rule's id, or ID FIELD",
	    word);
	if (g.best != NULL)
		err_more(err, "did you mean \"%s\"?", g.best);
	return CRM_EUSAGE;
}
