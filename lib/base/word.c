#include "base/word.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#define LONGEST 64 /* code points that are compared */
#define FLOOR 7	   /* a score from here on is no likeness */

enum { SWAP = 0, SUBSTITUTE = 2, INSERT = 1, DELETE = 3 };

static int
code_points(const char *s, uint32_t ret[LONGEST])
{
	size_t i = 0, n = strlen(s);
	int count = 0, len;

	while (i < n && count < LONGEST) {
		len = utf8_decode(s + i, n - i, &ret[count]);
		if (len == 0) {
			ret[count] = (unsigned char)s[i];
			len = 1;
		}
		count++;
		i += (size_t)len;
	}
	return count;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* Damerau and Levenshtein, neighbours swapped, with the weights above. */
static int
distance(const uint32_t *a, int m, const uint32_t *b, int n)
{
	int row[3][LONGEST + 1], *two = row[0], *one = row[1], *now = row[2];
	int i, j, *spare;

	for (j = 0; j <= n; j++)
		one[j] = j * INSERT;
	for (i = 1; i <= m; i++) {
		now[0] = i * DELETE;
		for (j = 1; j <= n; j++) {
			now[j] = one[j - 1] +
				 (a[i - 1] == b[j - 1] ? 0 : SUBSTITUTE);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				now[j] = least(now[j], two[j - 2] + SWAP);
			now[j] = least(now[j], one[j] + DELETE);
			now[j] = least(now[j], now[j - 1] + INSERT);
		}
		spare = two;
		two = one;
		one = now;
		now = spare;
	}
	return one[n];
}

void
word_guess_init(struct word_guess *g, const char *typed)
{
	g->typed = typed;
	g->best = NULL;
	g->score = FLOOR;
}

void
word_guess_offer(struct word_guess *g, const char *candidate)
{
	uint32_t a[LONGEST], b[LONGEST];
	int m, n, score;

	m = code_points(g->typed, a);
	n = code_points(candidate, b);
	if (m == 0 || n == 0)
		return;
	if (strncmp(g->typed, candidate, strlen(g->typed)) == 0)
		score = 0;
	else
		score = distance(a, m, b, n) + 1;
	/* A short word changed in every letter is another word. */
	if (score > m * SUBSTITUTE || score >= g->score)
		return;
	g->score = score;
	g->best = candidate;
}
