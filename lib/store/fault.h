/*
 * Points of the write path at which a test can have its process killed.
 */
#ifndef STORE_FAULT_H
#define STORE_FAULT_H

/* The point's name, or NULL for none; set by tests only. */
extern const char *fault_stop_at;

/* Kills the process (SIGKILL) if this is the point. */
void fault_point(const char *name);

#endif
