/*
 * pair N NAME TARGET [--before COMMAND] COMMAND... -- PEER...
 *
 * Runs both commands in alternation, N times each after one warm-up, output
 * to /dev/null, and prints the medians of the whole processes, their ratio,
 * the target and the largest memory of the first. The words up to "--" are
 * run directly; what is to come before each round is one word, not timed.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long max_kib;

static long long
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static long long
run(char **argv, long *kib)
{
	long long begin = now_us();
	struct rusage use;
	pid_t pid = fork();
	int status, null;

	if (pid == 0) {
		null = open("/dev/null", O_WRONLY);
		dup2(null, 1);
		execvp(argv[0], argv);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &use) < 0 || status != 0) {
		fprintf(stderr, "pair: '%s' failed\n", argv[0]);
		exit(1);
	}
	if (kib != NULL && use.ru_maxrss > *kib)
		*kib = use.ru_maxrss;
	return now_us() - begin;
}

static int
compare(const void *a, const void *b)
{
	long long x = *(const long long *)a, y = *(const long long *)b;

	return x < y ? -1 : x > y;
}

int
main(int argc, char **argv)
{
	char *before[] = { NULL, NULL }, **cmd = argv + 4;
	long long *ours, *peer, a, b;
	int n, i, split = 0;

	if (argc > 6 && strcmp(argv[4], "--before") == 0) {
		before[0] = argv[5];
		cmd = argv + 6;
	}
	for (i = 4; i < argc; i++)
		if (strcmp(argv[i], "--") == 0)
			split = i;
	if (split == 0 || (n = atoi(argv[1])) < 1) {
		fprintf(stderr, "usage: pair N NAME TARGET CMD... -- CMD...\n");
		return 64;
	}
	argv[split] = NULL;
	ours = calloc((size_t)n, sizeof(*ours));
	peer = calloc((size_t)n, sizeof(*peer));
	if (ours == NULL || peer == NULL)
		return 71;
	run(cmd, NULL);
	run(argv + split + 1, NULL);
	for (i = 0; i < n; i++) {
		if (before[0] != NULL)
			run(before, NULL);
		ours[i] = run(cmd, &max_kib);
		peer[i] = run(argv + split + 1, NULL);
	}
	qsort(ours, (size_t)n, sizeof(*ours), compare);
	qsort(peer, (size_t)n, sizeof(*peer), compare);
	a = ours[n / 2];
	b = peer[n / 2];
	printf("%-34s %8.1f ms %8.1f ms  x%lld.%02lld  (target %s)  %ld MiB\n",
	    argv[2], (double)a / 1000, (double)b / 1000, a / b,
	    a * 100 / b % 100, argv[3], max_kib / 1024);
	return 0;
}
