/* Between out.c and say.c. */
#ifndef BIN_SAY_H
#define BIN_SAY_H

#include <stdbool.h>

void say_quiet(bool be_quiet);

#endif
