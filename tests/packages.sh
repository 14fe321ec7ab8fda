#!/bin/sh
# Sees to the packages a build needs: packages.sh NAME...
# Unasked as root or with CI set; else asks; elsewhere only names them.
set -eu

missing=
if command -v dpkg-query >/dev/null 2>&1; then
	for p in "$@"; do
		s=$(dpkg-query -W -f '${db:Status-Abbrev}' "$p" 2>/dev/null) ||
		    s=
		case $s in
		ii*) ;;
		*) missing="$missing $p" ;;
		esac
	done
	[ -n "$missing" ] || exit 0
else
	echo "crm needs what Debian 12 calls: $*" >&2
	exit 0
fi

run="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -qq
	exec $run
elif [ -n "${CI:-}" ]; then
	sudo apt-get update -qq
	exec sudo $run
elif [ -t 0 ]; then
	printf 'Packages are missing. Run\n  sudo %s\nnow? [y/N] ' "$run"
	read -r answer
	case $answer in
	y | Y | yes) sudo apt-get update -qq && exec sudo $run ;;
	esac
fi
echo "packages are missing; run: sudo $run" >&2
exit 1
