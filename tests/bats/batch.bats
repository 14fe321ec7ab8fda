load common

@test "batch makes one commit of many commands" {
	book
	n=$(git rev-list --count HEAD)
	cat >list <<-'EOF'
	# two records
	customer new name='Acme Ltd' industry=port region=east
	contact new name=Bob customer=$customer
	EOF
	crm batch list
	[ "$(git rev-list --count HEAD)" -eq $((n + 1)) ]
	run crm contact list
	has Bob
	run git log -1 --format=%B
	has 'Crm-Op: book.batch'
	[ "$(git log -1 --format=%B | grep -c '^Crm-Op:')" -eq 1 ]
	[ "$(git log -1 --format=%B | grep -c '^Crm-Record:')" -eq 2 ]
	rm list
	clean
}

@test "batch is all or nothing and names the line" {
	book
	printf '%s\n' 'customer new name=A industry=port region=east' \
		'customer new nmae=B' >list
	fails 64 crm batch list
	has 'list:2'
	run crm customer list -o id
	[ -z "$output" ]
}

@test "batch reads standard input only for -" {
	book
	echo 'customer new name=A industry=port region=east' | crm batch -
	fails 66 crm batch nowhere
}
