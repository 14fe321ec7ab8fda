/*
 * Reading and writing the text of a record.
 *
 * Reading is strict: UTF-8 without BOM, one document whose top is a mapping
 * (an empty file is an empty mapping), no anchor, alias, tag, directive,
 * merge key, duplicate key, key that is no text of one line or is written with
 * "?", or control character (see utf8_is_control; CR only before LF), also
 * not by escape; depth at most 16; at most 1 MiB. Each has its own message at its own line and column.
 * Depth is bounded before libyaml's quadratic nesting can hurt.
 *
 * Writing is canonical: block style, two spaces, LF, one scalar a line,
 * text of more than one line as a literal block (in double quotes where it
 * ends in blank lines), quotes only where the
 * plain form would be read otherwise by any YAML 1.1 or 1.2 reader as not
 * this string. Fields of known type are written plain by the caller's
 * choice (`plain`): 13, 1234.50, true, 2026-11-23, 2026-11-23T09:30:00+08:00.
 */
#ifndef REC_YAML_H
#define REC_YAML_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"
#include "rec/node.h"

#define YAML_MAX_SIZE (1024 * 1024)
#define YAML_MAX_DEPTH 16

/*
 * Parses; *ret lives in the arena. On a mistake returns CRM_EDATA with
 * "file:line:col: error: text" as message (`name` = file) and, if `diag` is
 * not NULL, adds a finding too.
 */
int yaml_parse(struct arena *a, const char *name, const char *text,
    size_t len, struct node **ret, struct diag *diag, struct err *err);

/*
 * Writes canonically. Which scalars may be written plain although a YAML
 * reader would guess a type (numbers, dates, booleans) is asked of
 * `is_plain(path, arg)` where path is "field" or "list.field" or
 * "group.field"; NULL = none.
 */
struct yaml_style {
	bool (*is_plain)(const char *path, void *arg);
	void *arg;
};
void yaml_write(struct buf *ret, const struct node *map,
    const struct yaml_style *style);

/* One scalar as it would stand after "key: " at this indent (columns of the
 * key); may be several lines (a literal block). No final line feed. */
void yaml_write_scalar(struct buf *ret, const char *text, int indent,
    bool plain);

#endif
