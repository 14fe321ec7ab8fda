/*
 * The store: a book in a git repository. Reading is from commits, never
 * from the work tree; writing makes one commit, durably, and then brings
 * the work tree along. The only code that knows libgit2.
 *
 * Object ids are passed as 40 hex characters in `struct oid` (raw bytes
 * inside, compared with oid_equal).
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct oid {
	unsigned char b[20];
};
bool oid_equal(const struct oid *a, const struct oid *b);
bool oid_is_zero(const struct oid *a);
void oid_hex(char ret[41], const struct oid *a);
bool oid_parse(const char *hex, struct oid *ret);
/* The id git would give these bytes as a blob. */
void oid_of_blob(const void *data, size_t n, struct oid *ret);

/* Start and end of the process's use of the store; counted. */
void store_start(void);
void store_stop(void);

struct store;

/*
 * Opens the repository at or above `dir` (bare or with a work tree). Checks
 * nothing of its content. CRM_ECONFIG if there is none, saying how to make
 * one. Owner checks of git are honoured (safe.directory), with what to do.
 */
int store_open(const char *dir, struct store **ret, struct err *err);
/* Makes a repository (with first branch "main"); CRM_ECREATE. */
int store_create(const char *dir, bool bare, struct store **ret,
    struct err *err);
void store_close(struct store *s);

bool store_is_bare(const struct store *s);
const char *store_git_dir(const struct store *s);	/* ends in "/" */
const char *store_work_dir(const struct store *s);	/* or NULL; "/" */
const char *store_crm_dir(const struct store *s);	/* <git>/crm/ */

/* git configuration (all levels): text in the arena, or NULL. */
const char *store_config(struct store *s, struct arena *a, const char *key);
int store_config_set(struct store *s, const char *key, const char *value,
    struct err *err);
/* Every value whose key begins with `prefix`. */
int store_config_each(struct store *s, const char *prefix,
    int (*each)(const char *key, const char *value, void *arg), void *arg,
    struct err *err);
/* user.name and user.email; NULLs where not set. */
void store_identity(struct store *s, struct arena *a, const char **name,
    const char **email);

#endif
