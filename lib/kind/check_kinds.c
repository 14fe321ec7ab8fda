/* What only all kinds together can tell of a schema. */
#include <libintl.h>
#include <string.h>

#include "base/word.h"
#include "kind/check_part.h"

#define MAX_DEPTH 4 /* a field and three references before it */

static void
add(struct check *c, enum level level, const char *text, const char *fmt,
    va_list ap)
{
	struct buf _cleanup_(buf_release) b = BUF_INIT;
	int line = c->line, col = c->col;

	kind_place(c->kind, text, &line, &col);
	buf_vprintf(&b, gettext(fmt), ap);
	diag_add(c->diag, level, c->kind->path, line, col, "", "%s", b.data);
}

void
check_error(struct check *c, const char *text, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(c, LEVEL_ERROR, text, fmt, ap);
	va_end(ap);
}

void
check_warning(struct check *c, const char *text, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(c, LEVEL_WARNING, text, fmt, ap);
	va_end(ap);
}

bool
check_is_bad(const struct check *c, const char *kind)
{
	const char *const *bad;

	for (bad = kinds_bad(c->kinds); *bad != NULL; bad++)
		if (strcmp(*bad, kind) == 0)
			return true;
	return false;
}

/* The kind that a reference leads to. */
static const struct kind *
target(struct check *c, const struct field *f, bool *unknown)
{
	if (f->type != TYPE_REF || f->to == NULL)
		return NULL;
	if (strcmp(f->to, "*") == 0 || check_is_bad(c, f->to))
		*unknown = true;
	return kinds_find(c->kinds, f->to);
}

static const struct field *
column(const struct kind *k, const char *name)
{
	const struct derive *d = kind_derive(k, name);

	return d != NULL ? &d->field : kind_field(k, name);
}

const struct field *
check_path(
    struct check *c, const struct kind *k, const char *path, bool *unknown)
{
	const struct field *f = NULL;
	const struct derive *d;
	char name[32];
	size_t n;
	int depth;

	for (depth = 0; depth < MAX_DEPTH && k != NULL; depth++) {
		n = strcspn(path, ".");
		if (n >= sizeof(name))
			return NULL;
		memcpy(name, path, n);
		name[n] = '\0';
		if ((f = column(k, name)) == NULL || path[n] == '\0')
			return f;
		path += n + 1;
		if (f->type != TYPE_REF) {
			d = field_derive(f, path);
			return d ? &d->field : field_sub(f, path);
		}
		k = target(c, f, unknown);
	}
	return *unknown ? f : NULL;
}

const struct field *
check_stored_field(const struct kind *k, const char *path)
{
	const char *dot = strchr(path, '.');
	const struct field *f;
	char name[32];
	size_t n = dot ? (size_t)(dot - path) : strlen(path);

	if (n >= sizeof(name))
		return NULL;
	memcpy(name, path, n);
	name[n] = '\0';
	f = kind_field(k, name);
	return f == NULL || dot == NULL ? f : field_sub(f, dot + 1);
}

static const char *
guess_field(const struct kind *k, const char *name)
{
	struct word_guess g;
	size_t i;

	word_guess_init(&g, name);
	for (i = 0; i < k->n_by_name; i++)
		word_guess_offer(&g, k->by_name[i]->name);
	for (i = 0; i < k->n_derive; i++)
		word_guess_offer(&g, k->derive[i].name);
	return g.best;
}

const struct field *
check_field_named(
    struct check *c, const struct kind *k, const char *what, const char *path)
{
	bool unknown = false;
	const struct field *f = check_path(c, k, path, &unknown);
	const char *guess;

	if (f != NULL || unknown)
		return f;
	if ((guess = guess_field(k, path)) != NULL)
		check_error(c, path,
		    "\"%s\" names \"%s\", no field of \"%s\"; did you mean "
		    "\"%s\"?",
		    what, path, k->name, guess);
	else
		check_error(c, path, "\"%s\" names \"%s\", no field of \"%s\"",
		    what, path, k->name);
	return NULL;
}

void
check_state_named(struct check *c, const char *what, const char *state)
{
	struct word_guess g;
	size_t i;

	if (state == NULL || kind_state(c->kind, state) != NULL)
		return;
	word_guess_init(&g, state);
	for (i = 0; i < c->kind->n_states; i++)
		word_guess_offer(&g, c->kind->states[i].name);
	if (g.best != NULL)
		check_error(c, state,
		    "\"%s\" names no state \"%s\"; did you mean \"%s\"?", what,
		    state, g.best);
	else
		check_error(
		    c, state, "\"%s\" names no state \"%s\"", what, state);
}

void
check_role(struct check *c, const char *role)
{
	const struct kind *person = kinds_person(c->kinds);
	const struct field *roles, *f;

	if (person == NULL || person->person->roles == NULL)
		return;
	roles = kind_field(person, person->person->roles);
	f = roles != NULL ? field_sub(roles, "role") : NULL;
	if (f != NULL && f->type == TYPE_CHOICE &&
	    field_choice(f, role) == NULL)
		check_error(c, role, "there is no role \"%s\" in \"%s\"", role,
		    person->name);
}

void
check_template(struct check *c, const char *what, const char *text)
{
	const char *open = text, *close;
	bool unknown = false;
	char name[64];
	size_t n;

	while ((open = strchr(open, '{')) != NULL) {
		if ((close = strchr(open, '}')) == NULL) {
			check_error(
			    c, text, "\"%s\" has \"{\" without \"}\"", what);
			return;
		}
		n = (size_t)(close - open - 1);
		if (n < sizeof(name)) {
			memcpy(name, open + 1, n);
			name[n] = '\0';
			if (check_path(c, c->kind, name, &unknown) == NULL &&
			    !unknown)
				check_error(c, text,
				    "\"%s\" has {%s}, no field of \"%s\"", what,
				    name, c->kind->name);
		}
		open = close;
	}
}

void
check_label(
    struct check *c, const struct label *l, const char *name, const char *what)
{
	if (l->text[LANG_EN] == name && name[0] != '\0')
		check_warning(c, name, "%s \"%s\" has no label", what, name);
}

static void
check_reference(struct check *c, const struct field *f)
{
	const struct kind *to;
	const struct field *list;
	bool unknown = false;

	if (f->item != NULL)
		check_reference(c, f->item);
	if (f->type != TYPE_REF || f->to == NULL)
		return;
	to = target(c, f, &unknown);
	if (unknown)
		return;
	if (to == NULL) {
		check_error(c, f->name, "\"%s\" refers to \"%s\", no kind",
		    f->name, f->to);
		return;
	}
	if (f->to_list == NULL)
		return;
	list = kind_field(to, f->to_list);
	if (list == NULL || list->type != TYPE_LIST || list->item != NULL)
		check_error(c, f->name,
		    "\"%s\" refers to \"%s.%s\", no list of rows", f->name,
		    f->to, f->to_list);
}

static void
check_fields(struct check *c, const struct field *v, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		check_reference(c, &v[i]);
		check_label(c, &v[i].label, v[i].name, gettext("field"));
		if (!v[i].builtin)
			check_fields(c, v[i].fields, v[i].n_fields);
	}
}

static void
check_derived(struct check *c, const struct derive *v, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		check_reference(c, &v[i].field);
		check_label(c, &v[i].field.label, v[i].name, gettext("field"));
	}
}

void
kinds_check(
    const struct kinds *ks, const char *const *commands, struct diag *diag)
{
	struct check c = { .kinds = ks, .commands = commands, .diag = diag };
	size_t i, j;

	for (i = 0; i < kinds_count(ks); i++) {
		const struct kind *k = kinds_at(ks, i);

		c.kind = k;
		c.line = c.col = 1;
		check_label(&c, &k->label, k->name, gettext("kind"));
		check_fields(&c, k->fields, k->n_fields);
		check_derived(&c, k->derive, k->n_derive);
		for (j = 0; j < k->n_fields; j++)
			check_derived(
			    &c, k->fields[j].derive, k->fields[j].n_derive);
		check_names(&c);
		check_flow(&c);
		check_show(&c);
	}
}
