load common
load small_book

@test "-o yaml gives the stored bytes, comments and all" {
	small_book
	printf '# by hand\nstate:   fresh\r\nname: x   # why\n\n\nfoo: 1' >thing/dddd000004.yaml
	git add . && git commit -qm hand
	for words in 'dddd000004' 'thing dddd000004' 'dddd' 'thing dddd' 'things dddd'; do
		crm show $words -o yaml | cmp - thing/dddd000004.yaml
	done
	crm thing show dddd000004 -o yaml | cmp - thing/dddd000004.yaml
	rm -rf .git/crm
	crm thing show dddd000004 -o yaml | cmp - thing/dddd000004.yaml
	[ ! -e .git/crm/index.db ]
}

@test "text shows what is filled, then what refers to it" {
	small_book
	cat >thing/cdef000003.yaml <<-END
		state: done
		name: Third
		price: 10.00
		next: abcd000001
		was_there: yes
		log:
		  - row: k3f9
		    verb: finish
		    from: fresh
		    to: done
		    at: 2026-11-01T10:00:00+08:00
		    reason: it was time
	END
	git add . && git commit -qm three
	run -0 crm show cdef
	has 'Thing Third [Done]'
	has cdef000003
	has 'Price'
	has '20.00'
	has 'Finish (Fresh → Done)'
	has 'it was time'
	has '2026-11-01 10:00'
	has '第一件'
	has was_there
	lacks Size
	run -0 crm show abcd
	has 'Thing (1)'
	has Third
	LC_ALL=zh_CN.UTF-8 run -0 crm show cdef
	has '物品 Third [完成]'
	has 价格
}

@test "documents for programs" {
	small_book
	sed -i '$a price: 12.50' thing/abcd000001.yaml
	git commit -qam price
	run -0 crm show abcd -o json
	has '"id": "abcd000001"'
	has '"kind": "thing"'
	has '"state": "fresh"'
	lacks twice
	run -0 crm show abcd -o json --derived
	has '"twice"'
	has '"25.00"'
	run -0 crm show abcd -o yaml --derived
	has $'derived:\n  twice: 25.00'
	run -0 crm show abcd bcde -o jsonl
	[ "${#lines[@]}" -eq 2 ]
	run -0 crm show abcd bcde -o yaml
	has $'\n---\n'
	printf '{name: flow, price: 1.00}' >thing/dddd000004.yaml
	git add . && git commit -qm flow
	run -0 crm show dddd -o yaml --derived
	has $'---\nderived:'
}

@test "what cannot be read is shown as bytes only" {
	small_book
	echo '  bad: [' >>thing/bcde000002.yaml
	git commit -qam broken
	fails 65 crm show bcde
	has 'thing/bcde000002.yaml:3'
	has '-o yaml'
	crm show bcde -o yaml | cmp - thing/bcde000002.yaml
	echo 'kind: [' >schema/thing.yaml
	git commit -qam worse
	crm show bcde000002 -o yaml | cmp - thing/bcde000002.yaml
}

@test "a mistake in the schema hides nothing else" {
	small_book
	sed -i 's/^derive:/derive:\n  wrong: {type: money, sql: "prize * 2", label: {en: W, zh: W}}/' \
		schema/thing.yaml
	sed -i '$a price: 12.50' thing/abcd000001.yaml
	git commit -qam typo
	run -0 --separate-stderr crm show abcd
	has '25.00'
	[[ $stderr == *wrong*prize* ]]
	run -0 --separate-stderr crm show abcd -o json --derived
	has '"25.00"'
}

@test "refusals" {
	small_book
	fails 66 crm show zzzz
	fails 66 crm show zzzz000000 -o yaml
	cp thing/abcd000001.yaml thing/abcd000009.yaml
	git add . && git commit -qm twins
	fails 64 crm show abcd
	has abcd000001
	has abcd000009
	fails 64 crm show abcd000001 -o table,
	fails 64 crm show
}

@test "--at shows what was committed then" {
	small_book
	sed -i 's/^size:.*/size: small/' thing/abcd000001.yaml
	git commit -qam small
	run -0 crm show abcd000001 -o yaml --at HEAD~1
	has 'size: big'
	run -0 crm show abcd --at HEAD~1
	has big
	run -0 crm show abcd
	has small
}

@test "a record of the shipped kinds: groups, rows, sums, approval" {
	company mgr:department_manager
	c=$(crm customer new name=示例重工 industry=port region=east -o id)
	o=$(crm order new customer=$c delivery=2027-01-10 division=systems \
		lines+='text=Cable,qty=2,price=100.00' \
		instalments+='name=advance,amount=200' -o id)
	run -0 crm show $o
	has 'Lines'
	has 'Cable'
	has '200.00'
	has '示例重工'
	run -0 crm show $c
	has 'Open orders (1)'
	has 'Total 200.00'
	crm show $o -o json --derived >o.json
	grep -q '"gross_amount"' o.json
	COLUMNS=40 run -0 crm show $o
	has 'Cable'
}
