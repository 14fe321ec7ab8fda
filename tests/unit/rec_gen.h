/*
 * Records as people write them, at random: comments, blank lines, odd
 * indentation, flow and block style, every kind of text, CRLF, Chinese.
 * The generator notes where each field and each short value stands, so that
 * a test need not ask the code that it tests.
 */
#ifndef TEST_REC_GEN_H
#define TEST_REC_GEN_H

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

#define GEN_FIELDS 8
#define GEN_SLOTS 64

static uint64_t gen_state;

static unsigned
any(unsigned n)
{
	gen_state ^= gen_state << 13;
	gen_state ^= gen_state >> 7;
	gen_state ^= gen_state << 17;
	return (unsigned)(gen_state >> 33) % n;
}

enum gen_shape { GEN_TEXT, GEN_LIST, GEN_ROWS, GEN_GROUP };

/* A scalar on one line: its bytes, and how an edit names it. */
struct gen_slot {
	char key[16], row[16], sub[16];
	int pos;
	size_t start, end;
};

struct gen {
	struct buf text;
	const char *eol;
	int base;    /* column of the top-level keys */
	size_t kept; /* end of the last |+ text */
	struct {
		char key[16];
		enum gen_shape shape;
		size_t start, end;
		unsigned n; /* rows or items */
	} field[GEN_FIELDS];
	unsigned fields;
	struct gen_slot slot[GEN_SLOTS];
	unsigned slots;
};

static const char *const gen_plain[] = { "open", "上海示例重工", "1234.50",
	"no", "2026-11-23", "it's", "a b  c", "x:y", "阀门 DN50", "-5", "~",
	"http://a.b/c#d" };
static const char *const gen_quoted[] = { "'a: b'", "'it''s # x'", "\"\"",
	"\"二\\t三\"", "'- x'", "\"a #b\"", "'1e3'", "\"\\u4e2d\"", "'[x]'" };

static void
put(struct gen *g, const char *s)
{
	buf_addstr(&g->text, s);
}

static void
eol(struct gen *g)
{
	static const char *const comments[] = { " # 注释", "  #x", " # a: b",
		" # - x" };

	if (any(4) == 0)
		put(g, comments[any(ARRAY_SIZE(comments))]);
	else if (any(12) == 0)
		put(g, " ");
	put(g, g->eol);
}

static void
indent(struct gen *g, int n)
{
	buf_addn(&g->text, ' ', (size_t)(g->base + n));
}

static void
comment_line(struct gen *g, int n)
{
	static const char *const texts[] = { "# 说明", "#", "# k: v", "#- x" };

	if (any(3) == 0) {
		put(g, g->eol);
		return;
	}
	indent(g, n);
	put(g, texts[any(ARRAY_SIZE(texts))]);
	put(g, g->eol);
}

static void
note_slot(struct gen *g, const struct gen_slot *where, size_t start)
{
	if (g->slots == GEN_SLOTS)
		return;
	g->slot[g->slots] = *where;
	g->slot[g->slots].start = start;
	g->slot[g->slots++].end = g->text.len;
}

static void
word(struct gen *g, const struct gen_slot *where, bool flow)
{
	size_t start = g->text.len;
	unsigned i = any(ARRAY_SIZE(gen_plain));

	if (any(3) == 0)
		put(g, gen_quoted[any(ARRAY_SIZE(gen_quoted))]);
	else
		put(g, flow && i == 0 ? "open" : gen_plain[i]);
	if (where != NULL)
		note_slot(g, where, start);
}

static void
block_text(struct gen *g, int column)
{
	static const char *const heads[] = { "|", ">", "|-", ">-", "|+", ">+" };
	unsigned i = any(ARRAY_SIZE(heads)), n = 1 + any(3);
	int step = 1 + (int)any(4);

	put(g, heads[i]);
	if (any(5) == 0)
		buf_printf(&g->text, "%d", step);
	eol(g);
	while (n-- > 0) {
		indent(g, column + step);
		put(g, any(4) ? "第 line: x" : "# no comment");
		put(g, g->eol);
		if (n > 0 && any(4) == 0)
			put(g, g->eol);
	}
	if (i >= 4 && any(2))
		put(g, g->eol);
	if (i >= 4)
		g->kept = g->text.len;
}

static void
wrapped_text(struct gen *g, int column)
{
	const char *quote = any(3) == 0 ? "\"" : any(2) ? "'" : "";

	put(g, quote);
	put(g, "first 一");
	put(g, g->eol);
	if (any(4) == 0)
		put(g, g->eol);
	indent(g, column + 1 + (int)any(3));
	put(g, "second, [x]");
	put(g, quote);
	eol(g);
}

/* What stands behind "key:" or "-", with its line end. */
static void
text_value(struct gen *g, int column, const struct gen_slot *where)
{
	unsigned how = any(12);

	if (how == 0) {
		eol(g);
		return;
	}
	put(g, any(6) ? " " : "   ");
	if (how == 1) {
		block_text(g, column);
	} else if (how == 2) {
		wrapped_text(g, column);
	} else {
		word(g, where, false);
		eol(g);
	}
}

static void
flow_gap(struct gen *g)
{
	unsigned how = any(8);

	if (how == 0) {
		eol(g);
		indent(g, 1 + (int)any(3));
	} else if (how < 6) {
		put(g, " ");
	}
}

static void
flow_map(struct gen *g, const char *key, const char *row, int pos)
{
	struct gen_slot w = { .pos = pos };
	unsigned i, n = 1 + any(3);

	strcpy(w.key, key);
	strcpy(w.row, row);
	put(g, "{");
	if (row[0] != '\0')
		buf_printf(&g->text, "row: %s, ", row);
	for (i = 0; i < n; i++) {
		w.sub[0] = (char)('p' + i);
		if (i > 0) {
			put(g, ",");
			flow_gap(g);
		}
		buf_printf(&g->text, "%s: ", w.sub);
		word(g, &w, true);
	}
	put(g, any(6) ? "}" : ", }");
}

static void
flow_list(struct gen *g, const char *key, unsigned n)
{
	struct gen_slot w = { .pos = 0 };
	unsigned i;

	strcpy(w.key, key);
	put(g, any(3) ? "[" : "[ ");
	for (i = 0; i < n; i++) {
		if (i > 0) {
			put(g, ",");
			flow_gap(g);
		}
		w.pos = (int)i;
		word(g, &w, true);
	}
	put(g, "]");
}

static void
subs(struct gen *g, struct gen_slot *w, int column, unsigned n, bool inside)
{
	unsigned i;

	for (i = 0; i < n; i++) {
		w->sub[0] = (char)('p' + i);
		if (!inside)
			indent(g, column);
		inside = false;
		buf_printf(&g->text, "%s:", w->sub);
		text_value(g, column, w);
		if (i + 1 < n && any(6) == 0)
			comment_line(g, column);
	}
}

static void
block_row(struct gen *g, struct gen_slot *w, int column)
{
	int step = any(4) ? 2 : 3 + (int)any(2);

	indent(g, column);
	put(g, "-");
	if (any(8) == 0) {
		eol(g);
		indent(g, column + step);
	} else {
		buf_addn(&g->text, ' ', (size_t)step - 1);
	}
	if (w->row[0] != '\0') {
		buf_printf(&g->text, "row: %s", w->row);
		eol(g);
	}
	subs(g, w, column + step, 1 + any(3), w->row[0] == '\0');
}

static void
block_items(struct gen *g, const char *key, enum gen_shape shape, unsigned n)
{
	int column = (int)any(5);
	struct gen_slot w;
	unsigned i;

	for (i = 0; i < n; i++) {
		memset(&w, 0, sizeof(w));
		strcpy(w.key, key);
		w.pos = (int)i;
		if (shape == GEN_ROWS && any(6))
			sprintf(w.row, "r%u", i);
		if (shape == GEN_LIST) {
			indent(g, column);
			put(g, "-");
			text_value(g, column, &w);
		} else if (any(6)) {
			block_row(g, &w, column);
		} else {
			indent(g, column);
			put(g, "- ");
			flow_map(g, key, w.row, w.pos);
			eol(g);
		}
		if (i + 1 < n && any(6) == 0)
			comment_line(g, column);
	}
}

static void
field(struct gen *g, unsigned k)
{
	struct gen_slot w = { .pos = -1 };
	const char *key = g->field[k].key;
	enum gen_shape shape = any(5) < 2 ? GEN_TEXT : 1 + any(3);
	unsigned n = 1 + any(4);

	g->field[k].shape = shape;
	g->field[k].n = n;
	g->field[k].start = g->text.len;
	strcpy(w.key, key);
	indent(g, 0);
	buf_printf(&g->text, any(9) ? "%s:" : "\"%s\" :", key);
	if (shape == GEN_TEXT) {
		text_value(g, 0, &w);
	} else if (any(3) == 0 && shape != GEN_ROWS) {
		put(g, " ");
		if (shape == GEN_LIST)
			flow_list(g, key, n);
		else
			flow_map(g, key, "", -1);
		eol(g);
	} else {
		eol(g);
		if (any(6) == 0)
			comment_line(g, 1);
		if (shape == GEN_GROUP)
			subs(g, &w, 1 + (int)any(4), n, false);
		else
			block_items(g, key, shape, n);
	}
	g->field[k].end = g->text.len;
}

/* Blank lines behind a |+ text are its own. */
static void
take_blank_lines(struct gen *g, unsigned k)
{
	size_t n = strlen(g->eol);

	if (g->kept == 0 || g->kept != g->field[k].end)
		return;
	while (strncmp(g->text.data + g->field[k].end, g->eol, n) == 0)
		g->field[k].end += n;
}

/* One record. Keys are "a", "甲b", "c" and so on. */
static void
gen_record(struct gen *g)
{
	unsigned i;

	memset(g, 0, sizeof(*g));
	buf_init(&g->text);
	g->eol = any(4) ? "\n" : "\r\n";
	g->base = any(12) ? 0 : 2;
	g->fields = any(GEN_FIELDS + 1);
	if (any(8) == 0)
		buf_printf(&g->text, "---%s", g->eol);
	for (i = 0; i < g->fields; i++) {
		while (any(5) == 0)
			comment_line(g, any(6) ? 0 : 3);
		if (i > 0)
			take_blank_lines(g, i - 1);
		sprintf(g->field[i].key, i % 3 == 1 ? "甲%c" : "%c", 'a' + i);
		field(g, i);
	}
	while (any(4) == 0)
		comment_line(g, 0);
	if (i > 0)
		take_blank_lines(g, i - 1);
	if (any(6) == 0 && g->text.len > 0 && g->slots > 0)
		buf_truncate(&g->text, g->text.len - strlen(g->eol));
}

#endif
