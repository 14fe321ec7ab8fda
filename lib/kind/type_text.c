/* Types text, markdown and ref; and those that are no text at all. */
#include <libintl.h>
#include <string.h>

#include "base/id.h"
#include "base/utf8.h"
#include "kind/type_family.h"

static int
refuse_format(const struct field *f, const struct format *format,
    struct arena *a, const char *text, struct err *err)
{
	const char *why = format->why ? format->why(a, text) : NULL;

	if (why == NULL)
		return type_refuse(f, text, err);
	return err_set(err, CRM_EDATA, "\"%s\" does not fit \"%s\": %s", text,
	    f->name, gettext(why));
}

static int
text_input(struct arena *a, const struct field *f, const char *typed,
    int32_t today, const char **ret, struct err *err)
{
	const struct format *format;
	const char *text;

	(void)today;
	if (f->type == TYPE_TEXT && strchr(typed, '\n') != NULL)
		return type_refuse(f, typed, err);
	*ret = typed;
	if (f->format == NULL || (format = format_find(f->format)) == NULL)
		return 0;
	if ((text = format->canonical(a, typed)) == NULL)
		return refuse_format(f, format, a, typed, err);
	*ret = text;
	return 0;
}

static int
text_check(const struct field *f, const char *text, struct err *err)
{
	struct arena _cleanup_(arena_free) a = ARENA_INIT;
	const struct format *format;
	const char *canonical;

	if (f->type == TYPE_TEXT && strchr(text, '\n') != NULL)
		return type_refuse(f, text, err);
	if (f->format == NULL || (format = format_find(f->format)) == NULL)
		return 0;
	if ((canonical = format->canonical(&a, text)) == NULL)
		return refuse_format(f, format, &a, text, err);
	if (strcmp(canonical, text) != 0)
		return err_set(err, CRM_EDATA,
		    "\"%s\" does not fit \"%s\": write it as %s", text, f->name,
		    canonical);
	return 0;
}

static void
text_allowed(struct buf *ret, const struct field *f, enum lang lang)
{
	const struct format *format = NULL;

	(void)lang;
	if (f->format != NULL)
		format = format_find(f->format);
	if (format != NULL)
		buf_addstr(ret, gettext(format->allowed));
	else if (f->type == TYPE_TEXT)
		buf_addstr(ret, gettext("text of one line"));
	else
		buf_addstr(ret, gettext("text, also of many lines"));
}

/* "<id>", or "<id>/<row>" where the reference is to rows. */
static int
ref_check(const struct field *f, const char *text, struct err *err)
{
	const char *slash = strchr(text, '/');
	char id[ID_LEN + 1];

	if ((slash != NULL) != (f->to_list != NULL))
		return type_refuse(f, text, err);
	if (slash == NULL)
		return id_valid(text) ? 0 : type_refuse(f, text, err);
	if (slash - text != ID_LEN || !row_valid(slash + 1))
		return type_refuse(f, text, err);
	memcpy(id, text, ID_LEN);
	id[ID_LEN] = '\0';
	return id_valid(id) ? 0 : type_refuse(f, text, err);
}

static void
ref_allowed(struct buf *ret, const struct field *f, enum lang lang)
{
	(void)lang;
	if (f->to == NULL || strcmp(f->to, "*") == 0)
		buf_addstr(ret, gettext("a record's id, number or title"));
	else if (f->to_list != NULL)
		buf_printf(ret,
		    gettext("a row of \"%s\" of a record of \"%s\": ID/ROW"),
		    f->to_list, f->to);
	else
		buf_printf(
		    ret, gettext("id, number or title of a \"%s\""), f->to);
}

static int
tree_input(struct arena *a, const struct field *f, const char *typed,
    int32_t today, const char **ret, struct err *err)
{
	(void)a;
	(void)today;
	(void)ret;
	return type_refuse(f, typed, err);
}

static void
tree_to_index(
    struct arena *a, const struct field *f, const char *text, struct value *ret)
{
	(void)a;
	if (f->type == TYPE_FILE) {
		ret->type = VALUE_TEXT;
		ret->text = text;
	}
}

static void
tree_allowed(struct buf *ret, const struct field *f, enum lang lang)
{
	size_t i;

	(void)lang;
	if (f->type == TYPE_FILE) {
		buf_addstr(ret, gettext("a file: name, size, sha256"));
		return;
	}
	buf_addstr(ret,
	    f->type == TYPE_LIST ? gettext("rows of: ") : gettext("fields: "));
	for (i = 0; i < f->n_fields; i++)
		buf_printf(ret, "%s%s", i > 0 ? ", " : "", f->fields[i].name);
}

static int
tree_check(const struct field *f, const char *text, struct err *err)
{
	return type_refuse(f, text, err);
}

const struct type_family type_text = {
	.input = text_input,
	.check = text_check,
	.allowed = text_allowed,
};

const struct type_family type_ref = {
	.check = ref_check,
	.allowed = ref_allowed,
};

const struct type_family type_tree = {
	.input = tree_input,
	.check = tree_check,
	.to_index = tree_to_index,
	.allowed = tree_allowed,
};
