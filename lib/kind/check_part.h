/* Inside the check across kinds. */
#ifndef KIND_CHECK_PART_H
#define KIND_CHECK_PART_H

#include "kind/check.h"

struct check {
	const struct kinds *kinds;
	const struct kind *kind;     /* being checked */
	const char *const *commands; /* NULL-terminated, or NULL */
	struct diag *diag;
	int line, col; /* where a finding without place of its own stands */
};

/* Findings at the place where `text` was read (kind_place), else at that of
 * the check. */
void check_error(struct check *c, const char *text, const char *fmt, ...)
    _printf_(3, 4);
void check_warning(struct check *c, const char *text, const char *fmt, ...)
    _printf_(3, 4);

/*
 * A field, derived field or dotted path (through groups, lists, references)
 * of a kind; NULL where there is none. A kind left out for its mistakes is
 * taken to have whatever is asked of it: *unknown is set.
 */
const struct field *check_path(
    struct check *c, const struct kind *k, const char *path, bool *unknown);
/* The same with a finding ("\"what\" names no field ..."). */
const struct field *check_field_named(
    struct check *c, const struct kind *k, const char *what, const char *path);
/* A stored field by its key, or one of a group or list ("group.field"). */
const struct field *check_stored_field(const struct kind *k, const char *path);
/* Is this kind one that was left out? */
bool check_is_bad(const struct check *c, const char *kind);
void check_state_named(struct check *c, const char *what, const char *state);
/* A role of the person kind's list of roles, where those are a choice. */
void check_role(struct check *c, const char *role);
/* {name} in a template. */
void check_template(struct check *c, const char *what, const char *text);
void check_label(
    struct check *c, const struct label *l, const char *name, const char *what);

/* check_names.c: keywords of SQL, operators, commands. */
void check_names(struct check *c);
/* check_flow.c: verbs, effects, ladder. */
void check_flow(struct check *c);
/* check_show.c: title, number, rules, reminders, lists. */
void check_show(struct check *c);

#endif
