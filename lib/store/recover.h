/*
 * Finishing or undoing what a killed run left behind.
 */
#ifndef STORE_RECOVER_H
#define STORE_RECOVER_H

#include "store/repo.h"

/* Under the book's lock. CRM_EBUSY when git holds its index, CRM_EIO. */
int recover_run(struct store *s, int wait_ms, struct err *err);

#endif
