#!/bin/sh
# A layer includes itself and what stands below it; lib/ does not print,
# exit, or read the environment.
cd "$(dirname "$0")/../.." || exit 1
. tests/guard/tap

allowed() {
	case $1 in
	base) echo base ;;
	rec) echo rec base ;;
	kind) echo kind rec base ;;
	store) echo store rec base ;;
	index) echo index kind rec base ;;
	out) echo out rec base ;;
	app) echo app out index kind store rec base ;;
	esac
}

for dir in lib/*/; do
	layer=$(basename "$dir")
	list=$(allowed "$layer" | tr ' ' '|')
	[ -n "$list" ] || echo "lib/$layer is no known layer" >>"$found"
	grep -Hn '^#include "' "$dir"*.[ch] |
		grep -vE "#include \"($list)/" >>"$found"
	check "lib/$layer includes only: $(allowed "$layer")"
done

for f in lib/*/*.c; do
	case $f in
	# the only places where a process may end
	lib/base/mem.c | lib/base/clock.c) continue ;;
	esac
	awk -v strings=0 -v where=1 -f tests/guard/strip.awk "$f" |
		grep -E '\b(printf|puts|putchar|fputs|fprintf|stdout|stderr|exit|_exit|_Exit|abort|getenv|secure_getenv|system|popen)\b *(\(|,|;|\))' |
		grep -vE '\babort\(\)' >>"$found"
done
check "lib/ neither prints, exits nor reads the environment"
finish
