#include "index/data.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "rec/yaml.h"

#define TAX_FILE "schema/data/tax_rate.yaml"

struct data_cache *
data_get(struct index *ix)
{
	if (ix->data == NULL)
		ix->data = xcalloc(1, sizeof(*ix->data));
	return ix->data;
}

void
data_cache_free(struct data_cache *d)
{
	if (d == NULL)
		return;
	free(d->years);
	arena_free(&d->arena);
	free(d);
}

int
data_read(
    struct index *ix, const char *path, struct node **ret, struct err *err)
{
	_cleanup_(buf_release) struct buf text = BUF_INIT;
	const struct source *src = kinds_source(ix->kinds);
	struct data_cache *d = data_get(ix);
	int r;

	if (src == NULL || src->read == NULL)
		return err_set(err, CRM_ENOENT, "there is no '%s'", path);
	r = src->read(src->arg, path, &text, err);
	if (r < 0)
		return r;
	/* the tree may point into its text */
	return yaml_parse(&d->arena, path,
	    arena_strndup(&d->arena, text.data, text.len), text.len, ret, NULL,
	    err);
}

/* The newest row that is in force. */
static int
newest(const struct node *rows, const char *class, int32_t day, int64_t *ret,
    bool *found, struct err *err)
{
	const char *from, *rate;
	int32_t start, best = 0;
	int64_t v;
	size_t i;

	*found = false;
	for (i = 0; i < rows->n; i++) {
		from = node_text(rows->items[i], "from");
		rate = node_text(rows->items[i], "rate");
		if (from == NULL || rate == NULL || !date_parse(from, &start) ||
		    !num_parse(rate, PERCENT_SCALE, &v))
			return err_set(err, CRM_EDATA,
			    "%s:%d: '%s' needs rows like"
			    " {from: 2019-04-01, rate: 13}",
			    TAX_FILE, rows->items[i]->line, class);
		if (start > day || (*found && start < best))
			continue;
		*found = true;
		best = start;
		*ret = v;
	}
	return 0;
}

int
tax_rate_find(struct index *ix, const char *class, int32_t day, int64_t *ret,
    bool *found, struct err *err)
{
	struct data_cache *d = data_get(ix);
	const struct node *rows;
	int r;

	if (d->tax == NULL && (r = data_read(ix, TAX_FILE, &d->tax, err)) < 0)
		return r;
	rows = node_get(d->tax, class);
	if (rows == NULL || rows->type != NODE_LIST)
		return err_set(
		    err, CRM_ENOENT, "no class '%.60s' in %s", class, TAX_FILE);
	return newest(rows, class, day, ret, found, err);
}
