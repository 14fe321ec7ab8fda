#include "index/func.h"

#include "base/company.h"
#include "base/uscc.h"
#include "base/utf8.h"

static void
fold(struct call *c)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;

	call_ret_text(c, utf8_fold(&a, call_text(c, 0)));
}

static void
name_core(struct call *c)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;

	call_ret_text(c, company_core(&a, call_text(c, 0)));
}

static void
uscc_ok(struct call *c)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;

	call_ret_int(c, uscc_check(uscc_normalise(&a, call_text(c, 0)), NULL));
}

static void
setting(struct call *c)
{
	_cleanup_(arena_free) struct arena a = ARENA_INIT;
	const struct setting *s = kinds_setting(c->ix->kinds, call_text(c, 0));
	struct value v;

	if (s == NULL) {
		call_error(c, "there is no setting '%.60s' in crm.yaml",
		    call_text(c, 0));
		return;
	}
	type_to_index(&a, &s->field, s->value, &v);
	if (v.type == VALUE_INT)
		call_ret_int(c, v.i);
	else if (v.type == VALUE_TEXT)
		call_ret_text(c, v.text);
}

const struct func func_text[] = {
	{ "fold", 1, fold },
	{ "name_core", 1, name_core },
	{ "setting", 1, setting },
	{ "uscc_ok", 1, uscc_ok },
};
const size_t n_func_text = ARRAY_SIZE(func_text);
