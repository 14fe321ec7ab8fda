/*
 * How a text must be written in YAML so that any reader, of YAML 1.1 or
 * 1.2, gets this text back and takes it for text.
 */
#ifndef REC_YAML_QUOTE_H
#define REC_YAML_QUOTE_H

#include <stdbool.h>

#include "base/buf.h"

enum quote { QUOTE_PLAIN, QUOTE_SINGLE, QUOTE_DOUBLE, QUOTE_LITERAL };

/*
 * The plainest way. `typed`: a reader's guess of a type does no harm.
 * `flow`: it will stand between [] or {}, hence on one line.
 */
enum quote yaml_quote(const char *text, bool typed, bool flow);

/* True for what some reader takes for null, a boolean, number or date. */
bool yaml_guessed(const char *text);

#endif
