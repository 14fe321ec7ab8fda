/*
 * Our SQL functions. Each gets its arguments without NULLs (a NULL among
 * them gives NULL), and is exact; errors become errors of the statement,
 * "name: what is wrong". Inside lib/index.
 */
#ifndef INDEX_FUNC_H
#define INDEX_FUNC_H

#include "index/db.h"

struct call {
	sqlite3_context *sql;
	struct index *ix;
	const char *name;
	sqlite3_value **args;
	int n;
};

struct func {
	const char *name;
	int n; /* of arguments; -1 = more than one form */
	void (*run)(struct call *c);
};
extern const struct func func_num[], func_date[], func_text[];
extern const size_t n_func_num, n_func_date, n_func_text;
int func_register_avg(sqlite3 *db);

/* Arguments; false when the error is set already. */
bool call_int(struct call *c, int i, int64_t *ret);
bool call_day(struct call *c, int i, int32_t *ret);
const char *call_text(struct call *c, int i);
/* Results. */
void call_ret_int(struct call *c, int64_t v);
void call_ret_day(struct call *c, int64_t day);
void call_ret_text(struct call *c, const char *s);
void call_error(struct call *c, const char *fmt, ...) _printf_(2, 3);
void call_overflow(struct call *c);

/*
 * Tables of the book that functions read, loaded when first needed
 * (data_*.c). Errors: CRM_EDATA for what cannot be read, CRM_ENOENT.
 */
struct data_cache *data_get(struct index *ix);
/* Parses a file of the book; the tree lives as long as the index. */
int data_read(
    struct index *ix, const char *path, struct node **ret, struct err *err);
/* Rate of a tax class on a day, in hundredths of a percent; *found is false
 * where none is in force yet. CRM_ENOENT for an unknown class. */
int tax_rate_find(struct index *ix, const char *class, int32_t day,
    int64_t *ret, bool *found, struct err *err);
/* Is this a working day? */
int calendar_works(struct index *ix, int32_t day, bool *ret, struct err *err);

#endif
