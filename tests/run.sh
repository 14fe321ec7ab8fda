#!/bin/sh
# Runs the tests: run.sh [unit|bats|guard]... (none = all). Each test file
# leaves a log in TAP in $BUILD/logs; the last line counts them all.
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build}
export BUILD
logs=$BUILD/logs
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=UTC
unset CRM_NOW CRM_SEED LANGUAGE GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

list() {
	for set in ${*:-unit bats guard}; do
		case $set in
		unit) for f in "$BUILD"/unit/*_test; do
			[ -x "$f" ] && echo "$f"
		done ;;
		bats) ls tests/bats/*.bats 2>/dev/null ;;
		guard) ls tests/guard/*.sh 2>/dev/null ;;
		esac
	done
}

one() {
	name=$(basename "$1")
	log=$logs/$name.tap
	case $1 in
	*.bats) bats --tap "$1" >"$log" 2>&1 ;;
	*.sh) sh "$1" >"$log" 2>&1 ;;
	*) "$1" >"$log" 2>&1 ;;
	esac
	status=$?
	if [ $status -ne 0 ] && ! grep -q '^not ok' "$log"; then
		echo "not ok - $name ended with status $status" >>"$log"
	fi
	if grep -q '^not ok' "$log"; then
		echo "FAIL $1"
		cat "$log"
	else
		echo "ok   $1 ($(grep -c '^ok' "$log"))"
	fi
}

if [ "${1:-}" = --one ]; then
	one "$2"
	exit
fi
rm -rf "$logs"
mkdir -p "$logs"
list "$@" | xargs -P "$(nproc)" -I{} sh tests/run.sh --one {}
cat "$logs"/*.tap >"$logs/all" 2>/dev/null
passed=$(grep -c '^ok' "$logs/all")
failed=$(grep -c '^not ok' "$logs/all")
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
