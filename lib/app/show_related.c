#include <libintl.h>
#include <string.h>

#include "app/show_part.h"

#define FIRST 10 /* shown one by one where the schema does not say */
#define MOST_SUMS 6

/* What refers to the record: one entry of the schema's `related`. */
struct group {
	struct show *s;
	const struct show_item *item;
	const struct kind *kind;
	struct buf where;
	const struct field *sums[MOST_SUMS];
	size_t n_sums;
	int64_t count;
	const char *total[MOST_SUMS]; /* shown */
	struct out_cell *cells;
	size_t rows, columns;
};

static bool
leads_to(const struct field *f, const struct kind *k)
{
	return f->type == TYPE_REF && !f->retired &&
	       (strcmp(f->to, k->name) == 0 || strcmp(f->to, "*") == 0);
}

/* A row is held as "<id>/<row>": by range, so that the index serves. */
static void
add_equal(struct buf *b, const struct field *f, const char *column)
{
	if (f->to_list != NULL)
		buf_printf(b, "(\"%s\" >= ?1 || '/' AND \"%s\" < ?1 || '0')",
		    column, column);
	else
		buf_printf(b, "\"%s\" = ?1", column);
}

static void
add_row_equal(struct buf *b, const struct kind *k, const struct field *list,
    const struct field *f, const char *column)
{
	buf_printf(
	    b, "id IN (SELECT parent FROM %s_%s WHERE ", k->name, list->name);
	add_equal(b, f, column);
	buf_addstr(b, ")");
}

static void
add_or(struct buf *b)
{
	buf_addstr(b, b->len > 1 ? " OR " : "");
}

/* Conditions for a field that leads to the record; `via` NULL = any. */
static void
add_field(struct group *g, const struct field *f, const char *via)
{
	const struct kind *to = g->s->kind;
	const char *dot = via ? strchr(via, '.') : NULL;
	size_t len = dot ? (size_t)(dot - via) : via ? strlen(via) : 0, i;
	const struct field *sub;

	if (via != NULL &&
	    (strncmp(f->name, via, len) != 0 || f->name[len] != '\0'))
		return;
	if (leads_to(f, to) && dot == NULL) {
		add_or(&g->where);
		add_equal(&g->where, f, f->name);
	}
	if (f->type == TYPE_LIST && f->item && leads_to(f->item, to)) {
		add_or(&g->where);
		add_row_equal(&g->where, g->kind, f, f->item, "value");
	}
	for (i = 0; f->type == TYPE_LIST && i < f->n_fields; i++) {
		sub = &f->fields[i];
		if (!leads_to(sub, to) ||
		    (dot != NULL && strcmp(sub->name, dot + 1) != 0))
			continue;
		add_or(&g->where);
		add_row_equal(&g->where, g->kind, f, sub, sub->name);
	}
}

/* False if nothing of the kind can refer to the record. */
static bool
make_where(struct group *g)
{
	size_t i;

	buf_addstr(&g->where, "(");
	for (i = 0; i < g->kind->n_fields; i++)
		add_field(g, &g->kind->fields[i], g->item->via);
	if (g->where.len == 1)
		return false;
	buf_addstr(&g->where, ") AND archived IS NULL AND merged_into IS NULL");
	if (g->item->where != NULL)
		buf_printf(&g->where, " AND (%s)", g->item->where);
	return true;
}

static void
find_sums(struct group *g)
{
	const struct derive *d;
	const struct field *f;
	size_t i;

	for (i = 0; g->item->sum != NULL && g->item->sum[i] != NULL &&
		    g->n_sums < MOST_SUMS;
	     i++) {
		d = kind_derive(g->kind, g->item->sum[i]);
		f = d ? &d->field : kind_field(g->kind, g->item->sum[i]);
		if (f != NULL)
			g->sums[g->n_sums++] = f;
	}
}

static int
take_totals(const struct row *row, void *arg, struct err *err)
{
	struct group *g = arg;
	struct arena *a = &g->s->arena;
	size_t i;

	(void)err;
	g->count = row->v[0].i;
	for (i = 0; i < g->n_sums; i++)
		g->total[i] =
		    row->v[i + 1].type == VALUE_NULL
			? NULL
			: view_show(&g->s->view, a, g->sums[i],
			      type_from_index(a, g->sums[i], &row->v[i + 1]));
	return 0;
}

static int
query(struct group *g, const char *sql, row_fn each, struct err *err)
{
	struct value bind = { VALUE_TEXT, 0, g->s->id };

	return query_text(g->s->app->index, sql, &bind, 1, NULL, each, g, err);
}

static int
load_totals(struct group *g, struct err *err)
{
	struct buf sql = BUF_INIT;
	size_t i;
	int r;

	buf_addstr(&sql, "SELECT count(*)");
	for (i = 0; i < g->n_sums; i++)
		buf_printf(&sql, ", sum(\"%s\")", g->sums[i]->name);
	buf_printf(&sql, " FROM %s WHERE %s", g->kind->plural, g->where.data);
	r = query(g, sql.data, take_totals, err);
	buf_release(&sql);
	return r;
}

/* The day that a record of the kind is of. */
static const struct field *
day_field(const struct kind *k)
{
	return kind_field(k, k->dated ? k->dated : "created");
}

static int
take_item(const struct row *row, void *arg, struct err *err)
{
	struct group *g = arg;
	struct arena *a = &g->s->arena;
	struct out_cell *c = g->cells + g->rows++ * g->columns;
	const char *id = arena_strdup(a, row->v[0].text);
	size_t i;

	(void)err;
	c[0].value = view_id(g->s->app, a, id);
	c[1].value = view_title(&g->s->view, id);
	c[2].value = view_state(g->s->app, g->kind,
	    row->v[1].type == VALUE_TEXT ? arena_strdup(a, row->v[1].text)
					 : NULL);
	view_cell(&g->s->view, a, day_field(g->kind), &row->v[2], &c[3]);
	if (c[3].value != NULL && strlen(c[3].value) > 10)
		c[3].shown = arena_strndup(a, c[3].value, 10);
	for (i = 0; i < g->n_sums; i++)
		view_cell(
		    &g->s->view, a, g->sums[i], &row->v[3 + i], &c[4 + i]);
	return 0;
}

static int
load_items(struct group *g, struct err *err)
{
	int most = g->item->last > 0 ? g->item->last : FIRST;
	struct buf sql = BUF_INIT;
	size_t i;
	int r;

	g->columns = 4 + g->n_sums;
	g->cells = arena_zalloc(
	    &g->s->arena, (size_t)most * g->columns * sizeof(*g->cells));
	buf_printf(&sql, "SELECT id, state, \"%s\"", day_field(g->kind)->name);
	for (i = 0; i < g->n_sums; i++)
		buf_printf(&sql, ", \"%s\"", g->sums[i]->name);
	buf_printf(&sql,
	    " FROM %s WHERE %s ORDER BY 3 DESC, created DESC, id "
	    "LIMIT %d",
	    g->kind->plural, g->where.data, most);
	r = query(g, sql.data, take_item, err);
	buf_release(&sql);
	return r;
}

static void
print_heading(struct group *g)
{
	struct buf b = BUF_INIT;
	const char *label = app_label(g->s->app, &g->item->label);
	size_t i;

	buf_printf(&b, "%s (%lld)",
	    label[0] ? label : app_label(g->s->app, &g->kind->label),
	    (long long)g->count);
	for (i = 0; i < g->n_sums; i++)
		if (g->total[i] != NULL)
			buf_printf(&b, "  %s %s",
			    app_label(g->s->app, &g->sums[i]->label),
			    g->total[i]);
	show_heading(g->s, b.data);
	buf_release(&b);
}

static int
print_items(struct group *g, struct err *err)
{
	struct out_column columns[4 + MOST_SUMS] = {
		{ .key = "id" },
		{ .key = "title", .grow = true },
		{ .key = "state" },
		{ .key = "date" },
	};
	size_t i;
	int r;

	for (i = 0; i < g->n_sums; i++)
		columns[4 + i] = (struct out_column){
			.key = "sum", .type = OUT_MONEY, .right = true
		};
	print_heading(g);
	r = show_cells(
	    g->s, columns, g->columns, g->cells, g->rows, false, err);
	if (r == 0 && (size_t)g->count > g->rows)
		show_indented(
		    g->s, arena_printf(&g->s->arena, gettext("and %lld more"),
			      (long long)g->count - (long long)g->rows));
	return r;
}

static int
show_item(struct show *s, const struct show_item *item, struct err *err)
{
	struct group g = { .s = s, .item = item, .where = BUF_INIT };
	struct err why = ERR_INIT;
	int r = 0;

	g.kind = kinds_plural(s->app->kinds, item->name);
	if (g.kind == NULL)
		g.kind = kinds_find(s->app->kinds, item->name);
	if (g.kind != NULL && make_where(&g)) {
		find_sums(&g);
		r = load_totals(&g, &why);
		if (r == 0 && g.count > 0)
			r = load_items(&g, &why);
		if (r == 0 && g.count > 0)
			r = print_items(&g, &why);
	}
	/* a mistake in the schema must not hide the record */
	if (r < 0)
		app_say(s->app, SAY_WARNING, "%s: %s", item->name,
		    why.text ? why.text : "?");
	if (r < 0 && r != CRM_EDATA)
		err_set(err, r, "%s", why.text ? why.text : "?");
	err_clear(&why);
	buf_release(&g.where);
	return r == CRM_EDATA ? 0 : r;
}

int
show_related(struct show *s, struct err *err)
{
	struct show_item any = { 0 };
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < s->kind->show.n_related; i++)
		r = show_item(s, &s->kind->show.related[i], err);
	if (s->kind->show.n_related > 0)
		return r;
	any.label.text[LANG_EN] = any.label.text[LANG_ZH] = "";
	for (i = 0; r == 0 && i < kinds_count(s->app->kinds); i++) {
		any.name = kinds_at(s->app->kinds, i)->plural;
		r = show_item(s, &any, err);
	}
	return r;
}
