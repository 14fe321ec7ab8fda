#!/bin/sh
# Each header compiles alone, has a guard named after itself and begins with
# a comment; each .c file is known to the Makefile by its folder.
cd "$(dirname "$0")/../.." || exit 1
. tests/guard/tap

headers=$(ls lib/*/*.h bin/*.h)
for h in $headers; do
	echo "$h"
done | xargs -P "$(nproc)" -I{} sh -c '
	cc -std=gnu17 -D_GNU_SOURCE -Ilib -Ibin -Wall -Werror \
		-fsyntax-only -x c -include {} /dev/null 2>&1 |
		sed -n "s|^|{}: |;1p"' >"$found"
check "each header compiles alone"

for h in $headers; do
	name=$(printf %s "${h#lib/}" | tr 'a-z/.' 'A-Z__')
	grep -q "^#ifndef $name\$" "$h" || echo "$h: no guard $name"
done >"$found"
check "each header has a guard named after it"

for h in $headers; do
	head -1 "$h" | grep -q '^/\*' || echo "$h"
done >"$found"
check "each header begins with what it is"
finish
