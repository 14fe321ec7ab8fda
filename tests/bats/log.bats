load common
load small_book

@test "the log of the book, newest first" {
	small_book
	crm thing new name=Fourth -m 'because'
	run -0 crm log
	[[ ${lines[0]} == *'Ann Lee'* ]]
	has 'because'
	has 'thing: two'
	run -0 crm log --oneline
	[ "${#lines[@]}" -eq 2 ]
	[[ ${lines[0]} =~ ^[0-9a-f]{7}\ [0-9-]{10}\ Ann\ Lee ]]
	run -0 crm log -n 1 -o json
	has '"op":"thing.new"'
	[ "$(crm log --by nobody --oneline)" = '' ]
	[ "$(crm log --op thing.new --oneline | wc -l)" -eq 1 ]
	[ "$(crm log --op new --oneline | wc -l)" -eq 1 ]
	[ "$(crm log --since 2099-01-01 --oneline)" = '' ]
	fails 64 crm log --since someday
	[ ! -e .git/crm/at ]
}

@test "the log of a record has its fields, before and after" {
	small_book
	crm set abcd size=small
	crm set abcd price=12万
	crm set bcde note=x
	run -0 crm log abcd
	has 'size: big → small'
	has 'price: – → 120,000.00'
	lacks note
	[ "$(crm log abcd --oneline | wc -l)" -eq 3 ]
	[ "$(crm log abcd bcde --oneline | wc -l)" -eq 5 ]
	[ "$(crm log abcd -n 1 --oneline | wc -l)" -eq 1 ]
	run -0 crm log abcd -o csv
	has ',thing,abcd000001'
	fails 66 crm log zzzz000000
	fails 66 crm log zzzz
}

@test "history follows plain git: commits, merges, deletions, rewrites" {
	small_book
	crm log abcd >/dev/null
	git checkout -qb side
	sed -i 's/^size:.*/size: small/' thing/abcd000001.yaml
	git commit -qam side
	git checkout -q main
	sed -i 's/Second/Zweite/' thing/bcde000002.yaml
	git commit -qam main
	git merge -q --no-edit side
	[ "$(crm log abcd --oneline | wc -l)" -eq 2 ]
	[ "$(crm log bcde --oneline | wc -l)" -eq 2 ]
	git rm -q thing/abcd000001.yaml
	git commit -qm gone
	[ "$(crm log abcd000001 --oneline | wc -l)" -eq 3 ]
	git reset -q --hard HEAD~2
	[ "$(crm log abcd --oneline | wc -l)" -eq 1 ]
	rm -rf .git/crm
	[ "$(crm log abcd --oneline | wc -l)" -eq 1 ]
	run -0 crm sql 'SELECT count(*) AS n FROM changes' -o csv
	[ "${lines[1]}" -eq 3 ]
}
