/*
 * Field types, one row each in type.def: how a value is read from what a
 * person types, checked in a record, shown, and stored in the index.
 */
#ifndef KIND_TYPE_H
#define KIND_TYPE_H

#include "kind/kind.h"

const char *type_name(enum type t);
bool type_find(const char *name, enum type *ret);

/*
 * Canonical text of what a person typed (labels of choices in either
 * language, 12万, full width, 13%, today+7d, yes/no) in the arena; CRM_EDATA
 * says what is allowed. References are left as they are typed: resolving
 * them needs the book. Text is made NFC; control characters are refused.
 */
int type_input(struct arena *a, const struct field *f, const char *typed,
    int32_t today, const char **ret, struct err *err);

/* Checks a canonical text of a record; the message says what is allowed. */
int type_check(const struct field *f, const char *text, struct err *err);

/* How the index keeps it. */
struct value {
	enum { VALUE_NULL, VALUE_INT, VALUE_TEXT } type;
	int64_t i;
	const char *text; /* borrowed, or in the arena */
};
/* Of a canonical text; NULL or "" gives VALUE_NULL, a bad one too. */
void type_to_index(struct arena *a, const struct field *f, const char *text,
    struct value *ret);
/* Canonical text of an indexed value, in the arena; NULL for VALUE_NULL. */
const char *
type_from_index(struct arena *a, const struct field *f, const struct value *v);

/* For people: grouped money, choice labels, times in the zone without
 * seconds. Not escaped. */
const char *type_show(struct arena *a, const struct field *f,
    const char *canonical, enum lang lang);

/* "INTEGER" or "TEXT". */
const char *type_sql(enum type t);
/* True for numbers: right-aligned, may be summed. */
bool type_is_number(enum type t);
/* "one of: a, b", "a date like 2026-11-23": what is allowed, for messages
 * and help, in the reader's language. */
void type_allowed(struct buf *ret, const struct field *f, enum lang lang);

#endif
