/*
 * A small book in memory for the tests of the index: two kinds, a tax
 * table, a calendar, settings.
 */
#ifndef TEST_INDEX_BOOK_H
#define TEST_INDEX_BOOK_H

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "index/query.h"
#include "rec/yaml.h"

static const struct {
	const char *path, *text;
} book_files[] = {
	{ "crm.yaml", "format: 1\nbook: b0000000\nname: Test\ncurrency: CNY\n"
		      "time_zone: \"+08:00\"\nlanguage: en\ndemo: true\n"
		      "settings:\n"
		      "  limit: {type: money, value: \"500000.00\"}\n"
		      "  floor: {type: percent, value: \"15\"}\n"
		      "  days: {type: integer, value: \"30\"}\n" },
	{ "schema/customer.yaml",
	    "kind: customer\nplural: customers\n"
	    "label: {en: Customer, zh: 客户}\n"
	    "title: \"{name} {address.city} {parent}\"\nfanout: 2\n"
	    "fields:\n"
	    "  name: {type: text, required: true, search: [fold, core]}\n"
	    "  class: {type: choice, of: {oem: {en: OEM, zh: 配套},"
	    " end: {en: End user, zh: 最终用户}}, was: sort}\n"
	    "  parent: {type: ref, to: customer}\n"
	    "  address: {type: group, fields: {city: {type: text},"
	    " since: {type: date}}}\n"
	    "  industries: {type: list, item: {type: text}}\n"
	    "  papers: {type: list, item: {type: file}}\n"
	    "  logo: {type: file}\n"
	    "  seen: {type: time}\n"
	    "  vip: {type: boolean}\n"
	    "  rebate: {type: percent}\n"
	    "  note: {type: markdown}\n" },
	{ "schema/order.yaml",
	    "kind: order\nplural: orders\n"
	    "label: {en: Order, zh: 订单}\n"
	    "title: \"{number} {customer}\"\nfanout: 2\ndated: date\n"
	    "number: {pattern: \"DD{yyyy}-{seq:3}\","
	    " suffix: \"-V{revision}\", date: date, at: new}\n"
	    "fields:\n"
	    "  customer: {type: ref, to: customer}\n"
	    "  date: {type: date}\n"
	    "  revision: {type: integer, default: \"1\"}\n"
	    "  lines:\n    type: list\n    fields:\n"
	    "      text: {type: text}\n"
	    "      maker: {type: ref, to: customer}\n"
	    "      qty: {type: decimal, scale: 4}\n"
	    "      price: {type: money}\n"
	    "      discount: {type: percent}\n"
	    "    derive:\n"
	    "      amount: {type: money,"
	    " sql: \"line_amount(qty, price, coalesce(discount, 0))\"}\n"
	    "derive:\n"
	    "  total: {type: money, sql: \"SELECT sum(l.amount) FROM"
	    " order_lines l WHERE l.parent = orders.id\"}\n"
	    "flow:\n  start: draft\n  states:\n"
	    "    draft: {type: open}\n    done: {type: done}\n"
	    "  verbs:\n    finish: {from: draft, to: done}\n"
	    "rules:\n"
	    "  - {id: ORDER-NUMBER, level: error, unique: [number]}\n" },
	{ "schema/data/tax_rate.yaml",
	    "goods:\n  - {from: 2016-05-01, rate: 17}\n"
	    "  - {from: 2019-04-01, rate: 13}\n"
	    "  - {from: 2018-05-01, rate: 16}\n"
	    "export:\n  - {from: 2016-05-01, rate: 0}\n" },
	{ "schema/calendar/cn-2026.yaml",
	    "year: 2026\noff:\n"
	    "  [2026-01-01, 2026-01-02, 2026-01-03, 2026-02-15, 2026-02-16,\n"
	    "   2026-02-17, 2026-02-18, 2026-02-19, 2026-02-20, 2026-02-21,\n"
	    "   2026-02-22, 2026-02-23, 2026-04-04, 2026-04-05, 2026-04-06,\n"
	    "   2026-05-01, 2026-05-02, 2026-05-03, 2026-05-04, 2026-05-05,\n"
	    "   2026-06-19, 2026-06-20, 2026-06-21, 2026-09-25, 2026-09-26,\n"
	    "   2026-09-27, 2026-10-01, 2026-10-02, 2026-10-03, 2026-10-04,\n"
	    "   2026-10-05, 2026-10-06, 2026-10-07]\n"
	    "work: [2026-01-04, 2026-02-14, 2026-02-28, 2026-05-09,\n"
	    "       2026-09-20, 2026-10-10]\n" },
};

static inline int
book_read(void *arg, const char *path, struct buf *ret, struct err *err)
{
	size_t i;

	(void)arg;
	for (i = 0; i < ARRAY_SIZE(book_files); i++) {
		if (strcmp(book_files[i].path, path) != 0)
			continue;
		buf_addstr(ret, book_files[i].text);
		return 0;
	}
	return err_set(err, CRM_ENOENT, "no '%s'", path);
}

static inline int
book_list(void *arg, const char *path,
    int (*each)(const char *name, void *earg), void *earg, struct err *err)
{
	size_t i, n = strlen(path);
	const char *p;
	int r;

	(void)arg;
	(void)err;
	for (i = 0; i < ARRAY_SIZE(book_files); i++) {
		p = book_files[i].path;
		if (strncmp(p, path, n) != 0 || p[n] != '/' ||
		    strchr(p + n + 1, '/'))
			continue;
		r = each(p + n + 1, earg);
		if (r != 0)
			return r;
	}
	return 0;
}

static const struct source book_source = { .read = book_read,
	.list = book_list };

static inline struct kinds *
book_kinds(void)
{
	struct diag diag = DIAG_INIT;
	struct err err = ERR_INIT;
	struct kinds *k = NULL;
	size_t i;

	if (kinds_load(&book_source, &k, &diag, &err) < 0)
		printf("kinds_load: %s\n", err.text);
	for (i = 0; i < diag.n; i++)
		if (diag.v[i].level == LEVEL_ERROR)
			printf("%s:%d: %s\n", diag.v[i].file, diag.v[i].line,
			    diag.v[i].text);
	diag_free(&diag);
	err_clear(&err);
	return k;
}

/* An empty index in memory; it owns nothing of the kinds. */
static inline struct index *
book_index(const struct kinds *k)
{
	struct err err = ERR_INIT;
	struct index *ix = NULL;
	bool stale;

	if (index_open(NULL, k, 0, &ix, &stale, &err) < 0)
		printf("index_open: %s\n", err.text);
	err_clear(&err);
	return ix;
}

/* Puts a record given as YAML. */
static inline int
book_put(struct index *ix, const char *kind, const char *id, const char *yaml,
    struct err *err)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	struct index_record r = {
		.kind = kind, .id = id, .path = "p", .blob = "b"
	};
	struct node *tree;
	int e;

	e = yaml_parse(&a, id, yaml, strlen(yaml), &tree, NULL, err);
	if (e < 0)
		return e;
	r.tree = tree;
	return index_put(ix, &r, err);
}

static inline int
book_cell(const struct row *row, void *arg, struct err *err)
{
	struct buf *b = arg;
	size_t i;

	(void)err;
	if (b->len > 0)
		buf_addch(b, '\n');
	for (i = 0; i < row->n; i++) {
		if (i > 0)
			buf_addch(b, '|');
		if (row->v[i].type == VALUE_INT)
			buf_printf(b, "%lld", (long long)row->v[i].i);
		else if (row->v[i].type == VALUE_TEXT)
			buf_addstr(b, row->v[i].text);
		else
			buf_addstr(b, "NULL");
	}
	return 0;
}

/* Rows of a statement over the tables as "a|b\nc|d"; or the error. */
static inline char *
book_rows(struct index *ix, const char *sql)
{
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT;
	int e = query_run(ix, sql, NULL, 0, book_cell, &b, &err);

	if (e < 0) {
		buf_truncate(&b, 0);
		buf_printf(&b, "error: %s", err.text);
	}
	err_clear(&err);
	return buf_detach(&b);
}

#endif
