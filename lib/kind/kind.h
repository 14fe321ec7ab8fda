/*
 * Kinds: what schema/<kind>.yaml says, in memory. The engine knows fields,
 * references, states, verbs, ladders, rules; it knows no business, so no
 * kind's name stands here. man/crm-schema.5 is the language; this is its
 * shape after loading. Everything lives in the arena of the `struct kinds`.
 */
#ifndef KIND_KIND_H
#define KIND_KIND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/err.h"
#include "rec/node.h"

enum type {
	TYPE_TEXT,
	TYPE_MARKDOWN,
	TYPE_INTEGER,
	TYPE_DECIMAL, /* with field.scale, 0..9 */
	TYPE_MONEY,
	TYPE_PERCENT,
	TYPE_BOOLEAN,
	TYPE_DATE,
	TYPE_TIME,
	TYPE_CHOICE,
	TYPE_REF,
	TYPE_LIST, /* of scalars (field.item) or of rows */
	TYPE_GROUP,
	TYPE_FILE, /* a mapping {name, size, sha256} */
};

enum lang { LANG_EN, LANG_ZH, LANG_COUNT };

struct label {
	const char *text[LANG_COUNT]; /* never NULL: the other, or the key */
};

struct choice {
	const char *key;
	struct label label;
	bool retired;
};

struct field {
	const char *name;
	enum type type;
	struct label label;
	int line, col; /* in the schema file */
	bool required, private, retired, builtin;
	bool fold, core;       /* search: extra indexed columns NAME_fold,
				   NAME_core (fold(), name_core()) */
	bool index;	       /* index: true */
	const char *was;       /* older key, or NULL */
	const char *format;    /* of a text, or NULL */
	int scale;	       /* of decimal, money, percent */
	const char *min, *max; /* canonical text, or NULL */
	struct choice *choices;
	size_t n_choices;
	const char *choice_set; /* name, where `of` names a shared set */
	const char *to;		/* TYPE_REF: kind; "*" = any */
	const char *to_list;	/* ... to rows of this list, or NULL */
	const char *def;	/* default: constant, canonical; or NULL */
	const char *def_sql;	/* default_sql, or NULL */
	const char *help_en, *help_zh; /* or NULL */
	struct field *item;	       /* TYPE_LIST of scalars: the scalar */
	struct field *fields;	       /* rows of TYPE_LIST, TYPE_GROUP */
	size_t n_fields;
	struct derive *derive; /* of rows */
	size_t n_derive;
};

struct derive {
	const char *name;
	struct field field; /* type, label, scale, choices, to */
	const char *sql;
	int line, col;
};

enum state_type { STATE_OPEN, STATE_WON, STATE_LOST, STATE_DONE };

struct state {
	const char *name;
	struct label label;
	enum state_type type;
	bool frozen;
	const char **except; /* fields that stay open; NULL-terminated */
};

/* One expression with a name: {target: expr}. */
struct assign {
	const char *name, *sql;
};

/* An effect of a verb or of entering a state. */
struct make {
	/* creates a record ... */
	const char *kind; /* or NULL */
	const char *when; /* only if true; or NULL */
	bool copy_all;
	struct assign *copy;
	size_t n_copy;
	struct assign *set;
	size_t n_set;
	struct make_rows {
		const char *list;  /* of the new record */
		const char *from;  /* list of the source */
		const char *where; /* SQL over the source's rows, or NULL */
		bool copy_all;
		struct assign *copy;
		size_t n_copy;
	} * rows;
	size_t n_rows;
	const char *link; /* field of the new one that gets the source */
	const char *back; /* field of the source that gets the new one */
	/* ... or changes records */
	const char *change; /* SQL giving ids, or NULL */
	const char *verb;   /* verb to run on them (or on the new one) */
};

enum by_type {
	BY_OWNER,
	BY_SUPERIOR,
	BY_CREATOR,
	BY_TEAM,
	BY_ASSIGNEE,
	BY_ROLE,
	BY_ANYONE
};

struct by {
	enum by_type type;
	const char *name; /* role, field of BY_ASSIGNEE, else the word */
};

struct verb {
	const char *name;
	struct label label;
	const char *help_en, *help_zh;
	const char **from; /* NULL-terminated */
	const char *to;	   /* NULL = the state stays */
	struct by *by;	   /* none given: owner */
	size_t n_by;
	const char **need; /* fields to be filled; NULL-terminated */
	const char **ask;  /* fields given with the verb */
	bool reason;	   /* needs -m */
	const char *when;  /* condition, or NULL */
	struct label say;  /* what to say where `when` fails; may be "" */
	struct make *make;
	size_t n_make;
	int line, col;
};

struct on_enter {
	const char *state;
	struct make *make;
	size_t n_make;
};

enum step_mode { STEP_ANY, STEP_ALL, STEP_TURN };
enum step_self { SELF_SUPERIOR, SELF_SKIP, SELF_REFUSE };

struct step {
	const char *id;
	struct label label;
	const char *role;   /* "superior" = the owner's superior */
	const char **match; /* scope keys; NULL-terminated */
	const char *when;   /* or NULL = always */
	enum step_mode mode;
	enum step_self self;
	bool distinct;
	int hours; /* 0 = no limit */
};

struct ladder {
	const char *state, *approved, *refused, *returned;
	const char **covers; /* stored fields; NULL-terminated */
	struct step *steps;
	size_t n_steps;
};

struct rule {
	const char *id;
	enum level level;
	const char *when;    /* or NULL */
	const char *must;    /* or NULL where `unique` */
	const char **unique; /* fields; NULL-terminated; or NULL */
	const char *field;   /* where the finding points, or NULL */
	struct label say;
	int line, col;
};

struct remind {
	const char *id, *due, *when, *to;
	int *before;
	size_t n_before;
	struct label say;
};

struct sort_key {
	const char *name;
	bool down;
};

/* A kind whose records are people who use the book: which of its fields
 * tell the engine what. Exactly one kind of a book has it. */
struct person {
	const char *email, *name; /* fields */
	const char *superior;	  /* ref field, or NULL */
	const char *roles;	  /* list of rows {role, SCOPE...}, or NULL */
	const char *department;	  /* or NULL */
	const char *active;	  /* SQL: may act, or NULL */
	const char *service;	  /* boolean field: never approves, or NULL */
};

struct kind {
	const char *name, *plural;
	const char *path; /* schema/<name>.yaml */
	struct label label;
	const char *help_en, *help_zh;
	const char *title; /* template; "{id}" where not given */
	int fanout;
	const char *dated; /* or NULL */
	struct {
		const char *pattern, *suffix, *date, *at;
	} number; /* pattern NULL = no numbers */
	struct {
		const char *from, *freeze_at;
		const char **fields;
	} inherit;	      /* from NULL = none */
	struct field *fields; /* stored, in schema order */
	size_t n_fields;
	struct derive *derive; /* in order of need: a derived field comes
				   behind those of its kind that it uses */
	size_t n_derive;
	struct state *states;
	size_t n_states;
	const char *start; /* NULL = no flow */
	struct verb *verbs;
	size_t n_verbs;
	struct on_enter *on_enter;
	size_t n_on_enter;
	struct ladder *ladder; /* or NULL */
	struct rule *rules;
	size_t n_rules;
	struct remind *reminds;
	size_t n_reminds;
	struct {
		const char **columns; /* NULL-terminated */
		struct sort_key *sort;
		size_t n_sort;
	} list;
	struct {
		struct show_item {
			const char *name;   /* plural of what refers here */
			const char *via;    /* ref field, or NULL = any */
			const char *where;  /* SQL, or NULL */
			int last;	    /* newest N one by one, or 0 */
			const char **sum;   /* fields to add up */
			struct label label; /* else that of the kind */
		} * related;
		size_t n_related;
		struct show_group {
			struct label label;
			const char **fields;
		} * groups;
		size_t n_groups;
	} show;
	struct person *person;	 /* or NULL */
	const char *module;	 /* core, sales, ...; or NULL */
	struct field *builtins;	 /* builtin_fields made this kind's own: the
				   states as choices of `state`, `to` of owner,
				   created_by and merged_into */
	const struct node *node; /* the file's tree (kind_place) */
	const struct field **by_name; /* all fields, sorted (kind_field) */
	size_t n_by_name;
	const char **key_order; /* NULL-terminated */
	uint64_t behind_ladder; /* a bit a state */
};

/*
 * Where a text of the kind (any `const char *` above that stands in its
 * file: a name, an expression) was read. False for one that the loader
 * made or that comes from another file; then the field's place serves.
 */
bool kind_place(const struct kind *k, const char *text, int *line, int *col);

/* Fields every kind has beside its own: id kind state owner created
 * created_by tags shares log merged_into archived title. In key order of a
 * record: state owner <schema order> created created_by tags shares log
 * merged_into archived. */
extern const struct field builtin_fields[];
extern const size_t n_builtin_fields;

struct kinds; /* all kinds of a book */

/* The schema's files, as the bytes of a path in the book ("schema/x.yaml",
 * "crm.yaml"); CRM_ENOENT if there is none. `list` calls `each` for every
 * file name in a folder. `kept` and `keep` may be NULL: the tree of a file
 * parsed before, NULL if not known, and where to leave one. */
struct source {
	int (*read)(
	    void *arg, const char *path, struct buf *ret, struct err *err);
	int (*list)(void *arg, const char *path,
	    int (*each)(const char *name, void *earg), void *earg,
	    struct err *err);
	void *arg;
	struct node *(*kept)(void *arg, struct arena *a, const char *path);
	void (*keep)(void *arg, const char *path, const struct node *n);
};

/*
 * Loads crm.yaml and every kind (schema/ *.yaml but settings.yaml and
 * access.yaml). All mistakes go to `diag` (may be NULL) with their place;
 * a kind with an error is left out (kinds_bad) and the rest works. Only a
 * crm.yaml that is missing, does not parse, or is of a newer format gives
 * CRM_ECONFIG. A kind with `number:` but without a field `number` gets one,
 * and one for each of `inherit.fields` that it does not declare (as in the
 * kind it inherits from); a reference without label has that of the kind it
 * goes to. Cycles among derived fields are found here; checks across
 * kinds (references, names used) are kinds_check().
 */
int kinds_load(const struct source *src, struct kinds **ret, struct diag *diag,
    struct err *err);
void kinds_free(struct kinds *k);
/* What it was loaded from; valid as long as the caller's source is. */
const struct source *kinds_source(const struct kinds *k);

/* Names of kinds left out for their mistakes, NULL-terminated. */
const char *const *kinds_bad(const struct kinds *k);
size_t kinds_count(const struct kinds *k);
const struct kind *kinds_at(const struct kinds *k, size_t i); /* by name */
const struct kind *kinds_find(const struct kinds *k, const char *name);
const struct kind *kinds_plural(const struct kinds *k, const char *plural);
/* Kind or plural or label of either language. */
const struct kind *kinds_lookup(const struct kinds *k, const char *word);
const struct kind *kinds_person(const struct kinds *k); /* or NULL */
/* "<kind>_<list>": the kind, and the list's field. */
const struct kind *kinds_list_view(
    const struct kinds *k, const char *view, const struct field **list);

/* Settings of crm.yaml (settings: {name: {type, value, label}}). */
struct setting {
	const char *name;
	struct field field; /* type, label */
	const char *value;  /* canonical text */
};
const struct setting *kinds_setting(const struct kinds *k, const char *name);
size_t kinds_settings(const struct kinds *k, const struct setting **ret);

/* What crm.yaml says of the book itself. */
struct book {
	int format;
	const char *id, *name, *currency, *time_zone, *language;
	int fiscal_month; /* first month of the fiscal year, 1..12 */
	bool demo;
};
const struct book *kinds_book(const struct kinds *k);

/* Fields of a kind, built-in ones too; NULL if there is none. */
const struct field *kind_field(const struct kind *k, const char *name);
const struct derive *kind_derive(const struct kind *k, const char *name);
/* "field", "list.field", "group.field"; also by a label of either
 * language. *sub is set where the path has two parts. */
const struct field *
kind_path(const struct kind *k, const char *path, const struct field **sub);
const struct field *field_sub(const struct field *f, const char *name);
/* The same, also by a field's older key (`was`). */
const struct field *kind_field_was(const struct kind *k, const char *name);
const struct field *field_sub_was(const struct field *f, const char *name);
/* Value of a field in a record, row or group, under either key. */
const struct node *field_node(const struct field *f, const struct node *map);
const struct derive *field_derive(const struct field *f, const char *name);
const struct choice *field_choice(const struct field *f, const char *key);

const struct state *kind_state(const struct kind *k, const char *name);
const struct verb *kind_verb(const struct kind *k, const char *name);
/* True if a ladder stands before this state: it can be reached from the
 * start only through the ladder's approval. */
bool kind_behind_ladder(const struct kind *k, const char *state);
/* True if `field` may not change in `state`. */
bool kind_frozen(const struct kind *k, const char *state, const char *field);
const char *state_type_name(enum state_type t);
const char *label_text(const struct label *l, enum lang lang);

/* "<kind>/<x>/<id>.yaml" */
char *kind_record_path(struct arena *a, const struct kind *k, const char *id);
/*
 * Takes a path of the book apart: true if it is that of a record by shape
 * ("<kind>/<0..2 chars>/<id>.yaml" with the right folder for its id).
 */
bool record_path_parse(const char *path, char kind[32], char id[11]);

/* The keys of a record of this kind in canonical order, NULL-terminated. */
const char *const *kind_key_order(const struct kind *k);
/* struct yaml_style.is_plain for a kind (arg = const struct kind *). */
bool kind_is_plain(const char *path, void *kind);

#endif
