#include "index_tiny_find.h"

static const struct {
	const char *kind, *term, *want;
} found[] = {
	/* words */
	{ "order", "pump", "d1" },
	{ "order", "水", "d1" },
	{ "order", "水泵", "d1" },
	{ "order", "泵水", "" },
	{ "order", "PUMP", "d1" },
	{ "order", "pump\" OR \"valve", "" },
	{ "order", "10:30", "" },
	{ "order", "http://x", "" },
	{ "order", "*", "" },
	{ "customer", "acme 重工", "ca" },
	/* texts */
	{ "customer", "name:acme", "ca" },
	{ "customer", "name:ＡＣＭＥ", "ca" },
	{ "customer", "名称:重工", "ca" },
	{ "customer", "名称：重工", "ca" },
	{ "customer", "Name:acme", "ca" },
	{ "customer", "name:acme,beta", "ca cb" },
	{ "customer", "name:acme，beta", "ca cb" },
	{ "customer", "name.eq:beta 科技", "cb" },
	{ "customer", "name.eq:beta", "" },
	{ "customer", "name.ne:beta 科技", "ca" },
	{ "customer", "name.has:科", "cb" },
	{ "customer", "code:k", "ca cb" },
	{ "customer", "code.eq:K1", "ca" },
	{ "customer", "code.ge:K2", "cb" },
	{ "customer", "code.in:K1,K2", "ca cb" },
	{ "customer", "code.ne:K1", "cb" },
	{ "customer", "invoice.bank:icbc", "ca" },
	{ "customer", "开票.开户行:icbc", "ca" },
	{ "customer", "title:科技", "cb" },
	{ "customer", "name:%", "" },
	{ "customer", "name:'", "" },
	/* absent */
	{ "customer", "credit:", "cb" },
	{ "customer", "credit.ne:", "ca" },
	{ "customer", "people:", "cb" },
	{ "customer", "people.ne:", "ca" },
	{ "customer", "licence:", "ca cb" },
	/* numbers */
	{ "customer", "credit:5000", "ca" },
	{ "customer", "credit:5,000", "" },
	{ "customer", "credit:0.5万", "ca" },
	{ "customer", "credit:１..５０００", "ca" },
	{ "customer", "credit:5000..", "ca" },
	{ "customer", "credit:..4999.99", "" },
	{ "customer", "credit.gt:4999.99", "ca" },
	{ "customer", "credit.lt:5000", "" },
	{ "customer", "credit.le:5000", "ca" },
	{ "customer", "credit.ne:5000", "cb" },
	{ "customer", "credit.in:1,5000", "ca" },
	{ "customer", "free:2849.00", "ca" },
	{ "customer", "订货额.lt:100", "cb" },
	{ "order", "total:2000..3000", "d1" },
	{ "order", "rebate:5%", "d1" },
	{ "order", "rebate:5", "d1" },
	/* choices, booleans */
	{ "customer", "class:oem", "ca" },
	{ "customer", "class:设备厂商", "ca" },
	{ "customer", "类别:End user", "cb" },
	{ "customer", "class:oem,user", "ca cb" },
	{ "customer", "class.ne:oem", "cb" },
	{ "customer", "key:yes", "ca" },
	{ "customer", "key:no", "cb" },
	{ "customer", "key.ne:yes", "cb" },
	/* states */
	{ "order", "state:firm", "d1" },
	{ "order", "state:已确认", "d1" },
	{ "order", "状态:draft,dead", "d2 d3" },
	{ "order", "state:open", "d2" },
	{ "order", "state.ne:dead", "d1 d2" },
	/* dates */
	{ "order", "date:2026-03-05", "d1" },
	{ "order", "date:2026-03", "d1" },
	{ "order", "date:2026-03..2026-04", "d1 d2" },
	{ "order", "date:2026q1", "d1" },
	{ "order", "date:..2026-04-09", "d1" },
	{ "order", "date:last-month", "d2" },
	{ "order", "date.ge:2026-04", "d2" },
	{ "order", "date.gt:2026-03", "d2" },
	{ "order", "date.le:2026-03", "d1" },
	{ "order", "date.lt:2026-03-05", "" },
	{ "order", "date.ne:2026-03", "d2 d3" },
	{ "order", "日期:2026年3月5日", "d1" },
	/* references */
	{ "order", "customer:cacme00000", "d1" },
	{ "order", "customer:cacm", "d1" },
	{ "order", "customer:acme 重工有限公司", "d1" },
	{ "order", "customer.has:重工", "d1" },
	{ "order", "customer.ne:cacme00000", "d2 d3" },
	{ "order", "customer.name:科技", "d2" },
	{ "order", "customer.class:oem", "d1" },
	{ "order", "客户.类别:设备厂商", "d1" },
	{ "order", "project.customer.owner:ann", "d1" },
	{ "order", "project.customer.owner.name:bob", "d2" },
	{ "order", "replaces:DD2026-001", "d2" },
	{ "order", "replaces.total.gt:2000", "d2" },
	{ "order", "owner:me", "d1" },
	{ "order", "负责人：me", "d1" },
	{ "order", "owner.name:bob", "d2" },
	{ "order", "id:d2", "d2" },
	/* lists */
	{ "order", "lines.text:valve", "d2" },
	{ "order", "lines.qty.gt:1.5", "d1" },
	{ "order", "明细.金额:10", "d2" },
	{ "order", "lines.who.name:bob", "d1" },
	{ "order", "lines.who:me", "d1" },
	{ "order", "customer.people:bob", "d1" },
	{ "customer", "people:bob", "ca" },
	{ "customer", "people.ne:bob", "cb" },
	{ "customer", "tags:vip", "ca" },
	{ "customer", "+vip", "ca" },
	{ "customer", "＋vip", "ca" },
	{ "customer", "not:+vip", "cb" },
	{ "shipment", "lines.line:d100000000/aaaa", "s1" },
	{ "shipment", "lines.line:DD2026-001", "s1" },
	{ "shipment", "lines.line:DD2026-002", "" },
	{ "shipment", "lines.line.price.gt:1000", "s1" },
	/* not, views, what is hidden */
	{ "order", "not:state:firm", "d2 d3" },
	{ "order", "not:not:state:firm", "d1" },
	{ "order", "not:customer:", "d1 d2" },
	{ "order", "@big", "d1" },
	{ "order", "not:@big", "d2 d3" },
	{ "customer", "archived.ne:", "ch" },
	{ "customer", "archived:2026", "ch" },
	{ "customer", "merged_into:cbeta00000", "cg" },
	{ "customer", "created:2026", "" },
	{ "customer", "created_by:ann", "" },
	{ "customer", "shares.to:ann", "" },
	{ "order", "log.from:draft", "" },
	{ "order", "日志.动作:x", "" },
};

static void
test_found(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(found); i++) {
		_cleanup_(buf_release) struct buf b = BUF_INIT;

		if (find(found[i].kind, &found[i].term, 1, NULL, false, &b) < 0)
			fail_msg("%s: %s", found[i].term, tiny.err.text);
		if (strcmp(b.data, found[i].want) != 0)
			fail_msg("%s: '%s', not '%s'", found[i].term, b.data,
			    found[i].want);
	}
}

static const struct {
	const char *kind, *term, *text;
} refused[] = {
	{ "order", "total.gee:5",
	    "no operator 'gee'; numbers have: eq ne lt le gt ge in\n"
	    "  total.gee:5\n"
	    "        ^" },
	{ "order", "date.has:5",
	    "no operator 'has'; dates have: eq ne lt le gt ge in\n"
	    "  date.has:5\n"
	    "       ^" },
	{ "order", "custmer:x",
	    "'order' has no field 'custmer'\ndid you mean 'customer'?\n"
	    "  custmer:x\n"
	    "  ^" },
	{ "order", "customer.nam:x",
	    "'customer' has no field 'nam'\ndid you mean 'name'?\n"
	    "  customer.nam:x\n"
	    "           ^" },
	{ "order", "客户.名:x",
	    "'customer' has no field '名'\ndid you mean '名称'?\n"
	    "  客户.名:x\n"
	    "       ^" },
	{ "order", "lines:x",
	    "'lines' has rows: write 'lines.FIELD:VALUE'\n"
	    "  lines:x\n"
	    "        ^" },
	{ "order", "date:soon",
	    "'soon' is no date and no period; write 2026-11-23, 2026-11,"
	    " 2026q4, A..B, today, this-month\n"
	    "  date:soon\n"
	    "       ^" },
	{ "order", "state:frim",
	    "no state 'frim'; 'order' has: draft, firm, dead\n"
	    "did you mean 'firm'?\n"
	    "  state:frim\n"
	    "        ^" },
	{ "order", "total.gt:",
	    "a value is missing\n"
	    "  total.gt:\n"
	    "           ^" },
	{ "order", "state:firm,,dead",
	    "a value is missing\n"
	    "  state:firm,,dead\n"
	    "             ^" },
	{ "customer", "invoice:x",
	    "'invoice' has fields of its own: write 'invoice.FIELD'\n"
	    "  invoice:x\n"
	    "  ^" },
	{ "order", "@small",
	    "there is no view 'small'\n"
	    "  @small\n"
	    "   ^" },
	{ "customer", "@big",
	    "view 'big' is of 'order', not 'customer'\n"
	    "  @big\n"
	    "   ^" },
	{ "order", "+", "which tag?\n  +\n   ^" },
	{ "order", "", "an empty word finds nothing\n  \n  ^" },
};

static void
test_refused(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(refused); i++) {
		_cleanup_(buf_release) struct buf b = BUF_INIT;

		assert_int_equal(
		    find(refused[i].kind, &refused[i].term, 1, NULL, false, &b),
		    CRM_EUSAGE);
		assert_string_equal(tiny.err.text, refused[i].text);
		err_clear(&tiny.err);
	}
}

/* Messages that others make get their caret all the same. */
static void
test_pointed(void **state)
{
	static const struct {
		const char *kind, *term, *text, *tail;
	} table[] = {
		{ "order", "customer:nobody", "nobody",
		    "\n  customer:nobody\n           ^" },
		{ "customer", "credit:lots", "lots",
		    "\n  credit:lots\n         ^" },
		{ "customer", "credit:1..x", "x",
		    "\n  credit:1..x\n            ^" },
		{ "customer", "class:oom", "oom", "\n  class:oom\n        ^" },
		{ "order", "not:客户:无此", "无此",
		    "\n  not:客户:无此\n           ^" },
		{ "order", "@loop", "uses itself", "" },
		{ "order", "\xff", "UTF-8", "" },
	};
	size_t i, n, m;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		_cleanup_(buf_release) struct buf b = BUF_INIT;

		assert_true(find(table[i].kind, &table[i].term, 1, NULL, false,
				&b) < 0);
		assert_non_null(strstr(tiny.err.text, table[i].text));
		n = strlen(tiny.err.text);
		m = strlen(table[i].tail);
		if (n < m || strcmp(tiny.err.text + n - m, table[i].tail) != 0)
			fail_msg("%s", tiny.err.text);
		err_clear(&tiny.err);
	}
}

static void
test_together(void **state)
{
	const char *two[] = { "customer.class:oem", "total.gt:1" };
	_cleanup_(buf_release) struct buf a = BUF_INIT, b = BUF_INIT,
					  c = BUF_INIT, d = BUF_INIT;

	(void)state;
	tiny_ok(&tiny, find("order", two, 2, "rebate = 500", false, &a));
	assert_string_equal(a.data, "d1");
	tiny_ok(&tiny, find("order", two, 1, "rebate < 500 -- x", false, &b));
	assert_string_equal(b.data, "");
	tiny_ok(&tiny, find("customer", NULL, 0, NULL, false, &c));
	assert_string_equal(c.data, "ca cb");
	tiny_ok(&tiny, find("customer", NULL, 0, NULL, true, &d));
	assert_string_equal(d.data, "ca cb cg ch");
	assert_int_equal(
	    find("order", NULL, 0, "1) OR (1", false, &d), CRM_EDATA);
	assert_int_equal(
	    find("order", NULL, 0, "absent = 1", false, &d), CRM_EDATA);
	assert_non_null(strstr(tiny.err.text, "no such column: absent"));
}

static void
test_as_of(void **state)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;

	(void)state;
	tiny_view(&tiny, true, "2026-04-01");
	tiny_ok(&tiny, find("order", NULL, 0, NULL, false, &b));
	assert_string_equal(b.data, "d1 d3");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_found),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_pointed),
		cmocka_unit_test(test_together),
		cmocka_unit_test(test_as_of),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
