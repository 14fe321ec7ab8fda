/*
 * Ids. A record's id is 10 lower-case Crockford base32 characters, the
 * first a letter, random. A row's id is four of the same alphabet; a new
 * one begins with a letter too, so that YAML never reads it as a number.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdbool.h>
#include <stddef.h>

#define ID_LEN 10
#define ROW_LEN 4
#define ID_SHOW_MIN 4

void id_new(char ret[ID_LEN + 1]);
void row_new(char ret[ROW_LEN + 1]);
bool id_valid(const char *s);
bool row_valid(const char *s);
/* 1..10 characters of the alphabet, the first a letter. */
bool id_prefix_valid(const char *s);
/* [a-z][a-z0-9_]{0,30}: names of kinds, fields, states, verbs. */
bool name_valid(const char *s);

#endif
