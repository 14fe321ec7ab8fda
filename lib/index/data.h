/* Tables of the book that functions read. Inside lib/index. */
#ifndef INDEX_DATA_H
#define INDEX_DATA_H

#include "index/func.h"

/* Days of a year that a calendar names. */
struct year {
	int year;
	signed char day[366]; /* 0 = by the weekday, 1 = worked, -1 = off */
};

struct data_cache {
	struct arena arena;
	struct node *tax;
	struct year *years;
	size_t n_years, cap_years;
	bool calendars; /* all read */
};

#endif
