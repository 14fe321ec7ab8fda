#include "kind/report.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "kind/load.h"
#include "kind/type.h"

#define FOLDER "schema/report"
#define ENDING ".yaml"

/* A column is a field with two keys more. */
static void
load_column(struct load *l, const struct node *n, struct report_column *c)
{
	struct node *rest;
	struct pair p = { .line = n->line, .col = n->col };

	if (!load_is_map(l, n, "columns"))
		return;
	if (node_get(n, "name") == NULL) {
		load_error(l, n->line, n->col, "a column lacks \"name\"");
		return;
	}
	p.key = load_text(l, node_get(n, "name"), "name");
	if (p.key == NULL || !load_name(l, p.key, n->line, n->col))
		return;
	if (node_get(n, "sum") != NULL)
		load_bool(l, node_get(n, "sum"), "sum", &c->sum);
	rest = node_copy(l->arena, n);
	node_set(l->arena, rest, "name", NULL);
	node_set(l->arena, rest, "sum", NULL);
	p.value = rest;
	load_field(l, &p, &c->field);
	if (c->sum && !type_is_number(c->field.type))
		load_error(l, n->line, n->col,
		    "\"sum\" is for numbers; \"%s\" is none", p.key);
}

static void
load_columns(struct load *l, const struct pair *p, void *to)
{
	struct report *r = to;
	const struct node *n = p->value;
	size_t i;

	if (!load_is_list(l, n, p->key))
		return;
	r->columns = arena_zalloc(l->arena, (n->n + 1) * sizeof(*r->columns));
	for (i = 0; i < n->n; i++) {
		r->columns[r->n].field.name = "";
		load_column(l, n->items[i], &r->columns[r->n++]);
	}
}

static void
load_sql(struct load *l, const struct pair *p, void *to)
{
	struct report *r = to;

	r->sql = load_text(l, p->value, p->key);
	r->sql_line = p->value->line;
	r->sql_col = p->value->col;
}

#define R(member) offsetof(struct report, member)

static const struct spec specs[] = {
	{ "columns", SPEC_WITH, 0, true, NULL, load_columns },
	{ "filter_kind", SPEC_NAME, R(filter_kind), false, NULL, NULL },
	{ "help", SPEC_HELP, R(help_en), false, NULL, NULL },
	{ "label", SPEC_LABEL, R(label), true, NULL, NULL },
	{ "report", SPEC_NAME, R(name), true, NULL, NULL },
	{ "sql", SPEC_WITH, 0, true, NULL, load_sql },
	{ "total", SPEC_BOOL, R(total), false, NULL, NULL },
};

/* The first mistake as an error. */
static int
first_mistake(const struct diag *d, struct err *err)
{
	struct buf b = BUF_INIT;
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < d->n; i++) {
		if (d->v[i].level < LEVEL_ERROR)
			continue;
		diag_format(&d->v[i], &b);
		r = err_set(err, CRM_EDATA, "%s", b.data);
	}
	buf_release(&b);
	return r;
}

static void
copy_findings(struct diag *to, const struct diag *from)
{
	size_t i;

	for (i = 0; to != NULL && i < from->n; i++)
		diag_add(to, from->v[i].level, from->v[i].file, from->v[i].line,
		    from->v[i].col, from->v[i].rule, "%s", from->v[i].text);
}

int
report_load(const struct source *src, struct arena *a, const char *name,
    struct report *ret, struct diag *diag, struct err *err)
{
	struct diag own = DIAG_INIT;
	struct load l = { .arena = a, .diag = &own, .src = src };
	struct node *n;
	int r;

	memset(ret, 0, sizeof(*ret));
	if (!name_valid(name))
		return CRM_ENOENT;
	ret->path = arena_printf(a, FOLDER "/%s" ENDING, name);
	r = load_file(&l, ret->path, &n, err);
	if (r == CRM_ENOENT)
		return r;
	if (r == 0) {
		LOAD_MAP(&l, n, "a report", specs, ret);
		load_label_default(&ret->label, name);
		if (ret->name != NULL && strcmp(ret->name, name) != 0)
			load_error(&l, n->line, n->col,
			    "\"report\" is \"%s\", but the file is named "
			    "\"%s\"",
			    ret->name, name);
		ret->name = arena_strdup(a, name);
	}
	copy_findings(diag, &own);
	if (r == 0 || diag_count(&own, LEVEL_ERROR) > 0)
		r = first_mistake(&own, err);
	diag_free(&own);
	return r;
}

struct names {
	struct arena *a;
	const char **v;
	size_t n, cap;
};

static int
take_name(const char *file, void *arg)
{
	struct names *x = arg;
	size_t len = strlen(file), end = strlen(ENDING);

	if (len <= end || strcmp(file + len - end, ENDING) != 0)
		return 0;
	x->v = vec_grow(x->v, x->n, &x->cap, sizeof(*x->v));
	x->v[x->n++] = arena_strndup(x->a, file, len - end);
	return 0;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int
report_names(const struct source *src, struct arena *a, const char *const **ret,
    struct err *err)
{
	struct names x = { .a = a };
	const char **v;
	int r = src->list(src->arg, FOLDER, take_name, &x, err);

	if (r == CRM_ENOENT) {
		/* no folder, no reports */
		if (err != NULL)
			err_clear(err);
		r = 0;
	}
	if (x.n > 0)
		qsort(x.v, x.n, sizeof(*x.v), compare);
	v = arena_zalloc(a, (x.n + 1) * sizeof(*v));
	if (x.n > 0)
		memcpy(v, x.v, x.n * sizeof(*v));
	*ret = v;
	free(x.v);
	return r;
}
