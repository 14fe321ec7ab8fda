/* Inside show: the record being shown, and the parts of its text. */
#ifndef APP_SHOW_PART_H
#define APP_SHOW_PART_H

#include "app/show.h"
#include "out/pairs.h"

struct show {
	struct app *app;
	const struct kind *kind;
	const char *id, *path;
	const struct node *tree;
	const struct show_opts *opts;
	struct view view;
	struct arena arena;
	struct buf *out;
	const char **derived; /* canonical, as kind->derive; NULL = absent */
	struct show_rows *rows;
};

/* Derived values of a list's rows. */
struct show_rows {
	struct show_rows *next;
	const struct field *list;
	const char *const **v; /* a row: as list->derive */
	size_t n, cap;
};

/* Reads the record's tree, and computes what is derived if wanted. */
int show_load(struct show *s, struct app *app, const struct kind *k,
    const char *id, const char *path, bool derived, struct err *err);
void show_free(struct show *s);
/* NULL where the list derives nothing; in the order of the list. */
const struct show_rows *
show_rows_of(const struct show *s, const struct field *list);

/* "\nLabel\n", bold. */
void show_heading(struct show *s, const char *label);
/* Adds the pairs, indented, and frees them. */
void show_pairs(struct show *s, struct pairs *p);
/* Adds lines behind two blanks. */
void show_indented(struct show *s, const char *text);

/* A list of rows as one table, or several one below the other where it is
 * too wide. */
int show_table(struct show *s, const struct field *list,
    const struct node *rows, struct err *err);
/* A table of texts: n columns a row, `headings` may be NULL. */
int show_cells(struct show *s, const struct out_column *columns, size_t n,
    const struct out_cell *cells, size_t n_rows, bool headings,
    struct err *err);
int show_approval(struct show *s, struct err *err);
int show_history(struct show *s, struct err *err);
int show_related(struct show *s, struct err *err);

#endif
