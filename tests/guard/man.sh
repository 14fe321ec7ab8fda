#!/bin/sh
# Every command has a manual page that names each of its options, and every
# page is clean.
cd "$(dirname "$0")/../.." || exit 1
. tests/guard/tap
crm=${BUILD:-build}/crm

pages=$(ls man/*.[1-8] 2>/dev/null)
for page in $pages; do
	mandoc -Tlint -Wwarning "$page" 2>&1 |
		grep -v 'referenced manual not found'
done >"$found"
check "the manual pages are clean"

commands=$("$crm" __complete -- '' 2>/dev/null | cut -f1)
[ -n "$commands" ] || echo "$crm does not run" >"$found"
check "the program tells its commands"

for c in $commands; do
	[ -f "man/crm-$c.1" ] || echo "man/crm-$c.1 is missing"
done >"$found"
check "each command has a page"

for c in $commands; do
	[ -f "man/crm-$c.1" ] || continue
	text=$(mandoc -T utf8 "man/crm-$c.1" | col -bx)
	"$crm" help "$c" | sed -n 's/^ \{2,\}.*\(--[a-z-]*\).*/\1/p' |
		while read -r o; do
			case $text in
			*"$o"*) ;;
			*) echo "man/crm-$c.1 does not name $o" ;;
			esac
		done
done >"$found"
check "each page names each option of its command"

text=$(mandoc -T utf8 man/crm.1 | col -bx)
"$crm" help options | sed -n 's/^ \{2,\}.*\(--[a-z-]*\).*/\1/p' |
	while read -r o; do
		case $text in
		*"$o"*) ;;
		*) echo "man/crm.1 does not name $o" ;;
		esac
	done >"$found"
check "crm.1 names each option of every command"

for page in $pages; do
	name=${page##*/}
	name=${name%.1}
	case $page in
	*.1) ;;
	*) continue ;;
	esac
	[ "$name" = crm ] || printf '%s\n' $commands | grep -qx "${name#crm-}" ||
		echo "$page is of no command"
done >"$found"
check "each page is of a command"
finish
