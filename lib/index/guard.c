#include "index/guard.h"

#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CELL_MAX (16 * 1024 * 1024)
#define SQL_MAX (4 * 1024 * 1024)
#define STEPS 10000 /* of SQLite's machine between looks at the clock */

/* Sorted. What is missing is missing on purpose: random and now, functions
 * with floating point in them, dates (we have our own), files. */
static const char *const allowed[] = { "->", "->>", "abs", "add_days",
	"add_months", "add_workdays", "avg_exact", "bm25", "char", "coalesce",
	"count", "days", "decimal", "dense_rank", "first_value", "fold",
	"format", "glob", "group_concat", "hex", "highlight", "ifnull", "iif",
	"instr", "json", "json_array", "json_array_length", "json_each",
	"json_extract", "json_group_array", "json_group_object", "json_object",
	"json_quote", "json_tree", "json_type", "json_valid", "lag",
	"last_value", "lead", "length", "like", "likelihood", "likely",
	"line_amount", "lower", "ltrim", "match", "max", "min", "money",
	"muldiv", "name_core", "net", "nth_value", "ntile", "nullif", "percent",
	"printf", "quote", "rank", "ratio", "replace", "rmb_capitals",
	"row_number", "rtrim", "setting", "sign", "snippet", "substr",
	"substring", "sum", "tax", "tax_rate", "today", "trim", "typeof",
	"unicode", "unlikely", "upper", "uscc_ok", "workdays" };

/* What to take instead. */
static const struct {
	const char *name, *instead;
} hints[] = {
	{ "avg", "avg_exact()" },
	{ "current_date", "today()" },
	{ "current_time", "today()" },
	{ "current_timestamp", "today()" },
	{ "date", "today(), add_days(), add_months()" },
	{ "datetime", "today(), add_days(), add_months()" },
	{ "julianday", "days()" },
	{ "median", "avg_exact()" },
	{ "round", "muldiv()" },
	{ "strftime", "substr()" },
	{ "total", "sum()" },
	{ "unixepoch", "days()" },
};

static int
compare(const void *a, const void *b)
{
	return strcmp(a, *(const char *const *)b);
}

static void
refuse_function(struct index *ix, const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(hints); i++)
		if (strcmp(hints[i].name, name) == 0)
			break;
	if (i < ARRAY_SIZE(hints))
		snprintf(ix->refused, sizeof(ix->refused),
		    gettext("%s() is not to be used here; take %s"), name,
		    hints[i].instead);
	else
		snprintf(ix->refused, sizeof(ix->refused),
		    gettext("%.60s() is not to be used here"), name);
}

static bool
is_hidden(const char *table)
{
	return strncmp(table, "sqlite_", 7) == 0 ||
	       strncmp(table, "pragma_", 7) == 0 ||
	       strcmp(table, "dbstat") == 0;
}

/* The full text asks for this by itself. */
static bool
is_harmless_pragma(const char *name, const char *value)
{
	return value == NULL && strcmp(name, "data_version") == 0;
}

/* SQLite says this of itself when it first meets a virtual table. That a
 * statement does not write is looked at apart. */
static bool
is_declaring(int action, const char *table, const char *column)
{
	if (strcmp(table, "sqlite_master") != 0)
		return false;
	return action == SQLITE_UPDATE ||
	       (action == SQLITE_READ && strcmp(column, "ROWID") == 0);
}

static int
authorize(void *arg, int action, const char *a, const char *b, const char *c,
    const char *d)
{
	struct index *ix = arg;

	(void)c;
	(void)d;
	if (action == SQLITE_FUNCTION) {
		if (bsearch(b, allowed, ARRAY_SIZE(allowed), sizeof(*allowed),
			compare))
			return SQLITE_OK;
		refuse_function(ix, b);
		return SQLITE_DENY;
	}
	if (action == SQLITE_ATTACH || action == SQLITE_DETACH)
		return SQLITE_DENY;
	if (!ix->text_mode || action == SQLITE_SELECT ||
	    action == SQLITE_RECURSIVE)
		return SQLITE_OK;
	if (action == SQLITE_READ && !is_hidden(a))
		return SQLITE_OK;
	if (is_declaring(action, a ? a : "", b ? b : ""))
		return SQLITE_OK;
	if (action == SQLITE_PRAGMA && is_harmless_pragma(a, b))
		return SQLITE_OK;
	if (action == SQLITE_READ)
		snprintf(ix->refused, sizeof(ix->refused),
		    gettext("\"%.60s\" is not to be read here"), a);
	else
		snprintf(ix->refused, sizeof(ix->refused), "%s",
		    gettext("only SELECT is allowed here"));
	return SQLITE_DENY;
}

static int64_t
monotonic_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int
progress(void *arg)
{
	const struct index *ix = arg;

	return ix->deadline > 0 && monotonic_ms() > ix->deadline;
}

void
guard_install(struct index *ix)
{
	static const struct {
		int id, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, CELL_MAX },
		{ SQLITE_LIMIT_SQL_LENGTH, SQL_MAX },
		{ SQLITE_LIMIT_EXPR_DEPTH, 500 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 100 },
		{ SQLITE_LIMIT_VDBE_OP, 1000000 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(limits); i++)
		sqlite3_limit(ix->db, limits[i].id, limits[i].value);
	sqlite3_set_authorizer(ix->db, authorize, ix);
	sqlite3_progress_handler(ix->db, STEPS, progress, ix);
}

static int
check_statement(sqlite3_stmt *stmt, const char *tail, struct err *err)
{
	tail += strspn(tail, " \t\r\n;");
	if (*tail != '\0')
		return err_set(
		    err, CRM_EDATA, "only one statement is allowed here");
	if (stmt == NULL)
		return err_set(err, CRM_EDATA, "the statement is empty");
	if (sqlite3_column_count(stmt) == 0 || !sqlite3_stmt_readonly(stmt) ||
	    sqlite3_stmt_isexplain(stmt))
		return err_set(err, CRM_EDATA, "only SELECT is allowed here");
	return 0;
}

int
guard_prepare(
    struct index *ix, const char *sql, sqlite3_stmt **ret, struct err *err)
{
	bool before = ix->text_mode;
	const char *tail = "";
	sqlite3_stmt *stmt;
	int code, r;

	ix->refused[0] = '\0';
	ix->text_mode = true;
	code = sqlite3_prepare_v3(ix->db, sql, -1, 0, &stmt, &tail);
	ix->text_mode = before;
	if (code != SQLITE_OK)
		return db_error(ix, "SQL", err);
	r = check_statement(stmt, tail, err);
	if (r < 0) {
		sqlite3_finalize(stmt);
		return r;
	}
	*ret = stmt;
	return 0;
}

void
guard_enter(struct index *ix, struct guard *g)
{
	g->deadline = ix->deadline;
	g->heap = -1;
	ix->refused[0] = '\0';
	if (ix->depth++ > 0)
		return;
	ix->deadline = ix->limit_ms > 0 ? monotonic_ms() + ix->limit_ms : 0;
	g->heap = sqlite3_hard_heap_limit64(-1);
	sqlite3_hard_heap_limit64(sqlite3_memory_used() + GUARD_HEAP);
}

void
guard_leave(struct index *ix, const struct guard *g)
{
	ix->depth--;
	ix->deadline = g->deadline;
	if (g->heap >= 0)
		sqlite3_hard_heap_limit64(g->heap);
}
