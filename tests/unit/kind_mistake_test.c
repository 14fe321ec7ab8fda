/* Mistakes in a schema: each is told, at its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "kind_source.h"

#define PERSON                                                                 \
	{                                                                      \
		"schema/person.yaml",                                          \
		    "kind: person\n"                                           \
		    "plural: people\n"                                         \
		    "label: {en: Person, zh: 人员}\n"                        \
		    "fanout: 0\n"                                              \
		    "person: {email: email, name: name, superior: superior}\n" \
		    "fields:\n"                                                \
		    "  name: {type: text}\n"                                   \
		    "  email: {type: text, format: email}\n"                   \
		    "  superior: {type: ref, to: person}\n"                    \
		    "  region: {type: choice, of: region}\n"                   \
	}

#define REGION                                                                 \
	{                                                                      \
		"schema/choice/region.yaml",                                   \
		    "north: {en: North, zh: 北}\n"                            \
		    "south: {en: South, zh: 南, retired: true}\n"             \
	}

static void
check_findings(struct file *files, const char *want)
{
	struct diag _cleanup_(diag_free) diag = DIAG_INIT;
	struct err _cleanup_(err_clear) err = ERR_INIT;
	struct kinds *ks = NULL;
	char *got;

	assert_int_equal(memory_load(files, &ks, &diag, &err), 0);
	got = findings(&diag);
	assert_string_equal(got, want);
	free(got);
	kinds_free(ks);
}

/* A kind with nothing but these fields. */
static void
check_fields(const char *fields, const char *want)
{
	struct buf _cleanup_(buf_release) b = BUF_INIT;
	struct file files[] = { CRM_YAML, REGION, { "schema/a.yaml", NULL },
		{ NULL, NULL } };

	buf_printf(&b, "kind: a\nlabel: {en: A, zh: 甲}\n%s", fields);
	files[2].text = b.data;
	check_findings(files, want);
}

static void
test_mistakes_of_fields(void **state)
{
	(void)state;
	check_fields("fields:\n"
		     "  a: {type: txt}\n"
		     "  b: {type: text, requird: true, label: {en: B}}\n"
		     "  Bad: {type: text}\n"
		     "  yes: {type: text}\n"
		     "  c: {type: choice}\n"
		     "  d: {type: choice, of: {on: {en: On, zh: 开}}}\n"
		     "  e: {type: choice, of: regions}\n"
		     "  f: {type: ref}\n"
		     "  g: {type: text, min: \"1\", scale: 2}\n"
		     "  h: {type: money, min: x, default: \"1.234\"}\n"
		     "  i: {type: list}\n"
		     "  j: {type: group, fields: {k: {type: list, item: {type: "
		     "text}}}}\n"
		     "  l: {required: maybe}\n"
		     "  m: text\n"
		     "  o: {type: text, format: fone}\n"
		     "  p: {type: decimal, scale: 12}\n"
		     "  q: {type: date, default: \"today()\", default_sql: "
		     "\"today()\"}\n"
		     "  r: {type: choice, of: region, default: nort}\n",
	    "schema/a.yaml:4:13: error: \"type\" takes no \"txt\"; did you "
	    "mean \"text\"?\n"
	    "schema/a.yaml:5:19: error: a field takes no \"requird\"; did you "
	    "mean \"required\"?\n"
	    "schema/a.yaml:5:41: warning: the label lacks \"zh\"\n"
	    "schema/a.yaml:6:3: error: \"Bad\" is no name: a small letter, "
	    "then "
	    "small letters, digits and _, 31 at most\n"
	    "schema/a.yaml:7:3: error: \"yes\" can't be a name: YAML reads it "
	    "as a boolean\n"
	    "schema/a.yaml:8:6: error: a choice lacks \"of\"\n"
	    "schema/a.yaml:9:26: error: \"on\" can't be a key: YAML reads it "
	    "as a boolean\n"
	    "schema/a.yaml:10:25: error: no set of choices \"regions\": write "
	    "schema/choice/regions.yaml\n"
	    "schema/a.yaml:11:6: error: a reference lacks \"to\"\n"
	    "schema/a.yaml:12:19: error: \"min\" does not go with type text\n"
	    "schema/a.yaml:12:29: error: \"scale\" does not go with type "
	    "text\n"
	    "schema/a.yaml:13:25: error: \"x\" does not fit \"h\": expected an "
	    "amount like 1234.50\n"
	    "schema/a.yaml:13:37: error: \"1.234\" does not fit \"h\": "
	    "expected "
	    "an amount like 1234.50\n"
	    "schema/a.yaml:14:6: error: a list has either \"fields\" or "
	    "\"item\"\n"
	    "schema/a.yaml:15:29: error: lists and groups stand at top level "
	    "only\n"
	    "schema/a.yaml:16:6: error: a field lacks \"type\"\n"
	    "schema/a.yaml:16:17: error: \"required\" takes true or false\n"
	    "schema/a.yaml:17:6: error: a field takes a mapping\n"
	    "schema/a.yaml:18:27: error: \"format\" takes no \"fone\"; did you "
	    "mean \"phone\"?\n"
	    "schema/a.yaml:19:6: error: \"scale\" is 9 at most\n"
	    "schema/a.yaml:20:6: error: a field has \"default\" or "
	    "\"default_sql\", not both\n"
	    "schema/a.yaml:20:28: error: \"today()\" does not fit \"q\": "
	    "expected a date like 2026-11-23\n"
	    "schema/a.yaml:21:42: error: \"nort\" does not fit \"r\": expected "
	    "one of: north\n");
}

static void
test_mistakes_of_columns(void **state)
{
	(void)state;
	check_fields("fields:\n"
		     "  owner: {type: text}\n"
		     "  name: {type: text, search: fold}\n"
		     "  name_fold: {type: text}\n"
		     "  g: {type: group, fields: {x: {type: text}}}\n"
		     "  g_x: {type: text}\n"
		     "  rows: {type: list, fields: {pos: {type: text}}}\n"
		     "derive:\n"
		     "  name: {type: text, sql: \"1\"}\n",
	    "schema/a.yaml:4:3: error: \"owner\" is the name of a built-in "
	    "field\n"
	    "schema/a.yaml:6:3: error: there is a column \"name_fold\" "
	    "already, "
	    "of line 5\n"
	    "schema/a.yaml:8:3: error: there is a column \"g_x\" already, of "
	    "line 7\n"
	    "schema/a.yaml:9:31: error: \"pos\" is the name of a built-in "
	    "field\n"
	    "schema/a.yaml:11:3: error: there is a column \"name\" already, of "
	    "line 5\n");
}

static void
test_mistakes_of_flow(void **state)
{
	(void)state;
	check_fields("number: {pattern: \"A{yyy}\"}\n"
		     "fanout: 3\n"
		     "fields: {x: {type: text}}\n"
		     "flow:\n"
		     "  start: drft\n"
		     "  states:\n"
		     "    draft: {type: opn}\n"
		     "    done: {frozen: sometimes}\n"
		     "  verbs:\n"
		     "    go: {to: done, wen: \"1\"}\n"
		     "    make: {from: draft, make: {kind: a, change: x}}\n"
		     "    edit: {from: draft, make: [{change: x, link: z}]}\n"
		     "ladder: {state: draft, approved: done, refused: draft, "
		     "covers: [x], steps: [{id: a, role: r, mode: some}]}\n"
		     "rules:\n"
		     "  - {id: a-1, must: x, unique: [x]}\n"
		     "  - {level: fatal, must: x}\n"
		     "remind: [{id: r, due: x, before: soon}]\n"
		     "list: {sort: [x]}\n"
		     "show: {groups: [{title: A}]}\n",
	    "schema/a.yaml:3:19: error: \"pattern\" takes {yyyy} {yy} {mm} "
	    "{dd} {seq:N}\n"
	    "schema/a.yaml:4:9: error: \"fanout\" is 0, 1 or 2\n"
	    "schema/a.yaml:7:10: error: \"start\" names no state: \"drft\"\n"
	    "schema/a.yaml:9:19: error: \"type\" takes no \"opn\"; did you "
	    "mean "
	    "\"open\"?\n"
	    "schema/a.yaml:10:11: error: a state lacks \"type\"\n"
	    "schema/a.yaml:10:20: error: \"frozen\" takes true or false\n"
	    "schema/a.yaml:12:9: error: a verb lacks \"from\"\n"
	    "schema/a.yaml:12:20: error: a verb takes no \"wen\"; did you mean "
	    "\"when\"?\n"
	    "schema/a.yaml:13:31: error: an effect has either \"kind\" or "
	    "\"change\"\n"
	    "schema/a.yaml:14:32: error: \"change\" needs either \"verb\" or "
	    "\"set\"\n"
	    "schema/a.yaml:14:50: error: \"link\" does not go with "
	    "\"change\"\n"
	    "schema/a.yaml:15:100: error: \"mode\" takes no \"some\"; it "
	    "takes: "
	    "any, all, turn\n"
	    "schema/a.yaml:17:5: error: a rule has either \"must\" or "
	    "\"unique\"\n"
	    "schema/a.yaml:17:10: error: \"a-1\" is no id of a rule: capitals, "
	    "digits and -\n"
	    "schema/a.yaml:18:5: error: a rule lacks \"id\"\n"
	    "schema/a.yaml:18:13: error: \"level\" takes no \"fatal\"; it "
	    "takes: info, warning, error\n"
	    "schema/a.yaml:19:34: error: \"before\" takes a number\n"
	    "schema/a.yaml:20:7: error: \"list\" lacks \"columns\"\n"
	    "schema/a.yaml:21:17: error: a group lacks \"fields\"\n"
	    "schema/a.yaml:21:18: error: a group takes no \"title\"; it takes: "
	    "fields, label\n");
}

static void
test_mistakes_of_files(void **state)
{
	struct file files[] = { CRM_YAML, PERSON,
		{ "schema/a.yaml", "kind: b\nlabel: {en: B, zh: 乙}\n"
				   "fields: {}\n" },
		{ "schema/c.yaml", "kind: c\n\tx" },
		{ "schema/D.yaml", "kind: D\n" },
		{ "schema/choice/region.yaml", "north: {en: N}\n" },
		{ NULL, NULL } };
	struct diag _cleanup_(diag_free) diag = DIAG_INIT;
	struct err _cleanup_(err_clear) err = ERR_INIT;
	struct kinds *ks = NULL;
	const char *const *bad;

	(void)state;
	assert_int_equal(memory_load(files, &ks, &diag, &err), 0);
	bad = kinds_bad(ks);
	assert_string_equal(bad[0], "D");
	assert_string_equal(bad[1], "a");
	assert_string_equal(bad[2], "c");
	assert_null(bad[3]);
	assert_int_equal(kinds_count(ks), 1);
	assert_int_equal(diag_count(&diag, LEVEL_ERROR), 3);
	assert_int_equal(diag_count(&diag, LEVEL_WARNING), 4);
	kinds_free(ks);
}

static void
test_clashes_of_kinds(void **state)
{
	struct file files[] = { CRM_YAML, PERSON, REGION,
		{ "schema/a.yaml", "kind: a\nplural: people\n"
				   "label: {en: B, zh: 乙}\nfields: {}\n" },
		{ "schema/b.yaml",
		    "kind: b\nplural: b_rows\nlabel: {en: B, zh: 乙}\nfields: "
		    "{rows: {type: list, fields: {x: {type: text}}}}\n" },
		{ "schema/q.yaml",
		    "kind: q\nlabel: {en: Q, zh: 丙}\nperson: {email: x, name: "
		    "x}\nfields: {x: {type: text}}\n" },
		{ NULL, NULL } };

	(void)state;
	check_findings(files,
	    "schema/b.yaml:1:1: error: \"plural\" is \"b_rows\", as the rows "
	    "of a list\n"
	    "schema/person.yaml:1:1: error: \"plural\" is \"people\", as that "
	    "of \"a\"\n"
	    "schema/q.yaml:3:9: error: \"person\" has \"person\" already: one "
	    "kind only\n");
}

static void
test_cycles(void **state)
{
	(void)state;
	check_fields(
	    "fields: {rows: {type: list, fields: {m: {type: integer}}, "
	    "derive: {\n"
	    "  p: {type: integer, sql: \"m + parent.c\"}}}}\n"
	    "derive:\n"
	    "  a: {type: integer, sql: \"b + 1\"}\n"
	    "  b: {type: integer, sql: \"as.a + 'b'\"}\n"
	    "  c: {type: integer, sql: \"SELECT sum(p) FROM a_rows r\"}\n"
	    "  d: {type: integer, sql: \"SELECT sum(x.d) FROM t x\"}\n"
	    "  e: {type: integer, sql: \"f(1) + 'e' /* e */ -- e\"}\n"
	    "  g: {type: integer, sql: \"g\"}\n",
	    "schema/a.yaml:4:3: error: derived fields use each other in a "
	    "circle: a.p, a.c, a.p; a column of another table needs its "
	    "table's name before it\n"
	    "schema/a.yaml:6:3: error: derived fields use each other in a "
	    "circle: a.a, a.b, a.a; a column of another table needs its "
	    "table's name before it\n"
	    "schema/a.yaml:11:3: error: derived fields use each other in a "
	    "circle: a.g, a.g; a column of another table needs its table's "
	    "name before it\n");
}

static void
config_error(const char *crm_yaml, const char *want)
{
	struct file files[] = { { "crm.yaml", crm_yaml }, { NULL, NULL } };
	struct diag _cleanup_(diag_free) diag = DIAG_INIT;
	struct err _cleanup_(err_clear) err = ERR_INIT;
	struct kinds *ks = NULL;

	if (crm_yaml == NULL)
		files[0].path = NULL;
	assert_int_equal(memory_load(files, &ks, &diag, &err), CRM_ECONFIG);
	assert_int_equal(err.code, CRM_ECONFIG);
	assert_string_equal(err.text, want);
}

static void
test_books_that_cannot_be_read(void **state)
{
	(void)state;
	config_error("format: 2\nwhatever: 1\n",
	    "book has format 2, this crm reads up to 1: install a newer crm");
	config_error(
	    NULL, "no crm.yaml: this is no book; make one with \"crm init\"");
}

static void
test_mistakes_of_the_book(void **state)
{
	struct file files[] = { { "crm.yaml",
				    "format: 1\nlanguage: fr\ncurency: CNY\n"
				    "fiscal_year: {start: 13}\nsettings:\n"
				    "  limit: {type: money, value: lots}\n" },
		{ NULL, NULL } };

	(void)state;
	check_findings(files,
	    "crm.yaml:1:1: error: crm.yaml lacks \"book\"\n"
	    "crm.yaml:2:11: error: \"language\" takes no \"fr\"; it takes: en, "
	    "zh\n"
	    "crm.yaml:3:1: error: crm.yaml takes no \"curency\"; did you mean "
	    "\"currency\"?\n"
	    "crm.yaml:4:14: error: a fiscal year starts in month 1 to 12\n"
	    "crm.yaml:6:31: error: \"lots\" does not fit \"limit\": expected "
	    "an "
	    "amount like 1234.50\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mistakes_of_fields),
		cmocka_unit_test(test_mistakes_of_columns),
		cmocka_unit_test(test_mistakes_of_flow),
		cmocka_unit_test(test_mistakes_of_files),
		cmocka_unit_test(test_clashes_of_kinds),
		cmocka_unit_test(test_cycles),
		cmocka_unit_test(test_books_that_cannot_be_read),
		cmocka_unit_test(test_mistakes_of_the_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
