#include "app/kept.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rec/pack.h"
#include "store/file.h"

#define FORMAT "crm schema 1\n"
#define HEAD_LEN (sizeof(FORMAT) - 1 + 2 * sizeof(struct oid))

struct kept {
	char *map; /* the file, or NULL */
	size_t size;
	struct pack files;   /* in it: path, length, tree, and again */
	struct buf gathered; /* or what it is to be */
};

static char *
kept_path(struct app *app)
{
	return arena_printf(
	    &app->arena, "%sschema.bin", store_crm_dir(app->store));
}

/* What the kept trees are of. False for a book without them. */
static bool
head(struct app *app, char ret[HEAD_LEN])
{
	struct oid schema, config;

	if (snap_tree_id(app->snap, "schema", &schema) < 0 ||
	    snap_blob_id(app->snap, "crm.yaml", &config) < 0)
		return false;
	memcpy(ret, FORMAT, sizeof(FORMAT) - 1);
	ret += sizeof(FORMAT) - 1;
	memcpy(ret, &schema, sizeof(schema));
	memcpy(ret + sizeof(schema), &config, sizeof(config));
	return true;
}

/* Written without fsync: a crash may leave any bytes. */
static uint64_t
checksum(const char *data, size_t n)
{
	uint64_t sum = 0xcbf29ce484222325, word;
	size_t i;

	for (i = 0; i + sizeof(word) <= n; i += sizeof(word)) {
		memcpy(&word, data + i, sizeof(word));
		sum = (sum ^ word) * 0x100000001b3;
		sum ^= sum >> 29;
	}
	for (; i < n; i++)
		sum = (sum ^ (unsigned char)data[i]) * 0x100000001b3;
	return sum ^ n;
}

/* The file's bytes: it is only ever replaced as a whole. */
static bool
map_file(struct app *app, struct kept *k)
{
	int fd = open(kept_path(app), O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && st.st_size > 0) {
		k->size = (size_t)st.st_size;
		k->map = mmap(NULL, k->size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (k->map == MAP_FAILED)
			k->map = NULL;
	}
	close(fd);
	return k->map != NULL;
}

/* True if the file is of this schema, and whole. */
static bool
load(struct app *app, const char want[HEAD_LEN], struct kept *k)
{
	uint64_t sum;
	size_t n;

	if (!map_file(app, k) || k->size < HEAD_LEN + sizeof(sum) ||
	    memcmp(k->map, want, HEAD_LEN) != 0)
		return false;
	n = k->size - sizeof(sum);
	memcpy(&sum, k->map + n, sizeof(sum));
	k->files = (struct pack){ k->map + HEAD_LEN, k->map + n };
	return sum == checksum(k->map, n);
}

static struct node *
kept_tree(void *arg, struct arena *a, const char *path)
{
	struct app *app = arg;
	struct pack p = app->kept->files;
	const char *name;
	uint64_t len;

	while (p.at < p.end) {
		if (!unpack_text(&p, &name) || !unpack_number(&p, &len) ||
		    len > (uint64_t)(p.end - p.at))
			return NULL;
		if (strcmp(name, path) == 0)
			return unpack_node(&p, a);
		p.at += len;
	}
	return NULL;
}

static void
gather(void *arg, const char *path, const struct node *n)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	struct app *app = arg;

	pack_node(&b, n);
	pack_text(&app->kept->gathered, path);
	pack_number(&app->kept->gathered, b.len);
	buf_add(&app->kept->gathered, b.data, b.len);
}

void
kept_begin(struct app *app)
{
	char want[HEAD_LEN];
	struct kept *k;

	kept_free(app);
	if (!head(app, want))
		return;
	app->kept = k = xcalloc(1, sizeof(*k));
	buf_init(&k->gathered);
	if (load(app, want, k)) {
		app->source.kept = kept_tree;
	} else if (app->at == NULL && app->on == NULL) {
		buf_add(&k->gathered, want, HEAD_LEN);
		app->source.keep = gather;
	}
}

static void
save(struct app *app, struct buf *b)
{
	const char *path = kept_path(app);
	const char *fresh =
	    arena_printf(&app->arena, "%s.%d", path, (int)getpid());
	uint64_t sum = checksum(b->data, b->len);

	buf_add(b, &sum, sizeof(sum));
	mkdir(store_crm_dir(app->store), 0777);
	if (file_make(fresh, b->data, b->len, false, NULL) == 0 &&
	    rename(fresh, path) < 0)
		unlink(fresh);
}

void
kept_end(struct app *app)
{
	if (app->source.keep != NULL && app->kinds != NULL)
		save(app, &app->kept->gathered);
	/* what is read later may be of another commit */
	app->source.kept = NULL;
	app->source.keep = NULL;
}

void
kept_free(struct app *app)
{
	if (app->kept == NULL)
		return;
	if (app->kept->map != NULL)
		munmap(app->kept->map, app->kept->size);
	buf_release(&app->kept->gathered);
	free(app->kept);
	app->kept = NULL;
}
