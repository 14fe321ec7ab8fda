/*
 * What must hold of a record's bytes before a YAML reader sees them: strict
 * UTF-8 without BOM, no control character (see utf8_is_control), no line
 * break but LF and CR LF, not too long.
 */
#ifndef REC_YAML_CHECK_H
#define REC_YAML_CHECK_H

#include "rec/mistake.h"
#include "rec/node.h"

/* 0, or CRM_EDATA with the first mistake. */
int yaml_check_bytes(const struct source *s, const char *text, size_t len);

/* 0, or CRM_EDATA where two of a mapping's n keys are the same. */
int yaml_check_keys(const struct source *s, const struct pair *p, size_t n);

#endif
