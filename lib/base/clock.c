#include "base/clock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/buf.h"
#include "base/hash.h"

static struct {
	bool fixed;
	int64_t now;
} clock_state;

static struct {
	char *seed, *parent;
	uint64_t counter;
} source;

void
clock_set(int64_t seconds)
{
	clock_state.fixed = true;
	clock_state.now = seconds;
}

int64_t
clock_now(void)
{
	return clock_state.fixed ? clock_state.now : (int64_t)time(NULL);
}

void
clock_follow(void)
{
	clock_state.fixed = false;
}

bool
clock_is_fixed(void)
{
	return clock_state.fixed;
}

void
random_seed(const char *seed)
{
	free(source.seed);
	source.seed = seed ? xstrdup(seed) : NULL;
	random_parent(NULL);
}

void
random_parent(const char *commit)
{
	free(source.parent);
	source.parent = commit ? xstrdup(commit) : NULL;
	source.counter = 0;
}

static void
from_system(unsigned char *p, size_t n)
{
	ssize_t got;

	while (n > 0) {
		got = getrandom(p, n, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			fputs(
			    "crm: the system gives no random bytes\n", stderr);
			_Exit(70);
		}
		p += got;
		n -= (size_t)got;
	}
}

static void
from_seed(unsigned char *p, size_t n)
{
	_cleanup_(buf_release) struct buf b = BUF_INIT;
	unsigned char block[HASH_LEN];
	size_t len;

	while (n > 0) {
		buf_truncate(&b, 0);
		buf_printf(&b, "%s\n%s\n%llu", source.seed,
		    source.parent ? source.parent : "",
		    (unsigned long long)source.counter++);
		hash_raw(b.data, b.len, block);
		len = n < HASH_LEN ? n : HASH_LEN;
		memcpy(p, block, len);
		p += len;
		n -= len;
	}
}

void
random_bytes(void *ret, int n)
{
	if (source.seed != NULL)
		from_seed(ret, (size_t)n);
	else
		from_system(ret, (size_t)n);
}
