/* Small files of the git directory: read whole, written whole, durably. */
#ifndef STORE_FILE_H
#define STORE_FILE_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

/* Appends the file to `ret`. CRM_ENOENT if there is none. */
int file_read(const char *path, struct buf *ret, struct err *err);
/* The same from an open file, which stays open. */
int file_read_fd(int fd, struct buf *ret);
/* All of it, or -1 with errno. */
int file_write_fd(int fd, const void *data, size_t n);
/* SHA-1 of all that is in the file; -1 with errno. */
int file_sum(int fd, unsigned char ret[20]);
/* Makes the file anew (an old one of that name is unlinked). Nothing is
 * left of it after an error. */
int file_make(
    const char *path, const void *data, size_t n, bool sync, struct err *err);
/* fsync of the directory that a path is in. */
int file_sync_dir_of(const char *path, struct err *err);
/* Makes the directories that lead to a path. */
int file_make_dirs(const char *path, struct err *err);

void closep(int *fd);

#endif
