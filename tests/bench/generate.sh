#!/bin/sh
# generate.sh CRM DIR N [--work]: a book of N orders, the same every time.
# Bare, or with a work tree. The records go in through git fast-import.
set -eu

crm=$1 dir=$2 n=$3
bare=--bare
[ "${4:-}" = --work ] && bare=
export CRM_NOW=2026-11-23T09:00:00+08:00 CRM_SEED=bench
rm -rf "$dir"
"$crm" init $bare --name bench --lang en "$dir" >/dev/null 2>&1

LC_ALL=C awk -v n="$n" '
function rnd(m) {
	seed = (seed * 16807) % 2147483647
	return seed % m
}
function new_id(  s, i) {
	s = substr(letters, rnd(22) + 1, 1)
	for (i = 0; i < 9; i++)
		s = s substr(alphabet, rnd(32) + 1, 1)
	return s
}
function put(path, text) {
	printf "M 100644 inline %s\ndata %d\n%s\n", path, length(text), text
}
BEGIN {
	seed = 20261123
	alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
	letters = "abcdefghjkmnpqrstvwxyz"
	split("steel port shipyard automotive chemical water power paper", ind)
	split("east north south central northeast southwest", reg)
	print "commit refs/heads/main"
	print "committer Bench <bench@example.com> 1795000000 +0800"
	print "data 12\nbench: fill\n"
	print "from refs/heads/main^0"
	customers = n / 50 < 20 ? 20 : int(n / 50)
	for (i = 0; i < customers; i++) {
		c[i] = new_id()
		put("customer/" substr(c[i], 1, 2) "/" c[i] ".yaml", \
		    "state: active\nname: Customer " i "\nindustry: " \
		    ind[rnd(8) + 1] "\nregion: " reg[rnd(6) + 1] \
		    "\nclass: end_user\ntype: ordinary\nnumber: KH-" \
		    sprintf("%06d", i + 1) "\ncreated: 2026-01-01T09:00:00+08:00\n")
	}
	for (i = 0; i < n; i++) {
		id = new_id()
		m = rnd(12) + 1
		d = rnd(28) + 1
		date = sprintf("2026-%02d-%02d", m, d)
		t = "state: draft\nnumber: " sprintf("DD2026%02d%02d-%05d", \
		    m, d, i) "\ncustomer: " c[rnd(customers)] "\nindustry: " \
		    ind[rnd(8) + 1] "\nregion: " reg[rnd(6) + 1] "\ndate: " \
		    date "\ndelivery: 2027-01-31\nprice_basis: gross\nlines:\n"
		for (j = 0; j < 3; j++) {
			t = t "  - row: a" j "k" (j + 2) "\n    text: Part " \
			    rnd(900) "\n    unit: piece\n    qty: " rnd(20) + 1 \
			    "\n    price: " rnd(90000) + 100 ".50\n" \
			    "    discount: 0\n    tax: 13\n"
		}
		t = t "created: 2026-01-01T09:00:00+08:00\n"
		put("order/" substr(id, 1, 2) "/" id ".yaml", t)
		if (i == 0) print id > "/dev/stderr"
	}
}' 2>"$dir.first" | git -C "$dir" fast-import --quiet
git -C "$dir" repack -adq
[ -n "$bare" ] || git -C "$dir" reset -q --hard
