#include "app/change.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/id.h"

void
staged_free(struct staged *s)
{
	buf_release(&s->before);
	buf_release(&s->text);
}

static struct staged *
add_staged(struct change *c, const struct kind *k, const char *id)
{
	struct staged *s = arena_zalloc(&c->arena, sizeof(*s));

	s->kind = k;
	s->id = arena_strdup(&c->arena, id);
	s->path = kind_record_path(&c->arena, k, id);
	buf_init(&s->before);
	buf_init(&s->text);
	c->v = vec_grow(c->v, c->n, &c->cap, sizeof(*c->v));
	c->v[c->n++] = s;
	return s;
}

int
change_get(struct change *c, const struct kind *k, const char *id,
    struct staged **ret, struct err *err)
{
	struct staged *s;
	size_t i;
	int r;

	for (i = 0; i < c->n; i++)
		if (strcmp(c->v[i]->id, id) == 0) {
			*ret = c->v[i];
			return 0;
		}
	r = rule_watch(c->app->index, k, id, err);
	if (r < 0)
		return r;
	s = add_staged(c, k, id);
	r = app_read(c->app, &c->arena, s->path, &s->before, &s->was, err);
	if (r < 0) {
		c->n--;
		staged_free(s);
		if (r == CRM_ENOENT)
			return err_set(err, r, "no record '%s'", s->path);
		return r;
	}
	buf_add(&s->text, s->before.data, s->before.len);
	s->now = node_copy(&c->arena, s->was);
	*ret = s;
	return 0;
}

static int
put_index(struct change *c, struct staged *s, struct err *err)
{
	struct index_record r = { s->kind->name, s->id, s->path, "", s->now,
		NULL };
	char hex[41];
	struct oid id;

	oid_of_blob(s->text.data, s->text.len, &id);
	oid_hex(hex, &id);
	r.blob = hex;
	return index_put(c->app->index, &r, err);
}

/* A row's fields in the order of the schema, its id first. */
static void
sort_row(struct arena *a, const struct field *list, struct node *row)
{
	struct node *sorted = node_map(a);
	size_t i;

	if (row->type != NODE_MAP)
		return;
	node_set(a, sorted, "row", node_get(row, "row"));
	for (i = 0; i < list->n_fields; i++)
		if (!node_empty(node_get(row, list->fields[i].name)))
			node_set(a, sorted, list->fields[i].name,
			    node_get(row, list->fields[i].name));
	for (i = 0; i < row->n; i++)
		if (node_get(sorted, row->pairs[i].key) == NULL)
			node_set(
			    a, sorted, row->pairs[i].key, row->pairs[i].value);
	*row = *sorted;
}

static void
sort_rows(struct arena *a, const struct kind *k, struct node *rec)
{
	size_t i, j;

	for (i = 0; i < k->n_fields; i++) {
		const struct field *f = &k->fields[i];
		struct node *l = node_get(rec, f->name);

		if (f->type != TYPE_LIST || f->n_fields == 0 || l == NULL ||
		    l->type != NODE_LIST)
			continue;
		for (j = 0; j < l->n; j++)
			sort_row(a, f, l->items[j]);
	}
}

/* New records are written canonically each time: they have no bytes yet
 * that anyone could want kept. */
static int
write_new(struct change *c, struct staged *s, struct err *err)
{
	struct yaml_style style = { kind_is_plain, (void *)(uintptr_t)s->kind };
	const char *const *order = kind_key_order(s->kind);
	struct node *sorted = node_map(&c->arena);
	size_t i;

	for (i = 0; order[i] != NULL; i++)
		if (!node_empty(node_get(s->now, order[i])))
			node_set(&c->arena, sorted, order[i],
			    node_get(s->now, order[i]));
	for (i = 0; i < s->now->n; i++)
		if (!node_empty(s->now->pairs[i].value) &&
		    node_get(sorted, s->now->pairs[i].key) == NULL)
			node_set(&c->arena, sorted, s->now->pairs[i].key,
			    s->now->pairs[i].value);
	sort_rows(&c->arena, s->kind, sorted);
	s->now = sorted;
	buf_truncate(&s->text, 0);
	yaml_write(&s->text, s->now, &style);
	return put_index(c, s, err);
}

int
change_adopt(struct change *c, const struct kind *k, const char *id,
    struct staged **ret, struct err *err)
{
	struct found f;
	int r;

	if (record_get(c->app->index, &c->arena, id, &f) == 0)
		return err_set(
		    err, CRM_EDATA, "there is a record '%s': %s", id, f.path);
	r = rule_watch(c->app->index, k, id, err);
	if (r < 0)
		return r;
	*ret = add_staged(c, k, id);
	(*ret)->is_new = true;
	(*ret)->now = node_map(&c->arena);
	return 0;
}

static void
remember(struct app *app, const struct kind *k, const char *id)
{
	struct made *m;

	for (m = app->made; m != NULL; m = m->next)
		if (strcmp(m->kind, k->name) == 0)
			break;
	if (m == NULL) {
		m = arena_zalloc(&app->arena, sizeof(*m));
		m->kind = arena_strdup(&app->arena, k->name);
		m->next = app->made;
		app->made = m;
	}
	strcpy(m->id, id);
}

int
change_create(struct change *c, const struct kind *k, struct staged **ret,
    struct err *err)
{
	char id[ID_LEN + 1], now[26];
	struct staged *s;
	struct found f;
	int r;

	do
		id_new(id);
	while (record_get(c->app->index, &c->arena, id, &f) == 0);
	r = rule_watch(c->app->index, k, id, err);
	if (r < 0)
		return r;
	s = add_staged(c, k, id);
	s->is_new = true;
	remember(c->app, k, id);
	s->now = node_map(&c->arena);
	if (k->start != NULL)
		node_set_text(&c->arena, s->now, "state", k->start);
	/* the first person of a book owns his own record */
	if (c->app->actor.id != NULL || k->person != NULL) {
		const char *me = c->app->actor.id ? c->app->actor.id : s->id;

		node_set_text(&c->arena, s->now, "owner", me);
		node_set_text(&c->arena, s->now, "created_by", me);
	}
	time_format(now, clock_now());
	node_set_text(&c->arena, s->now, "created", now);
	*ret = s;
	return write_new(c, s, err);
}

/* What the state freezes may not change, verbs apart. */
static int
check_frozen(
    struct change *c, struct staged *s, const struct edit *e, struct err *err)
{
	const char *state = node_text(s->now, "state");
	const struct state *st = state ? kind_state(s->kind, state) : NULL;

	if (s->is_new || s->unfrozen || st == NULL ||
	    !kind_frozen(s->kind, state, e->key))
		return 0;
	return err_set(err, CRM_EDATA,
	    "'%s' may not change while the %s is in state '%s' (%s) [FROZEN]",
	    e->key, s->kind->name, state, app_label(c->app, &st->label));
}

int
change_edit(struct change *c, struct staged *s, const struct edit *e, size_t n,
    struct err *err)
{
	struct yaml_style style = { kind_is_plain, (void *)(uintptr_t)s->kind };
	struct splice_opts opts = { kind_key_order(s->kind), style };
	size_t i;
	int r;

	for (i = 0; i < n; i++) {
		r = check_frozen(c, s, &e[i], err);
		if (r < 0)
			return r;
	}
	if (s->is_new) {
		for (i = 0; i < n; i++) {
			r = edit_apply(&c->arena, s->now, &e[i], err);
			if (r < 0)
				return r;
		}
		return write_new(c, s, err);
	}
	r = splice(&s->text, e, n, &opts, err);
	if (r < 0)
		return r;
	r = yaml_parse(
	    &c->arena, s->path, s->text.data, s->text.len, &s->now, NULL, err);
	return r < 0 ? r : put_index(c, s, err);
}

int
change_set_text(struct change *c, struct staged *s, const char *key,
    const char *value, struct err *err)
{
	struct edit e = { key, NULL, -1, NULL, false, NULL };

	if (value != NULL && value[0] != '\0')
		e.value = node_scalar(&c->arena, value);
	return change_edit(c, s, &e, 1, err);
}

int
change_bytes(struct change *c, struct staged *s, const char *text, size_t len,
    struct err *err)
{
	int r;

	buf_truncate(&s->text, 0);
	buf_add(&s->text, text, len);
	s->deleted = false;
	r = yaml_parse(
	    &c->arena, s->path, s->text.data, s->text.len, &s->now, NULL, err);
	return r < 0 ? r : put_index(c, s, err);
}

int
change_delete(struct change *c, struct staged *s, struct err *err)
{
	s->deleted = true;
	buf_truncate(&s->text, 0);
	s->now = node_map(&c->arena);
	return index_remove(c->app->index, s->id, err);
}

void
change_names(struct change *c, const char *kind, const char *verb,
    const struct label *label, const char *id)
{
	c->commands++;
	if (c->op != NULL)
		return;
	c->op = arena_printf(&c->arena, "%s.%s", kind, verb);
	c->verb = *label;
	c->subject_id = id ? arena_strdup(&c->arena, id) : NULL;
}
