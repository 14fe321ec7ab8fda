/* One typed value as jansson has it; only json.c and doc.c include this. */
#ifndef OUT_JSON_VALUE_H
#define OUT_JSON_VALUE_H

#include <jansson.h>

#include "out/printer.h"

/*
 * A new reference: null for NULL, a number for an integer, true or false for
 * a boolean, {"value", "currency"} for money, else a string. Decimals and
 * percents are strings, since readers of JSON make numbers inexact.
 */
json_t *json_value(enum out_type type, const char *value, const char *currency);
/* Adds the text; flags of jansson. */
void json_text(struct buf *ret, const json_t *j, size_t flags);

#endif
