#include "pager.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t child;

bool
pager_is_on(void)
{
	return child > 0;
}

static const char *
choose(const char *command)
{
	const char *s = getenv("CRM_PAGER");

	if (s == NULL)
		s = command;
	if (s == NULL)
		s = getenv("PAGER");
	if (s == NULL)
		s = "less -FIRX";
	return s[0] == '\0' || strcmp(s, "cat") == 0 ? NULL : s;
}

static void
run(const char *command, const int fd[2])
{
	signal(SIGPIPE, SIG_DFL);
	dup2(fd[0], 0);
	close(fd[0]);
	close(fd[1]);
	setenv("LESS", "FIRX", 0);
	setenv("LESSCHARSET", "utf-8", 0);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

void
pager_start(const char *command)
{
	int fd[2];

	command = choose(command);
	if (command == NULL || pipe(fd) < 0)
		return;
	child = fork();
	if (child == 0)
		run(command, fd);
	if (child > 0)
		dup2(fd[1], 1);
	close(fd[0]);
	close(fd[1]);
}

void
pager_end(void)
{
	int status;

	if (child <= 0)
		return;
	close(1);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	child = 0;
}
