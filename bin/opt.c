#include "opt.h"

#include <getopt.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "base/word.h"

#define FIRST_LONG 256 /* above every letter */
#define WIDTH 80
#define TEXT_AT 28 /* column where the help of an option begins */

struct tables {
	struct option *longs;
	struct buf letters;
};

static bool
takes_value(const struct opt *o)
{
	return o->type == OPT_TYPE_STR || o->type == OPT_TYPE_INT;
}

/*
 * Words come as code 1 ("-" in front), or end the scan ("+"): both in the
 * order typed, whatever POSIXLY_CORRECT says.
 */
static void
make_tables(const struct opt *opts, bool stop_at_word, struct tables *ret)
{
	struct option *l;
	size_t i, n = 0;

	while (opts[n].type != OPT_TYPE_END)
		n++;
	ret->longs = xcalloc(n + 1, sizeof(*ret->longs));
	buf_init(&ret->letters);
	buf_addstr(&ret->letters, stop_at_word ? "+:" : "-:");
	for (i = 0; i < n; i++) {
		l = &ret->longs[i];
		l->name = opts[i].name;
		l->val = FIRST_LONG + (int)i;
		l->has_arg = takes_value(&opts[i])	       ? 1
			     : opts[i].type == OPT_TYPE_OPTSTR ? 2
							       : 0;
		if (opts[i].letter == 0)
			continue;
		buf_addch(&ret->letters, opts[i].letter);
		if (takes_value(&opts[i]))
			buf_addch(&ret->letters, ':');
	}
}

static int
unknown(const struct opt *opts, const char *token, struct err *err)
{
	size_t len = strcspn(token, "=");
	char *name = xstrndup(token, len);
	struct word_guess g;

	err_set(err, CRM_EUSAGE, "unknown option \"%s\"", name);
	word_guess_init(&g, name + strspn(name, "-"));
	for (; opts->type != OPT_TYPE_END; opts++)
		if (strncmp(name, "--", 2) == 0)
			word_guess_offer(&g, opts->name);
	if (g.best != NULL)
		err_more(err, "did you mean \"--%s\"?", g.best);
	free(name);
	return CRM_EUSAGE;
}

static const struct opt *
by_letter(const struct opt *opts, int letter)
{
	for (; opts->type != OPT_TYPE_END; opts++)
		if (opts->letter == letter)
			return opts;
	return NULL;
}

static int
store(const struct opt *o, void *values, const char *arg, struct err *err)
{
	char *at = (char *)values + o->at;
	int64_t n;

	switch (o->type) {
	case OPT_TYPE_BOOL: *(bool *)at = true; break;
	case OPT_TYPE_STR: *(const char **)at = arg; break;
	case OPT_TYPE_OPTSTR: *(const char **)at = arg ? arg : ""; break;
	case OPT_TYPE_INT:
		if (!num_parse(arg, 0, &n) || n < 0 || n > 1000000000)
			return err_set(err, CRM_EUSAGE,
			    "--%s: \"%s\" is no whole number", o->name, arg);
		*(int *)at = (int)n;
		break;
	case OPT_TYPE_END: break;
	}
	return 0;
}

/* The word of argv that the option just found stands in. */
static const char *
token_of(char **argv)
{
	bool apart = optarg != NULL && optarg == argv[optind - 1];

	return argv[apart ? optind - 2 : optind - 1];
}

static int
bad_option(const struct opt *opts, int c, const char *token, struct err *err)
{
	const struct opt *o = NULL;

	if (optopt >= FIRST_LONG)
		o = &opts[optopt - FIRST_LONG];
	else if (optopt > 0)
		o = by_letter(opts, optopt);
	if (o == NULL && optopt > 0)
		return err_set(
		    err, CRM_EUSAGE, "unknown option \"-%c\"", optopt);
	if (o == NULL)
		return unknown(opts, token, err);
	if (c == ':')
		return err_set(err, CRM_EUSAGE, "--%s needs a value: %s",
		    o->name, gettext(o->value));
	return err_set(err, CRM_EUSAGE, "--%s takes no value", o->name);
}

/* getopt takes any beginning of a name; a later option would then change
 * what a script does. */
static int
long_option(
    const struct opt *opts, int c, void *values, char **argv, struct err *err)
{
	const struct opt *o = &opts[c - FIRST_LONG];
	const char *token = token_of(argv);
	size_t len = strlen(o->name);

	if (strncmp(token + 2, o->name, len) != 0 ||
	    (token[2 + len] != '\0' && token[2 + len] != '='))
		return unknown(opts, token, err);
	return store(o, values, optarg, err);
}

static int
one(const struct opt *opts, int c, void *values, char **argv, struct err *err)
{
	if (c == '?' || c == ':')
		return bad_option(opts, c, argv[optind - 1], err);
	if (c >= FIRST_LONG)
		return long_option(opts, c, values, argv, err);
	return store(by_letter(opts, c), values, optarg, err);
}

int
opt_parse(const struct opt *opts, void *values, int *argc, char **argv,
    bool stop_at_word, struct err *err)
{
	struct tables t;
	int c, words = 0, r = 0;

	make_tables(opts, stop_at_word, &t);
	optind = 0; /* glibc: start anew */
	opterr = 0;
	while (r == 0 && (c = getopt_long(*argc, argv, t.letters.data, t.longs,
			      NULL)) != -1) {
		if (c == 1)
			argv[++words] = optarg;
		else
			r = one(opts, c, values, argv, err);
	}
	while (r == 0 && optind < *argc)
		argv[++words] = argv[optind++];
	if (r == 0) {
		*argc = words;
		argv[words + 1] = NULL;
	}
	free(t.longs);
	buf_release(&t.letters);
	return r;
}

static void
add_names(struct buf *b, const struct opt *o)
{
	if (o->letter != 0)
		buf_printf(b, "  -%c, --%s", o->letter, o->name);
	else
		buf_printf(b, "      --%s", o->name);
	if (o->type == OPT_TYPE_OPTSTR)
		buf_printf(b, "[=%s]", gettext(o->value));
	else if (o->value != NULL)
		buf_printf(b, " %s", gettext(o->value));
}

static void
add_line(struct buf *ret, const struct opt *o)
{
	struct buf names = BUF_INIT, text = BUF_INIT;
	char blanks[TEXT_AT + 1];
	int used;

	memset(blanks, ' ', TEXT_AT);
	blanks[TEXT_AT] = '\0';
	add_names(&names, o);
	utf8_wrap(&text, gettext(o->help), WIDTH, blanks);
	used = utf8_width(names.data);
	buf_addstr(ret, names.data);
	if (used + 2 > TEXT_AT) {
		buf_addch(ret, '\n');
		used = 0;
	}
	buf_addstr(ret, text.data + used);
	buf_release(&names);
	buf_release(&text);
}

void
opt_help(struct buf *ret, const struct opt *opts)
{
	for (; opts->type != OPT_TYPE_END; opts++)
		if (opts->help != NULL)
			add_line(ret, opts);
}
