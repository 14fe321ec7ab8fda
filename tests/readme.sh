#!/bin/sh
# Prints README.md with the sale as it really runs: readme.sh CRM
# The block between the lines "<!-- sale -->" and "<!-- /sale -->" is made
# anew; a test compares.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
cat >.gitconfig <<EOF
[user]
	name = Lin Xia
	email = lin.xia@example.com
EOF
export CRM=$1 HOME=$tmp
export LC_ALL=C.UTF-8 TZ=UTC COLUMNS=80
unset LANGUAGE CRM_NOW CRM_SEED
sh "$root/examples/sale.sh" demo >out 2>&1 || {
	cat out >&2
	exit 1
}
awk -v out=out '
/^<!-- sale -->$/ {
	print; print "```console"
	while ((getline line < out) > 0) print line
	print "```"
	skip = 1
}
/^<!-- \/sale -->$/ { skip = 0 }
!skip { if ($0 != "<!-- sale -->") print }
' "$root/README.md"
