#!/bin/sh
# Fuzzes each tests/fuzz/<what>_fuzz.c for SECONDS_EACH (60), or the ones
# named. New inputs go to build/fuzz/<what>; tests/fuzz/corpus/<what> seeds.
set -eu
cd "$(dirname "$0")/../.."

if ! command -v clang >/dev/null; then
	echo 'fuzzing needs clang: apt-get install clang' >&2
	exit 69
fi
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls ./*_fuzz.c | sed 's,^\./,,; s,_fuzz\.c$,,')

flags='-std=gnu17 -D_GNU_SOURCE -O1 -g -Ilib -Wall -Wextra'
san='-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined'
libs='-l:libyaml.a -l:libcsv.a -l:libutf8proc.a -l:libmbedcrypto.a'
out=build/fuzz
for what; do
	more=
	case $what in
	expr|filter) more='lib/kind/*.c lib/index/*.c -l:libsqlite3.a -lm -lcmocka' ;;
	esac
	mkdir -p "$out/$what" "tests/fuzz/corpus/$what"
	# shellcheck disable=SC2086
	clang $flags $san -o "$out/${what}_fuzz" "tests/fuzz/${what}_fuzz.c" \
		$more lib/rec/*.c lib/base/*.c $libs || {
		echo "cannot build ${what}_fuzz; clang needs its compiler-rt:" \
			'apt-get install clang libclang-rt-14-dev' >&2
		exit 69
	}
	echo "$what: ${SECONDS_EACH:-60} seconds"
	"$out/${what}_fuzz" -max_total_time="${SECONDS_EACH:-60}" \
		-max_len=2000 -timeout=5 -print_final_stats=0 -verbosity=0 \
		-artifact_prefix="$out/$what-" \
		"$out/$what" "tests/fuzz/corpus/$what"
done
echo 'no findings'
