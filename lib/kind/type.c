#include "kind/type.h"

#include <libintl.h>
#include <string.h>

#include "base/utf8.h"
#include "kind/type_family.h"

#define SHOWN_WIDTH 60

static const struct {
	const char *name, *sql;
	bool number;
	const struct type_family *family;
} types[] = {
#define TYPE(id, name, sql, number, family)                                    \
	[TYPE_##id] = { name, sql, number, &type_##family },
#include "kind/type.def"
#undef TYPE
};

const char *
type_name(enum type t)
{
	return types[t].name;
}

bool
type_find(const char *name, enum type *ret)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		if (strcmp(types[i].name, name) == 0) {
			*ret = (enum type)i;
			return true;
		}
	}
	return false;
}

const char *
type_sql(enum type t)
{
	return types[t].sql;
}

bool
type_is_number(enum type t)
{
	return types[t].number;
}

/* The language that messages are in: that of the catalogue in force. */
static enum lang
message_lang(void)
{
	static const char probe[] = "one of: ";

	return gettext(probe) == probe ? LANG_EN : LANG_ZH;
}

int
type_refuse(const struct field *f, const char *text, struct err *err)
{
	struct buf _cleanup_(buf_release) allowed = BUF_INIT;
	struct buf _cleanup_(buf_release) shown = BUF_INIT;

	type_allowed(&allowed, f, message_lang());
	utf8_cut(&shown, text, SHOWN_WIDTH);
	return err_set(err, CRM_EDATA,
	    "\"%s\" does not fit \"%s\": expected %s", shown.data, f->name,
	    allowed.data);
}

static bool
is_space(const char *s, int *len)
{
	uint32_t c;

	*len = utf8_decode(s, strlen(s), &c);
	return *len > 0 && (c == ' ' || (c >= '\t' && c <= '\r') ||
			       c == 0x3000 || c == 0xa0);
}

/* Start of the white space at the end of a text. */
static size_t
trimmed_length(const char *s)
{
	size_t end = 0, i = 0;
	int len;

	while (s[i] != '\0') {
		bool space = is_space(s + i, &len);

		i += len > 0 ? (size_t)len : 1;
		if (!space)
			end = i;
	}
	return end;
}

static int
check_characters(const char *s, const struct field *f, struct err *err)
{
	size_t n = strlen(s), i = 0;
	uint32_t c;

	while (i < n) {
		int len = utf8_decode(s + i, n - i, &c);

		if (len == 0)
			return err_set(err, CRM_EDATA,
			    "\"%s\" is not valid UTF-8 at byte %zu", f->name,
			    i + 1);
		if (utf8_is_control(c))
			return err_set(err, CRM_EDATA,
			    "\"%s\" has the control character U+%04X", f->name,
			    (unsigned)c);
		i += (size_t)len;
	}
	return 0;
}

/* CR LF becomes LF: files come from every system. */
static char *
unix_lines(struct arena *a, const char *s)
{
	char *copy = arena_strdup(a, s), *to = copy;

	for (; *s != '\0'; s++)
		if (s[0] != '\r' || s[1] != '\n')
			*to++ = *s;
	*to = '\0';
	return copy;
}

int
type_input(struct arena *a, const struct field *f, const char *typed,
    int32_t today, const char **ret, struct err *err)
{
	const struct type_family *family;
	char *s;
	int len, rc;

	if (f->type == TYPE_LIST && f->item != NULL)
		f = f->item;
	family = types[f->type].family;
	if (strchr(typed, '\r') != NULL)
		typed = unix_lines(a, typed);
	if ((rc = check_characters(typed, f, err)) < 0)
		return rc;
	/* The first line of a Markdown text may be indented code. */
	while (f->type != TYPE_MARKDOWN && is_space(typed, &len))
		typed += len;
	s = arena_strndup(a, typed, trimmed_length(typed));
	if (*s == '\0') {
		*ret = s;
		return 0;
	}
	s = utf8_nfc(a, s);
	if (family->input != NULL)
		return family->input(a, f, s, today, ret, err);
	*ret = s;
	return 0;
}

int
type_check(const struct field *f, const char *text, struct err *err)
{
	int rc;

	if (text == NULL || *text == '\0')
		return 0;
	if ((rc = check_characters(text, f, err)) < 0)
		return rc;
	if (types[f->type].family->check == NULL)
		return 0;
	return types[f->type].family->check(f, text, err);
}

void
type_to_index(
    struct arena *a, const struct field *f, const char *text, struct value *ret)
{
	ret->type = VALUE_NULL;
	ret->i = 0;
	ret->text = NULL;
	if (text == NULL || *text == '\0')
		return;
	if (types[f->type].family->to_index != NULL) {
		types[f->type].family->to_index(a, f, text, ret);
		return;
	}
	ret->type = VALUE_TEXT;
	ret->text = text;
}

const char *
type_from_index(struct arena *a, const struct field *f, const struct value *v)
{
	if (v->type == VALUE_NULL)
		return NULL;
	if (types[f->type].family->from_index != NULL)
		return types[f->type].family->from_index(a, f, v);
	if (v->type == VALUE_INT)
		return arena_printf(a, "%lld", (long long)v->i);
	return arena_strdup(a, v->text);
}

const char *
type_show(struct arena *a, const struct field *f, const char *canonical,
    enum lang lang)
{
	if (canonical == NULL || *canonical == '\0')
		return "";
	if (f->type == TYPE_LIST && f->item != NULL)
		f = f->item;
	if (types[f->type].family->show != NULL)
		return types[f->type].family->show(a, f, canonical, lang);
	return canonical;
}

void
type_allowed(struct buf *ret, const struct field *f, enum lang lang)
{
	if (f->type == TYPE_LIST && f->item != NULL)
		f = f->item;
	types[f->type].family->allowed(ret, f, lang);
}
