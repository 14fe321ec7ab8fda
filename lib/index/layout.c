/* The layout hash: of all that decides what a record's rows look like. */
#include "index/db.h"

#include <string.h>

#include "base/hash.h"

static void
add_word(struct buf *b, const char *s)
{
	buf_addstr(b, s ? s : "-");
	buf_addch(b, ' ');
}

static void
add_field(struct buf *b, const struct field *f)
{
	char flags[] = { (char)('a' + f->type), (char)('0' + f->scale),
		f->fold ? 'f' : '-', f->core ? 'c' : '-', f->index ? 'i' : '-',
		f->builtin ? 'b' : '-', '\0' };
	size_t i;

	add_word(b, f->name);
	add_word(b, flags);
	if (f->was)
		add_word(b, f->was);
	if (f->item)
		add_field(b, f->item);
	for (i = 0; i < f->n_fields; i++)
		add_field(b, &f->fields[i]);
	buf_addch(b, '\n');
}

static void
add_kind(struct buf *b, const struct kind *k)
{
	size_t i;

	buf_addstr(b, "\nkind ");
	add_word(b, k->name);
	add_word(b, k->title);
	add_word(b, k->dated);
	add_word(b, k->start ? "flow" : NULL);
	for (i = 0; i < k->n_rules; i++)
		if (k->rules[i].unique)
			add_word(b, k->rules[i].unique[0]);
	buf_addch(b, '\n');
	for (i = 0; i < k->n_fields; i++)
		add_field(b, &k->fields[i]);
}

void
ddl_layout(const struct kinds *k, char ret[65])
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	const struct book *book = kinds_book(k);
	size_t i;

	/* a date where a time should be is midnight in the book's zone */
	add_word(&b, book ? book->time_zone : NULL);
	for (i = 0; i < kinds_count(k); i++)
		add_kind(&b, kinds_at(k, i));
	hash_hex(b.data, b.len, ret);
}
