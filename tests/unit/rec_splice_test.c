/*
 * Properties of the splicer over random records and edits: the text means
 * what the edit means, and no byte outside the field has changed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "rec/splice.h"
#include "rec_gen.h"

static const char *const order[] = { "b", "a", "new", "甲b", "c", "d", "new2",
	"甲e", "f", NULL };

static bool
plain(const char *path, void *arg)
{
	(void)arg;
	return strchr(path, 'p') != NULL || strcmp(path, "a") == 0;
}

static const struct splice_opts opts = { order, { plain, NULL } };

/* How often a field had to be written anew, of how many edits. */
static unsigned tries, anew;

static const char *const texts[] = { "x", "新值", "1234.50", "yes", "a: b",
	"it's", " x ", "two\nlines", "# a\n  b\n", "keep\n\n", "\n",
	"2026-01-01", "- x", "[x]", "a, b", "\ttab", "x #y", "{",
	"第一行\n\n第三行" };

static struct node *
parse(struct arena *a, const struct buf *b)
{
	struct err err = ERR_INIT;
	struct node *ret = NULL;

	if (yaml_parse(a, "f", b->data, b->len, &ret, NULL, &err) != 0)
		fail_msg("%s in:\n%s", err.text, b->data);
	return ret;
}

static struct node *
random_text(struct arena *a)
{
	return node_scalar(a, texts[any(ARRAY_SIZE(texts))]);
}

static struct node *
random_map(struct arena *a, bool row)
{
	struct node *n = node_map(a);
	char key[2] = "p";
	unsigned i, count = 1 + any(3);

	if (row)
		node_set_text(a, n, "row", any(2) ? "zz" : "yy");
	for (i = 0; i < count; i++) {
		key[0] = (char)('p' + any(5));
		node_set(a, n, key, random_text(a));
	}
	return n;
}

static struct node *
random_value(struct arena *a)
{
	unsigned how = any(6), i, n = any(4);
	struct node *list;

	if (how < 3)
		return random_text(a);
	if (how == 3)
		return random_map(a, false);
	list = node_list(a);
	for (i = 0; i < n; i++)
		node_append(
		    a, list, how == 4 ? random_text(a) : random_map(a, true));
	return list;
}

static void
random_edit(struct arena *a, const struct gen *g, struct edit *e)
{
	static const char *const news[] = { "new", "new2", "other", "no" };
	unsigned k = g->fields ? any(g->fields) : 0;
	bool whole = any(3) == 0;

	memset(e, 0, sizeof(*e));
	e->pos = -1;
	e->key = g->fields && any(6) ? arena_strdup(a, g->field[k].key)
				     : news[any(ARRAY_SIZE(news))];
	e->value = any(4) ? random_text(a) : NULL;
	if (whole) {
		e->value = any(4) ? random_value(a) : NULL;
	} else if (g->field[k].shape == GEN_GROUP || any(20) == 0) {
		e->sub = arena_printf(a, "%c", 'p' + (char)any(5));
	} else if (any(3) == 0) {
		e->add = true;
		if (g->field[k].shape == GEN_ROWS)
			e->value = random_map(a, true);
	} else {
		if (any(2))
			e->pos = (int)any(4);
		else
			e->row = arena_printf(a, "r%u", any(4));
		if (g->field[k].shape == GEN_ROWS && any(2))
			e->sub = arena_printf(a, "%c", 'p' + (char)any(5));
		else if (g->field[k].shape == GEN_ROWS && e->value)
			e->value = random_map(a, false);
	}
}

static void
complain(const struct gen *g, const struct edit *e, const struct buf *got,
    const char *what)
{
	fail_msg("%s: key %s row %s pos %d sub %s add %d value %s\n%s\n--\n%s",
	    what, e->key, e->row ? e->row : "-", e->pos, e->sub ? e->sub : "-",
	    e->add, e->value && e->value->text ? e->value->text : "-",
	    g->text.data, got->data);
}

static bool
same_outside(
    const struct buf *old, size_t start, size_t end, const struct buf *new)
{
	size_t tail = old->len - end;

	return new->len >= start + tail &&memcmp(new->data, old->data, start) ==
		   0 &&
	       memcmp(new->data + new->len - tail, old->data + end, tail) == 0;
}

/* The end of blank lines and indented comments at pos. */
static size_t
behind_indented(const struct gen *g, size_t pos)
{
	const char *s = g->text.data + pos, *t;

	for (;;) {
		t = s + strspn(s, " \r");
		if (*t == '\0' ||
		    (*t != '\n' && (t - s <= g->base || *t != '#')))
			return (size_t)(s - g->text.data);
		s = strchr(t, '\n') ? strchr(t, '\n') + 1 : t + strlen(t);
	}
}

/* All of the old text stands in the new one, around what was put in. */
static bool
only_inserted(const struct buf *old, const struct buf *new)
{
	size_t i = 0;

	if (new->len < old->len)
		return false;
	while (i < old->len && old->data[i] == new->data[i])
		i++;
	return memcmp(old->data + i, new->data + new->len - (old->len - i),
		   old->len - i) == 0;
}

static void
check_outside(const struct gen *g, const struct edit *e, const struct buf *got)
{
	size_t start, end;
	unsigned k;

	for (k = 0; k < g->fields; k++)
		if (strcmp(g->field[k].key, e->key) == 0)
			break;
	if (k == g->fields) {
		if (!only_inserted(&g->text, got))
			complain(g, e, got, "not only inserted");
		return;
	}
	start = g->field[k].start;
	end = g->field[k].end < g->text.len ? g->field[k].end : g->text.len;
	tries++;
	if (same_outside(&g->text, start, end, got))
		return;
	/* written anew it takes comments with it that would become text */
	anew++;
	if (!same_outside(&g->text, start, behind_indented(g, end), got))
		complain(g, e, got, "changed outside");
}

static void
try_edit(struct arena *a, const struct gen *g, const struct edit *e)
{
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;
	struct node *wanted = parse(a, &g->text);
	int code = edit_apply(a, wanted, e, &err), got;

	err_clear(&err);
	buf_add(&b, g->text.data, g->text.len);
	got = splice(&b, e, 1, &opts, &err);
	if (got != code)
		complain(g, e, &b, err.text ? err.text : "no refusal");
	if (code != 0 && strcmp(b.data, g->text.data) != 0)
		complain(g, e, &b, "changed though refused");
	if (code == 0) {
		if (!node_equal(parse(a, &b), wanted))
			complain(g, e, &b, "other meaning");
		check_outside(g, e, &b);
	}
	err_clear(&err);
	buf_release(&b);
}

/* A short value in place of a short value changes its own bytes alone. */
static void
try_slot(struct arena *a, const struct gen *g)
{
	static const char *const values[] = { "z", "新", "a, b", "x: y" };
	const struct gen_slot *s = &g->slot[any(g->slots)];
	struct edit e = { .key = s->key, .pos = s->pos };
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;

	e.value = node_scalar(a, values[any(ARRAY_SIZE(values))]);
	e.sub = s->sub[0] ? s->sub : NULL;
	if (s->row[0] != '\0' && any(2)) {
		e.row = s->row;
		e.pos = -1;
	}
	buf_add(&b, g->text.data, g->text.len);
	if (splice(&b, &e, 1, &opts, &err) != 0)
		complain(g, &e, &b, err.text);
	if (!same_outside(&g->text, s->start, s->end, &b))
		complain(g, &e, &b, "more than the value changed");
	buf_release(&b);
}

/* Several edits at once are the edits one after the other. */
static void
try_batch(struct arena *a, const struct gen *g)
{
	struct node *wanted = parse(a, &g->text);
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;
	struct edit e[4];
	unsigned i, n = 0;

	for (i = 0; i < ARRAY_SIZE(e); i++) {
		random_edit(a, g, &e[n]);
		if (edit_apply(a, wanted, &e[n], NULL) == 0)
			n++;
	}
	buf_add(&b, g->text.data, g->text.len);
	if (splice(&b, e, n, &opts, &err) != 0)
		complain(g, &e[0], &b, err.text);
	if (!node_equal(parse(a, &b), wanted))
		complain(g, &e[0], &b, "batch means something else");
	buf_release(&b);
}

static void
test_properties(void **state)
{
	const char *given = getenv("SPLICE_SEED"), *count = getenv("SPLICE_N");
	uint64_t seed = given ? strtoull(given, NULL, 0) : 20261123;
	unsigned i, k, n = count ? (unsigned)atoi(count) : 5000;
	struct gen g;

	(void)state;
	printf("SPLICE_SEED=%llu\n", (unsigned long long)seed);
	gen_state = seed * 2654435761u + 1;
	for (i = 0; i < n; i++) {
		struct arena a = ARENA_INIT;
		struct edit e;

		gen_record(&g);
		for (k = 0; k < 3; k++) {
			random_edit(&a, &g, &e);
			try_edit(&a, &g, &e);
		}
		if (g.slots > 0)
			try_slot(&a, &g);
		try_batch(&a, &g);
		buf_release(&g.text);
		arena_free(&a);
	}
	printf("%u of %u fields took a comment along\n", anew, tries);
	assert_true(anew * 50 <= tries);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_properties),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
