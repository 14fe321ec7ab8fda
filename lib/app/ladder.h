/*
 * Ladders: approval in steps, bound to content. A decision is a row of the
 * record's log and holds which fields it covers and their digest; whether it
 * stands is derived by computing the digest again.
 *
 * The digest is SHA-256 over UTF-8 lines: `kind/id`, `step ID`, then
 * `path=value` for each covered stored field, sorted by path; rows by row
 * id; absent fields have no line; derived values never count. In a value a
 * backslash is written \\ and a line feed \n.
 */
#ifndef APP_LADDER_H
#define APP_LADDER_H

#include "app/flow.h"

enum verdict {
	VERDICT_APPROVED,
	VERDICT_REJECTED,
	VERDICT_RETURNED,
	VERDICT_WITHDRAWN
};

/*
 * approve, reject, return, withdraw by who is at work. CRM_EPERM names who
 * can; CRM_EDATA where there is nothing to decide.
 */
int ladder_decide(struct change *c, struct staged *s, enum verdict verdict,
    const char *reason, struct err *err);

/* A record has just entered `state`: where the ladder stands there and no
 * step applies, it is approved at once. */
int ladder_enter(
    struct change *c, struct staged *s, const char *state, struct err *err);

/*
 * 0 if the record is not behind its ladder, or its approval stands; else
 * CRM_EDATA saying why it is void and what to do.
 */
int ladder_stands(struct app *app, const struct kind *k, const char *id,
    const struct node *rec, struct err *err);

/* How each step of the present round is. */
struct step_status {
	const struct step *step;
	bool applies;		     /* its `when` holds */
	bool done;		     /* decided, and the decision stands */
	bool void_;		     /* decided, but the content has changed */
	const struct node *decision; /* the log's row, or NULL */
};
int ladder_status(struct app *app, struct arena *a, const struct kind *k,
    const char *id, const struct node *rec, struct step_status **ret, size_t *n,
    struct err *err);

/* Digest of the covered fields (names separated by blanks). */
void ladder_digest(const char *kind, const char *id, const char *step,
    const char *covers, const struct node *rec, char ret[65]);

#endif
