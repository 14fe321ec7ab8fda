/*
 * Values as people and programs read them: choices by label, references by
 * the title of the record they name, numbers grouped. Titles are looked up
 * once and kept.
 */
#ifndef APP_VIEW_H
#define APP_VIEW_H

#include "app/app.h"
#include "out/printer.h"

struct view_title;

struct view {
	struct app *app;
	bool people; /* `shown` texts are wanted, too */
	struct arena arena;
	struct view_title **slots;
	size_t n, cap;
};

void view_init(struct view *v, struct app *app, bool people);
void view_free(struct view *v);

/* Title of what a reference holds ("<id>" or "<id>/<row>"); the text itself
 * where there is no such record. Lives as long as the view. */
const char *view_title(struct view *v, const char *ref);
/* A canonical text (NULL = absent: "") for people. */
const char *view_show(struct view *v, struct arena *a, const struct field *f,
    const char *canonical);
/* A tree's value for people: scalars as above; the items of a list behind
 * each other, "label: value" of a group or row. */
const char *view_node(struct view *v, struct arena *a, const struct field *f,
    const struct node *n);

/* The value of a field in its mapping, also under the key it had before. */
const struct node *view_get(const struct node *map, const struct field *f);
/* Is this key known: a field of the kind, or what one was called? */
bool view_is_key(const struct kind *k, const char *key);

/* A value of the index as a cell. */
void view_cell(struct view *v, struct arena *a, const struct field *f,
    const struct value *value, struct out_cell *ret);
/* A canonical text as a cell. */
void view_text_cell(struct view *v, struct arena *a, const struct field *f,
    const char *canonical, struct out_cell *ret);
/* The column of a field, named by its key. */
void view_column(const struct app *app, const struct field *f, const char *key,
    struct out_column *ret);
enum out_type view_type(const struct field *f);

/* "bjaz": the shortest unique prefix of an id. */
const char *view_id(struct app *app, struct arena *a, const char *id);
/* Label of a state; the key itself for one the kind does not know. */
const char *
view_state(const struct app *app, const struct kind *k, const char *state);
/* "2026-11-23 09:30", in the book's zone. */
const char *view_time(struct arena *a, int64_t t);
/* English or Chinese help, whichever there is; or NULL. */
const char *view_help(const struct app *app, const char *en, const char *zh);
/* Is this format read by people: table, md, html? */
bool view_is_for_people(const char *format);

#endif
