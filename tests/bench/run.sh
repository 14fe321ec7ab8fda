#!/bin/sh
# make bench: ours against the peer, in alternation in one run. Ratios count;
# milliseconds only compare with those of the same run.
# N (100000) orders in a bare book, and 10000 in a work tree.
set -eu
cd "$(dirname "$0")/../.."
build=$PWD/${BUILD:-build}
crm=$build/crm
tmp=${BENCH_DIR:-$build/bench}
n=${N:-100000}
export CRM_NOW=2026-11-23T09:00:00+08:00 CRM_SEED=bench HOME=$tmp LC_ALL=C.UTF-8
mkdir -p "$tmp"
git config --global user.name Bench
git config --global user.email bench@example.com
git config --global gc.auto 0
git config --global maintenance.auto false
cc -O2 -o "$tmp/pair" tests/bench/pair.c
pair() { "$tmp/pair" "$@"; }

book() { # NAME N [--work]
	# a book half made, or of another size, is made anew
	if [ "$(cat "$tmp/$1.made" 2>/dev/null)" != "$2" ]; then
		sh tests/bench/generate.sh "$crm" "$tmp/$1" "$2" $3
		echo "$2" >"$tmp/$1.made"
	fi
	"$crm" -C "$tmp/$1" order count >/dev/null
}
book big "$n" ''
book small 1000 ''
book work 10000 --work
id=$(cat "$tmp/big.first")
path=order/$(echo "$id" | cut -c1-2)/$id.yaml
db=$tmp/big/crm/index.db

echo "orders: $n (bare)                      ours        peer   ratio"
pair 31 'show -o yaml / git cat-file' '1.0' "$crm" -C "$tmp/big" order show "$id" -o yaml -- \
	git -C "$tmp/big" cat-file blob "HEAD:$path"
pair 31 'show --derived / git cat-file' '2' "$crm" -C "$tmp/big" order show "$id" -o yaml --derived -- \
	git -C "$tmp/big" cat-file blob "HEAD:$path"
pair 31 'list, two conditions / sqlite3' '2' "$crm" -C "$tmp/big" order list industry:port region:east \
	--columns number,customer,date -o csv -- \
	sqlite3 "$db" "SELECT o.id, o.state, r.number, c.name, o.date FROM \"_order\" o JOIN record r ON r.n = o.n LEFT JOIN \"_customer\" c ON c.id = o.customer WHERE o.industry = 'port' AND o.region = 'east' ORDER BY o.date DESC"
pair 31 'one-group report / sqlite3' '2' "$crm" -C "$tmp/big" sql \
	"SELECT region, count(*) FROM orders GROUP BY region" -- \
	sqlite3 "$db" "SELECT region, count(*) FROM \"_order\" GROUP BY region"

# adding one order, durably; the peer adds a like file in a work tree
git clone -q "$tmp/big" "$tmp/peer" 2>/dev/null || true
cat >"$tmp/add-peer" <<EOF
cd $tmp/peer
p=order/zz/z\$(date +%s%N | tail -c 10).yaml
mkdir -p order/zz
git show HEAD:$path >\$p
echo "note: \$p" >>\$p
git -c core.fsync=all add \$p
git -c core.fsync=all commit -qm add
EOF
customer=$("$crm" -C "$tmp/big" customer list --limit 1 -o id)
pair 15 "add one / git add+commit ($n)" '0.125' "$crm" -C "$tmp/big" order new customer="$customer" \
	delivery=2027-02-01 lines+='text=Part,qty=2,price=10' -- sh "$tmp/add-peer"
small=$("$crm" -C "$tmp/small" customer list --limit 1 -o id)
pair 15 "add one at $n / at 1000" '1.6' "$crm" -C "$tmp/big" order new customer="$customer" \
	delivery=2027-02-01 lines+='text=Part,qty=2,price=10' -- \
	"$crm" -C "$tmp/small" order new customer="$small" delivery=2027-02-01 \
	lines+='text=Part,qty=2,price=10'

# catching up after a commit that git made; counting a kind that has almost no
# records costs nothing beside it
cat >"$tmp/foreign" <<EOF
#!/bin/sh
set -e
export GIT_DIR=$tmp/big GIT_INDEX_FILE=$tmp/foreign.index
day=\$((\$(git rev-list --count HEAD) % 28 + 1))
blob=\$(git show "HEAD:$path" | sed "s/^delivery:.*/delivery: 2027-01-\$day/; s/-\([0-9]\)\$/-0\1/" |
	git hash-object -w --stdin)
git read-tree HEAD
git update-index --cacheinfo "100644,\$blob,$path"
git update-ref refs/heads/main "\$(git commit-tree -p HEAD -m foreign "\$(git write-tree)")"
EOF
chmod +x "$tmp/foreign"
pair 15 'catch up / git diff-tree' '2.5' --before "$tmp/foreign" \
	"$crm" -C "$tmp/big" employee count -- \
	git -C "$tmp/big" diff-tree -r HEAD~1 HEAD

echo 'orders: 10000 (work tree)'
sed "s#$tmp/peer#$tmp/work-peer#" "$tmp/add-peer" >"$tmp/add-work"
git clone -q "$tmp/work" "$tmp/work-peer" 2>/dev/null || true
wid=$(cat "$tmp/work.first")
wpath=order/$(echo "$wid" | cut -c1-2)/$wid.yaml
sed -i "s#HEAD:$path#HEAD:$wpath#" "$tmp/add-work"
wc=$("$crm" -C "$tmp/work" customer list --limit 1 -o id)
pair 15 'add one / git add+commit' '0.5' "$crm" -C "$tmp/work" order new customer="$wc" \
	delivery=2027-02-01 lines+='text=Part,qty=2,price=10' -- sh "$tmp/add-work"
rm -rf "$tmp/peer" "$tmp/work-peer"
