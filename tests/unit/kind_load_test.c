/* Loading a schema: what becomes of it. */
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

static void
test_good_schema_has_no_findings(void **state)
{
	struct book_of_test *b = *state;
	char *text = findings(&b->diag);

	assert_string_equal(text, "");
	free(text);
	assert_int_equal(kinds_count(b->kinds), 2);
	assert_null(kinds_bad(b->kinds)[0]);
	assert_non_null(b->quote);
}

static void
test_book(void **state)
{
	const struct book *book =
	    kinds_book(((struct book_of_test *)*state)->kinds);

	assert_int_equal(book->format, 1);
	assert_string_equal(book->id, "b00k");
	assert_string_equal(book->name, "Test");
	assert_string_equal(book->currency, "CNY");
	assert_string_equal(book->time_zone, "+08:00");
	assert_int_equal(book->fiscal_month, 1);
	assert_false(book->demo);
}

static void
test_fields(void **state)
{
	const struct kind *k = ((struct book_of_test *)*state)->quote;
	const struct field *f, *sub;

	f = kind_field(k, "number");
	assert_non_null(f);
	assert_ptr_equal(f, &k->fields[0]);
	assert_true(f->index);
	assert_string_equal(f->label.text[LANG_ZH], "编号");
	f = kind_field(k, "rate");
	assert_int_equal(f->scale, 4);
	assert_string_equal(f->was, "old_rate");
	assert_string_equal(f->max, "2.5");
	assert_ptr_equal(kind_field_was(k, "old_rate"), f);
	assert_null(kind_field(k, "old_rate"));
	f = kind_field(k, "name");
	assert_true(f->fold && f->core && f->private);
	f = kind_field(k, "basis");
	assert_int_equal(f->n_choices, 2);
	assert_string_equal(f->def, "gross");
	assert_string_equal(
	    field_choice(f, "net")->label.text[LANG_ZH], "未税");
	f = kind_field(k, "lines");
	assert_int_equal(f->n_fields, 3);
	assert_string_equal(field_sub(f, "price")->def, "0.00");
	assert_string_equal(field_sub(f, "from_line")->to, "quote");
	assert_string_equal(field_sub(f, "from_line")->to_list, "lines");
	f = kind_field(k, "team");
	assert_int_equal(f->item->type, TYPE_REF);
	assert_non_null(kind_path(k, "title_of.tax_no", &sub));
	assert_string_equal(sub->format, "uscc");
	assert_ptr_equal(kind_path(k, "名称", &sub), kind_field(k, "name"));
	assert_ptr_equal(kind_path(k, "状态", &sub), kind_field(k, "state"));
	assert_null(kind_path(k, "lines.none", &sub));
}

static void
test_fields_made_by_the_loader(void **state)
{
	const struct kind *k = ((struct book_of_test *)*state)->quote;
	const struct field *f;

	f = kind_field(k, "region");
	assert_non_null(f);
	assert_string_equal(f->choice_set, "region");
	assert_true(field_choice(f, "south")->retired);
	f = kind_field(k, "person");
	assert_string_equal(f->label.text[LANG_ZH], "人员");
	f = kind_field(k, "state");
	assert_int_equal(f->type, TYPE_CHOICE);
	assert_int_equal(f->n_choices, 5);
	assert_string_equal(kind_field(k, "owner")->to, "person");
	assert_string_equal(kind_field(k, "merged_into")->to, "quote");
	assert_string_equal(
	    kind_field(k, "revision")->label.text[0], "revision");
}

static void
test_derived_fields_stand_in_order_of_need(void **state)
{
	const struct kind *k = ((struct book_of_test *)*state)->quote;
	const struct field *lines = kind_field(k, "lines");

	assert_string_equal(k->derive[0].name, "total");
	assert_string_equal(k->derive[1].name, "cost");
	assert_string_equal(k->derive[2].name, "margin");
	assert_string_equal(lines->derive[0].name, "amount");
	assert_string_equal(lines->derive[1].name, "share");
	assert_int_equal(kind_derive(k, "total")->field.scale, 2);
}

static void
test_flow(void **state)
{
	const struct kind *k = ((struct book_of_test *)*state)->quote;
	const struct verb *v = kind_verb(k, "submit");
	const struct make *m;

	assert_string_equal(k->start, "draft");
	assert_int_equal(kind_state(k, "sent")->type, STATE_WON);
	assert_int_equal(v->n_by, 3);
	assert_int_equal(v->by[0].type, BY_OWNER);
	assert_int_equal(v->by[1].type, BY_ASSIGNEE);
	assert_string_equal(v->by[1].name, "person");
	assert_int_equal(v->by[2].type, BY_ROLE);
	assert_string_equal(v->by[2].name, "boss");
	assert_true(v->reason);
	assert_string_equal(v->need[0], "lines");
	assert_null(v->need[1]);
	assert_string_equal(v->say.text[LANG_ZH], "无金额");
	v = kind_verb(k, "send");
	assert_int_equal(v->by[0].type, BY_OWNER);
	assert_int_equal(v->n_make, 1);
	m = &v->make[0];
	assert_true(m->copy_all);
	assert_string_equal(m->set[0].sql, "revision + 1");
	assert_string_equal(m->rows[0].where, "qty > 0");
	assert_string_equal(m->rows[0].copy[0].name, "qty");
	assert_string_equal(m->link, "person");
	assert_string_equal(k->on_enter[0].make[0].verb, "lose");
	assert_string_equal(kind_verb(k, "lose")->from[1], "sent");
}

static void
test_ladder_and_freezing(void **state)
{
	const struct kind *k = ((struct book_of_test *)*state)->quote;
	const struct ladder *ld = k->ladder;

	assert_string_equal(ld->returned, "draft");
	assert_int_equal(ld->n_steps, 2);
	assert_int_equal(ld->steps[0].mode, STEP_TURN);
	assert_int_equal(ld->steps[0].self, SELF_SKIP);
	assert_int_equal(ld->steps[0].hours, 24);
	assert_true(ld->steps[0].distinct);
	assert_string_equal(ld->steps[1].match[0], "region");
	assert_int_equal(ld->steps[1].self, SELF_SUPERIOR);
	assert_false(kind_behind_ladder(k, "draft"));
	assert_false(kind_behind_ladder(k, "review"));
	assert_true(kind_behind_ladder(k, "approved"));
	assert_true(kind_behind_ladder(k, "sent"));
	assert_false(kind_behind_ladder(k, "lost"));
	assert_false(kind_frozen(k, "draft", "rate"));
	assert_true(kind_frozen(k, "approved", "rate"));
	assert_false(kind_frozen(k, "approved", "files"));
	assert_true(kind_frozen(k, "review", "files"));
	assert_false(kind_frozen(k, "review", "owner"));
	assert_false(kind_frozen(k, "review", "tags"));
	assert_false(kind_frozen(k, "review", "region"));
}

static void
test_the_rest_of_a_kind(void **state)
{
	const struct kind *k = ((struct book_of_test *)*state)->quote;

	assert_int_equal(k->rules[0].level, LEVEL_WARNING);
	assert_int_equal(k->rules[1].level, LEVEL_ERROR);
	assert_string_equal(k->rules[1].unique[0], "number");
	assert_int_equal(k->reminds[0].n_before, 2);
	assert_int_equal(k->reminds[0].before[0], 3);
	assert_string_equal(k->reminds[0].to, "owner");
	assert_true(k->list.sort[0].down);
	assert_string_equal(k->list.sort[0].name, "date");
	assert_false(k->list.sort[1].down);
	assert_int_equal(k->show.related[1].last, 3);
	assert_string_equal(k->show.related[0].label.text[LANG_ZH], "报价单");
	assert_string_equal(k->show.groups[0].fields[0], "name");
	assert_string_equal(k->module, "sales");
	assert_string_equal(k->number.at, "submit");
	assert_string_equal(
	    kinds_person(((struct book_of_test *)*state)->kinds)->person->email,
	    "email");
}

static void
test_lookups(void **state)
{
	const struct kinds *ks = ((struct book_of_test *)*state)->kinds;
	const struct kind *k = ((struct book_of_test *)*state)->quote;
	const struct field *list = NULL;

	assert_ptr_equal(kinds_plural(ks, "quotes"), k);
	assert_null(kinds_plural(ks, "quote"));
	assert_null(kinds_find(ks, "quot"));
	assert_null(kinds_find(ks, "quotes"));
	assert_ptr_equal(kinds_lookup(ks, "报价单"), k);
	assert_ptr_equal(kinds_lookup(ks, "QUOTE"), k);
	assert_null(kinds_lookup(ks, "none"));
	assert_ptr_equal(kinds_list_view(ks, "quote_lines", &list), k);
	assert_string_equal(list->name, "lines");
	assert_null(kinds_list_view(ks, "quote_name", &list));
}

static void
test_key_order(void **state)
{
	const struct kind *k = ((struct book_of_test *)*state)->quote;
	const char *const *key;
	struct buf _cleanup_(buf_release) b = BUF_INIT;

	for (key = kind_key_order(k); *key != NULL; key++)
		buf_printf(&b, "%s ", *key);
	assert_string_equal(b.data,
	    "state owner number person date revision rate name basis title_of "
	    "team files lines region created created_by tags shares log "
	    "merged_into archived ");
}

static void
test_plain(void **state)
{
	struct kind *k = (struct kind *)((struct book_of_test *)*state)->quote;

	assert_true(kind_is_plain("rate", k));
	assert_true(kind_is_plain("date", k));
	assert_true(kind_is_plain("lines.qty", k));
	assert_true(kind_is_plain("title_of.size", k));
	assert_true(kind_is_plain("files.size", k));
	assert_true(kind_is_plain("log.at", k));
	assert_false(kind_is_plain("files.name", k));
	assert_false(kind_is_plain("name", k));
	assert_false(kind_is_plain("number", k));
	assert_false(kind_is_plain("title_of.tax_no", k));
	assert_false(kind_is_plain("lines.row", k));
	assert_false(kind_is_plain("unknown", k));
}

static void
test_places(void **state)
{
	const struct kind *k = ((struct book_of_test *)*state)->quote;
	int line = 0, col = 0;

	assert_true(kind_place(k, k->list.sort[0].name, &line, &col));
	assert_int_equal(line, 60);
	assert_int_equal(col, 49);
	assert_true(kind_place(k, kind_derive(k, "cost")->sql, &line, &col));
	assert_int_equal(line, 31);
	assert_false(kind_place(k, "elsewhere", &line, &col));
}

static void
test_paths(void **state)
{
	const struct kinds *ks = ((struct book_of_test *)*state)->kinds;
	struct arena _cleanup_(arena_free) a = ARENA_INIT;
	char kind[32], id[11];

	assert_string_equal(
	    kind_record_path(&a, kinds_find(ks, "quote"), "c7k3f9x2mq"),
	    "quote/c7/c7k3f9x2mq.yaml");
	assert_string_equal(
	    kind_record_path(&a, kinds_find(ks, "person"), "c7k3f9x2mq"),
	    "person/c7k3f9x2mq.yaml");
	assert_true(record_path_parse("quote/c7/c7k3f9x2mq.yaml", kind, id));
	assert_string_equal(kind, "quote");
	assert_string_equal(id, "c7k3f9x2mq");
	assert_true(record_path_parse("quote/c/c7k3f9x2mq.yaml", kind, id));
	assert_true(record_path_parse("quote/c7k3f9x2mq.yaml", kind, id));
	assert_false(record_path_parse("quote/d7/c7k3f9x2mq.yaml", kind, id));
	assert_false(record_path_parse("quote/c7k/c7k3f9x2mq.yaml", kind, id));
	assert_false(record_path_parse("quote//c7k3f9x2mq.yaml", kind, id));
	assert_false(record_path_parse("quote/c7/c7k3f9x2m.yaml", kind, id));
	assert_false(record_path_parse("quote/c7/c7k3f9x2mq.yml", kind, id));
	assert_false(record_path_parse("Quote/c7/c7k3f9x2mq.yaml", kind, id));
	assert_false(record_path_parse("crm.yaml", kind, id));
}

static void
test_settings(void **state)
{
	struct file files[] = {
		{ "crm.yaml",
		    "format: 1\nbook: x\nlanguage: en\ndemo: true\n"
		    "fiscal_year: {start: 4}\nshipped: {a: b}\nsettings:\n"
		    "  limit: {type: money, value: \"5\", label: {en: Limit, "
		    "zh: 上限}}\n"
		    "  empty: {type: integer}\n" },
		{ NULL, NULL }
	};
	struct diag _cleanup_(diag_free) diag = DIAG_INIT;
	struct err _cleanup_(err_clear) err = ERR_INIT;
	const struct setting *s;
	struct kinds *ks = NULL;

	(void)state;
	assert_int_equal(memory_load(files, &ks, &diag, &err), 0);
	assert_int_equal(diag.n, 0);
	assert_int_equal(kinds_settings(ks, &s), 2);
	s = kinds_setting(ks, "limit");
	assert_string_equal(s->value, "5.00");
	assert_string_equal(s->field.label.text[LANG_ZH], "上限");
	assert_null(kinds_setting(ks, "empty")->value);
	assert_null(kinds_setting(ks, "none"));
	assert_int_equal(kinds_book(ks)->fiscal_month, 4);
	assert_string_equal(kinds_book(ks)->language, "en");
	assert_true(kinds_book(ks)->demo);
	kinds_free(ks);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good_schema_has_no_findings),
		cmocka_unit_test(test_book),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_fields_made_by_the_loader),
		cmocka_unit_test(test_derived_fields_stand_in_order_of_need),
		cmocka_unit_test(test_flow),
		cmocka_unit_test(test_ladder_and_freezing),
		cmocka_unit_test(test_the_rest_of_a_kind),
		cmocka_unit_test(test_lookups),
		cmocka_unit_test(test_key_order),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_settings),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
