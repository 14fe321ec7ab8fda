/* Lines of commands run one after the other. */
#ifndef BIN_SCRIPT_H
#define BIN_SCRIPT_H

#include "app/app.h"

/*
 * Runs each line of `text`. An error names `name` and the line. A line
 * "@ TIME PERSON" moves the clock and says who is at work from there on;
 * only `dated` scripts may have such lines. $KIND in a word stands for the
 * record of that kind that was made last.
 */
int script_run(struct app *app, const char *name, const char *text, bool dated,
    struct err *err);

#endif
