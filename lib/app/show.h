/*
 * Showing one record: to people as text (filled fields only, then what
 * refers to it), to programs as a document, or as the bytes stored.
 */
#ifndef APP_SHOW_H
#define APP_SHOW_H

#include "app/view.h"
#include "out/doc.h"

struct show_opts {
	int width;		  /* columns; 0 = no limit */
	const char *bold, *plain; /* escape sequences, or "" */
	bool derived;		  /* of documents: derived values, too */
};

/*
 * Path of a record by its whole id, without schema and index: tries the
 * folders of one kind, or (kind NULL) of all. CRM_ENOENT without message.
 */
int show_path(struct snap *snap, struct arena *a, const char *kind,
    const char *id, const char **ret, struct err *err);

/* Adds the text. Where a derived value cannot be had, it is warned of. */
int show_text(struct app *app, const struct kind *k, const struct found *f,
    const struct show_opts *o, struct buf *ret, struct err *err);
/* Fills a document: id, kind, title, stored fields, perhaps `derived`. */
int show_doc(struct app *app, const struct kind *k, const struct found *f,
    const struct show_opts *o, struct doc *doc, struct err *err);
/* Adds "derived:" and its values behind the record's own text. */
int show_derived_yaml(struct app *app, const struct kind *k, const char *id,
    const char *path, struct buf *text, struct err *err);

#endif
