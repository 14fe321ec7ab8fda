#include <string.h>

#include "app/show_part.h"
#include "base/utf8.h"

#define INDENT 2
#define GAP 2
#define GROW_WIDTH 24 /* what a text column counts when columns are chosen */

void
show_indented(struct show *s, const char *text)
{
	size_t len;

	for (; *text != '\0'; text += len + (text[len] == '\n')) {
		len = strcspn(text, "\n");
		if (len > 0)
			buf_addn(s->out, ' ', INDENT);
		buf_add(s->out, text, len);
		buf_addch(s->out, '\n');
	}
}

int
show_cells(struct show *s, const struct out_column *columns, size_t n,
    const struct out_cell *cells, size_t n_rows, bool headings, struct err *err)
{
	struct out_opts o = { .width = s->opts->width, .bare = !headings };
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct sink sink = sink_buf(&b);
	struct printer *p = NULL;
	size_t i;
	int r;

	if (o.width > INDENT)
		o.width -= INDENT;
	r = printer_open("table", &o, &sink, columns, n, &p, err);
	for (i = 0; r == 0 && i < n_rows; i++)
		r = printer_row(p, cells + i * n, err);
	if (r == 0)
		r = printer_end(p, err);
	printer_free(p);
	if (r == 0)
		show_indented(s, b.data);
	return r;
}

/* The columns of a list that are not empty in all rows, and their cells. */
struct grid {
	struct show *s;
	const struct field *list;
	const struct node *rows;
	const struct show_rows *derived;
	struct out_column *columns;
	struct out_cell **cells; /* a column: its cells */
	size_t n;
};

static void
add_column(struct grid *g, const struct field *f, struct out_cell *cells)
{
	size_t i;

	for (i = 0; i < g->rows->n; i++)
		if (cells[i].value != NULL)
			break;
	if (i == g->rows->n)
		return;
	view_column(g->s->app, f, f->name, &g->columns[g->n]);
	g->cells[g->n++] = cells;
}

static void
add_stored(struct grid *g, const struct field *f)
{
	struct out_cell *cells =
	    arena_zalloc(&g->s->arena, (g->rows->n + 1) * sizeof(*cells));
	const struct node *v;
	size_t i;

	for (i = 0; i < g->rows->n; i++) {
		v = view_get(g->rows->items[i], f);
		if (node_empty(v))
			continue;
		cells[i].value = v->type == NODE_SCALAR ? v->text : "";
		cells[i].shown = view_node(&g->s->view, &g->s->arena, f, v);
	}
	add_column(g, f, cells);
}

static void
add_derived(struct grid *g, size_t d)
{
	const struct field *f = &g->list->derive[d].field;
	struct out_cell *cells =
	    arena_zalloc(&g->s->arena, (g->rows->n + 1) * sizeof(*cells));
	size_t i;

	for (i = 0; i < g->rows->n && i < g->derived->n; i++)
		view_text_cell(&g->s->view, &g->s->arena, f,
		    g->derived->v[i][d], &cells[i]);
	add_column(g, f, cells);
}

/* Position in front: commands take it for the row. */
static void
add_position(struct grid *g)
{
	struct out_cell *cells =
	    arena_zalloc(&g->s->arena, (g->rows->n + 1) * sizeof(*cells));
	size_t i;

	for (i = 0; i < g->rows->n; i++)
		cells[i].value = arena_printf(&g->s->arena, "%zu", i + 1);
	g->columns[0] = (struct out_column){
		.key = "#", .type = OUT_INTEGER, .right = true
	};
	g->cells[0] = cells;
	g->n = 1;
}

static void
fill(struct grid *g)
{
	size_t n = g->list->n_fields + g->list->n_derive + 2, i;

	g->columns = arena_zalloc(&g->s->arena, n * sizeof(*g->columns));
	g->cells = arena_zalloc(&g->s->arena, n * sizeof(struct out_cell *));
	add_position(g);
	for (i = 0; i < g->list->n_fields; i++)
		if (!g->list->fields[i].retired)
			add_stored(g, &g->list->fields[i]);
	for (i = 0; g->derived != NULL && i < g->list->n_derive; i++)
		add_derived(g, i);
}

static int
width_of(const struct grid *g, size_t column)
{
	const struct out_column *c = &g->columns[column];
	int w = utf8_width(c->heading ? c->heading : c->key), cell;
	const struct out_cell *x;
	size_t i;

	for (i = 0; i < g->rows->n; i++) {
		x = &g->cells[column][i];
		cell = utf8_width(x->shown   ? x->shown
				  : x->value ? x->value
					     : "");
		if (cell > w)
			w = cell;
	}
	return c->grow && w > GROW_WIDTH ? GROW_WIDTH : w;
}

/* The first column, and those from `from` up to `to`. */
static int
print_part(struct grid *g, size_t from, size_t to, struct err *err)
{
	size_t n = to - from + 1, i, j;
	struct arena *a = &g->s->arena;
	struct out_column *columns = arena_alloc(a, n * sizeof(*columns));
	struct out_cell *cells =
	    arena_alloc(a, (g->rows->n * n + 1) * sizeof(*cells));

	columns[0] = g->columns[0];
	memcpy(columns + 1, g->columns + from, (n - 1) * sizeof(*columns));
	for (i = 0; i < g->rows->n; i++) {
		cells[i * n] = g->cells[0][i];
		for (j = 1; j < n; j++)
			cells[i * n + j] = g->cells[from + j - 1][i];
	}
	return show_cells(g->s, columns, n, cells, g->rows->n, true, err);
}

int
show_table(struct show *s, const struct field *list, const struct node *rows,
    struct err *err)
{
	struct grid g = { .s = s,
		.list = list,
		.rows = rows,
		.derived = show_rows_of(s, list) };
	size_t from, to;
	int r = 0, room, w;

	fill(&g);
	for (from = 1; r == 0 && from < g.n; from = to) {
		room = s->opts->width - INDENT - width_of(&g, 0);
		for (to = from; to < g.n; to++) {
			w = width_of(&g, to) + GAP;
			if (s->opts->width > 0 && to > from && w > room)
				break;
			room -= w;
		}
		if (from > 1)
			buf_addch(s->out, '\n');
		r = print_part(&g, from, to, err);
	}
	return r;
}
