#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "store/ref.h"
#include "store/tx_part.h"
#include "store/work.h"

/* git's own rule: no angle brackets nor controls, no crud at the ends. */
static void
add_clean(struct buf *ret, const char *s)
{
	static const char crud[] = " .,:;<>\"\\'";
	size_t n = strlen(s);

	while (n > 0 && (strchr(crud, s[0]) || iscntrl((unsigned char)*s))) {
		s++;
		n--;
	}
	while (n > 0 &&
	       (strchr(crud, s[n - 1]) || iscntrl((unsigned char)s[n - 1])))
		n--;
	for (size_t i = 0; i < n; i++) {
		if (strchr("<>", s[i]) == NULL && !iscntrl((unsigned char)s[i]))
			buf_addch(ret, s[i]);
	}
}

void
commit_who(struct buf *ret, const struct who *w)
{
	int minutes = abs(w->offset);

	add_clean(ret, w->name);
	buf_addstr(ret, " <");
	add_clean(ret, w->email);
	buf_printf(ret, "> %lld %c%02d%02d", (long long)w->time,
	    w->offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

int
commit_write(struct sink *k, const struct oid *tree, const struct oid *parent,
    const struct who *author, const struct who *committer, const char *message,
    struct oid *ret, struct err *err)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	char hex[41];

	oid_hex(hex, tree);
	buf_printf(&b, "tree %s\n", hex);
	oid_hex(hex, parent);
	if (!oid_is_zero(parent))
		buf_printf(&b, "parent %s\n", hex);
	buf_addstr(&b, "author ");
	commit_who(&b, author);
	buf_addstr(&b, "\ncommitter ");
	commit_who(&b, committer);
	buf_printf(&b, "\n\n%s", message);
	if (b.data[b.len - 1] != '\n')
		buf_addch(&b, '\n');
	return sink_write(k, GIT_OBJECT_COMMIT, b.data, b.len, ret, err);
}

static int
write_blobs(struct tx *t, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < t->n; i++) {
		struct change *c = &t->v[i];

		rc = build_check_path(c->path, err);
		if (rc == 0 && c->data != NULL)
			rc = sink_write(t->sink, GIT_OBJECT_BLOB, c->data,
			    c->len, &c->id, err);
	}
	return rc;
}

/* Blobs, trees and the commit; durable when this returns. */
static int
write_objects(struct tx *t, const struct who *author,
    const struct who *committer, const char *message, struct oid *ret,
    struct err *err)
{
	struct oid tree;
	int rc = 0;

	tx_sort(t);
	if (t->sink == NULL)
		rc = sink_open(
		    t->store, t->n >= TX_MANY, t->sync, &t->sink, err);
	if (rc == 0)
		rc = write_blobs(t, err);
	if (rc == 0)
		rc = build_tree(t->store, t->sink, snap_tree(t->snap), t->v,
		    t->n, &tree, err);
	if (rc == 0 && oid_is_zero(&tree))
		rc = sink_write(t->sink, GIT_OBJECT_TREE, "", 0, &tree, err);
	if (rc == 0)
		rc = commit_write(t->sink, &tree, snap_commit(t->snap), author,
		    committer, message, ret, err);
	return rc < 0 ? rc : sink_finish(t->sink, err);
}

static int
move_ref(struct tx *t, const struct who *committer, const char *message,
    const struct oid *commit, bool *raced, struct err *err)
{
	_cleanup_(buf_release) struct buf who = BUF_INIT;
	_cleanup_(freep) char *text = xasprintf("commit%s: %s",
	    oid_is_zero(snap_commit(t->snap)) ? " (initial)" : "", message);
	struct ref_move m = { .name = t->name,
		.old = t->tip,
		.new = *commit,
		.is_head = t->is_head,
		.message = text,
		.wait_ms = t->wait_ms,
		.sync = t->sync };

	commit_who(&who, committer);
	m.who = who.data;
	return ref_move(t->store, t->lock, &m, raced, err);
}

int
tx_commit(struct tx *t, const struct who *author, const struct who *committer,
    const char *message, struct oid *ret, bool *raced, struct err *warning,
    struct err *err)
{
	struct oid commit;
	int rc;

	*raced = false;
	if (t->failed.code < 0)
		return err_set(err, t->failed.code, "%s", t->failed.text);
	rc = write_objects(t, author, committer, message, &commit, err);
	if (rc == 0 && t->has_work)
		rc = work_prepare(t, &commit, raced, err);
	if (rc == 0)
		rc = move_ref(t, committer, message, &commit, raced, err);
	if (rc < 0) {
		work_undo(t);
		return rc;
	}
	*ret = commit;
	if (t->has_work)
		work_apply(t, warning);
	return 0;
}
