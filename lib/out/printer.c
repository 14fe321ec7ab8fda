#include "out/printer.h"

#include <stdlib.h>
#include <string.h>

#include "base/word.h"
#include "out/format.h"

/* Sorted by name, as printer_formats. */
static const struct format *const formats[] = {
	&format_csv,
	&format_html,
	&format_id,
	&format_json,
	&format_jsonl,
	&format_md,
	&format_table,
	&format_tsv,
	&format_yaml,
};

const char *const printer_formats[] = { "csv", "html", "id", "json", "jsonl",
	"md", "table", "tsv", "yaml", NULL };

int
sink_put(const struct sink *s, const char *data, size_t n, struct err *err)
{
	return n > 0 ? s->write(s->arg, data, n, err) : 0;
}

int
sink_puts(const struct sink *s, const char *text, struct err *err)
{
	return sink_put(s, text, strlen(text), err);
}

static int
write_buf(void *arg, const char *data, size_t n, struct err *err)
{
	(void)err;
	buf_add(arg, data, n);
	return 0;
}

struct sink
sink_buf(struct buf *b)
{
	return (struct sink){ write_buf, b };
}

bool
out_type_is_number(enum out_type t)
{
	return t == OUT_INTEGER || t == OUT_DECIMAL || t == OUT_MONEY ||
	       t == OUT_PERCENT;
}

int
printer_flush(struct printer *p, struct err *err)
{
	int r = sink_put(&p->sink, p->buf.data, p->buf.len, err);

	buf_truncate(&p->buf, 0);
	return r;
}

static int
find_format(const char *name, const struct format **ret, struct err *err)
{
	struct word_guess g;
	size_t i;

	word_guess_init(&g, name);
	for (i = 0; i < ARRAY_SIZE(formats); i++) {
		if (strcmp(formats[i]->name, name) == 0) {
			*ret = formats[i];
			return 0;
		}
		word_guess_offer(&g, formats[i]->name);
	}
	err_set(err, CRM_EUSAGE,
	    "unknown format \"%s\"; there are: csv html id json jsonl md "
	    "table tsv yaml",
	    name);
	if (g.best != NULL)
		err_more(err, "did you mean \"%s\"?", g.best);
	return CRM_EUSAGE;
}

static void
copy_column(
    struct printer *p, struct out_column *to, const struct out_column *from)
{
	*to = *from;
	to->key = arena_strdup(&p->arena, from->key);
	to->heading =
	    arena_strdup(&p->arena, from->heading ? from->heading : from->key);
	to->currency = from->currency ? arena_strdup(&p->arena, from->currency)
				      : p->opts.currency;
}

static void
pick_column(struct printer *p, const struct out_column *all, size_t i)
{
	copy_column(p, &p->columns[p->n], &all[i]);
	p->pick[p->n++] = i;
}

static int
pick_by_key(struct printer *p, const struct out_column *all, size_t n,
    const char *key, struct err *err)
{
	struct word_guess g;
	size_t i;

	word_guess_init(&g, key);
	for (i = 0; i < n; i++) {
		if (strcmp(all[i].key, key) == 0) {
			pick_column(p, all, i);
			return 0;
		}
		word_guess_offer(&g, all[i].key);
	}
	err_set(err, CRM_EUSAGE, "there is no column \"%s\"", key);
	if (g.best != NULL)
		err_more(err, "did you mean \"%s\"?", g.best);
	return CRM_EUSAGE;
}

static int
pick_fields(
    struct printer *p, const struct out_column *all, size_t n, struct err *err)
{
	const char *s = p->opts.fields;
	size_t len, most = n + 1, i;
	int r = 0;

	for (i = 0; s[i] != '\0'; i++)
		most += s[i] == ',';
	p->columns = arena_zalloc(&p->arena, most * sizeof(*p->columns));
	p->pick = arena_zalloc(&p->arena, most * sizeof(*p->pick));
	for (; r == 0 && *s != '\0'; s += len + (s[len] == ',')) {
		len = strcspn(s, ",");
		if (len > 0)
			r = pick_by_key(
			    p, all, n, arena_strndup(&p->arena, s, len), err);
	}
	return r;
}

/* The keys themselves, one a line: what --json without fields prints. */
static int
list_keys(
    struct printer *p, const struct out_column *all, size_t n, struct err *err)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(&p->buf, "%s\n", all[i].key);
	return printer_flush(p, err);
}

static int
choose(
    struct printer *p, const struct out_column *all, size_t n, struct err *err)
{
	static const struct format keys = { .name = "keys" };
	size_t i;

	for (i = n; i-- > 0;)
		if (all[i].type == OUT_ID) {
			p->id = i;
			p->has_id = true;
		}
	if (p->opts.fields != NULL && p->opts.fields[0] == '\0') {
		p->format = &keys;
		return list_keys(p, all, n, err);
	}
	if (p->opts.fields != NULL)
		return pick_fields(p, all, n, err);
	p->columns = arena_zalloc(&p->arena, (n + 1) * sizeof(*p->columns));
	p->pick = arena_zalloc(&p->arena, (n + 1) * sizeof(*p->pick));
	for (i = 0; i < n; i++)
		pick_column(p, all, i);
	return 0;
}

static const char *
copied(struct printer *p, const char *s)
{
	return s ? arena_strdup(&p->arena, s) : NULL;
}

int
printer_open(const char *format, const struct out_opts *opts,
    const struct sink *sink, const struct out_column *columns, size_t n,
    struct printer **ret, struct err *err)
{
	const struct format *f;
	struct printer *p;
	int r;

	r = find_format(format, &f, err);
	if (r < 0)
		return r;
	p = xcalloc(1, sizeof(*p));
	p->format = f;
	p->sink = *sink;
	p->opts = *opts;
	p->opts.fields = copied(p, opts->fields);
	p->opts.currency = copied(p, opts->currency ? opts->currency : "CNY");
	p->opts.title = copied(p, opts->title);
	p->opts.lang = copied(p, opts->lang);
	buf_init(&p->buf);
	r = choose(p, columns, n, err);
	p->cells = arena_zalloc(&p->arena, (p->n + 1) * sizeof(*p->cells));
	if (r == 0 && p->format->begin != NULL)
		r = p->format->begin(p, err);
	if (r < 0)
		printer_free(p);
	else
		*ret = p;
	return r;
}

static void
arrange(struct printer *p, const struct out_cell *cells)
{
	const struct out_cell *from;
	struct out_cell *to;
	size_t i;

	for (i = 0; i < p->n; i++) {
		from = &cells[p->pick[i]];
		to = &p->cells[i];
		*to = *from;
		if (to->shown == NULL)
			to->shown = to->value ? to->value : "";
		if (to->currency == NULL)
			to->currency = p->columns[i].currency;
	}
}

int
printer_row(struct printer *p, const struct out_cell *cells, struct err *err)
{
	p->rows++;
	if (p->format == &format_id)
		return p->format->row(p, cells, err);
	if (p->format->row == NULL)
		return 0;
	arrange(p, cells);
	return p->format->row(p, p->cells, err);
}

int
printer_total(struct printer *p, const struct out_cell *cells, struct err *err)
{
	if (p->format->total == NULL)
		return 0;
	arrange(p, cells);
	return p->format->total(p, p->cells, err);
}

int
printer_end(struct printer *p, struct err *err)
{
	return p->format->end ? p->format->end(p, err) : 0;
}

size_t
printer_rows(const struct printer *p)
{
	return p->rows;
}

void
printer_free(struct printer *p)
{
	if (p == NULL)
		return;
	if (p->format->free != NULL)
		p->format->free(p);
	buf_release(&p->buf);
	arena_free(&p->arena);
	free(p);
}
