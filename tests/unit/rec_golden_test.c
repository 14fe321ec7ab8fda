/* Splices with the exact bytes that must come of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "rec/splice.h"

static const char *const order[] = { "state", "owner", "title", "note", "tags",
	"lines", "group", "created", NULL };

static bool
plain(const char *path, void *arg)
{
	(void)arg;
	return strcmp(path, "lines.qty") == 0 || strcmp(path, "date") == 0;
}

/*
 * An edit in words: "key", "key.sub", "key[row]", "key[row].sub",
 * "key#2", "key#2.sub", "key+", then " = " and a value in flow YAML.
 */
static void
read_edit(struct arena *a, const char *words, struct edit *e)
{
	char *s = arena_strdup(a, words), *value = strstr(s, " =");
	struct err err = ERR_INIT;
	struct node *n;
	char *p;

	memset(e, 0, sizeof(*e));
	e->pos = -1;
	e->key = s;
	if (value != NULL) {
		*value = '\0';
		value = arena_printf(a, "v:%s\n", value + 2);
		if (yaml_parse(a, "v", value, strlen(value), &n, NULL, &err))
			fail_msg("%s", err.text);
		e->value = node_get(n, "v");
	}
	if ((p = strchr(s, '.')) != NULL) {
		*p = '\0';
		e->sub = p + 1;
	}
	if ((p = strchr(s, '[')) != NULL) {
		*p = '\0';
		e->row = p + 1;
		p[strcspn(p + 1, "]") + 1] = '\0';
	} else if ((p = strchr(s, '#')) != NULL) {
		*p = '\0';
		e->pos = p[1] - '0';
	} else if ((p = strchr(s, '+')) != NULL) {
		*p = '\0';
		e->add = true;
	}
}

struct golden {
	const char *before, *edit, *after;
};

static void
run(const struct golden *g, size_t n)
{
	struct splice_opts opts = { order, { plain, NULL } };
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;
	struct edit e;
	size_t i;

	for (i = 0; i < n; i++) {
		buf_truncate(&b, 0);
		buf_addstr(&b, g[i].before);
		read_edit(&a, g[i].edit, &e);
		if (splice(&b, &e, 1, &opts, &err) != 0)
			fail_msg("%s in:\n%s", err.text, g[i].before);
		if (strcmp(b.data, g[i].after) != 0)
			fail_msg("%s in:\n%s\ngives:\n%s\nwanted:\n%s",
			    g[i].edit, g[i].before, b.data, g[i].after);
	}
	buf_release(&b);
	arena_free(&a);
}

static void
test_scalar(void **state)
{
	static const struct golden g[] = {
		{ "a: 1\n", "a = 二", "a: 二\n" },
		{ "甲: 一 # 注\n", "甲 = 二三", "甲: 二三 # 注\n" },
		{ "a:    1   # c\nb: 2\n", "a = x", "a:    x   # c\nb: 2\n" },
		{ "a: 'x' # c\n", "a = '1'", "a: '1' # c\n" },
		{ "date: 'x' # c\n", "date = 2026-11-23",
		    "date: 2026-11-23 # c\n" },
		{ "a: 2026-11-22\n", "a = '2026-11-23'", "a: '2026-11-23'\n" },
		{ "a: \"x\"\r\nb: 2\r\n", "a = w", "a: w\r\nb: 2\r\n" },
		{ "a:\nb: 2\n", "a = w", "a: w\nb: 2\n" },
		{ "a: # c\nb: 2\n", "a = w", "a: w # c\nb: 2\n" },
		{ "a:\n  x\n  y\nb: 2\n", "a = z", "a: z\nb: 2\n" },
		{ "a: # c\n  x y\nb: 2\n", "a = z", "a: z # c\nb: 2\n" },
		{ "a: x\n  y # c\nb: 2\n", "a = z", "a: z # c\nb: 2\n" },
		{ "a: \"x\n  y\" # c\nb: 2\n", "a = z", "a: z # c\nb: 2\n" },
		{ "a: 1", "a = 2", "a: '2'" },
		{ "# top\n\na: 1\n\n# end\n", "a = z",
		    "# top\n\na: z\n\n# end\n" },
		{ "  a: 1\n  b: 2\n", "b = z", "  a: 1\n  b: z\n" },
		{ "--- # doc\na: 1\n...\n", "a = z", "--- # doc\na: z\n...\n" },
		{ "a : 1\n", "a = z", "a : z\n" },
		{ "\"a\": 1\n", "a = z", "\"a\": z\n" },
		{ "a: 1 # c\nb: 2\n", "a = \"x\\ny\"",
		    "a: |- # c\n  x\n  y\nb: 2\n" },
		{ "a: 1 # c\r\nb: 2\r\n", "a = \"x\\ny\\n\"",
		    "a: | # c\r\n  x\r\n  y\r\nb: 2\r\n" },
		{ "a: |\n  x\n\n  y\n\n# c\nb: 2\n", "a = z",
		    "a: z\n\n# c\nb: 2\n" },
		{ "a: |- # c\n    x\n    y\nb: 2\n", "a = z",
		    "a: z # c\nb: 2\n" },
		{ "a: >+ # c\n  x\n\n\nb: 2\n", "a = \"u\\nv\"",
		    "a: |- # c\n  u\n  v\nb: 2\n" },
		{ "a: |\n  x", "a = z", "a: z" },
		{ "a: 1\n", "a = 1", "a: 1\n" },
	};

	(void)state;
	run(g, ARRAY_SIZE(g));
}

static void
test_field(void **state)
{
	static const struct golden g[] = {
		/* removed */
		{ "a: 1\n# b is\nb: 2 # x\n# c is\nc: 3\n", "b",
		    "a: 1\n# b is\n# c is\nc: 3\n" },
		{ "a: 1\nb:\n- x\n- y # z\n\nc: 3\n", "b", "a: 1\n\nc: 3\n" },
		{ "a: 1\nb: |\n  x\n\n  y\n\n# c\n", "b", "a: 1\n\n# c\n" },
		{ "a: 1\nb: 2", "b", "a: 1\n" },
		{ "a: 1\n", "a", "" },
		{ "a: 1\n", "a =", "" },
		{ "a: 1\n", "b", "a: 1\n" },
		{ "{a: 1, b: 2, c: 3}\n", "b", "{a: 1, c: 3}\n" },
		{ "{a: 1, b: 2, c: 3}\n", "c", "{a: 1, b: 2}\n" },
		{ "{a: 1, } # c\n", "a", "{} # c\n" },
		/* new */
		{ "", "a = x", "a: x\n" },
		{ "# nothing\n", "a = x", "# nothing\na: x\n" },
		{ "---\n...\n", "a = x", "---\na: x\n...\n" },
		{ "{}\n", "a = x", "{a: x}\n" },
		{ "{ b: 1, }\n", "a = x, y", "{ b: 1, a: 'x, y', }\n" },
		{ "a: 1", "b = x", "a: 1\nb: x\n" },
		{ "a: 1\r\n", "b = [x]", "a: 1\r\nb:\r\n  - x\r\n" },
		{ "state: 1\n# t\ntitle: 2 # c\n\n# g\ngroup: {x: 1}\n",
		    "note = m",
		    "state: 1\n# t\ntitle: 2 # c\nnote: m\n\n# g\n"
		    "group: {x: 1}\n" },
		{ "state: 1\ncreated: 2\n", "owner = o",
		    "state: 1\nowner: o\ncreated: 2\n" },
		{ "created: 2\n# end\n\n", "state = o",
		    "created: 2\n# end\nstate: o\n\n" },
		{ "tags:\n  - a\n  # - b\nother: 1\n", "lines = [x]",
		    "tags:\n  - a\n  # - b\nlines:\n  - x\nother: 1\n" },
		{ "a: |+\n  x\n\nother: 1\n", "b = x",
		    "a: |+\n  x\n\nother: 1\nb: x\n" },
		{ "title: |+\n  x\n\nother: 1\n", "note = x",
		    "title: |+\n  x\n\nnote: x\nother: 1\n" },
		/* a text that ends with the file has no line feed to give */
		{ "# c\na: |\n  x", "b = w", "# c\nb: w\na: |\n  x" },
		/* collections anew */
		{ "tags: [a, b] # c\n", "tags = [x, 'y, z']",
		    "tags: [x, 'y, z'] # c\n" },
		{ "tags: [a,\n  b] # c\n", "tags = [x]", "tags: [x] # c\n" },
		{ "tags: [a] # c\n", "tags = x", "tags: x # c\n" },
		{ "tags: a # c\n", "tags = [x]", "tags: # c\n  - x\n" },
		{ "tags: # c\n- a # d\n- b # e\nb: 1\n", "tags = x",
		    "tags: x # c\nb: 1\n" },
		{ "group: # c\n    x: 1 # d\nb: 1\n", "group = {x: w, z: [u]}",
		    "group: # c\n  x: w\n  z:\n    - u\nb: 1\n" },
		{ "lines: []\n", "lines = [{row: abcd, qty: 1}]",
		    "lines:\n  - row: abcd\n    qty: 1\n" },
		{ "group: {}\n", "group = {x: w}", "group: {x: w}\n" },
	};

	(void)state;
	run(g, ARRAY_SIZE(g));
}

static void
test_group(void **state)
{
	static const struct golden g[] = {
		{ "group:\n   x: 1 # c\n   y: 2\nb: 1\n", "group.x = z",
		    "group:\n   x: z # c\n   y: 2\nb: 1\n" },
		{ "group:\n   x: 1\n   # c\n   y: 2\nb: 1\n", "group.y",
		    "group:\n   x: 1\n   # c\nb: 1\n" },
		{ "group:\n   x: 1 # c\n\nb: 1\n", "group.z = z",
		    "group:\n   x: 1 # c\n   z: z\n\nb: 1\n" },
		{ "group:\n   x: 1", "group.z = \"u\\nv\"",
		    "group:\n   x: 1\n   z: |-\n     u\n     v\n" },
		{ "group:\n  x: 1\nb: 1\n", "group.x", "b: 1\n" },
		{ "b: 1\n", "group.x = z", "b: 1\ngroup:\n  x: z\n" },
		{ "group:\nb: 1\n", "group.x = z", "group:\n  x: z\nb: 1\n" },
		{ "group: {x: 1, y: 2} # c\n", "group.x = [a]",
		    "group: {x: [a], y: 2} # c\n" },
		{ "group: {x: 1, y: 2} # c\n", "group.y",
		    "group: {x: 1} # c\n" },
		{ "group: { x, y: } # c\n", "group.x = v",
		    "group: { x: v, y: } # c\n" },
		{ "group: { x: 1, y: } # c\n", "group.y = v",
		    "group: { x: 1, y: v } # c\n" },
		{ "group: {\n  x: 1, # one\n  y: 2 # two\n}\n", "group.z = v",
		    "group: {\n  x: 1, # one\n  y: 2, z: v # two\n}\n" },
	};

	(void)state;
	run(g, ARRAY_SIZE(g));
}

#define LINES                                                                  \
	"lines: # all\n"                                                       \
	"# first\n"                                                            \
	"- row: k3f9\n"                                                        \
	"  product: 阀门 # DN50\n"                                           \
	"  qty: 2\n"                                                           \
	"-   qty: 3 # three\n"                                                 \
	"    # why\n"                                                          \
	"    row: m2p4\n"                                                      \
	"b: 1\n"

static void
test_rows(void **state)
{
	static const struct golden g[] = {
		{ LINES, "lines[k3f9].qty = 7",
		    "lines: # all\n# first\n- row: k3f9\n"
		    "  product: 阀门 # DN50\n  qty: 7\n-   qty: 3 # three\n"
		    "    # why\n    row: m2p4\nb: 1\n" },
		{ LINES, "lines[k3f9].product",
		    "lines: # all\n# first\n- row: k3f9\n  qty: 2\n"
		    "-   qty: 3 # three\n    # why\n    row: m2p4\nb: 1\n" },
		{ LINES, "lines[m2p4].text = t",
		    "lines: # all\n# first\n- row: k3f9\n"
		    "  product: 阀门 # DN50\n  qty: 2\n-   qty: 3 # three\n"
		    "    # why\n    row: m2p4\n    text: t\nb: 1\n" },
		{ LINES, "lines[m2p4].qty",
		    "lines: # all\n# first\n- row: k3f9\n"
		    "  product: 阀门 # DN50\n  qty: 2\n-   row: m2p4\nb: 1\n" },
		{ LINES, "lines[k3f9]",
		    "lines: # all\n# first\n-   qty: 3 # three\n"
		    "    # why\n    row: m2p4\nb: 1\n" },
		{ LINES, "lines[m2p4] = {product: p}",
		    "lines: # all\n# first\n- row: k3f9\n"
		    "  product: 阀门 # DN50\n  qty: 2\n- row: m2p4\n"
		    "  product: p\nb: 1\n" },
		{ "lines:\n    - row: a\n", "lines[a].q = x",
		    "lines:\n    - row: a\n      q: x\n" },
		{ "lines:\n    - row: a\n", "lines[a]", "" },
		{ "lines: [{row: a, q: 1}, {row: b}] # c\n", "lines[a].q = x",
		    "lines: [{row: a, q: x}, {row: b}] # c\n" },
		{ "lines: [{row: a, q: 1}, {row: b}] # c\n", "lines[b].q = x",
		    "lines: [{row: a, q: 1}, {row: b, q: x}] # c\n" },
		{ "lines: [{row: a, q: 1}, {row: b}] # c\n", "lines[a]",
		    "lines: [{row: b}] # c\n" },
		{ "lines:\n  - {row: a, q: 1} # c\n  - row: b\n",
		    "lines[a].q = x",
		    "lines:\n  - {row: a, q: x} # c\n  - row: b\n" },
		{ "lines:\n  -\n    # c\n    q: 1\n", "lines#0.row = abcd",
		    "lines:\n  -\n    # c\n    q: 1\n    row: abcd\n" },
		{ "lines:\n  - # c\n    q: 1\n  - q: 2\n", "lines#0",
		    "lines:\n  - q: 2\n" },
	};
	struct golden added = { LINES, "lines+ = {row: a234, text: \"x\\ny\"}",
		"lines: # all\n# first\n- row: k3f9\n"
		"  product: 阀门 # DN50\n  qty: 2\n-   qty: 3 # three\n"
		"    # why\n    row: m2p4\n- row: a234\n  text: |-\n"
		"    x\n    y\nb: 1\n" };

	(void)state;
	run(g, ARRAY_SIZE(g));
	run(&added, 1);
}

static void
test_items(void **state)
{
	static const struct golden g[] = {
		{ "tags:\n- a # x\n- b\nc: 1\n", "tags+ = d",
		    "tags:\n- a # x\n- b\n- d\nc: 1\n" },
		{ "tags:\n- a # x\n- b\nc: 1\n", "tags#0 = d",
		    "tags:\n- d # x\n- b\nc: 1\n" },
		{ "tags:\n- a # x\n- b\nc: 1\n", "tags#0",
		    "tags:\n- b\nc: 1\n" },
		{ "tags:\n- a", "tags+ = 二", "tags:\n- a\n- 二\n" },
		{ "tags: [a, b]\n", "tags+ = d", "tags: [a, b, d]\n" },
		{ "tags: [ ]\n", "tags+ = d", "tags: [d]\n" },
		{ "tags: {x: }\n", "tags+ = d", "tags: [d]\n" },
		{ "tags:\n", "tags+ = d", "tags:\n  - d\n" },
		{ "c: 1\n", "tags+ = d", "c: 1\ntags:\n  - d\n" },
		{ "tags: [a, b]\n", "tags#1 = 'x]'", "tags: [a, 'x]']\n" },
		{ "tags: [a]\nc: 1\n", "tags#0", "c: 1\n" },
		{ "tags:\n- |\n  x\n\n- b\n", "tags#0 = d",
		    "tags:\n- d\n\n- b\n" },
	};

	(void)state;
	run(g, ARRAY_SIZE(g));
}

/* Where the fine way would change more than the field, it is written anew. */
static void
test_second_try(void **state)
{
	static const struct golden g[] = {
		/* the comment would become part of the text */
		{ "note: x\n  # about the note\nb: 1\n", "note = \"x\\ny\"",
		    "note: \"x\\ny\"\n  # about the note\nb: 1\n" },
		/* blank lines would go to the text of a */
		{ "a: |+\n  x\nb: 1\n\n  # deep\n\n# c is\nc: 1\n", "b",
		    "a: |+\n  x\n# c is\nc: 1\n" },
		{ "a: |\n  x\nb: 1\n  # deep\nc: 1\n", "b",
		    "a: |\n  x\nc: 1\n" },
		{ "g: [a: 1]\n", "g#0.b = 2", "g:\n  - a: '1'\n    b: '2'\n" },
	};

	(void)state;
	run(g, ARRAY_SIZE(g));
}

static void
test_refusals(void **state)
{
	static const struct {
		const char *text, *edit;
		int code;
		const char *message;
	} g[] = {
		{ "lines:\n- row: a\n", "lines[b].q = 1", CRM_ENOENT,
		    "\"lines\" has no row \"b\"" },
		{ "a: 1\n", "lines[b]", CRM_ENOENT,
		    "\"lines\" has no row \"b\"" },
		{ "tags: [a]\n", "tags#1 = 1", CRM_ENOENT,
		    "\"tags\" has no item 2" },
		{ "tags: a\n", "tags+ = 1", CRM_EDATA, "\"tags\" is no list" },
		{ "tags: a\n", "tags#0", CRM_EDATA, "\"tags\" is no list" },
		{ "tags: [a]\n", "tags#0.x = 1", CRM_EDATA,
		    "\"tags\" has no fields like \"x\"" },
		{ "tags: [a]\n", "tags.x = 1", CRM_EDATA,
		    "\"tags\" has no fields like \"x\"" },
		{ "tags: [a]\n", "tags+", CRM_EUSAGE,
		    "nothing to add to \"tags\"" },
		{ "a: &x 1\n", "a = 1", CRM_EDATA, "-:1:4: error: anchors" },
	};
	struct splice_opts opts = { NULL, { NULL, NULL } };
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;
	struct edit e[2];
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(g); i++) {
		buf_truncate(&b, 0);
		buf_addstr(&b, g[i].text);
		/* what went before is undone */
		read_edit(&a, "a = changed", &e[0]);
		read_edit(&a, g[i].edit, &e[1]);
		assert_int_equal(splice(&b, e, 2, &opts, &err), g[i].code);
		assert_memory_equal(
		    err.text, g[i].message, strlen(g[i].message));
		assert_string_equal(b.data, g[i].text);
	}
	read_edit(&a, "a", &e[0]);
	e[0].value = node_scalar(&a, "x\x1b");
	buf_truncate(&b, 0);
	buf_addstr(&b, "a: 1\n");
	assert_int_equal(splice(&b, e, 1, &opts, &err), CRM_EDATA);
	assert_non_null(strstr(err.text, "cannot write \"a\""));
	assert_string_equal(b.data, "a: 1\n");
	err_clear(&err);
	buf_release(&b);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scalar),
		cmocka_unit_test(test_field),
		cmocka_unit_test(test_group),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_items),
		cmocka_unit_test(test_second_try),
		cmocka_unit_test(test_refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
