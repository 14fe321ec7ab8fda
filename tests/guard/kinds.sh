#!/bin/sh
# Kinds are data: no name of a shipped kind stands in C, neither as a whole
# string nor as an identifier.
cd "$(dirname "$0")/../.." || exit 1
. tests/guard/tap

kinds=$(sed -n 's/^kind: *\([a-z_]*\).*/\1/p' schema/*.yaml)
plurals=$(sed -n 's/^plural: *\([a-z_]*\).*/\1/p' schema/*.yaml)
names=$(printf '%s\n' $kinds $plurals | sort -u | paste -sd '|')
[ -n "$names" ] || echo 'no kinds found in schema/' >"$found"
check "the schema has kinds"

# Other languages' words that a kind happens to be called, too: keys of the
# schema language, words and functions of SQL, quotation marks.
other='^lib/kind/[a-z_]*\.c:[0-9]*: "department"$'
other="$other"'|^lib/index/(frame|guard)\.c:[0-9]*: "(order|lead|quote)"$'
other="$other"'|^lib/kind/scan\.c:[0-9]*: "order"$'
other="$other"'|^lib/rec/yaml_[a-z]*\.c:[0-9]*: "quotes"$'

for f in lib/*/*.[ch] bin/*.[ch] bin/*.def; do
	awk -v strings=1 -v where=1 -f tests/guard/strip.awk "$f" |
		grep -E ": \"($names)\"\$" | grep -vE "$other" >>"$found"
done
check "no kind's name is a string in C"

# As identifiers these are words of our own trade: a person's department is
# a member of struct person; an order sorts; a quote encloses; a lead leads.
free='department|orders?|quotes?|lead'
for f in lib/*/*.[ch] bin/*.[ch]; do
	awk -v strings=0 -v where=1 -f tests/guard/strip.awk "$f" |
		grep -vE '^[^ ]* *#' | sed -E "s/\b($free)\b/_/g" |
		grep -E ": (.*[^a-z_0-9])?($names)([^a-z_0-9]|\$)" >>"$found"
done
check "no kind's name is an identifier in C"

# The same in statements and paths inside of longer strings.
for f in lib/*/*.[ch] bin/*.[ch]; do
	awk -v strings=1 -v where=1 -f tests/guard/strip.awk "$f" |
		grep -E ": \".*(FROM |JOIN |INTO |UPDATE |schema/)($names)\b" |
		grep -vE 'schema/(report|form|view|calendar|choice|data)' \
			>>"$found"
done
check "no kind's name is in a statement or path in C"
finish
