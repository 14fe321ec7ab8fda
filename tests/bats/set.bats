load common

acme() {
	book
	id=$(crm customer new name=Acme industry=port region=east -o id)
	file=$(git ls-files | grep "$id")
}

@test "set changes the bytes of one field only" {
	acme
	sed -i '1i # our oldest customer' "$file"
	crm commit
	cp "$file" before
	crm set "$id" legal_person=Ningbo
	run diff before "$file"
	[ "${lines[1]}" = '> legal_person: Ningbo' ]
	[ "${#lines[@]}" -eq 2 ]
	head -1 "$file" | grep -q oldest
	rm before
	clean
}

@test "set clears" {
	acme
	crm set "$id" legal_person=Ningbo
	crm set "$id" legal_person=
	! grep -q '^legal_person' "$file"
}

@test "set without effect makes no commit" {
	acme
	n=$(git rev-list --count HEAD)
	crm set "$id" region=east
	[ "$(git rev-list --count HEAD)" -eq "$n" ]
}

@test "lists: add, remove" {
	acme
	crm set "$id" former_names+=Old former_names+=Older
	grep -q -- '- Old$' "$file"
	crm set "$id" former_names-=Old
	! grep -q -- '- Old$' "$file"
	grep -q -- '- Older$' "$file"
}

@test "rows: add, change by place, remove" {
	acme
	crm set "$id" ship_addresses+='address="Road 1, Ningbo",receiver=Wu'
	crm set "$id" 'ship_addresses[1].receiver=Li'
	grep -q 'receiver: Li' "$file"
	grep -q 'address: Road 1, Ningbo' "$file"
	fails 66 crm set "$id" 'ship_addresses[2].receiver=Li'
	crm set "$id" 'ship_addresses[1]='
	! grep -q receiver "$file"
}

@test "a hand edit in the way is never overwritten" {
	acme
	echo 'note: by hand' >>"$file"
	fails 75 crm set "$id" legal_person=Ningbo
	grep -q 'by hand' "$file"
}

@test "more than three records need --yes or --expect" {
	book
	for i in 1 2 3 4; do
		crm -q customer new name=C$i industry=port region=east >/dev/null
	done
	fails 64 crm set -k customer industry:port legal_person=Ningbo
	fails 1 crm set -k customer industry:port legal_person=Ningbo --expect=3
	crm set -k customer industry:port legal_person=Ningbo --expect=4
	[ "$(grep -rl 'legal_person: Ningbo' customer | wc -l)" -eq 4 ]
}

@test "state, number and log can't be set" {
	acme
	fails 64 crm set "$id" state=blacklisted
	fails 64 crm set "$id" number=X
	fails 64 crm set "$id" created=2020-01-01
}

@test "no such record is 66" {
	book
	fails 66 crm set zzzzzzzzzz name=x
}

@test "two writers at once lose nothing" {
	acme
	crm set "$id" legal_person=Ningbo & a=$!
	crm set "$id" short_name=Acme & b=$!
	wait $a
	wait $b
	grep -q 'legal_person: Ningbo' "$file"
	grep -q 'short_name: Acme' "$file"
	clean
}
