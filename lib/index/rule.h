/*
 * Rules over changed records. Before the first change of a command
 * rule_watch copies the rows of the records concerned, so that `was.FIELD`
 * and "did it violate that rule before" can be answered.
 */
#ifndef INDEX_RULE_H
#define INDEX_RULE_H

#include "index/query.h"

/* Call before a record is first changed (or created: an id with no row). */
int rule_watch(struct index *ix, const struct kind *k, const char *id,
    struct err *err);
/* Forgets all watched records. */
void rule_reset(struct index *ix);

struct breach {
	const struct kind *kind;
	const struct rule *rule;
	const char *id;		/* in the arena */
	bool changed;		/* the record itself is among the changed */
	bool before;		/* it broke the rule before the command, too */
};
struct breaches {
	struct breach *v;
	size_t n, cap;
};

/*
 * Evaluates the rules of each watched record and of each record that one
 * refers to, before or after (one hop); one statement a rule. A rule is
 * broken where `when` is true (or not given) and `must` is false: NULL, as
 * in SQL's own CHECK, breaks nothing. "Before" is the last commit of the
 * index, so what was caught up must be committed before the first change.
 */
int rule_run(struct index *ix, struct arena *a, struct breaches *ret,
    struct err *err);
/* The rules of all records (crm check), or of those of one id. */
int rule_run_all(struct index *ix, struct arena *a, const char *id,
    struct breaches *ret, struct err *err);

/* The text of a rule for a record: `say` with {field} filled in. */
const char *rule_say(struct index *ix, struct arena *a,
    const struct breach *b, enum lang lang);

/* References of a record that lead nowhere, or to the wrong kind: calls
 * back with the path of the field and what it holds. id NULL = all. */
int refs_dangling(struct index *ix, const char *id,
    int (*each)(const char *id, const char *path, const char *value,
    void *arg), void *arg, struct err *err);
/* Ids of records that refer to this one: (kind, id, field). */
int refs_to(struct index *ix, const char *id,
    int (*each)(const struct kind *k, const char *id, const char *field,
    void *arg), void *arg, struct err *err);

#endif
