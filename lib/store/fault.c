#include "store/fault.h"

#include <signal.h>
#include <string.h>

const char *fault_stop_at;

void
fault_point(const char *name)
{
	if (fault_stop_at != NULL && strcmp(name, fault_stop_at) == 0)
		raise(SIGKILL);
}
