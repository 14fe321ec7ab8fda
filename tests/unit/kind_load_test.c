/* Loading a schema: what becomes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "kind_quote.h"

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
		cmocka_unit_test(test_settings),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
