load common

acme() {
	book
	id=$(crm customer new name=Acme industry=port region=east -o id)
	file=$(git ls-files | grep "$id")
}

@test "commit records a hand edit" {
	acme
	echo 'legal_person: Ningbo  # the port' >>"$file"
	run crm status
	has "$id"
	crm commit -m 'from the phone book'
	clean
	grep -q '# the port' "$file"
	run git log -1 --format=%B
	has 'Crm-Change: legal_person - -> Ningbo'
}

@test "commit gives rows their ids" {
	acme
	printf 'ship_addresses:\n  - address: Road 1\n' >>"$file"
	crm commit
	grep -q 'row: ' "$file"
	clean
}

@test "commit takes a file made by hand" {
	book
	mkdir -p customer/k
	path=customer/k/kaaaaaaaa2.yaml
	printf 'name: Handmade\nindustry: port\nregion: east\n' >"$path"
	run crm commit
	[ "$status" -eq 0 ]
	run crm show kaaaaaaaa2 -o yaml
	has 'state: active'
}

@test "commit refuses a wrong value with its place" {
	acme
	echo 'credit_days: many' >>"$file"
	fails 65 crm commit
	has "$file:"
	grep -q many "$file"
}

@test "commit refuses a state changed by hand" {
	acme
	sed -i 's/^state: active/state: blacklisted/' "$file"
	fails 65 crm commit
}

@test "a broken file is listed, flagged and named by check" {
	acme
	printf 'name: [\n' >"$file"
	git commit -qam broken
	run crm customer list
	has "${id:0:4}"
	fails 1 crm check
	has "$file"
}

@test "a numbered record is not deleted by hand" {
	acme
	rm "$file"
	fails 65 crm commit
	has 'crm archive'
	git checkout -q HEAD -- "$file"
	clean
}
