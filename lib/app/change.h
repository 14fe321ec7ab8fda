/*
 * A change: what one command does to the book, as one commit.
 *
 * change_run takes the lock, brings the index to the newest commit, lets
 * `work` stage records (under the index's write transaction), evaluates the
 * rules, writes the commit and keeps the index. Anything that fails rolls
 * back: nothing was written. A lost race runs `work` again. Inside an open
 * change (crm batch) change_run only runs `work`: all commands become one
 * commit.
 */
#ifndef APP_CHANGE_H
#define APP_CHANGE_H

#include "app/session.h"
#include "rec/diff.h"
#include "rec/splice.h"

struct staged {
	const struct kind *kind;
	const char *id, *path;
	bool is_new, deleted;
	struct buf before, text; /* bytes at HEAD, and as they will be */
	struct node *was, *now;	 /* was NULL for a new record */
	bool by_hand;		 /* `text` comes from the work tree */
	bool unfrozen;		 /* a verb may write what is frozen */
	int depth;		 /* of effects */
};

struct change {
	struct app *app;
	struct arena arena;
	struct tx *tx;
	struct staged **v;
	size_t n, cap;

	/* of the commit message */
	const char *op;			   /* "quote.approve" */
	struct label verb;		   /* its words */
	const char *subject_id;		   /* record the subject names */
	const char *old_state, *new_state; /* labels, or NULL */
	const char *text;		   /* -m */
	const char *reason;		   /* Crm-Reason, or NULL */
	const char *approved_by;	   /* or NULL */
	const char *source; /* instead of the session's, or NULL */
	int commands;	    /* how many made it */
};

void staged_free(struct staged *s);

typedef int (*change_fn)(struct change *c, void *arg, struct err *err);

/* Runs `work` as one commit. *ret (may be NULL) gets the commit's id, or ""
 * where nothing changed or nothing was to be written (dry run, batch). */
int change_run(struct app *app, const char *message, change_fn work, void *arg,
    char ret[41], struct err *err);

/* The staged record of an id; read from the snapshot the first time.
 * CRM_ENOENT; CRM_EDATA where its bytes do not parse. */
int change_get(struct change *c, const struct kind *k, const char *id,
    struct staged **ret, struct err *err);
/* A new record with id, owner, created, created_by; empty else. */
int change_create(struct change *c, const struct kind *k, struct staged **ret,
    struct err *err);
/* A new record whose id is given (a file made by hand, an undone deletion);
 * empty. */
int change_adopt(struct change *c, const struct kind *k, const char *id,
    struct staged **ret, struct err *err);
/* Applies edits: to the bytes of an old record by the splicer, and to the
 * index. Refuses (CRM_EDATA) what the state freezes. */
int change_edit(struct change *c, struct staged *s, const struct edit *e,
    size_t n, struct err *err);
int change_set_text(struct change *c, struct staged *s, const char *key,
    const char *value, struct err *err);
/* Gives the record these bytes (a hand edit, an undo). */
int change_bytes(struct change *c, struct staged *s, const char *text,
    size_t len, struct err *err);
int change_delete(struct change *c, struct staged *s, struct err *err);

/* Defaults of a record, or of its rows that lack a value; in schema order. */
int change_defaults(struct change *c, struct staged *s, struct err *err);
/* Value of an expression of the staged record (canonical text of a field's
 * type; NULL = absent). */
int change_eval(struct change *c, struct staged *s, const struct field *f,
    const char *row, const struct field *list, const char *sql,
    const char **ret, struct err *err);

/* Refuses what a person may not write by hand (in an editor): state, log,
 * number, and what the state freezes. */
int frozen_check(struct change *c, struct staged *s, struct err *err);

/* Says what the command is, for the message. The first call wins. */
void change_names(struct change *c, const char *kind, const char *verb,
    const struct label *label, const char *id);

/* Issues the document number, if the kind has one and the record none. */
int number_issue(struct change *c, struct staged *s, struct err *err);
/* Scope keys that children inherit follow their parents. */
int inherit_run(struct change *c, struct err *err);

/* The commit message. */
void message_write(struct change *c, struct buf *ret);
/* CRM_EUSAGE if a person's text has a line like "Crm-...:". */
int message_check(const char *text, struct err *err);

#endif
