load common
load small_book

@test "diff of a record: by hand, else its last change" {
	small_book
	crm set abcd size=small
	run -0 crm diff abcd
	[ "$output" = 'size: big → small' ]
	sed -i 's/^size:.*/size: big/' thing/abcd000001.yaml
	run -0 crm diff abcd
	[ "$output" = 'size: small → big' ]
	run -0 crm diff
	has 'abcd000001'
	has 'size: small → big'
	fails 1 crm diff --exit-code
	git checkout -q .
	run -0 crm diff --exit-code
	[ -z "$output" ]
}

@test "diff between revisions, and days" {
	small_book
	crm set abcd size=small price=5
	crm set bcde note=x
	run -0 crm diff abcd HEAD~2
	[ "$output" = $'size: big → small\nprice: – → 5.00' ]
	run -0 crm diff abcd HEAD~2 HEAD~1
	has size
	run -0 crm diff abcd HEAD~1
	[ -z "$output" ]
	run -0 crm diff HEAD~2..HEAD
	has abcd000001
	has bcde000002
	has 'note: – → x'
	run -0 crm diff HEAD~2..HEAD -o csv
	has 'thing,abcd000001,size,big,small'
	run -0 crm diff abcd 2026-11-23
	fails 66 crm diff abcd nonsense
	fails 66 crm diff zzzz
}

@test "rows and groups have paths" {
	book
	c=$(crm customer new name=A industry=port region=east -o id)
	crm set $c invoice_title.bank=ICBC ship_addresses+='address="Some street 1",receiver=Wang'
	run -0 crm diff $c
	has 'invoice_title.bank: – → ICBC'
	[[ $output =~ ship_addresses\[[a-z0-9]{4}\]:\ –\ → ]]
	crm set $c 'ship_addresses[1].receiver=Li'
	run -0 crm diff $c
	[[ $output =~ ^ship_addresses\[[a-z0-9]{4}\].receiver:\ Wang\ →\ Li$ ]]
}
