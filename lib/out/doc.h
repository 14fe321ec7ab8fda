/*
 * A nested document for programs: mappings, lists and typed values, as json
 * (or jsonl: one line) or yaml. Begun with a mapping; keys are never
 * translated; a value of NULL is null in json and left out of yaml.
 */
#ifndef OUT_DOC_H
#define OUT_DOC_H

#include "out/printer.h"

struct doc;

/* The formats a document has: "json", "jsonl", "yaml". */
bool doc_has_format(const char *format);
/* CRM_EUSAGE for another format. `currency`: of money; NULL = "CNY". */
int doc_open(const char *format, const char *currency, struct doc **ret,
    struct err *err);
/* Inside a mapping `key` is needed, inside a list it is ignored. */
void doc_begin_map(struct doc *d, const char *key);
void doc_begin_list(struct doc *d, const char *key);
/* Ends the innermost mapping or list that is open. */
void doc_end(struct doc *d);
void doc_value(
    struct doc *d, const char *key, enum out_type type, const char *value);
/* Money in another currency than the document's. */
void doc_money(
    struct doc *d, const char *key, const char *value, const char *currency);
/* Writes it; all mappings and lists must be ended. */
int doc_write(struct doc *d, const struct sink *sink, struct err *err);
/*
 * Writes several documents of one format: one array (json), one line each
 * (jsonl), a list (yaml).
 */
int docs_write(struct doc *const *docs, size_t n, const struct sink *sink,
    struct err *err);
void doc_free(struct doc *d);

#endif
