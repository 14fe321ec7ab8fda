#!/bin/sh
# Each library is included in its one folder.
cd "$(dirname "$0")/../.." || exit 1
. tests/guard/tap

only() {
	grep -HnE "^#include <$1" -r lib bin --include='*.[ch]' |
		grep -vE "^$2(/|[0-9])" >"$found"
	check "<$1> is included in ${3:-$2} only"
}

only 'git2[./]' lib/store
only 'sqlite3' lib/index
only 'yaml\.h' lib/rec
only 'csv\.h' lib/rec
only 'jansson' lib/out
only 'libsmartcols' lib/out
only 'cmark' lib/out
only 'utf8proc' lib/base
# nonet_tls.c stands in for a part of it
only 'mbedtls' '(lib/base|lib/store/nonet_tls.c:)' lib/base
only 'getopt' bin
# part of what libgit2 links anyway
only 'zlib' lib/store
# the compiler's own, for SHA-1 by the processor
only '(cpuid|immintrin)' lib/base

# beside these, only the C library and POSIX
libc='assert|ctype|dirent|errno|fcntl|getopt|inttypes|langinfo|libintl|limits
|locale|poll|signal|spawn|stdarg|stdbool|stddef|stdint|stdio|stdlib|string
|strings|termios|time|unistd|sys/[a-z]+'
libc=$(printf %s "$libc" | tr -d '\n')
grep -HnE '^#include <' -r lib bin --include='*.[ch]' |
	grep -vE "<($libc)\.h>" |
	grep -vE '<(git2(\.h|/.*)|zlib\.h|sqlite3\.h|yaml\.h|csv\.h|jansson\.h)>' |
	grep -vE '<(libsmartcols/.*|cmark\.h|utf8proc\.h|mbedtls/.*)>' |
	grep -vE '<(cpuid|immintrin|malloc)\.h>' \
		>"$found"
check "no other library is used"
finish
