#include "app/log.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"

#define STOP 1

struct walk {
	struct app *app;
	const struct log_args *args;
	int64_t since, until; /* seconds; until excluded */
	int left;	      /* -1 = no limit */
	log_fn each;
	void *arg;
	struct err *err;
};

static int
parse_days(struct walk *w, struct err *err)
{
	int32_t today = time_day(clock_now()), first, last;
	const struct log_args *a = w->args;

	w->since = INT64_MIN;
	w->until = INT64_MAX;
	if (a->since != NULL) {
		if (!date_parse_period(a->since, today, &first, &last))
			return err_set(err, CRM_EUSAGE,
			    "--since: \"%s\" is no day", a->since);
		w->since = time_of_day(first);
	}
	if (a->until != NULL) {
		if (!date_parse_period(a->until, today, &first, &last))
			return err_set(err, CRM_EUSAGE,
			    "--until: \"%s\" is no day", a->until);
		w->until = time_of_day(last + 1);
	}
	return 0;
}

/* "quote.approve", or either half of it. */
static bool
op_fits(const char *op, const char *want)
{
	const char *dot = strchr(op, '.');

	if (strcmp(op, want) == 0)
		return true;
	if (dot == NULL)
		return false;
	return strcmp(dot + 1, want) == 0 ||
	       (strlen(want) == (size_t)(dot - op) &&
		   strncmp(op, want, (size_t)(dot - op)) == 0);
}

static bool
fits(const struct walk *w, const struct entry *e)
{
	const struct log_args *a = w->args;

	if (e->time < w->since || e->time >= w->until)
		return false;
	if (a->op != NULL && !op_fits(e->op, a->op))
		return false;
	return a->by == NULL || strcasestr(e->author, a->by) != NULL ||
	       strcasestr(e->email, a->by) != NULL;
}

static int
emit(struct walk *w, const struct log_item *item)
{
	if (!fits(w, &item->entry))
		return 0;
	if (w->left == 0)
		return STOP;
	if (w->left > 0)
		w->left--;
	return w->each(item, w->arg, w->err);
}

static int
take_commit(const struct oid *commit, void *arg)
{
	struct arena a = ARENA_INIT;
	struct log_item item = { 0 };
	struct walk *w = arg;
	int r = entry_read(w->app, &a, commit, &item.entry, w->err);

	if (r == 0)
		r = emit(w, &item);
	arena_free(&a);
	return r;
}

static int
newest_first(const void *a, const void *b)
{
	const struct log_item *x = a, *y = b;

	if (x->entry.time != y->entry.time)
		return x->entry.time < y->entry.time ? 1 : -1;
	/* as they were found: of one record newest first */
	return x->past < y->past ? -1 : 1;
}

static int
read_entries(struct walk *w, struct arena *a, struct log_item *v, size_t n)
{
	struct oid id;
	size_t i;
	int r = 0;

	for (i = 0; r == 0 && i < n; i++) {
		if (!oid_parse(v[i].past->commit, &id))
			return CRM_EBUG;
		r = entry_read(w->app, a, &id, &v[i].entry, w->err);
	}
	return r;
}

/* The past of several records, in one vector. */
static int
gather(struct walk *w, struct arena *a, const char *const *ids, size_t n,
    struct log_item **ret, size_t *n_ret)
{
	struct past **pasts = arena_zalloc(a, n * sizeof(struct past *));
	size_t *counts = arena_zalloc(a, n * sizeof(*counts)), all = 0, i, j;
	struct past *flat;
	int r = 0;

	for (i = 0; r == 0 && i < n; i++) {
		r = past_of(
		    w->app, a, ids[i], 0, &pasts[i], &counts[i], w->err);
		all += counts[i];
		if (r == 0 && counts[i] == 0)
			r = err_set(w->err, CRM_ENOENT,
			    "no record \"%s\" was ever in this book", ids[i]);
	}
	if (r < 0)
		return r;
	flat = arena_alloc(a, (all + 1) * sizeof(*flat));
	*ret = arena_zalloc(a, (all + 1) * sizeof(**ret));
	*n_ret = 0;
	for (i = 0; i < n; i++)
		for (j = 0; j < counts[i]; j++) {
			flat[*n_ret] = pasts[i][j];
			(*ret)[*n_ret].past = &flat[*n_ret];
			++*n_ret;
		}
	return 0;
}

static int
walk_records(struct walk *w, const char *const *ids, size_t n)
{
	struct arena a = ARENA_INIT;
	struct log_item *v = NULL;
	size_t count = 0, i;
	int r;

	r = gather(w, &a, ids, n, &v, &count);
	if (r == 0)
		r = read_entries(w, &a, v, count);
	if (r == 0 && n > 1)
		qsort(v, count, sizeof(*v), newest_first);
	for (i = 0; r == 0 && i < count; i++)
		r = emit(w, &v[i]);
	arena_free(&a);
	return r;
}

int
log_walk(struct app *app, const struct log_args *args, const char *const *ids,
    size_t n, log_fn each, void *arg, struct err *err)
{
	struct walk w = { .app = app,
		.args = args,
		.left = args->limit > 0 ? args->limit : -1,
		.each = each,
		.arg = arg,
		.err = err };
	int r = parse_days(&w, err);

	if (r < 0)
		return r;
	r = n > 0 ? walk_records(&w, ids, n)
		  : store_history(app->store, snap_commit(app->snap), NULL,
			false, take_commit, &w, err);
	return r == STOP ? 0 : r;
}
