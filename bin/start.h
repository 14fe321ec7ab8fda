/*
 * What a process takes from its surroundings, once, before anything else:
 * language, clock, randomness, folders. Only here is the environment read
 * (out.c asks for that of the terminal, pager.c for the pager).
 */
#ifndef BIN_START_H
#define BIN_START_H

#include "base/err.h"
#include "kind/kind.h"

/* File descriptors 0 to 2 are open afterwards, so that no file of ours gets
 * their number; a closed pipe is an error, not a signal. */
void start_process(void);
/* LANGUAGE, LC_ALL, LC_MESSAGES, LANG, the first that is set. Text is UTF-8
 * whatever they say of it. */
enum lang start_language(void);
/* CRM_NOW (a time, a date, seconds) and CRM_SEED. */
int start_clock(struct err *err);
/* Where what is derived goes when .git/crm is not writable; malloced; NULL
 * where the environment names no home. */
char *start_cache_dir(void);

/* A variable of the environment; NULL where it is not set or empty. */
const char *start_variable(const char *name);

#endif
