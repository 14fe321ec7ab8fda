/* The pager: a child that stdout goes through. */
#ifndef BIN_PAGER_H
#define BIN_PAGER_H

#include <stdbool.h>

/*
 * Starts it and makes stdout its input: CRM_PAGER, `command` (git's
 * crm.pager), PAGER, else "less -FIRX". "" and "cat" mean none; one that
 * cannot be started is none, too.
 */
void pager_start(const char *command);
bool pager_is_on(void);
/* Closes stdout and waits for it. */
void pager_end(void);

#endif
