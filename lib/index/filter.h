/*
 * Filters: what a person types to choose records (CLI.md: TERM).
 *
 *   word                full text, all words (CJK by phrase)
 *   path:value          equal; a text field: contains, folded; also A..B,
 *                       several values by comma; empty value = absent
 *   path.OP:value       eq ne lt le gt ge has in; each type has its own
 *   +tag                tagged
 *   not:TERM            the contrary
 *   @view               schema/view/<name>.yaml: {kind, terms: [...]}
 *
 * path = field, derived field, field of a group or of rows (then: some row
 * fits), or up to three references; names also as labels of either
 * language; full-width punctuation is folded. Values as type_input takes
 * them; `me`; a reference by anything record_find takes, with `has` by part
 * of its title; a state also by its type (open won lost done); a date or
 * time by period. Everything is bound. Errors point with a caret.
 */
#ifndef INDEX_FILTER_H
#define INDEX_FILTER_H

#include "index/query.h"

struct filter {
	struct buf sql;		/* condition over the plural as alias; "1" */
	struct value *binds;	/* in the arena; numbered from ?1 */
	size_t n;
};

/*
 * Compiles the terms and, if given, an SQL expression (`where`) for one
 * kind. Archived records are left out unless a term names `archived` or
 * `all` is set, those merged into others unless one names `merged_into`.
 * The condition is expanded SQL over the kind's table with the plural as
 * its alias; it may also stand in a text that is expanded once more.
 */
int filter_compile(struct index *ix, struct arena *a, const struct kind *k,
    const char *const *terms, size_t n, const char *where, bool all,
    struct filter *ret, struct err *err);
void filter_free(struct filter *f);

/*
 * A list: SELECT of columns (field, derived, or reference paths) of a kind
 * where the filter holds, sorted. The first three result columns are always
 * id, state, bad. *ret_sql is in the arena; binds are the filter's.
 */
int list_compile(struct index *ix, struct arena *a, const struct kind *k,
    const char *const *columns, size_t n_columns,
    const struct sort_key *sort, size_t n_sort, const struct filter *f,
    int64_t limit, const char **ret_sql, struct err *err);

/* Type of a column path ("customer.name", "total"): its field (for display)
 * or CRM_EUSAGE with "did you mean". */
int column_find(struct index *ix, const struct kind *k, const char *path,
    const struct field **ret, struct err *err);

#endif
