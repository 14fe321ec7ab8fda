/*
 * The application: what the commands do, without a terminal. A `struct app`
 * is one process's session in one book: repository, snapshot, schema,
 * index, the person at work, the clock and the language. Nothing here
 * prints; what a person should be told beside the result goes through
 * app_say.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "base/diag.h"
#include "index/filter.h"
#include "index/rule.h"
#include "kind/check.h"
#include "store/tx.h"

enum say { SAY_INFO, SAY_HINT, SAY_WARNING };

/* The person at work: the git identity (or --as), and the record that
 * matches it. */
struct actor {
	const char *name, *email; /* as git has them; NULL = not set */
	const char *id;		  /* person record, or NULL */
	bool as;		  /* by --as */
	const char *real_name, *real_email; /* who ran it */
	bool service;			    /* may never approve */
};

struct app {
	/* set by bin before app_open */
	const char *dir; /* -C, or NULL */
	const char *at, *as_of, *on, *as;
	const char *env_name, *env_email; /* git's GIT_AUTHOR_*, or NULL */
	const char *cache_dir; /* where .git/crm is not writable */
	enum lang lang;
	int wait_ms; /* for locks */
	bool no_sync, dry_run;
	const char *source_name; /* Crm-Source: "cli", "cron", ... */
	void (*say)(void *arg, enum say how, const char *text);
	void (*show_dry)(void *arg, const char *message, const char *diff);
	void *say_arg;

	/* made by app_open */
	struct arena arena; /* as long as the session */
	struct store *store;
	struct snap *snap; /* what reads are answered from */
	struct kinds *kinds;
	struct source source;	 /* reads the schema from `snap` */
	struct kept *kept;	 /* what the texts of the kinds are in */
	struct diag schema_diag; /* mistakes in the schema */
	struct index *index;
	struct actor actor;
	int32_t today;
	struct change *change; /* open while a command writes */
	struct made *made;     /* newest record of each kind made here */
};

/* The record of a kind that this session made last. */
struct made {
	struct made *next;
	const char *kind;
	char id[11];
};

#define APP_STORE 1  /* a repository */
#define APP_BOOK 2   /* and crm.yaml of a format we know */
#define APP_KINDS 4  /* and the schema */
#define APP_INDEX 8  /* and the index, brought up to the snapshot */
#define APP_ACTOR 16 /* and who is at work */

/* Opens what `needs` asks for and is not open yet. */
int app_open(struct app *app, int needs, struct err *err);
void app_close(struct app *app);
/* After a commit, or to see what others committed: reopens the snapshot
 * and catches the index up. */
int app_refresh(struct app *app, struct err *err);

void app_say(struct app *app, enum say how, const char *fmt, ...)
    _printf_(3, 4);
/* Text of a label in the reader's language. */
const char *app_label(const struct app *app, const struct label *l);

/* A kind by what a person typed; CRM_EUSAGE with "did you mean". */
int app_kind(struct app *app, const char *word, const struct kind **ret,
    struct err *err);
/* A record by what a person typed (kind NULL = any); its kind may be
 * unknown to the schema (*kind NULL). */
int app_find(struct app *app, const struct kind *k, const char *word,
    struct found *ret, const struct kind **kind, struct err *err);
/* Parses a record's text from the snapshot. */
int app_read(struct app *app, struct arena *a, const char *path,
    struct buf *text, struct node **ret, struct err *err);

/* Id of the record of a kind that this session made last; NULL if none. */
const char *app_made(const struct app *app, const char *kind);

/* "bjaz 示例重工": shortest id and title, for messages. In app->arena. */
const char *app_name_of(struct app *app, const struct found *f);

#endif
