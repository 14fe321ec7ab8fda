#!/bin/sh
# Sizes and words of STYLE: files, functions, nesting, no floating point, no
# marks of unfinished work.
cd "$(dirname "$0")/../.." || exit 1
. tests/guard/tap

sources=$(ls lib/*/*.[ch] bin/*.[ch] tests/unit/*.[ch])
code=$(ls lib/*/*.[ch] bin/*.[ch])

wc -l $sources tests/*/*.bats tests/*/*.sh 2>/dev/null |
	awk '$1 > 400 && $2 != "total" { print $2 ": " $1 " lines" }' >"$found"
check "no file is longer than 400 lines"

awk 'FNR == 1 { start = 0 }
	/^{$/ { start = FNR }
	/^}/ && start { if (FNR - start - 1 > 50)
			print FILENAME ":" start ": " FNR - start - 1 " lines"
		start = 0 }' $code >"$found"
check "no function is longer than 50 lines"

grep -nE '^(	){5,}(if|for|while|do|switch|return|break|continue|goto)\b' \
	$code >"$found"
check "no statement is nested deeper than three"

for f in $code; do
	awk -v strings=0 -v where=1 -f tests/guard/strip.awk "$f" |
		grep -E '\b(float|double|strtod|strtof|atof|strtold)\b'
done >"$found"
check "no floating point"

grep -nE '\b(TODO|FIXME|XXX|HACK)\b' -r lib bin tests/unit tests/bats man \
	schema examples Makefile README.md CONTRIBUTING.md 2>/dev/null >"$found"
check "nothing is marked as unfinished"

grep -nE '/(work|home|root)/' -r lib bin tests/unit tests/bats man schema \
	examples Makefile README.md CONTRIBUTING.md 2>/dev/null >"$found"
check "no path of a machine"

grep -nE '[ 	]+$' -r lib bin tests/unit tests/bats schema man examples \
	--include='*.[ch]' --include='*.sh' --include='*.bats' \
	--include='*.yaml' --include='*.[1-8]' 2>/dev/null >"$found"
check "no blanks at line ends"

awk 'FNR == 1 { last = "" }
	/^[a-z_0-9]+\(/ && last ~ /^[a-z].*[^;,{}:]$/ && last !~ /^(#|return)/ \
		{ ok++ }
	/^[a-z].* \**[a-z_0-9]+\([^;]*\)$/ && !/^(else|if|for|while|#)/ \
		{ print FILENAME ":" FNR ": " $0 }
	{ last = $0 }' $(ls lib/*/*.c bin/*.c) >"$found"
check "a function's name stands in column 0"

awk '/^CMD\(/ { n = $1; gsub(/CMD\(|\)/, "", n)
		if (!/__/) { if (n < last) print n " behind " last; last = n } }' \
	bin/cmds.def >"$found"
check "cmds.def is sorted"
finish
