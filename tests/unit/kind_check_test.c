/* Checks of records by their kind, and of kinds among themselves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "kind/check.h"
#include "kind_source.h"
#include "rec/yaml.h"

static const char order_yaml[] =
    "kind: order\n"
    "label: {en: Order, zh: 订单}\n"
    "fields:\n"
    "  name: {type: text, required: true}\n"
    "  total: {type: money, min: \"0\", was: amount}\n"
    "  customer: {type: ref, to: order}\n"
    "  doc: {type: file}\n"
    "  buyer: {type: group, fields: {tax_no: {type: text, required: true}, "
    "zip: {type: text, format: postcode}}}\n"
    "  lines: {type: list, fields: {qty: {type: decimal, scale: 2, required: "
    "true}, due: {type: date}, copy: {type: file}}}\n"
    "  dates: {type: list, item: {type: date}}\n"
    "flow:\n"
    "  start: draft\n"
    "  states: {draft: {type: open}, done: {type: done}}\n"
    "  verbs: {finish: {from: draft, to: done}}\n";

static void
record(const char *text, const char *want)
{
	struct file files[] = { CRM_YAML, { "schema/order.yaml", order_yaml },
		{ "schema/note.yaml", "kind: note\nlabel: {en: N, zh: 记}\n"
				      "fields: {a: {type: text}}\n" },
		{ NULL, NULL } };
	struct arena _cleanup_(arena_free) a = ARENA_INIT;
	struct diag _cleanup_(diag_free) diag = DIAG_INIT;
	struct err _cleanup_(err_clear) err = ERR_INIT;
	struct kinds *ks = NULL;
	struct node *n;
	char *got;

	assert_int_equal(memory_load(files, &ks, &diag, &err), 0);
	assert_int_equal(diag.n, 0);
	assert_int_equal(
	    yaml_parse(&a, "r", text, strlen(text), &n, NULL, &err), 0);
	check_record(kinds_find(ks, "order"), "r", n, &diag);
	got = findings(&diag);
	assert_string_equal(got, want);
	free(got);
	kinds_free(ks);
}

#define GOOD "state: draft\nname: x\n"

static void
test_good_record(void **state)
{
	(void)state;
	record(GOOD, "");
	record(GOOD
	    "owner: c7k3f9x2mq\n"
	    "total: 12.5\n"
	    "customer: c7k3f9x2mq\n"
	    "doc: {name: a.pdf, size: 12, sha256: "
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}"
	    "\n"
	    "buyer: {tax_no: x, zip: \"200000\"}\n"
	    "lines:\n  - {row: k3f9, qty: 1}\n  - {row: k3fa, qty: 2.25, due: "
	    "2026-11-23}\n"
	    "dates: [2026-11-23]\n"
	    "created: 2026-11-23T09:30:00+08:00\n"
	    "tags: [a, b]\n"
	    "log:\n  - {row: k3fb, verb: finish, at: "
	    "2026-11-23T09:30:00+08:00}\n",
	    "");
	record(GOOD "amount: 3\nlines: []\nbuyer:\ntotal:\n", "");
}

static void
test_bad_records(void **state)
{
	(void)state;
	record("nmae: x\n",
	    "r:1:1: error: \"name\" is missing\n"
	    "r:1:1: error: \"state\" is missing\n"
	    "r:1:1: warning: unknown key \"nmae\"; did you mean \"name\"?\n");
	record("state: dne\nname: x\n",
	    "r:1:8: error: \"dne\" does not fit \"state\": expected one of: "
	    "draft, done\n");
	record(GOOD "total: -1\n",
	    "r:3:8: error: \"-1\" does not fit \"total\": expected an amount "
	    "like 1234.50 not below 0.00\n");
	record(GOOD "total: [1]\nlines: x\nbuyer: [x]\ncustomer: x\n",
	    "r:3:8: error: \"total\" takes a single value\n"
	    "r:4:8: error: \"lines\" takes a list\n"
	    "r:5:8: error: \"buyer\" takes a mapping\n"
	    "r:6:11: error: \"x\" does not fit \"customer\": expected id, "
	    "number or title of a \"order\"\n");
	record(GOOD "buyer: {zip: \"1\", zp: x}\n",
	    "r:3:8: error: \"tax_no\" is missing\n"
	    "r:3:14: error: \"1\" does not fit \"zip\": expected a postal code "
	    "of 6 digits\n"
	    "r:3:19: warning: unknown key \"zp\"; did you mean \"zip\"?\n");
	record(GOOD "kind: order\nid: x\nquite_other: 1\n",
	    "r:3:1: warning: \"kind\" is not written in a record: leave it "
	    "out\n"
	    "r:4:1: warning: \"id\" is not written in a record: leave it "
	    "out\n"
	    "r:5:1: warning: unknown key \"quite_other\"\n");
}

static void
test_rows(void **state)
{
	(void)state;
	record(GOOD "lines:\n  - {qty: 1}\n  - {row: k3f9, qty: x}\n"
		    "  - {row: k3f9, qty: 1, dew: 1}\n  - {row: K3, qty: 1}\n"
		    "  - {row: k3fa}\n  - x\n"
		    "dates: [2026-11-23, soon]\n"
		    "log:\n  - {row: k3fa, verb: v, at: now}\n",
	    "r:4:5: warning: a row of \"lines\" has no id yet: \"crm commit\" "
	    "gives it one\n"
	    "r:5:22: error: \"x\" does not fit \"qty\": expected a number with "
	    "at most 2 decimals\n"
	    "r:6:11: error: row \"k3f9\" is the id of line 5 too: leave it out "
	    "for a new row\n"
	    "r:6:25: warning: unknown key \"dew\"; did you mean \"due\"?\n"
	    "r:7:11: error: \"row\" is four characters of the ids' alphabet; "
	    "leave it out for a new row\n"
	    "r:8:5: error: \"qty\" is missing\n"
	    "r:9:5: error: a row of \"lines\" takes a mapping\n"
	    "r:10:21: error: \"soon\" does not fit \"dates\": expected a date "
	    "like 2026-11-23\n"
	    "r:12:11: error: row \"k3fa\" is the id of line 8 too: leave it "
	    "out for a new row\n"
	    "r:12:30: error: \"now\" does not fit \"at\": expected a time like "
	    "2026-11-23 09:30\n");
}

static void
test_files(void **state)
{
	(void)state;
	record(GOOD "doc: {name: a/b, size: 1k, sha256: ab}\n",
	    "r:3:6: error: file \"doc\" needs a \"name\" without folder\n"
	    "r:3:6: error: file \"doc\" needs a \"sha256\" of 64 digits\n"
	    "r:3:6: error: file \"doc\" needs a \"size\" in bytes\n");
	record(GOOD "lines: [{row: k3f9, qty: 1, copy: x}]\n",
	    "r:3:35: error: \"copy\" takes a mapping\n");
}

static const char *const commands[] = { "approve", "list", "new", NULL };

#define L(en, zh) "label: {en: " en ", zh: " zh "}"

static const char person_yaml[] = "kind: person\nplural: people\n" L("Person",
    "人员") "\n"
	    "person: {email: email, name: name, roles: roles, superior: email, "
	    "service: servce}\n"
	    "fields:\n"
	    "  name: {type: text, " L("Name",
		"姓名") "}\n"
			"  email: {type: text, " L("Mail",
			    "邮箱") "}\n"
				    "  roles: {type: list, " L("Roles",
					"角色") ", fields: {role: {type: "
						"choice, of: {boss: {en: Boss, "
						"zh: 主管}}, " L(
						    "Role", "角色") "}}}\n";

static const char deal_yaml[] =
    "kind: list\n"
    "plural: group\n" L(
	"Deal", "交易") "\n"
			"title: \"{nam} {person.name} {person.nme}\"\n"
			"dated: name\n"
			"number: {pattern: \"D{seq:3}\", date: none, at: go, "
			"suffix: \"{x}\"}\n"
			"inherit: {from: person, fields: [name, region], "
			"freeze_at: won}\n"
			"fields:\n"
			"  name: {type: text, " L("Name",
			    "名称") "}\n"
				    "  person: {type: ref, to: person, " L("P",
					"人") "}\n"
					      "  other: {type: ref, to: "
					      "persn, " L("O",
						  "他") "}\n"
							"  row_of: {type: ref, "
							"to: person.lines, " L(
							    "R", "行") "}\n"
								       "  "
								       "select:"
								       " {type:"
								       " text}"
								       "\n"
								       "  has: "
								       "{type: "
								       "text,"
								       " " L(
									   "H", "有") "}\n"
										      "  lines: {type: list, " L("Lines", "明细") ", fields: {order: {type: "
																  "text, " L("O", "序") "}}}\n"
																			"flow:\n"
																			"  start: draft\n"
																			"  states:\n"
																			"    draft: {type: open, frozen: {except: [nam]}, " L("Draft", "草稿") "}\n"
																											       "    lost: {type: lost, " L("Lost", "丢单") "}\n"
																																	   "    out: {type: done}\n"
																																	   "  verbs:\n"
																																	   "    approve: {from: drft, to: lst, by: [bos, assignee(name), "
																																	   "assignee(nobody)], need: [lins], ask: [total], say: {en: \"{oops}\", "
																																	   "zh: \"{name\"}, " L(
																																	       "Go", "走") "}\n"
																																			   "    lose: {from: draft, to: lost, " L(
																																			       "Lose", "丢") ", make: [{kind: "
																																					     "person, copy: {mail: name}, set: {name: name}, rows: {role: {from: "
																																					     "name, copy: {role: name}}, roles: {from: lines, copy: {rol: name}}}, "
																																					     "link: email, back: name, verb: go}, {kind: nothing}, {change: x, verb: "
																																					     "nope}]}\n"
																																					     "  on_enter: {loss: []}\n"
																																					     "ladder: {state: draft, approved: aproved, refused: draft, covers: [name, "
																																					     "owner, total, lines, person], steps: [{id: one, role: chief, match: "
																																					     "zone}]}\n"
																																					     "derive:\n"
																																					     "  total: {type: money, sql: \"1\", " L(
																																						 "Total",
																																						 "合计") "}\n"
																																							 "rules:\n"
																																							 "  - {id: D-1, must: x, field: nme}\n"
																																							 "  - {id: D-2, unique: [code], say: {en: x, zh: y}}\n"
																																							 "remind: [{id: r, due: name, to: chief, say: {en: \"{name}\", zh: y}}]\n"
																																							 "list: {columns: [name, totl, person.mail], sort: [-dat]}\n"
																																							 "show: {related: [peoples, {name: people, via: email, sum: [name]}], "
																																							 "groups: [{" L(
																																							     "G",
																																							     "组") ", fields: [nme]}]}\n";

static const char deal_findings[] =
    "schema/list.yaml:1:1: warning: \"list\" is a command: this one is "
    "reached as \"crm :list\"\n"
    "schema/list.yaml:2:9: error: \"group\" is a keyword of SQL: take "
    "another name\n"
    "schema/list.yaml:4:8: error: \"title\" has {nam}, no field of "
    "\"list\"\n"
    "schema/list.yaml:4:8: error: \"title\" has {person.nme}, no field "
    "of \"list\"\n"
    "schema/list.yaml:5:8: error: \"dated\" names \"name\", which is "
    "no date\n"
    "schema/list.yaml:6:37: error: \"date\" names \"none\", no field "
    "of \"list\"; did you mean \"name\"?\n"
    "schema/list.yaml:6:47: error: there is no verb \"go\"\n"
    "schema/list.yaml:6:59: error: \"suffix\" has {x}, no field of "
    "\"list\"\n"
    "schema/list.yaml:7:40: error: \"inherit\" names \"region\", no "
    "field of \"person\"\n"
    "schema/list.yaml:7:60: error: \"freeze_at\" names no state "
    "\"won\"; did you mean \"lost\"?\n"
    "schema/list.yaml:11:3: error: \"other\" refers to \"persn\", no "
    "kind\n"
    "schema/list.yaml:12:3: error: \"row_of\" refers to "
    "\"person.lines\", no list of rows\n"
    "schema/list.yaml:13:3: error: \"select\" is a keyword of SQL: "
    "take another name\n"
    "schema/list.yaml:13:3: warning: field \"select\" has no label\n"
    "schema/list.yaml:14:3: error: \"has\" has a meaning in filters or "
    "expressions: take another name\n"
    "schema/list.yaml:15:60: error: \"order\" is a keyword of SQL: "
    "take another name\n"
    "schema/list.yaml:19:43: error: \"except\" names \"nam\", no field "
    "of \"list\"; did you mean \"name\"?\n"
    "schema/list.yaml:21:5: warning: no verb leads to the state "
    "\"out\"\n"
    "schema/list.yaml:21:5: warning: state \"out\" has no label\n"
    "schema/list.yaml:23:5: warning: \"approve\" is a command: this "
    "one is reached as \"crm :approve\"\n"
    "schema/list.yaml:23:5: error: \"by\" names \"nobody\", no field "
    "of \"list\"\n"
    "schema/list.yaml:23:5: error: \"name\" is no reference to a "
    "person\n"
    "schema/list.yaml:23:21: error: \"from\" names no state \"drft\"; "
    "did you mean \"draft\"?\n"
    "schema/list.yaml:23:31: error: \"to\" names no state \"lst\"; did "
    "you mean \"lost\"?\n"
    "schema/list.yaml:23:41: error: there is no role \"bos\" in "
    "\"person\"\n"
    "schema/list.yaml:23:88: error: \"need\" names \"lins\", no field "
    "of \"list\"; did you mean \"lines\"?\n"
    "schema/list.yaml:23:101: error: \"ask\" names \"total\", which is "
    "derived\n"
    "schema/list.yaml:23:119: error: \"say\" has {oops}, no field of "
    "\"list\"\n"
    "schema/list.yaml:23:133: error: \"say\" has \"{\" without \"}\"\n"
    "schema/list.yaml:24:90: error: \"copy\" names \"mail\", no field "
    "of \"person\"\n"
    "schema/list.yaml:24:129: error: \"role\" is no list of rows of "
    "\"person\"\n"
    "schema/list.yaml:24:142: error: \"name\" is no list of rows of "
    "\"list\"\n"
    "schema/list.yaml:24:197: error: \"copy\" names \"rol\", no field "
    "of \"person.roles\"\n"
    "schema/list.yaml:24:217: error: \"link\": \"email\" does not "
    "refer to \"list\"\n"
    "schema/list.yaml:24:230: error: \"back\": \"name\" does not refer "
    "to \"person\"\n"
    "schema/list.yaml:24:242: error: \"person\" has no verb \"go\"\n"
    "schema/list.yaml:24:254: error: there is no kind \"nothing\"\n"
    "schema/list.yaml:24:282: error: no kind has a verb \"nope\"\n"
    "schema/list.yaml:25:14: error: \"on_enter\" names no state "
    "\"loss\"; did you mean \"lost\"?\n"
    "schema/list.yaml:26:34: error: \"approved\" names no state "
    "\"aproved\"\n"
    "schema/list.yaml:26:68: error: \"covers\" names \"name\", which "
    "is never frozen\n"
    "schema/list.yaml:26:74: error: \"covers\" names \"owner\", which "
    "is never frozen\n"
    "schema/list.yaml:26:81: error: \"covers\" names \"total\", which "
    "is derived\n"
    "schema/list.yaml:26:117: warning: step \"one\" has no label\n"
    "schema/list.yaml:26:128: error: there is no role \"chief\" in "
    "\"person\"\n"
    "schema/list.yaml:26:142: error: \"match\" names \"zone\", no "
    "field of \"list\"; did you mean \"lines\"?\n"
    "schema/list.yaml:30:10: warning: rule \"D-1\" has no \"say\"\n"
    "schema/list.yaml:30:31: error: \"field\" names \"nme\", no field "
    "of \"list\"; did you mean \"name\"?\n"
    "schema/list.yaml:31:24: error: \"unique\" names \"code\", no "
    "field of \"list\"; did you mean \"created\"?\n"
    "schema/list.yaml:32:23: error: \"due\" names \"name\", which is "
    "no date\n"
    "schema/list.yaml:32:33: error: there is no role \"chief\" in "
    "\"person\"\n"
    "schema/list.yaml:33:24: error: \"columns\" names \"totl\", no "
    "field of \"list\"; did you mean \"total\"?\n"
    "schema/list.yaml:33:30: error: \"columns\" names \"person.mail\", "
    "no field of \"list\"\n"
    "schema/list.yaml:33:51: error: \"sort\" names \"dat\", no field "
    "of \"list\"; did you mean \"has\"?\n"
    "schema/list.yaml:34:18: error: no kind has the plural "
    "\"peoples\"\n"
    "schema/list.yaml:34:47: error: \"email\" of \"person\" does not "
    "refer to \"list\"\n"
    "schema/list.yaml:34:60: error: \"name\" is no number\n"
    "schema/list.yaml:34:111: error: \"groups\" names \"nme\", no "
    "field of \"list\"; did you mean \"name\"?\n"
    "schema/person.yaml:4:60: error: \"email\" is of type text, not "
    "ref\n"
    "schema/person.yaml:4:76: error: \"service\" names \"servce\", no "
    "field of \"person\"\n";

static void
kinds(const char *deal, const char *want)
{
	struct file files[] = { CRM_YAML, { "schema/person.yaml", person_yaml },
		{ "schema/list.yaml", deal }, { NULL, NULL } };
	struct diag _cleanup_(diag_free) diag = DIAG_INIT;
	struct err _cleanup_(err_clear) err = ERR_INIT;
	struct kinds *ks = NULL;
	char *got;

	assert_int_equal(memory_load(files, &ks, &diag, &err), 0);
	got = findings(&diag);
	assert_string_equal(got, "");
	free(got);
	kinds_check(ks, commands, &diag);
	got = findings(&diag);
	assert_string_equal(got, want);
	free(got);
	kinds_free(ks);
}

static void
test_mistakes_among_kinds(void **state)
{
	(void)state;
	kinds(deal_yaml, deal_findings);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good_record),
		cmocka_unit_test(test_bad_records),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_mistakes_among_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
