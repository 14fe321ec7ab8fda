load common
load small_book

@test "a whole book is silent, but for the count" {
	small_book
	run -0 --separate-stderr crm check
	[ -z "$output" ]
	[ "$stderr" = '2 records, 0 errors, 0 warnings' ]
	run -0 crm check --schema
	run -0 crm check abcd bcde
	has '2 records'
	fails 64 crm check abcd --schema
	fails 66 crm check zzzz
}

@test "all that git let in is named, with its place" {
	small_book
	echo '  bad: [' >>thing/bcde000002.yaml
	printf 'state: fresh\nname: x\nprice: -1\nnext: zzzz000000\nsize: huge\ncolour: red\n' \
		>thing/cdef000003.yaml
	mkdir thing/ab gone
	cp thing/abcd000001.yaml thing/ab/
	echo 'name: y' >thing/what.yaml
	echo 'name: z' >gone/dddd000004.yaml
	ln -s abcd000001.yaml thing/eeee000005.yaml
	git add . && git commit -qm 'plain git'
	run -1 --separate-stderr crm check
	has 'thing/bcde000002.yaml:3:'
	has 'thing/cdef000003.yaml:3:8: error: '
	has 'thing/cdef000003.yaml:4:7: error: next: there is no record "zzzz000000" of the right kind [REF]'
	has 'thing/cdef000003.yaml:5:7: error: '
	has 'thing/cdef000003.yaml:6:1: warning: unknown key "colour"'
	has 'thing/abcd000001.yaml: error: the id is taken by thing/ab/abcd000001.yaml, too [ID]'
	has 'thing/ab/abcd000001.yaml: error: the record is in the wrong folder: it belongs at thing/abcd000001.yaml [PATH]'
	has 'thing/what.yaml: error: this is no record'
	has 'gone/dddd000004.yaml: error: "gone" has no schema [KIND]'
	has 'thing/eeee000005.yaml: error: a record is a plain file'
	[[ $stderr == *' errors, 1 warnings' ]] || { echo "$output $stderr"; false; }
	[ "$output" = "$(printf '%s\n' "${lines[@]}" | sort -t: -k1,1 -s)" ]
	run -1 crm check cdef
	lacks bcde
}

@test "mistakes of the schema, all at once" {
	small_book
	sed -i 's/price \* 2/prize * 2/; s/by: \[owner\]/by: [owner], when: "1 +"/; s/to: thing/to: thign/' \
		schema/thing.yaml
	mkdir -p schema/calendar
	echo 'year: [' >schema/calendar/cn-2026.yaml
	git add . && git commit -qm typos
	run -1 crm check --schema
	has 'schema/thing.yaml:17:'
	has prize
	has 'schema/thing.yaml:24:'
	has thign
	has 'schema/calendar/cn-2026.yaml:2:'
	run -1 crm check
	has prize
}

@test "rules and approvals are checked, too" {
	company mgr:department_manager
	c=$(crm customer new name=示例重工 industry=port region=east -o id)
	crm customer new name=Other industry=port region=east
	sed -i 's/^name: Other/name: 示例重工/' customer/*/*.yaml
	git commit -qam twins
	run -1 crm check
	has 'CUSTOMER-DUPLICATE'
	[[ $output =~ customer/./$c.yaml:[0-9]+:[0-9]+:\ error ]]
	run -0 crm explain CUSTOMER-DUPLICATE
	has schema/customer.yaml
}

@test "editing what an approval covers voids it" {
	company mgr:department_manager
	c=$(crm customer new name=示例重工 industry=port region=east -o id)
	o=$(crm order new customer=$c delivery=2027-01-10 \
		lines+='text=Cable,qty=2,price=100.00' \
		instalments+='name=advance,amount=200' -o id)
	crm order submit $o
	crm approve $o --as mgr@example.com
	crm check $o
	f=$(git ls-files | grep $o)
	sed -i 's/qty: 2/qty: 3/; s/amount: 200.00/amount: 300.00/' $f
	git commit -qam 'by hand'
	run -1 crm check
	has "$f:"
	has APPROVAL-VOID
	run -0 crm show $o
	has void
}

@test "check names a number that two branches gave" {
	crm init -q --lang en two
	cd two
	git branch other
	crm customer new name=A industry=port region=east
	CRM_SEED=other crm customer new name=B industry=port region=east \
		--on other
	git merge -q other -m both
	fails 1 crm check
	has KH-000001
	has NUMBER
}
