/* approve, reject, return and withdraw differ in a word. */
#ifndef BIN_DECIDE_H
#define BIN_DECIDE_H

#include "app/ladder.h"
#include "write.h"

struct decide_args {
	struct write_args write;
	bool yes;
	int expect;
};
extern const struct opt decide_opts[];

int decide_run(struct app *app, const struct decide_args *a,
    enum verdict verdict, int argc, char **argv, struct err *err);

#endif
