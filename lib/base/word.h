/*
 * "Did you mean": distance of words as git weighs it (swap 0, substitute 2,
 * insert 1, delete 3; a word that begins with what was typed is nearest).
 */
#ifndef BASE_WORD_H
#define BASE_WORD_H

#include <stddef.h>

struct word_guess {
	const char *typed;
	const char *best; /* NULL while nothing is near enough */
	int score;
};

void word_guess_init(struct word_guess *g, const char *typed);
/* Offers a candidate; keeps the nearest. Candidates are borrowed. */
void word_guess_offer(struct word_guess *g, const char *candidate);

#endif
