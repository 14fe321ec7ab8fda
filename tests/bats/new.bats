load common

@test "new makes one commit and leaves git status clean" {
	book
	before=$(git rev-list --count HEAD)
	run crm customer new name=Acme industry=port region=east
	[ "$status" -eq 0 ]
	has Acme
	[ "$(git rev-list --count HEAD)" -eq $((before + 1)) ]
	clean
}

@test "new takes labels of either language" {
	book
	id=$(crm customer new name=Acme industry=港口起重 region=East -o id) ||
		id=$(crm customer new name=Acme industry=port region=East -o id)
	run crm show "$id" -o yaml
	has 'region: east'
}

@test "new names all that is missing at once" {
	book
	fails 65 crm customer new name=Acme
	has industry
	has region
	[ "$(git rev-list --count HEAD)" -eq 2 ]
}

@test "an unknown field gets did you mean" {
	book
	fails 64 crm customer new nmae=Acme
	has "did you mean 'name'"
}

@test "a derived field can't be set" {
	book
	fails 64 crm customer new name=Acme industry=port region=east overdue=1
	has derived
}

@test "a wrong choice says what is allowed" {
	book
	fails 65 crm customer new name=Acme industry=nothing region=east
	has port
}

@test "an unknown kind gets did you mean" {
	book
	fails 64 crm custmer new name=Acme
	has customer
}

@test "a reference that leads nowhere is refused" {
	book
	fails 66 crm contact new name=Bob customer=zzzzzzzzzz
	clean
}

@test "a duplicate customer is refused" {
	book
	crm customer new name='Acme Co' industry=port region=east
	fails 65 crm customer new name='ACME  co' industry=port region=east
	has CUSTOMER-DUPLICATE
}

@test "--dry-run shows diff and message and writes nothing" {
	book
	run crm customer new name=Acme industry=port region=east -n
	[ "$status" -eq 0 ]
	has '+name: Acme'
	has 'Crm-Op: customer.new'
	[ "$(git rev-list --count HEAD)" -eq 2 ]
	run crm customer list -o id
	[ -z "$output" ]
}

@test "the commit message has its trailers" {
	book
	crm customer new name=Acme industry=port region=east -m 'met at the fair'
	run git log -1 --format=%B
	has 'customer: new'
	has 'met at the fair'
	has 'Crm-Op: customer.new'
	has 'Crm-Record: customer/'
	has 'Crm-Source: cli'
}

@test "a message may not fake a trailer" {
	book
	fails 64 crm customer new name=Acme industry=port region=east \
		-m $'x\nCrm-Op: quote.approve'
}

@test "escape sequences in a text are shown harmless" {
	book
	fails 65 crm customer new name=$'Acme\e[31m' industry=port region=east
}
