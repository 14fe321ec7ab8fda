/*
 * Inside lib/kind: all kinds of a book, and the steps that finish them once
 * all files are read.
 */
#ifndef KIND_SET_H
#define KIND_SET_H

#include "kind/load.h"

struct kinds {
	struct arena arena;
	struct kind **v; /* by name */
	size_t n;
	struct kind **by_plural;
	const struct kind *person;
	const char **bad; /* NULL-terminated */
	size_t n_bad;
	struct setting *settings; /* in the file's order */
	size_t n_settings;
	struct book book;
	const struct source *src; /* borrowed */
};

/* crm.yaml; CRM_ECONFIG where there is no book that we can read. */
int book_load(struct load *l, struct kinds *ks, struct err *err);

/* Fields that a kind has without declaring them; labels of references. */
void finish_inherit(struct load *l, struct kinds *ks, struct kind *k);
void finish_labels(struct kinds *ks, struct kind *k);
/* Built-ins, tables for look-ups, columns that would clash. */
void finish_kind(struct load *l, struct kinds *ks, struct kind *k);

/*
 * Puts derived fields behind those they use, over all kinds. Errors for
 * cycles, each at one of its fields.
 */
void derive_order(struct load *l, struct kinds *ks);

#endif
