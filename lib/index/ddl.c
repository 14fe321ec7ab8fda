#include "index/db.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

const struct log_column log_columns[] = {
	{ "row", "row" },
	{ "verb", "verb" },
	{ "from_state", "from" },
	{ "to_state", "to" },
	{ "by", "by" },
	{ "at", "at" },
	{ "reason", "reason" },
	{ "step", "step" },
	{ "role", "role" },
	{ "verdict", "verdict" },
	{ "covers", "covers" },
	{ "digest", "digest" },
};
const size_t n_log_columns = ARRAY_SIZE(log_columns);

static const char base_tables[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;\n"
    "CREATE TABLE record(n INTEGER PRIMARY KEY, id TEXT NOT NULL,"
    " kind TEXT NOT NULL, path TEXT NOT NULL, blob TEXT NOT NULL,"
    " title TEXT, title_fold TEXT, number TEXT, state TEXT, owner TEXT,"
    " archived TEXT, bad TEXT) STRICT;\n"
    "CREATE TABLE tag(n INTEGER NOT NULL, pos INTEGER NOT NULL, value TEXT,"
    " PRIMARY KEY(n, pos)) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE history(c INTEGER PRIMARY KEY, hash TEXT NOT NULL,"
    " at TEXT NOT NULL, author TEXT, email TEXT, op TEXT, subject TEXT)"
    " STRICT;\n"
    "CREATE TABLE history_change(c INTEGER NOT NULL, kind TEXT NOT NULL,"
    " id TEXT NOT NULL, before TEXT, after TEXT) STRICT;\n"
    "CREATE VIEW changes AS SELECT x.kind, x.id AS parent, h.hash AS hash,"
    " h.at, h.author, h.email, h.op, h.subject, x.before, x.after"
    " FROM history_change x JOIN history h ON h.c = x.c;\n"
    "CREATE INDEX history_change_id ON history_change(id);\n"
    "CREATE INDEX history_change_c ON history_change(c);\n"
    "CREATE VIRTUAL TABLE text USING fts5(body, columnsize=0,"
    " tokenize='unicode61');\n";

static const char base_indexes[] =
    "CREATE UNIQUE INDEX record_id ON record(id);\n"
    "CREATE INDEX record_number ON record(number)"
    " WHERE number IS NOT NULL;\n"
    "CREATE INDEX record_title ON record(title_fold)"
    " WHERE title_fold IS NOT NULL;\n"
    "CREATE INDEX record_kind ON record(kind, state);\n"
    "CREATE INDEX record_owner ON record(owner, state);\n"
    "CREATE INDEX record_bad ON record(bad) WHERE bad IS NOT NULL;\n"
    "CREATE INDEX tag_value ON tag(value, n);\n";

/* Columns that every kind's table begins with. */
static const char *const own_columns[] = { "n", "id", "state", "owner",
	"created", "created_by", "merged_into", "archived" };

/* Kept elsewhere, or not at all. */
static const char *const other_fields[] = { "kind", "title", "tags", "shares",
	"log" };

static bool
is_own(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(own_columns); i++)
		if (strcmp(own_columns[i], name) == 0)
			return true;
	for (i = 0; i < ARRAY_SIZE(other_fields); i++)
		if (strcmp(other_fields[i], name) == 0)
			return true;
	return false;
}

bool
ddl_is_column(const struct field *f)
{
	return f->type != TYPE_LIST && !is_own(f->name);
}

bool
ddl_is_list(const struct field *f)
{
	return f->type == TYPE_LIST && !is_own(f->name);
}

const char *
ddl_column(struct arena *a, const struct field *group, const struct field *f)
{
	return group ? arena_printf(a, "%s_%s", group->name, f->name) : f->name;
}

static void
scalar_columns(
    const struct field *group, const struct field *f, column_fn each, void *arg)
{
	each(group, f, "", type_sql(f->type), arg);
	if (f->type == TYPE_FILE) {
		each(group, f, "_size", "INTEGER", arg);
		each(group, f, "_sha256", "TEXT", arg);
	}
	if (f->fold)
		each(group, f, "_fold", "TEXT", arg);
	if (f->core)
		each(group, f, "_core", "TEXT", arg);
}

void
ddl_field_columns(const struct field *f, column_fn each, void *arg)
{
	size_t i;

	if (f->type != TYPE_GROUP) {
		scalar_columns(NULL, f, each, arg);
		return;
	}
	for (i = 0; i < f->n_fields; i++)
		scalar_columns(f, &f->fields[i], each, arg);
}

static void
add_name(struct buf *b, const struct field *group, const struct field *f,
    const char *suffix)
{
	buf_addch(b, '"');
	if (group) {
		buf_addstr(b, group->name);
		buf_addch(b, '_');
	}
	buf_addstr(b, f->name);
	buf_addstr(b, suffix);
	buf_addch(b, '"');
}

static void
add_column(const struct field *group, const struct field *f, const char *suffix,
    const char *sql_type, void *arg)
{
	struct buf *b = arg;

	buf_addstr(b, ", ");
	add_name(b, group, f, suffix);
	buf_addch(b, ' ');
	buf_addstr(b, sql_type);
}

/* The scalar of a list of scalars, under the name that its column has. */
static struct field
value_field(const struct field *list)
{
	struct field f = *list->item;

	f.name = "value";
	return f;
}

static void
list_table(const char *table, const struct field *list, struct buf *ret)
{
	struct field value;
	size_t i;

	buf_printf(ret,
	    "CREATE TABLE \"%s\"(n INTEGER NOT NULL, pos INTEGER NOT NULL",
	    table);
	if (list->item) {
		value = value_field(list);
		ddl_field_columns(&value, add_column, ret);
	} else {
		buf_addstr(ret, ", row TEXT");
		for (i = 0; i < list->n_fields; i++)
			if (strcmp(list->fields[i].name, "row") != 0)
				ddl_field_columns(
				    &list->fields[i], add_column, ret);
	}
	buf_addstr(ret, ", PRIMARY KEY(n, pos)) STRICT, WITHOUT ROWID;\n");
}

static void
log_table(struct buf *ret)
{
	size_t i;

	buf_addstr(ret, "CREATE TABLE log(n INTEGER NOT NULL,"
			" pos INTEGER NOT NULL");
	for (i = 0; i < n_log_columns; i++)
		buf_printf(ret, ", \"%s\" TEXT", log_columns[i].column);
	buf_addstr(ret, ", PRIMARY KEY(n, pos)) STRICT, WITHOUT ROWID;\n");
}

const struct field *
ddl_builtin(const char *name)
{
	size_t i;

	for (i = 0; i < n_builtin_fields; i++)
		if (strcmp(builtin_fields[i].name, name) == 0)
			return &builtin_fields[i];
	return NULL;
}

static void
kind_tables(const struct kind *k, struct buf *ret)
{
	_cleanup_(buf_release) struct buf table = BUF_INIT;
	const struct field *f;
	size_t i;

	buf_printf(ret, "CREATE TABLE \"_%s\"(n INTEGER PRIMARY KEY", k->name);
	for (i = 1; i < ARRAY_SIZE(own_columns); i++)
		buf_printf(ret, ", %s TEXT", own_columns[i]);
	for (i = 0; i < k->n_fields; i++)
		if (ddl_is_column(&k->fields[i]))
			ddl_field_columns(&k->fields[i], add_column, ret);
	buf_addstr(ret, ") STRICT;\n");
	for (i = 0; i < k->n_fields; i++) {
		f = &k->fields[i];
		if (!ddl_is_list(f))
			continue;
		buf_truncate(&table, 0);
		buf_printf(&table, "_%s__%s", k->name, f->name);
		list_table(table.data, f, ret);
	}
}

void
ddl_tables(const struct kinds *k, struct buf *ret)
{
	const struct field *share = ddl_builtin("shares");
	size_t i;

	buf_addstr(ret, base_tables);
	log_table(ret);
	list_table("share", share, ret);
	for (i = 0; i < kinds_count(k); i++)
		kind_tables(kinds_at(k, i), ret);
}

/* What decides which indexes a field has. */
struct indexing {
	const struct kind *kind;
	const struct field *list; /* or NULL */
	struct buf *ret;
};

static bool
is_unique(const struct kind *k, const struct field *f)
{
	size_t i;

	for (i = 0; i < k->n_rules; i++)
		if (k->rules[i].unique && k->rules[i].unique[0] &&
		    strcmp(k->rules[i].unique[0], f->name) == 0)
			return true;
	return false;
}

static bool
is_indexed(const struct indexing *x, const struct field *group,
    const struct field *f, const char *suffix)
{
	if (strcmp(suffix, "_fold") == 0 || strcmp(suffix, "_core") == 0)
		return true;
	if (*suffix != '\0')
		return false;
	if (f->type == TYPE_REF || f->index)
		return true;
	if (x->list || group)
		return false;
	return strcmp(f->name, "number") == 0 || is_unique(x->kind, f) ||
	       (x->kind->dated && strcmp(x->kind->dated, f->name) == 0);
}

static void
add_index(const struct field *group, const struct field *f, const char *suffix,
    const char *sql_type, void *arg)
{
	struct indexing *x = arg;
	const char *kind = x->kind ? x->kind->name : "share";
	_cleanup_(buf_release) struct buf table = BUF_INIT, name = BUF_INIT;

	(void)sql_type;
	if (!is_indexed(x, group, f, suffix))
		return;
	buf_printf(&table, x->kind ? "_%s" : "%s", kind);
	if (x->kind && x->list)
		buf_printf(&table, "__%s", x->list->name);
	add_name(&name, group, f, suffix);
	buf_printf(x->ret, "CREATE INDEX \"%s.%.*s ON \"%s\"(%s%s)", table.data,
	    (int)name.len - 1, name.data + 1, table.data, name.data,
	    x->list ? ", n" : "");
	/* references are looked up, never sorted by */
	if (f->type == TYPE_REF)
		buf_printf(x->ret, " WHERE %s IS NOT NULL", name.data);
	buf_addstr(x->ret, ";\n");
}

static void
list_indexes(struct indexing *x)
{
	struct field value;
	size_t i;

	if (x->list->item) {
		value = value_field(x->list);
		ddl_field_columns(&value, add_index, x);
		return;
	}
	for (i = 0; i < x->list->n_fields; i++)
		ddl_field_columns(&x->list->fields[i], add_index, x);
}

static void
kind_indexes(const struct kind *k, struct buf *ret)
{
	struct indexing x = { k, NULL, ret };
	const struct field *f;
	size_t i;

	buf_printf(
	    ret, "CREATE INDEX \"_%s.id\" ON \"_%s\"(id);\n", k->name, k->name);
	buf_printf(ret,
	    "CREATE INDEX \"_%s.owner\" ON \"_%s\"(owner)"
	    " WHERE owner IS NOT NULL;\n",
	    k->name, k->name);
	if (k->start)
		buf_printf(ret,
		    "CREATE INDEX \"_%s.state\" ON \"_%s\"(state);\n", k->name,
		    k->name);
	buf_printf(ret,
	    "CREATE INDEX \"_%s.merged_into\" ON \"_%s\"(merged_into)"
	    " WHERE merged_into IS NOT NULL;\n",
	    k->name, k->name);
	for (i = 0; i < k->n_fields; i++) {
		f = &k->fields[i];
		x.list = ddl_is_list(f) ? f : NULL;
		if (x.list)
			list_indexes(&x);
		else if (ddl_is_column(f))
			ddl_field_columns(f, add_index, &x);
	}
}

void
ddl_indexes(const struct kinds *k, struct buf *ret)
{
	struct indexing share = { NULL, ddl_builtin("shares"), ret };
	size_t i;

	buf_addstr(ret, base_indexes);
	list_indexes(&share);
	for (i = 0; i < kinds_count(k); i++)
		kind_indexes(kinds_at(k, i), ret);
}
