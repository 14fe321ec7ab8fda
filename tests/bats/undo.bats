load common

@test "undo puts a field back by a new commit" {
	book
	id=$(crm customer new name=Acme industry=port region=east -o id)
	crm set "$id" legal_person=Ningbo
	n=$(git rev-list --count HEAD)
	crm undo
	[ "$(git rev-list --count HEAD)" -eq $((n + 1)) ]
	! grep -rq Ningbo customer
	clean
}

@test "undo of an older command keeps what was changed since" {
	book
	id=$(crm customer new name=Acme industry=port region=east -o id)
	crm set "$id" legal_person=Ningbo
	c=$(git rev-parse HEAD)
	crm set "$id" short_name=A
	crm undo "$c"
	grep -rq 'short_name: A' customer
	! grep -rq Ningbo customer
}

@test "undo refuses what was changed since, and names it" {
	book
	id=$(crm customer new name=Acme industry=port region=east -o id)
	crm set "$id" legal_person=Ningbo
	c=$(git rev-parse HEAD)
	crm set "$id" legal_person=Dalian
	fails 65 crm undo "$c"
	has legal_person
	grep -rq Dalian customer
}

@test "undo of new archives what has a number, which is never given again" {
	book
	id=$(crm customer new name=Acme industry=port region=east -o id)
	crm undo
	run crm customer list -o id
	[ -z "$output" ]
	crm show "$id" | grep -q KH-000001
	run crm customer new name=Beta industry=port region=east
	has KH-000002
	clean
}
