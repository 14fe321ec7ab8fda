#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/utf8.h"
#include "rec/yaml.h"
#include "rec/yaml_check.h"

/* A collection that is not finished; its children wait in `child`. */
struct nest {
	struct node *node;
	size_t first;
	bool block;
	bool value; /* a key waits for its value */
};

struct reader {
	struct source source;
	struct arena *arena;
	yaml_parser_t parser;
	struct nest nest[YAML_MAX_DEPTH];
	int depth;
	struct pair *child;
	size_t n, cap;
	struct node *top;
	int documents;
};

/* marks a text that is translated later */
#define N_(s) s
#define AT(mark) (int)(mark).line + 1, (int)(mark).column + 1

static int
syntax_mistake(struct reader *r)
{
	/* what libyaml says, and what helps a person more */
	static const struct {
		const char *problem, *text;
		bool began; /* where it began says more */
	} words[] = {
		{ "mapping values are not allowed in this context",
		    N_("\": \" inside a value, or a line indented too far; put "
		       "the value in quotes"),
		    false },
		{ "found character that cannot start any token",
		    N_("a value may not begin with this character (tab, @, ` "
		       "or %); put it in quotes, indent with spaces"),
		    false },
		{ "could not find expected ':'",
		    N_("this line is no \"key: value\""), true },
		{ "did not find expected key",
		    N_("a key is expected here; look at the indentation and at "
		       "quotes"),
		    false },
		{ "did not find expected '-' indicator",
		    N_("an item \"- ...\" is expected here; look at the "
		       "indentation"),
		    false },
		{ "did not find expected <document start>",
		    N_("this line stands outside the record; look at the "
		       "indentation"),
		    false },
		{ "found unexpected end of stream",
		    N_("the file ends inside a quoted text"), true },
	};
	const yaml_parser_t *p = &r->parser;
	const char *problem = p->problem ? p->problem : "syntax error";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (strcmp(problem, words[i].problem) == 0)
			break;
	if (i < ARRAY_SIZE(words))
		return mistake(&r->source,
		    AT(words[i].began ? p->context_mark : p->problem_mark),
		    "%s", gettext(words[i].text));
	if (p->context == NULL)
		return mistake(&r->source, AT(p->problem_mark), "%s", problem);
	return mistake(&r->source, AT(p->problem_mark),
	    gettext("%s (%s that begins on line %d)"), problem, p->context,
	    (int)p->context_mark.line + 1);
}

static struct node *
new_node(
    struct reader *r, enum node_type type, const yaml_event_t *e, size_t room)
{
	struct node *n = arena_alloc(r->arena, sizeof(*n) + room);

	n->type = type;
	n->line = (int)e->start_mark.line + 1;
	n->col = (int)e->start_mark.column + 1;
	n->text = NULL;
	n->items = NULL;
	n->pairs = NULL;
	n->n = n->cap = 0;
	return n;
}

static int
check_text(struct reader *r, const yaml_event_t *e)
{
	const char *s = (const char *)e->data.scalar.value;
	size_t i = 0, len = e->data.scalar.length;
	uint32_t c;
	int n;

	/* only escapes can bring in what the bytes do not show */
	if (e->data.scalar.style != YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		return 0;
	for (; i<len; i += n> 0 ? (size_t)n : 1) {
		n = utf8_decode(s + i, len - i, &c);
		if (n == 0 || utf8_is_control(c))
			return mistake(&r->source, AT(e->start_mark),
			    gettext("escape of a character that may not "
				    "stand in a record"));
	}
	return 0;
}

static int
check_key(struct reader *r, const struct nest *l, const yaml_event_t *e)
{
	const char *text = (const char *)e->data.scalar.value;

	if (e->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
	    e->data.scalar.style == YAML_FOLDED_SCALAR_STYLE ||
	    e->start_mark.line != e->end_mark.line ||
	    memchr(text, '\n', e->data.scalar.length) != NULL)
		return mistake(&r->source, AT(e->start_mark),
		    gettext("a key must stand on one line"));
	if (e->data.scalar.length == 0)
		return mistake(
		    &r->source, AT(e->start_mark), gettext("empty key"));
	if (strcmp(text, "<<") == 0)
		return mistake(&r->source, AT(e->start_mark),
		    gettext("merge keys (<<) are not allowed"));
	/* behind "? " a key stands further right than its mapping */
	if (l->block && (int)e->start_mark.column + 1 != l->node->col)
		return mistake(&r->source, AT(e->start_mark),
		    gettext("a key may not be written with \"?\""));
	return 0;
}

static struct pair *
new_child(struct reader *r)
{
	r->child = vec_grow(r->child, r->n, &r->cap, sizeof(*r->child));
	return &r->child[r->n++];
}

static int
put_key(struct reader *r, struct nest *l, const yaml_event_t *e)
{
	struct pair *p;
	int ret;

	if ((ret = check_text(r, e)) != 0 || (ret = check_key(r, l, e)) != 0)
		return ret;
	p = new_child(r);
	p->key = arena_strndup(r->arena, (const char *)e->data.scalar.value,
	    e->data.scalar.length);
	p->line = (int)e->start_mark.line + 1;
	p->col = (int)e->start_mark.column + 1;
	p->value = NULL;
	l->value = true;
	return 0;
}

static void
put_value(struct reader *r, struct node *n)
{
	struct nest *l = r->depth > 0 ? &r->nest[r->depth - 1] : NULL;

	if (l == NULL)
		r->top = n;
	else if (l->node->type == NODE_LIST)
		new_child(r)->value = n;
	else
		r->child[r->n - 1].value = n;
	if (l != NULL)
		l->value = false;
}

static bool
expects_key(const struct reader *r)
{
	const struct nest *l;

	if (r->depth == 0)
		return false;
	l = &r->nest[r->depth - 1];
	return l->node->type == NODE_MAP && !l->value;
}

static int
read_scalar(struct reader *r, const yaml_event_t *e)
{
	size_t len = e->data.scalar.length;
	struct node *n;
	char *text;
	int ret;

	if (r->depth == 0 && (len > 0 || !e->data.scalar.plain_implicit))
		return mistake(&r->source, AT(e->start_mark),
		    gettext("a record must be a mapping (\"key: value\" "
			    "lines), this is a text"));
	if (expects_key(r))
		return put_key(r, &r->nest[r->depth - 1], e);
	if ((ret = check_text(r, e)) != 0)
		return ret;
	n = new_node(r, NODE_SCALAR, e, len + 1);
	text = (char *)(n + 1);
	memcpy(text, e->data.scalar.value, len);
	text[len] = '\0';
	n->text = text;
	put_value(r, n);
	return 0;
}

static int
open_level(struct reader *r, const yaml_event_t *e)
{
	bool map = e->type == YAML_MAPPING_START_EVENT;
	struct nest *l = &r->nest[r->depth];

	if (r->depth == 0 && !map)
		return mistake(&r->source, AT(e->start_mark),
		    gettext("a record must be a mapping (\"key: value\" "
			    "lines), this is a list"));
	if (expects_key(r))
		return mistake(&r->source, AT(e->start_mark),
		    gettext("a key must be a text, no list or mapping"));
	if (r->depth == YAML_MAX_DEPTH)
		return mistake(&r->source, AT(e->start_mark),
		    gettext("nested deeper than %d levels"), YAML_MAX_DEPTH);
	l->node = new_node(r, map ? NODE_MAP : NODE_LIST, e, 0);
	put_value(r, l->node);
	l->first = r->n;
	l->block =
	    map && e->data.mapping_start.style == YAML_BLOCK_MAPPING_STYLE;
	l->value = false;
	r->depth++;
	return 0;
}

static int
close_level(struct reader *r)
{
	struct nest *l = &r->nest[--r->depth];
	const struct pair *from;
	size_t i, n = r->n - l->first;
	int ret;

	l->node->n = l->node->cap = n;
	r->n = l->first;
	if (n == 0)
		return 0;
	from = r->child + l->first;
	if (l->node->type == NODE_LIST) {
		l->node->items =
		    arena_alloc(r->arena, n * sizeof(*l->node->items));
		for (i = 0; i < n; i++)
			l->node->items[i] = from[i].value;
		return 0;
	}
	if ((ret = yaml_check_keys(&r->source, from, n)) != 0)
		return ret;
	l->node->pairs = arena_alloc(r->arena, n * sizeof(*from));
	memcpy(l->node->pairs, from, n * sizeof(*from));
	return 0;
}

static int
open_document(struct reader *r, const yaml_event_t *e)
{
	if (e->data.document_start.version_directive != NULL ||
	    e->data.document_start.tag_directives.start !=
		e->data.document_start.tag_directives.end)
		return mistake(&r->source, AT(e->start_mark),
		    gettext("directives (%%) are not allowed"));
	if (r->documents++ > 0)
		return mistake(&r->source, AT(e->start_mark),
		    gettext("a second document; a record is one"));
	return 0;
}

static int
check_node(struct reader *r, const yaml_event_t *e)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;

	if (e->type == YAML_SCALAR_EVENT) {
		anchor = e->data.scalar.anchor;
		tag = e->data.scalar.tag;
	} else if (e->type == YAML_MAPPING_START_EVENT) {
		anchor = e->data.mapping_start.anchor;
		tag = e->data.mapping_start.tag;
	} else {
		anchor = e->data.sequence_start.anchor;
		tag = e->data.sequence_start.tag;
	}
	if (anchor != NULL)
		return mistake(&r->source, AT(e->start_mark),
		    gettext("anchors (&%s) are not allowed; a value that "
			    "begins with & needs quotes"),
		    (const char *)anchor);
	if (tag != NULL)
		return mistake(&r->source, AT(e->start_mark),
		    gettext("tags (!) are not allowed; a value that begins "
			    "with ! needs quotes"));
	return 0;
}

static int
take_event(struct reader *r, const yaml_event_t *e)
{
	int ret;

	switch (e->type) {
	case YAML_SCALAR_EVENT:
		ret = check_node(r, e);
		return ret ? ret : read_scalar(r, e);
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		ret = check_node(r, e);
		return ret ? ret : open_level(r, e);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT: return close_level(r);
	case YAML_DOCUMENT_START_EVENT: return open_document(r, e);
	case YAML_ALIAS_EVENT:
		return mistake(&r->source, AT(e->start_mark),
		    gettext("aliases (*%s) are not allowed; a value that "
			    "begins with * needs quotes"),
		    (const char *)e->data.alias.anchor);
	default: return 0;
	}
}

static int
read_events(struct reader *r)
{
	yaml_event_t e;
	bool more = true;
	int ret = 0;

	while (more && ret == 0) {
		if (!yaml_parser_parse(&r->parser, &e))
			return syntax_mistake(r);
		more = e.type != YAML_STREAM_END_EVENT;
		ret = take_event(r, &e);
		yaml_event_delete(&e);
	}
	return ret;
}

int
yaml_parse(struct arena *a, const char *name, const char *text, size_t len,
    struct node **ret, struct diag *diag, struct err *err)
{
	struct reader r = { .source = { name, diag, err }, .arena = a };
	int code = yaml_check_bytes(&r.source, text, len);

	if (code != 0)
		return code;
	if (!yaml_parser_initialize(&r.parser))
		return err_set(err, CRM_EIO, "out of memory");
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &r.parser, (const unsigned char *)text, len);
	code = read_events(&r);
	yaml_parser_delete(&r.parser);
	free(r.child);
	if (code != 0)
		return code;
	if (r.top == NULL || r.top->type == NODE_SCALAR)
		r.top = node_map(a);
	*ret = r.top;
	return 0;
}
