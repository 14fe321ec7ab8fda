/*
 * Reading CSV strictly (RFC 4180): a stray quote is a mistake at its line,
 * never the begin of a field that swallows the file. The text is UTF-8; a
 * byte order mark at its begin is skipped. Lines end in LF or CR LF. Blanks
 * around a value without quotes are not part of it.
 */
#ifndef REC_CSV_H
#define REC_CSV_H

#include "base/diag.h"
#include "base/err.h"

#define CSV_MAX_FIELD (64 * 1024)
#define CSV_MAX_COLUMNS 1000

struct csv_row {
	int line;		/* the one where it begins, from 1 */
	char **cells;		/* valid only during the call */
	size_t n;
};

struct csv_opts {
	char delimiter;		/* 0 = comma */
	size_t max_rows;	/* 0 = no limit */
};

/*
 * Calls `row` for each row that is not blank, the header too; where it
 * returns non-zero, reading ends and returns that. A mistake is CRM_EDATA
 * with "name:line:1: error: text", and a finding if `diag` is not NULL.
 */
int csv_read(const char *name, const char *text, size_t len,
    const struct csv_opts *opts,
    int (*row)(const struct csv_row *row, void *arg, struct err *err),
    void *arg, struct diag *diag, struct err *err);

#endif
