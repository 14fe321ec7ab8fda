/*
 * Completion: candidates for the last word of a command line. One a line on
 * stdout: the word, a tab, what it is.
 */
#ifndef BIN_COMPLETE_H
#define BIN_COMPLETE_H

#include "cmd.h"

struct complete {
	struct app *app;
	const char *word;   /* what is typed of the part to be completed */
	const char *before; /* what stands before that part: "state=" */
};

/* Prints the candidate if it begins with what is typed; `text` (one line,
 * may be NULL) says what it is; `behind` is added to the word. */
void complete_offer(const struct complete *c, const char *candidate,
    const char *behind, const char *text);

void complete_commands(const struct complete *c, bool of_kinds);
void complete_kinds(const struct complete *c);
/* Verbs of a kind; NULL = of all. */
void complete_verbs(const struct complete *c, const struct kind *k);
void complete_options(const struct complete *c, const struct opt *opts);
/* The value of an option, by the name its value has in help. */
void complete_value(const struct complete *c, const char *name);
/* Ids of records: of a kind (NULL = any), where `verb` (NULL = any) is
 * possible. */
void complete_ids(
    const struct complete *c, const struct kind *k, const struct verb *verb);
/* "field" with `behind`, or, with the field typed, what it may hold. */
void
complete_fields(const struct complete *c, const struct kind *k, char separator);
/* Names of the YAML files of a folder of the schema. */
void complete_files(const struct complete *c, const char *folder);

/* The whole: n words, the last one to be completed. */
void complete_line(struct app *app, int n, char **words);

#endif
