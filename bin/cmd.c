#include "cmd.h"

#include <string.h>

#define CMD(x) extern const struct cmd cmd_##x;
#include "cmds.def"
#undef CMD

const struct cmd *const cmds[] = {
#define CMD(x) &cmd_##x,
#include "cmds.def"
#undef CMD
};
const size_t n_cmds = ARRAY_SIZE(cmds);

const struct cmd *
cmd_find(const char *name)
{
	size_t i;

	for (i = 0; i < n_cmds; i++)
		if (strcmp(cmds[i]->name, name) == 0)
			return cmds[i];
	return NULL;
}

bool
cmd_is_hidden(const struct cmd *c)
{
	return c->group == GROUP_HIDDEN;
}
