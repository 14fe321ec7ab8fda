/*
 * A book of a few kinds for the tests of the index: customers, projects,
 * orders with lines, shipments of those lines, people.
 */
#ifndef INDEX_TINY_H
#define INDEX_TINY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "index/filter.h"
#include "index/query.h"
#include "index/rule.h"
#include "rec/yaml.h"

struct tiny_file {
	const char *path, *text;
};

static const struct tiny_file tiny_files[] = {
	{ "crm.yaml", "format: 1\nbook: tinytinyti\nname: Tiny\ncurrency: CNY\n"
		      "time_zone: \"+08:00\"\nlanguage: en\ndemo: false\n" },
	{ "schema/person.yaml",
	    "kind: person\nplural: persons\nlabel: {en: Person, zh: 人员}\n"
	    "title: \"{name}\"\nfanout: 0\n"
	    "person: {email: email, name: name}\n"
	    "fields:\n"
	    "  name: {type: text, required: true, label: {en: Name, zh: "
	    "姓名}}\n"
	    "  email: {type: text, label: {en: E-mail, zh: 邮箱}}\n"
	    "  limit: {type: money, label: {en: Limit, zh: 限额}}\n" },
	{ "schema/customer.yaml",
	    "kind: customer\nplural: customers\n"
	    "label: {en: Customer, zh: 客户}\ntitle: \"{name}\"\nfanout: 1\n"
	    "fields:\n"
	    "  name: {type: text, search: [fold, core], required: true,"
	    " label: {en: Name, zh: 名称}}\n"
	    "  class:\n    type: choice\n    label: {en: Class, zh: 类别}\n"
	    "    of: {user: {en: End user, zh: 终端用户},"
	    " oem: {en: OEM, zh: 设备厂商}}\n"
	    "  credit: {type: money, label: {en: Credit, zh: 信用额度}}\n"
	    "  key: {type: boolean, label: {en: Key account, zh: 重点}}\n"
	    "  code: {type: text, label: {en: Code, zh: 代码}}\n"
	    "  invoice:\n    type: group\n    label: {en: Invoice, zh: 开票}\n"
	    "    fields: {bank: {type: text, label: {en: Bank, zh: 开户行}}}\n"
	    "  people: {type: list, item: {type: ref, to: person},"
	    " label: {en: People, zh: 人员}}\n"
	    "  licence: {type: file, label: {en: Licence, zh: 执照}}\n"
	    "derive:\n"
	    "  ordered: {type: money, label: {en: Ordered, zh: 订货额},"
	    " sql: \"SELECT sum(total) FROM orders WHERE customer ="
	    " customers.id\"}\n"
	    "  free: {type: money, label: {en: Free, zh: 余额},"
	    " sql: \"credit - coalesce(ordered, 0)\"}\n"
	    "rules:\n"
	    "  - {id: CREDIT, level: error, must: \"free >= 0\","
	    " say: {en: \"over credit {credit}\", zh: 超额}}\n"
	    "  - {id: CODE, level: error, unique: [code],"
	    " say: {en: the code is taken, zh: 重复}}\n" },
	{ "schema/project.yaml",
	    "kind: project\nplural: projects\n"
	    "label: {en: Project, zh: 项目}\ntitle: \"{name} {customer}\"\n"
	    "fanout: 1\n"
	    "fields:\n"
	    "  name: {type: text, label: {en: Name, zh: 名称}}\n"
	    "  customer: {type: ref, to: customer,"
	    " label: {en: Customer, zh: 客户}}\n" },
	{ "schema/order.yaml",
	    "kind: order\nplural: orders\nlabel: {en: Order, zh: 订单}\n"
	    "title: \"{number} {customer}\"\nfanout: 1\ndated: date\n"
	    "number: {pattern: \"DD{yyyy}-{seq:3}\", at: open}\n"
	    "fields:\n"
	    "  project: {type: ref, to: project,"
	    " label: {en: Project, zh: 项目}}\n"
	    "  customer: {type: ref, to: customer,"
	    " label: {en: Customer, zh: 客户}}\n"
	    "  replaces: {type: ref, to: order, label: {en: Old, zh: 原单}}\n"
	    "  date: {type: date, label: {en: Date, zh: 日期}}\n"
	    "  rebate: {type: percent, label: {en: Rebate, zh: 返点}}\n"
	    "  lines:\n    type: list\n    label: {en: Lines, zh: 明细}\n"
	    "    fields:\n"
	    "      text: {type: text, label: {en: Text, zh: 说明}}\n"
	    "      qty: {type: decimal, scale: 4,"
	    " label: {en: Quantity, zh: 数量}}\n"
	    "      price: {type: money, label: {en: Price, zh: 单价}}\n"
	    "      who: {type: ref, to: person, label: {en: Who, zh: 谁}}\n"
	    "    derive:\n"
	    "      amount: {type: money, label: {en: Amount, zh: 金额},"
	    " sql: \"muldiv(qty, price, 10000)\"}\n"
	    "derive:\n"
	    "  total: {type: money, label: {en: Total, zh: 合计},"
	    " sql: \"SELECT sum(amount) FROM order_lines l WHERE l.parent ="
	    " orders.id\"}\n"
	    "  twice: {type: money, label: {en: Twice, zh: 两倍},"
	    " sql: \"total + orders.total\"}\n"
	    "  unsent: {type: decimal, scale: 4, label: {en: Left, zh: 未发},"
	    " sql: \"(SELECT sum(qty) FROM order_lines WHERE parent ="
	    " orders.id) - coalesce((SELECT sum(s.qty) FROM shipment_lines s"
	    " WHERE s.line.parent = orders.id), 0)\"}\n"
	    "flow:\n  start: draft\n  states:\n"
	    "    draft: {type: open, label: {en: Draft, zh: 草稿}}\n"
	    "    firm: {type: won, label: {en: Firm, zh: 已确认}}\n"
	    "    dead: {type: lost, label: {en: Dead, zh: 作废}}\n"
	    "  verbs:\n"
	    "    open: {from: draft, to: firm, label: {en: Open, zh: 确认}}\n"
	    "    kill: {from: [draft, firm], to: dead,"
	    " label: {en: Kill, zh: 作废}}\n"
	    "rules:\n"
	    "  - {id: SHRINK, level: warning, when: \"was.rebate IS NOT"
	    " NULL\", must: \"rebate >= was.rebate\","
	    " say: {en: \"rebate of {number} shrinks\", zh: 返点减少}}\n"
	    "  - {id: WHO, level: error, when: \"state = 'firm'\","
	    " must: \"customer IS NOT NULL\","
	    " say: {en: who orders?, zh: 谁订货}}\n" },
	{ "schema/shipment.yaml",
	    "kind: shipment\nplural: shipments\n"
	    "label: {en: Shipment, zh: 发货}\nfanout: 1\n"
	    "fields:\n"
	    "  date: {type: date, label: {en: Date, zh: 日期}}\n"
	    "  lines:\n    type: list\n    label: {en: Lines, zh: 明细}\n"
	    "    fields:\n"
	    "      line: {type: ref, to: order.lines,"
	    " label: {en: Line, zh: 行}}\n"
	    "      qty: {type: decimal, scale: 4,"
	    " label: {en: Quantity, zh: 数量}}\n"
	    "    derive:\n"
	    "      worth: {type: money, label: {en: Worth, zh: 货值},"
	    " sql: \"muldiv(shipment_lines.qty, line.price, 10000)\"}\n" },
	{ "schema/view/big.yaml",
	    "kind: order\nterms: [\"total.ge:1000\", \"not:state:dead\"]\n" },
	{ "schema/view/loop.yaml", "kind: order\nterms: [\"@loop\"]\n" },
};

/* Records; ids are ten characters, a letter first. */
static const struct {
	const char *kind, *id, *text;
} tiny_records[] = {
	{ "person", "aann000000",
	    "name: Ann\nemail: ann@x.com\nlimit: 100.00\n" },
	{ "person", "abob000000", "name: Bob\nemail: bob@x.com\n" },
	{ "customer", "cacme00000",
	    "owner: aann000000\nname: ACME 重工有限公司\nclass: oem\n"
	    "credit: 5000.00\nkey: true\ncode: K1\ninvoice:\n  bank: ICBC\n"
	    "people:\n  - aann000000\n  - abob000000\ntags:\n  - vip\n" },
	{ "customer", "cbeta00000",
	    "owner: abob000000\nname: Beta 科技\nclass: user\ncode: K2\n" },
	{ "customer", "cgone00000",
	    "name: Beta old\nmerged_into: cbeta00000\ncode: K2\n" },
	{ "customer", "chide00000", "name: Hidden\narchived: 2026-01-01\n" },
	{ "project", "pline00000", "name: Line 1\ncustomer: cacme00000\n" },
	{ "project", "pgone00000", "name: Old\ncustomer: cgone00000\n" },
	{ "order", "d100000000",
	    "state: firm\nowner: aann000000\nproject: pline00000\n"
	    "customer: cacme00000\nnumber: DD2026-001\ndate: 2026-03-05\n"
	    "rebate: 5\nlines:\n"
	    "  - row: aaaa\n    text: pump 水泵\n    qty: 2\n"
	    "    price: 1000.50\n    who: aann000000\n"
	    "  - row: bbbb\n    text: pipe\n    qty: 1.5\n"
	    "    price: 100.00\n    who: abob000000\n" },
	{ "order", "d200000000",
	    "state: draft\nowner: abob000000\nproject: pgone00000\n"
	    "customer: cbeta00000\nnumber: DD2026-002\ndate: 2026-04-10\n"
	    "replaces: d100000000\nlines:\n"
	    "  - row: cccc\n    text: valve\n    qty: 1\n"
	    "    price: 10.00\n" },
	{ "order", "d300000000", "state: dead\nnumber: DD2026-003\n" },
	{ "shipment", "s100000000",
	    "date: 2026-03-09\nlines:\n"
	    "  - row: dddd\n    line: d100000000/aaaa\n    qty: 1\n" },
};

struct tiny {
	const struct tiny_file *files; /* in front of tiny_files */
	size_t n_files;
	struct source source;
	struct kinds *kinds;
	struct index *ix;
	struct arena arena;
	struct diag diag;
	struct err err;
};

static const char *
tiny_text(const struct tiny *t, const char *path)
{
	size_t i;

	for (i = 0; i < t->n_files; i++)
		if (strcmp(t->files[i].path, path) == 0)
			return t->files[i].text;
	for (i = 0; i < ARRAY_SIZE(tiny_files); i++)
		if (strcmp(tiny_files[i].path, path) == 0)
			return tiny_files[i].text;
	return NULL;
}

static int
tiny_read(void *arg, const char *path, struct buf *ret, struct err *err)
{
	const char *s = tiny_text(arg, path);

	if (s == NULL)
		return err_set(err, CRM_ENOENT, "no file '%s'", path);
	buf_addstr(ret, s);
	return 0;
}

static int
tiny_list(void *arg, const char *path,
    int (*each)(const char *name, void *earg), void *earg, struct err *err)
{
	size_t n = strlen(path), i;
	struct tiny *t = arg;
	const char *p;
	int e = 0;

	(void)err;
	for (i = 0; i < t->n_files + ARRAY_SIZE(tiny_files) && e == 0; i++) {
		p = i < t->n_files ? t->files[i].path
				   : tiny_files[i - t->n_files].path;
		if (strncmp(p, path, n) == 0 && p[n] == '/' &&
		    strchr(p + n + 1, '/') == NULL)
			e = each(p + n + 1, earg);
	}
	return e;
}

/* Fails the test with the message, where there is one. */
#define tiny_ok(t, e)                                                          \
	do {                                                                   \
		int tiny_e = (e);                                              \
		if (tiny_e < 0)                                                \
			fail_msg("%s: %d %s", #e, tiny_e,                      \
			    (t)->err.text ? (t)->err.text : "");               \
	} while (0)

static void
tiny_put(struct tiny *t, const char *kind, const char *id, const char *text)
{
	struct index_record r = { .kind = kind, .id = id };
	struct node *tree;

	tiny_ok(t, yaml_parse(&t->arena, id, text, strlen(text), &tree, NULL,
		       &t->err));
	r.path = kind_record_path(&t->arena, kinds_find(t->kinds, kind), id);
	r.blob = "0000000000000000000000000000000000000000";
	r.tree = tree;
	tiny_ok(t, index_put(t->ix, &r, &t->err));
}

static void
tiny_view(struct tiny *t, bool as_of, const char *today)
{
	struct index_view view = { .as_of = as_of, .me = "aann000000" };

	assert_true(date_parse(today, &view.today));
	index_set_view(t->ix, &view);
}

static void
tiny_open_files(struct tiny *t, const struct tiny_file *files, size_t n)
{
	bool stale;
	size_t i;

	memset(t, 0, sizeof(*t));
	t->files = files;
	t->n_files = n;
	t->source =
	    (struct source){ .read = tiny_read, .list = tiny_list, .arg = t };
	tiny_ok(t, date_set_zone("+08:00", &t->err));
	tiny_ok(t, kinds_load(&t->source, &t->kinds, &t->diag, &t->err));
	for (i = 0; i < t->diag.n; i++)
		if (t->diag.v[i].level == LEVEL_ERROR)
			fail_msg("%s:%d: %s", t->diag.v[i].file,
			    t->diag.v[i].line, t->diag.v[i].text);
	tiny_ok(t, index_open(NULL, t->kinds, 100, &t->ix, &stale, &t->err));
	tiny_view(t, false, "2026-05-01");
	for (i = 0; i < ARRAY_SIZE(tiny_records); i++)
		tiny_put(t, tiny_records[i].kind, tiny_records[i].id,
		    tiny_records[i].text);
}

static void __attribute__((unused)) tiny_open(struct tiny *t)
{
	tiny_open_files(t, NULL, 0);
}

static void __attribute__((unused)) tiny_close(struct tiny *t)
{
	index_close(t->ix);
	kinds_free(t->kinds);
	diag_free(&t->diag);
	arena_free(&t->arena);
	err_clear(&t->err);
}

/* Rows of a result as text: values by comma, rows by semicolon. */
static int __attribute__((unused))
tiny_row(const struct row *row, void *arg, struct err *err)
{
	struct buf *b = arg;
	size_t i;

	(void)err;
	if (b->len > 0)
		buf_addch(b, ';');
	for (i = 0; i < row->n; i++) {
		if (i > 0)
			buf_addch(b, ',');
		if (row->v[i].type == VALUE_INT)
			buf_printf(b, "%lld", (long long)row->v[i].i);
		else
			buf_addstr(b, row->v[i].type == VALUE_TEXT
					  ? row->v[i].text
					  : "NULL");
	}
	return 0;
}

#endif
