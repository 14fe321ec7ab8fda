#include "index/data.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

#define FOLDER "schema/calendar"

static struct year *
year_of(struct data_cache *d, int year)
{
	struct year *y;
	size_t i;

	for (i = 0; i < d->n_years; i++)
		if (d->years[i].year == year)
			return &d->years[i];
	d->years =
	    vec_grow(d->years, d->n_years, &d->cap_years, sizeof(*d->years));
	y = &d->years[d->n_years++];
	*y = (struct year){ .year = year };
	return y;
}

static int
mark(struct year *y, const struct node *days, int mark_as, const char *path,
    struct err *err)
{
	const struct node *v;
	int32_t day, first = date_from_civil(y->year, 1, 1);
	size_t i;

	for (i = 0; days && i < days->n; i++) {
		v = days->type == NODE_LIST ? days->items[i] : days;
		if (v->type != NODE_SCALAR || !date_parse(v->text, &day) ||
		    day < first || day >= date_from_civil(y->year + 1, 1, 1))
			return err_set(err, CRM_EDATA,
			    "%s:%d: not a date of %d", path, v->line, y->year);
		y->day[day - first] = (signed char)mark_as;
	}
	return 0;
}

static int
add_file(struct index *ix, const char *path, struct err *err)
{
	const char *text;
	struct year *y;
	struct node *n;
	int r, year;

	r = data_read(ix, path, &n, err);
	if (r < 0)
		return r;
	text = node_text(n, "year");
	year = text ? atoi(text) : 0;
	if (year < 1900 || year > 9998)
		return err_set(err, CRM_EDATA, "%s: 'year' is missing", path);
	y = year_of(data_get(ix), year);
	r = mark(y, node_get(n, "off"), -1, path, err);
	return r < 0 ? r : mark(y, node_get(n, "work"), 1, path, err);
}

struct listing {
	struct index *ix;
	const char *only; /* name of the calendar, or NULL = any */
	struct err *err;
};

static int
each_file(const char *name, void *arg)
{
	struct listing *l = arg;
	_cleanup_(buf_release) struct buf path = BUF_INIT;
	size_t len = strlen(name), only = l->only ? strlen(l->only) : 0;

	if (len < 5 || strcmp(name + len - 5, ".yaml") != 0)
		return 0;
	if (only > 0 &&
	    (strncmp(name, l->only, only) != 0 || name[only] != '-'))
		return 0;
	buf_printf(&path, "%s/%s", FOLDER, name);
	return add_file(l->ix, path.data, l->err);
}

static int
load(struct index *ix, struct err *err)
{
	const struct source *src = kinds_source(ix->kinds);
	const struct setting *s = kinds_setting(ix->kinds, "calendar");
	struct listing l = { ix, s ? s->value : NULL, err };
	int r;

	if (src == NULL || src->list == NULL)
		return 0;
	r = src->list(src->arg, FOLDER, each_file, &l, err);
	if (r != CRM_ENOENT)
		return r;
	err_clear(err);
	return 0;
}

int
calendar_works(struct index *ix, int32_t day, bool *ret, struct err *err)
{
	struct data_cache *d = data_get(ix);
	int y, m, dom, r;
	size_t i;
	int named = 0;

	if (!d->calendars) {
		d->n_years = 0;
		if ((r = load(ix, err)) < 0)
			return r;
		d->calendars = true;
	}
	date_to_civil(day, &y, &m, &dom);
	for (i = 0; i < d->n_years && named == 0; i++)
		if (d->years[i].year == y)
			named = d->years[i].day[day - date_from_civil(y, 1, 1)];
	*ret = named != 0 ? named > 0 : date_weekday(day) < 5;
	return 0;
}
