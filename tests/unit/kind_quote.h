/* A book with a kind that has everything a schema may have. */
#ifndef TESTS_KIND_QUOTE_H
#define TESTS_KIND_QUOTE_H

#include <stdlib.h>

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

static const char quote_yaml[] =
    "kind: quote\n"
    "plural: quotes\n"
    "label: {en: Quote, zh: 报价单}\n"
    "title: \"{number} {person}\"\n"
    "fanout: 2\n"
    "dated: date\n"
    "module: sales\n"
    "number: {pattern: \"BJ{yyyy}{mm}{dd}-{seq:3}\", suffix: "
    "\"-V{revision}\", date: date, at: submit}\n"
    "inherit: {from: person, fields: [region], freeze_at: sent}\n"
    "fields:\n"
    "  person: {type: ref, to: person, required: true}\n"
    "  date: {type: date, default_sql: \"today()\"}\n"
    "  revision: {type: integer, default: 1, min: \"1\"}\n"
    "  rate: {type: decimal, scale: 4, was: old_rate, max: \"2.50\"}\n"
    "  name: {type: text, search: [fold, core], private: true, label: {en: "
    "Name, zh: 名称}}\n"
    "  basis: {type: choice, of: {gross: {en: Gross, zh: 含税}, net: {en: "
    "Net, zh: 未税}}, default: gross}\n"
    "  title_of: {type: group, fields: {tax_no: {type: text, format: uscc}, "
    "size: {type: integer}}}\n"
    "  team: {type: list, item: {type: ref, to: person}}\n"
    "  files: {type: list, item: {type: file}}\n"
    "  lines:\n"
    "    type: list\n"
    "    fields:\n"
    "      qty: {type: decimal, scale: 4, required: true, min: 0}\n"
    "      price: {type: money, default: \"0\"}\n"
    "      from_line: {type: ref, to: quote.lines}\n"
    "    derive:\n"
    "      share: {type: percent, sql: \"ratio(amount, parent.total)\"}\n"
    "      amount: {type: money, sql: \"muldiv(qty, price, 10000)\"}\n"
    "derive:\n"
    "  margin: {type: percent, sql: \"ratio(total - cost, total)\"}\n"
    "  cost: {type: money, sql: \"total / 2\"}\n"
    "  total: {type: money, sql: \"SELECT sum(amount) FROM quote_lines l "
    "WHERE l.parent = quotes.id\"}\n"
    "flow:\n"
    "  start: draft\n"
    "  states:\n"
    "    draft: {type: open, label: {en: Draft, zh: 草稿}}\n"
    "    review: {type: open, frozen: true}\n"
    "    approved: {type: open, frozen: {except: [files]}}\n"
    "    sent: {type: won, frozen: true}\n"
    "    lost: {type: lost}\n"
    "  verbs:\n"
    "    submit: {from: draft, to: review, by: [owner, assignee(person), "
    "boss], need: [lines], ask: [rate], reason: true, when: \"total > 0\", "
    "say: {en: no total, zh: 无金额}}\n"
    "    send: {from: approved, to: sent, make: {kind: quote, copy: all, "
    "set: {revision: \"revision + 1\"}, rows: {lines: {from: lines, where: "
    "\"qty > 0\", copy: {qty: qty}}}, link: person, verb: submit}}\n"
    "    lose: {from: [draft, sent], to: lost}\n"
    "  on_enter:\n"
    "    sent: [{change: \"SELECT id FROM quotes\", verb: lose}]\n"
    "ladder:\n"
    "  state: review\n"
    "  approved: approved\n"
    "  refused: draft\n"
    "  covers: [lines, rate]\n"
    "  steps:\n"
    "    - {id: one, role: superior, mode: turn, hours: 24, self: skip, "
    "distinct: true}\n"
    "    - {id: two, role: boss, match: region, when: \"total > 5\"}\n"
    "rules:\n"
    "  - {id: Q-1, level: warning, must: \"total > 0\", field: lines, say: "
    "{en: x, zh: y}}\n"
    "  - {id: Q-2, unique: [number]}\n"
    "remind:\n"
    "  - {id: late, due: date, before: [3, 0], say: {en: late, zh: 迟}}\n"
    "list: {columns: [number, person, total], sort: [-date, name]}\n"
    "show: {related: [quotes, {name: quotes, via: person, last: 3, sum: "
    "[total]}], groups: [{label: {en: A, zh: 甲}, fields: [name]}]}\n";

struct book_of_test {
	struct kinds *kinds;
	struct diag diag;
	const struct kind *quote;
};

static int
setup(void **state)
{
	static struct file files[] = { CRM_YAML, PERSON, REGION,
		{ "schema/quote.yaml", quote_yaml },
		{ "schema/settings.yaml", "settings: {}\n" },
		{ "schema/report/x.yaml", "report: x\n" }, { NULL, NULL } };
	struct book_of_test *b = calloc(1, sizeof(*b));
	struct err err = ERR_INIT;

	if (memory_load(files, &b->kinds, &b->diag, &err) < 0) {
		print_error("%s\n", err.text);
		return -1;
	}
	b->quote = kinds_find(b->kinds, "quote");
	*state = b;
	return 0;
}

static int
teardown(void **state)
{
	struct book_of_test *b = *state;

	kinds_free(b->kinds);
	diag_free(&b->diag);
	free(b);
	return 0;
}

#endif
