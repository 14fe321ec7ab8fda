/*
 * What is done to single records beside verbs: new, set, archive, undo,
 * recording hand edits.
 */
#ifndef APP_RECORD_H
#define APP_RECORD_H

#include "app/change.h"

/* A new record from FIELD=VALUE words; *ret (arena of the session) its id. */
struct record_new {
	const struct kind *kind;
	int argc;
	char **argv;
	const char *id; /* set */
};
int record_new(struct change *c, void *arg, struct err *err);

/* The same words for each of several records. */
struct record_set {
	const char *const *ids;
	size_t n;
	int argc;
	char **argv;
};
int record_set(struct change *c, void *arg, struct err *err);

struct record_archive {
	const char *const *ids;
	size_t n;
	bool restore;
};
int record_archive(struct change *c, void *arg, struct err *err);

/* New bytes from an editor. */
struct record_text {
	const char *id;
	const char *text;
	size_t len;
};
int record_text(struct change *c, void *arg, struct err *err);

/* Records the hand edits of these paths (n 0 = all); by field where HEAD
 * has moved. */
struct record_hand {
	char **paths;
	size_t n;
	size_t count; /* set: how many were recorded */
};
int record_hand(struct change *c, void *arg, struct err *err);

/*
 * Reverses a commit (hex), field by field, where HEAD still has what it
 * wrote; names every field that has changed since and refuses. The state
 * goes back, the log keeps what happened and says that it was undone; a
 * number once given stays.
 */
struct record_undo {
	const char *commit;
};
int record_undo(struct change *c, void *arg, struct err *err);

#endif
