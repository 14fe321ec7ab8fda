/*
 * Inside the loader. What a mapping of a schema may hold is a table of
 * `struct spec`, one row a key; load_map() fills a struct after it and
 * reports every mistake. Texts are not copied: what the structs of kind.h
 * point to are the texts of the parsed tree, so kind_place() can find them.
 */
#ifndef KIND_LOAD_H
#define KIND_LOAD_H

#include "kind/kind.h"

struct load {
	struct arena *arena;
	struct diag *diag;
	const struct source *src;
	const char *file;
	struct choice_set *sets; /* load_choice.c */
};

enum spec_how {
	SPEC_TEXT,  /* const char * */
	SPEC_NAME,  /* const char *: name_valid */
	SPEC_BOOL,  /* bool */
	SPEC_INT,   /* int, not negative */
	SPEC_WORD,  /* enum (an int): index into `words` */
	SPEC_LABEL, /* struct label */
	SPEC_HELP,  /* two const char *: en, zh */
	SPEC_NAMES, /* const char **: one text or a list of them */
	SPEC_WITH,  /* `with` reads it */
	SPEC_SKIP,  /* read elsewhere */
};

struct spec {
	const char *key;
	enum spec_how how;
	size_t offset;
	bool required;
	const char *const *words; /* NULL-terminated */
	/* `to` is the struct being filled. */
	void (*with)(struct load *l, const struct pair *p, void *to);
};

/* A place as one argument: so the format is always the third, where
 * xgettext looks for it (--keyword=load_error:3, load_warning:3). */
#define AT(x) (x)->line, (x)->col
#define POS(line, col) line, col

void load_error(struct load *l, int line, int col, const char *fmt, ...)
    _printf_(4, 5);
void load_warning(struct load *l, int line, int col, const char *fmt, ...)
    _printf_(4, 5);

/* Fills `to`; `what` names the thing in messages ("field \"total\""). */
void load_map(struct load *l, const struct node *n, const char *what,
    const struct spec *specs, size_t n_specs, void *to);
#define LOAD_MAP(l, n, what, specs, to)                                        \
	load_map(l, n, what, specs, ARRAY_SIZE(specs), to)

/* Each returns NULL (or false) and reports where the node is not such. */
const char *load_text(struct load *l, const struct node *n, const char *key);
bool load_is_map(struct load *l, const struct node *n, const char *key);
bool load_is_list(struct load *l, const struct node *n, const char *key);
bool
load_bool(struct load *l, const struct node *n, const char *key, bool *ret);
bool load_int(struct load *l, const struct node *n, const char *key, int *ret);
/* NULL-terminated; NULL where it is no text and no list of texts. */
const char **load_names(struct load *l, const struct node *n, const char *key);
/* {en, zh}; `fallback` where there is none. */
void load_label(struct load *l, const struct node *n, const char *fallback,
    struct label *ret);
/* Puts `key` where no label was read. */
void load_label_default(struct label *label, const char *key);
/* Index into a NULL-terminated list, or -1 and a finding. */
int load_word(struct load *l, const struct node *n, const char *key,
    const char *const *words);
/* A key that is to be a name: reports and returns false where it is none,
 * or is a word that YAML reads as a boolean. */
bool load_name(struct load *l, const char *name, int line, int col);
bool load_is_yaml_word(const char *name);
/* Finding for a word that is none of `words`, with a guess. */
void load_unknown(struct load *l, int line, int col, const char *what,
    const char *word, const char *const *words);

/* Nouns of the language; the last argument is what is being filled: a kind,
 * or the field of a list's rows or of a group. */
void load_kind_fields(struct load *l, const struct pair *p, void *kind);
void load_kind_derive(struct load *l, const struct pair *p, void *kind);
void load_field_fields(struct load *l, const struct pair *p, void *field);
void load_field_derive(struct load *l, const struct pair *p, void *field);
void load_field_type(struct load *l, const struct pair *p, void *field);
/* One field; `p->value` has its attributes. */
void load_field(struct load *l, const struct pair *p, struct field *f);
void load_choices(struct load *l, const struct pair *p, void *field);
void load_flow(struct load *l, const struct pair *p, void *kind);
void load_ladder(struct load *l, const struct pair *p, void *kind);
void load_makes(
    struct load *l, const struct node *n, struct make **ret, size_t *n_ret);
void load_rules(struct load *l, const struct pair *p, void *kind);
void load_reminds(struct load *l, const struct pair *p, void *kind);
void load_list(struct load *l, const struct pair *p, void *kind);
void load_show(struct load *l, const struct pair *p, void *kind);

/* A kind from its file's tree; `name` = the file's name without ending. */
struct kind *load_kind(struct load *l, const char *name, const struct node *n);
/* Reads a file of the book and parses it (mistakes become findings). */
int
load_file(struct load *l, const char *path, struct node **ret, struct err *err);

#endif
