/*
 * Text for people. All rows are kept until the end, since a column is as
 * wide as its widest cell; then they go through libsmartcols in portions, so
 * that its own copy of a long list stays small.
 */
#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "out/format.h"

#define GAP 2	     /* columns between cells */
#define PORTION 512  /* rows */
#define NARROWEST 10 /* of a column that may be cut */
#define BOLD "\033[1m"

struct table {
	const char **cells; /* rows of p->n texts, harmless, in the arena */
	size_t len, cap;
	int *width;
	const char **total; /* or NULL */
};

static const char *
safe(struct printer *p, const char *s)
{
	buf_truncate(&p->buf, 0);
	utf8_safe(&p->buf, s, false);
	return arena_strndup(&p->arena, p->buf.data, p->buf.len);
}

static void
widen(struct table *t, size_t i, const char *s)
{
	int w = utf8_width(s);

	if (w > t->width[i])
		t->width[i] = w;
}

static int
begin(struct printer *p, struct err *err)
{
	struct table *t = xcalloc(1, sizeof(*t));
	struct out_column *c;
	size_t i;

	(void)err;
	p->data = t;
	t->width = xcalloc(p->n + 1, sizeof(*t->width));
	for (i = 0; i < p->n; i++) {
		c = &p->columns[i];
		c->heading = safe(p, c->heading);
		if (!p->opts.bare)
			widen(t, i, c->heading);
	}
	return 0;
}

static int
row(struct printer *p, const struct out_cell *cells, struct err *err)
{
	struct table *t = p->data;
	size_t i;

	(void)err;
	for (i = 0; i < p->n; i++) {
		t->cells =
		    vec_grow(t->cells, t->len, &t->cap, sizeof(*t->cells));
		t->cells[t->len] = safe(p, cells[i].shown);
		widen(t, i, t->cells[t->len++]);
	}
	return 0;
}

static int
total(struct printer *p, const struct out_cell *cells, struct err *err)
{
	struct table *t = p->data;
	size_t i;

	(void)err;
	t->total = arena_zalloc(&p->arena, (p->n + 1) * sizeof(*t->total));
	for (i = 0; i < p->n; i++) {
		t->total[i] = safe(p, cells[i].shown);
		widen(t, i, t->total[i]);
	}
	return 0;
}

/* The widest column that may still give a column away; p->n if none. */
static size_t
widest(const struct printer *p, const struct table *t)
{
	size_t i, best = p->n;

	for (i = 0; i < p->n; i++)
		if (p->columns[i].grow && t->width[i] > NARROWEST &&
		    (best == p->n || t->width[i] > t->width[best]))
			best = i;
	return best;
}

static void
fit(const struct printer *p, struct table *t)
{
	int sum = -GAP;
	size_t i;

	for (i = 0; i < p->n; i++)
		sum += t->width[i] + GAP;
	while (p->opts.width > 0 && sum > p->opts.width) {
		i = widest(p, t);
		if (i == p->n)
			return;
		t->width[i]--;
		sum--;
	}
}

static struct libscols_table *
new_table(const struct printer *p)
{
	struct libscols_table *tb = scols_new_table();
	size_t i;

	if (tb == NULL)
		abort();
	scols_table_set_column_separator(tb, "  ");
	scols_table_enable_noencoding(tb, 1);
	scols_table_enable_noheadings(tb, 1);
	scols_table_enable_colors(tb, p->opts.color);
	scols_table_set_termforce(tb, SCOLS_TERMFORCE_NEVER);
	for (i = 0; i < p->n; i++)
		if (scols_table_new_column(tb, "", 1, 0) == NULL)
			abort();
	return tb;
}

/* Every cell as wide as its column: what the library makes of hints depends
 * on the cells that one portion happens to have. */
static void
add_cell(struct printer *p, const struct table *t, size_t i, const char *text)
{
	struct buf cut = BUF_INIT;
	int pad;

	utf8_cut(&cut, text, t->width[i]);
	pad = t->width[i] - utf8_width(cut.data);
	buf_truncate(&p->buf, 0);
	if (p->columns[i].right && pad > 0)
		buf_addn(&p->buf, ' ', (size_t)pad);
	buf_addstr(&p->buf, cut.data);
	if (!p->columns[i].right && pad > 0)
		buf_addn(&p->buf, ' ', (size_t)pad);
	buf_release(&cut);
}

static void
add_line(struct printer *p, const struct table *t, struct libscols_table *tb,
    const char *const *cells, const char *color)
{
	struct libscols_line *line = scols_table_new_line(tb, NULL);
	size_t i;

	if (line == NULL)
		abort();
	for (i = 0; i < p->n; i++) {
		add_cell(p, t, i, cells ? cells[i] : p->columns[i].heading);
		scols_line_set_data(line, i, p->buf.data);
	}
	if (color != NULL)
		scols_line_set_color(line, color);
	buf_truncate(&p->buf, 0);
}

/* Lines end where their text ends. */
static void
add_trimmed(struct buf *ret, const char *s)
{
	size_t len, keep;

	for (; *s != '\0'; s += len + (s[len] == '\n')) {
		len = strcspn(s, "\n");
		for (keep = len; keep > 0 && s[keep - 1] == ' '; keep--)
			;
		buf_add(ret, s, keep);
		buf_addch(ret, '\n');
	}
}

static int
print(struct printer *p, struct libscols_table *tb, struct err *err)
{
	char *text = NULL;
	int r;

	if (scols_print_table_to_string(tb, &text) != 0)
		r = err_set(err, CRM_EBUG, "the table can't be laid out");
	else {
		add_trimmed(&p->buf, text);
		r = printer_flush(p, err);
	}
	free(text);
	scols_unref_table(tb);
	return r;
}

static int
print_rule(struct printer *p, const struct table *t, struct err *err)
{
	int j;
	size_t i;

	for (i = 0; i < p->n; i++) {
		if (i > 0)
			buf_addn(&p->buf, ' ', GAP);
		for (j = 0; j < t->width[i]; j++)
			buf_addstr(&p->buf, "─");
	}
	buf_addch(&p->buf, '\n');
	return printer_flush(p, err);
}

static int
print_total(struct printer *p, const struct table *t, struct err *err)
{
	struct libscols_table *tb;
	int r = print_rule(p, t, err);
	size_t i;

	for (i = 0; i < p->n && t->total[i][0] == '\0'; i++)
		;
	if (r < 0 || i == p->n)
		return r;
	tb = new_table(p);
	add_line(p, t, tb, t->total, NULL);
	return print(p, tb, err);
}

static int
end(struct printer *p, struct err *err)
{
	struct table *t = p->data;
	struct libscols_table *tb;
	size_t i, stop;
	int r = 0;

	if (p->n == 0 || (t->len == 0 && t->total == NULL))
		return 0;
	fit(p, t);
	for (i = 0; r == 0 && i < t->len; i = stop) {
		stop =
		    i + PORTION * p->n < t->len ? i + PORTION * p->n : t->len;
		tb = new_table(p);
		if (i == 0 && !p->opts.bare)
			add_line(p, t, tb, NULL, BOLD);
		for (; i < stop; i += p->n)
			add_line(p, t, tb, &t->cells[i], NULL);
		r = print(p, tb, err);
	}
	return r == 0 && t->total ? print_total(p, t, err) : r;
}

static void
release(struct printer *p)
{
	struct table *t = p->data;

	if (t == NULL)
		return;
	free(t->cells);
	free(t->width);
	free(t);
}

const struct format format_table = { .name = "table",
	.begin = begin,
	.row = row,
	.total = total,
	.end = end,
	.free = release };
