load common

# What must hold whoever tries, and however it ends.

quote() {
	company ind:industry_manager com:commercial_head gm:general_manager
	crm -q set "Ann Lee" superior=gm >/dev/null
	crm -q product new model=P1 name=Drive list_price=1000 cost=600 \
		>/dev/null
	crm -q customer new name=Acme industry=port region=east >/dev/null
	crm -q project new name=Refit customer=Acme >/dev/null
	q=$(crm quote new project=Refit lines+="product=P1,qty=${1:-10}" -o id)
	file=$(git ls-files | grep "$q")
}

approved() {
	quote
	crm -q quote submit "$q" >/dev/null
	crm -q approve "$q" --as ind@example.com >/dev/null
}

# Not sent, and the next verb says why.
not_sent() {
	fails 65 crm quote send "$q"
	has "$1"
	run crm show "$q" -o yaml
	lacks 'to: sent'
}

# The ids that the book has, of the ids on standard input.
missing() {
	git ls-files customer | sed 's,.*/,,; s,\.yaml$,,' | sort >../have
	sort | comm -23 - ../have
}

whole() {
	[ "$(git fsck --no-dangling 2>&1)" = '' ]
	clean
	[ "$(missing <../said)" = '' ]
	crm customer list -o id | sort >../listed
	git ls-files customer | sed 's,.*/,,; s,\.yaml$,,' | sort |
		sort | diff - ../listed
}

writer() {
	local i status=0
	for ((i = 0; i < 25; i++)); do
		crm -q customer new name="W$1-$i" industry=port region=east \
			-o id >>"../said.$1" || status=$?
		[ $status -eq 0 ] || [ $status -eq 75 ] || echo $status >>../bad
	done
}

@test "four writers at once lose nothing" {
	unset CRM_SEED
	book
	local w
	for w in 1 2 3 4; do
		writer "$w" 2>>../errors &
	done
	wait
	[ ! -e ../bad ]
	cat ../said.* >../said
	[ "$(sort -u ../said | wc -l)" -eq "$(wc -l <../said)" ]
	whole
	run crm sql 'SELECT number FROM customers GROUP BY 1
		HAVING count(*) > 1' -o csv --no-headings
	[ "$output" = '' ] || [ "$output" = number ]
}

@test "kill -9 at any moment leaves a whole book" {
	unset CRM_SEED
	book
	local i pid
	for ((i = 0; i < 30; i++)); do
		crm -q customer new name="K$i" industry=port region=east \
			-o id >>../said 2>>../errors &
		pid=$!
		sleep "0.0$((RANDOM % 40 + 10))"
		kill -9 $pid 2>/dev/null || true
		wait $pid 2>/dev/null || true
	done
	crm -q customer new name=Last industry=port region=east -o id >>../said
	whole
}

@test "deleting .git/crm changes no answer" {
	quote
	local c
	answers() {
		crm customer list -o json
		crm quote list
		crm show "$q"
		crm report quotes -o csv
		crm log "$q"
	}
	answers >../before 2>&1
	rm -rf .git/crm
	answers >../after 2>&1
	cmp ../before ../after
}

@test "escape sequences are refused or shown harmless" {
	book
	fails 65 crm customer new name=$'a\e[31mb' industry=port region=east
	id=$(crm customer new name=Acme industry=port region=east -o id)
	file=$(git ls-files | grep "$id")
	printf 'note: "\\e]0;x\\a"\n' >>"$file"
	git commit -qam $'raw \e]0;x\a'
	local c
	for c in "customer list" "show $id" log "log $id" \
		"customer list -o csv" "customer list -o json"; do
		run crm $c
		lacks $'\e'
		lacks $'\a'
	done
}

@test "an answer is had where nothing can be written" {
	[ "$(id -u)" -ne 0 ] || skip 'root may write everywhere'
	book
	crm -q customer new name=Acme industry=port region=east >/dev/null
	chmod -R a-w .
	run crm customer list
	chmod -R u+w .
	[ "$status" -eq 0 ]
	has Acme
}

@test "approval by hand is refused, and void when git takes it" {
	quote 5000
	crm -q quote submit "$q" >/dev/null
	sed -i 's/^state: review/state: approved/' "$file"
	fails 65 crm commit
	has KEPT
	git commit -qam 'approved, says I'
	not_sent APPROVAL-VOID
}

@test "a log written by hand is no decision" {
	quote 5000
	crm -q quote submit "$q" >/dev/null
	sed -i 's/^state: review/state: approved/' "$file"
	cat >>"$file" <<-END
	  - row: zzzz
	    verb: approve
	    from: review
	    to: approved
	    at: 2026-11-23T09:30:00+08:00
	END
	fails 65 crm commit
	git commit -qam 'approved, says the log'
	not_sent APPROVAL-VOID
}

@test "a copy of an approved quote is not approved" {
	approved
	copy=${file%??????.yaml}ggggg2.yaml
	sed '/^number/d' "$file" >"$copy"
	fails 65 crm commit
	git add "$copy"
	git commit -qm 'a copy'
	q=$(basename "$copy" .yaml)
	not_sent APPROVAL-VOID
}

@test "undo does not change what is frozen by now" {
	quote
	crm -q set "$q" 'lines[1].qty=5000' >/dev/null
	crm -q set "$q" 'lines[1].qty=10' >/dev/null
	lowered=$(git rev-parse HEAD)
	crm -q quote submit "$q" >/dev/null
	crm -q approve "$q" --as ind@example.com >/dev/null
	fails 65 crm undo "$lowered"
	has FROZEN
	grep -q 'qty: 10$' "$file"
}

@test "undo takes back no decision" {
	approved
	fails 65 crm undo
	has 'a decision is not undone'
}

@test "undo of a withdrawal asks for every step again" {
	quote
	crm -q quote submit "$q" >/dev/null
	crm -q withdraw "$q" >/dev/null
	withdrawn=$(git rev-parse HEAD)
	crm -q set "$q" 'lines[1].qty=5000' >/dev/null
	crm -q undo "$withdrawn"
	crm -q approve "$q" --as ind@example.com >/dev/null
	not_sent review
}

@test "who submitted decides at no later step either" {
	quote 400
	crm -q employee new name=bob email=bob@example.com \
		roles+=role=sales >/dev/null
	crm -q set "$q" owner=bob >/dev/null
	crm -q set "Ann Lee" roles+=role=commercial_head >/dev/null
	crm -q set Refit team+="member=Ann Lee" >/dev/null
	crm -q quote submit "$q" >/dev/null
	crm -q approve "$q" --as ind@example.com >/dev/null
	fails 77 crm approve "$q"
	has 'nobody approves his own'
}

@test "one who holds two roles may decide at both steps" {
	quote 400
	crm -q set ind roles+=role=commercial_head >/dev/null
	crm -q quote submit "$q" >/dev/null
	crm -q approve "$q" --as ind@example.com >/dev/null
	crm -q approve "$q" --as ind@example.com >/dev/null
	run crm show "$q" -o yaml
	has 'state: approved'
}

@test "a batch that raises and sends does neither" {
	approved
	printf 'set %s lines[1].qty=5000\nquote send %s\n' "$q" "$q" >../b
	fails 65 crm batch ../b
	has FROZEN
	fails 64 crm batch - <<<"quote send $q --as ind@example.com"
	grep -q '^state: approved' "$file"
	clean
}

@test "another branch is held to the same, and a merge to both" {
	approved
	git branch side
	fails 65 crm --on side set "$q" 'lines[1].qty=5000'
	git checkout -q side
	sed -i 's/price: .*/price: 9999.00/' "$file"
	git commit -qam raise
	git checkout -q main
	fails 65 crm --on side quote send "$q"
	has APPROVAL-VOID
	git merge -q side
	not_sent APPROVAL-VOID
}
