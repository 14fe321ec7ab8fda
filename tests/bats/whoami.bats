load common

@test "whoami shows identity, person and roles" {
	company ind:industry_manager
	run crm whoami
	has 'Ann Lee <ann@example.com>'
	has sales
	run crm whoami --as ind@example.com
	has industry_manager
}

@test "whoami says that a stranger may only read" {
	book
	git config user.email else@example.com
	run crm whoami
	[ "$status" -eq 0 ]
	has 'may read'
	fails 77 crm customer new name=A industry=port region=east
	has 'crm employee new'
}

@test "reindex changes no answer" {
	book
	crm customer new name=A industry=port region=east
	crm customer list >before
	crm reindex
	crm customer list >after
	cmp before after
	rm -rf .git/crm
	crm customer list >after
	cmp before after
}
