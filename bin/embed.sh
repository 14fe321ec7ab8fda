#!/bin/sh
# Prints a C file with every file below a folder as `struct shipped`:
# embed.sh FOLDER. Its last part is the folder's name in the book.
set -eu
export LC_ALL=C

cd "$(dirname "$1")"
base=$(basename "$1")
files=$(find "$base" -type f ! -name '.*' | sort)

echo '#include "shipped.h"'
echo
n=0
for f in $files; do
	echo "static const char file_$n[] = {"
	od -An -v -td1 "$f" | awk '{
		for (i = 1; i <= NF; i++)
			printf "%s,", $i
		print ""
	}'
	echo '0 };'
	n=$((n + 1))
done
echo 'const struct shipped shipped[] = {'
n=0
for f in $files; do
	echo "	{ \"$f\", file_$n, sizeof(file_$n) - 1 },"
	n=$((n + 1))
done
echo '	{ 0, 0, 0 },'
echo '};'
echo 'const size_t n_shipped = sizeof(shipped) / sizeof(shipped[0]) - 1;'
