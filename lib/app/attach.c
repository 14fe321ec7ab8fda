#include "app/attach.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "app/assign.h"
#include "base/hash.h"
#include "base/utf8.h"

static int
read_file(const char *path, struct buf *ret, struct err *err)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	char chunk[65536];
	size_t n;
	int r = 0;

	if (f == NULL)
		return err_errno(err, "can't read '%s'", path);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0 &&
	       ret->len <= ATTACH_MAX)
		buf_add(ret, chunk, n);
	if (ferror(f))
		r = err_errno(err, "can't read '%s'", path);
	else if (ret->len > ATTACH_MAX)
		r = err_set(err, CRM_EDATA, "'%s' is larger than 50 MiB", path);
	if (f != stdin)
		fclose(f);
	return r;
}

static int
set_text(struct change *c, struct staged *s, const struct field *f,
    const struct field *sub, struct buf *b, struct err *err)
{
	struct edit e = { f->name, NULL, -1, sub ? sub->name : NULL, false,
		NULL };
	const char *text;
	int r;

	while (b->len > 0 && b->data[b->len - 1] == '\n')
		buf_truncate(b, b->len - 1);
	r = assign_value(c->app, &c->arena, sub ? sub : f, b->data, &text, err);
	if (r < 0)
		return r;
	e.value = node_scalar(&c->arena, text);
	return change_edit(c, s, &e, 1, err);
}

/* ".pdf" of a name, if it is short and plain. */
static const char *
extension(struct arena *a, const char *name)
{
	const char *dot = strrchr(name, '.'), *p;
	char *ext, *q;

	if (dot == NULL || dot == name || strlen(dot) > 8)
		return "";
	for (p = dot + 1; *p != '\0'; p++)
		if (!isalnum((unsigned char)*p))
			return "";
	ext = arena_strdup(a, dot);
	for (q = ext; *q != '\0'; q++)
		*q = (char)tolower((unsigned char)*q);
	return ext;
}

int
attach_file(struct change *c, struct staged *s, const struct field *f,
    const struct field *sub, const char *path, struct err *err)
{
	bool list = f->type == TYPE_LIST && f->item != NULL &&
		    f->item->type == TYPE_FILE;
	struct edit e = { f->name, NULL, -1, NULL, list, NULL };
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	char hash[HASH_HEX + 1];
	struct node *value;
	int r;

	r = read_file(path, &b, err);
	if (r < 0)
		return r;
	if (f->type != TYPE_FILE && !list)
		return set_text(c, s, f, sub, &b, err);
	if (utf8_check(name, strlen(name)) != strlen(name))
		return err_set(err, CRM_EDATA, "the file's name is no UTF-8");
	hash_hex(b.data, b.len, hash);
	tx_put(c->tx,
	    arena_printf(&c->arena, "file/%.2s/%s%s", hash, hash,
		extension(&c->arena, name)),
	    b.data, b.len);
	value = node_map(&c->arena);
	node_set_text(&c->arena, value, "name", name);
	node_set_text(
	    &c->arena, value, "size", arena_printf(&c->arena, "%zu", b.len));
	node_set_text(&c->arena, value, "sha256", hash);
	e.value = value;
	return change_edit(c, s, &e, 1, err);
}
