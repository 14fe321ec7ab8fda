/*
 * Expressions: SQL over the plurals and `<kind>_<list>` views, as schema,
 * reports, filters and `crm sql` write it, expanded to SQL over the tables:
 *
 *   FROM orders o      a sub-select with the derived columns that the whole
 *                      text uses, those in turn expanded
 *   project.customer   `project` a reference of the kind (or row) the
 *                      expression belongs to: a scalar sub-select; up to
 *                      three references; `parent.x` in a row
 *   was.state          the value before the command (0 rows: NULL)
 *   x (in a row)       not a field of the row but of its record: parent.x
 *
 * Names are quoted; strings stay. With view.as_of the sub-selects leave
 * out records dated later. What is about a scope comes out as SQL over the
 * table of the kind with its plural as alias (FROM "_order" AS "orders"),
 * and of the rows with "<kind>_<list>" as theirs. An expansion that is
 * expanded again stays as it is.
 */
#ifndef INDEX_EXPR_H
#define INDEX_EXPR_H

#include "index/index.h"

/* Where an expression stands: a kind's record, or a row of its list.
 * Both NULL: a free statement. */
struct scope {
	const struct kind *kind;
	const struct field *list;
};

/* Expands; CRM_EDATA names what it does not know. */
int expr_expand(struct index *ix, const struct scope *scope,
    const char *sql, struct buf *ret, struct err *err);

/* Compiles without running, as a value (or a whole SELECT if `select`):
 * for the check of a schema. */
int expr_check(struct index *ix, const struct scope *scope, const char *sql,
    struct err *err);

/*
 * Value of an expression for one record, or for one row of it (`row`, with
 * scope.list set). A result that is not INTEGER, TEXT or NULL is CRM_EDATA.
 * *ret.text is in the arena.
 */
int expr_eval(struct index *ix, struct arena *a, const struct scope *scope,
    const char *id, const char *row, const char *sql, struct value *ret,
    struct err *err);
/* NULL counts as `null_is`. */
int expr_true(struct index *ix, const struct scope *scope, const char *id,
    const char *sql, bool null_is, bool *ret, struct err *err);

/* SQL (already over the tables) of a kind's title, the plural as alias. */
void expr_title(struct index *ix, const struct kind *k, struct buf *ret);

#endif
