/*
 * Families of field types, inside lib/kind: what type.h dispatches to. A
 * function left NULL means: the canonical text is the value.
 */
#ifndef KIND_TYPE_FAMILY_H
#define KIND_TYPE_FAMILY_H

#include "kind/type.h"

/* Marks a text for translation where it is used later. */
#define N_(s) s

struct type_family {
	/* `typed` is NFC, without white space at its ends, not empty. */
	int (*input)(struct arena *a, const struct field *f, const char *typed,
	    int32_t today, const char **ret, struct err *err);
	/* `text` is not empty. */
	int (*check)(const struct field *f, const char *text, struct err *err);
	void (*to_index)(struct arena *a, const struct field *f,
	    const char *text, struct value *ret);
	const char *(*from_index)(
	    struct arena *a, const struct field *f, const struct value *v);
	const char *(*show)(struct arena *a, const struct field *f,
	    const char *text, enum lang lang);
	void (*allowed)(struct buf *ret, const struct field *f, enum lang lang);
};

extern const struct type_family type_text, type_num, type_boolean, type_date,
    type_time, type_choice, type_ref, type_tree;

/* CRM_EDATA: "TEXT" does not fit the field, and what it takes. */
int type_refuse(const struct field *f, const char *text, struct err *err);

/* Digits after the point of a number's canonical text. */
int num_scale(const struct field *f);

/*
 * Formats of a text ("phone", "email", ...): type_format.c. `canonical`
 * gives the canonical text of what was typed (NFC), perhaps in the arena,
 * or NULL where it is of another format; `why` then says what is wrong in
 * detail (English, to be translated; NULL = nothing more to say).
 */
struct format {
	const char *name;
	const char *(*canonical)(struct arena *a, const char *typed);
	const char *(*why)(struct arena *a, const char *typed);
	const char *allowed; /* English, to be translated */
};
/* NULL if there is none of this name. */
const struct format *format_find(const char *name);
size_t format_count(void);
const struct format *format_at(size_t i);

#endif
