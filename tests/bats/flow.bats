load common

people() {
	company ind:industry_manager com:commercial_head gm:general_manager \
		fin:finance
	crm -q set "Ann Lee" superior=gm >/dev/null
	product=$(crm product new model=P1 name=Drive list_price=1000 cost=600 -o id)
	customer=$(crm customer new name=Acme industry=port region=east -o id)
	project=$(crm project new name=Refit customer=Acme -o id)
}

quote() {
	people
	q=$(crm quote new project=Refit lines+="product=P1,qty=${1:-10}" -o id)
}

@test "a quote passes its ladder step by step" {
	quote 400
	run crm quote submit "$q"
	[ "$status" -eq 0 ]
	has BJ20261123-001
	fails 77 crm approve "$q"
	has 'nobody approves his own'
	has ind
	fails 77 crm approve "$q" --as com@example.com
	crm approve "$q" --as ind@example.com
	run crm show "$q" -o yaml
	has 'state: review'
	crm approve "$q" --as com@example.com
	run crm show "$q" -o yaml
	has 'state: approved'
	has digest
	clean
}

@test "a large amount must pass the general manager" {
	quote 2000
	crm quote submit "$q"
	crm approve "$q" --as ind@example.com
	crm approve "$q" --as com@example.com
	run crm show "$q" -o yaml
	has 'state: review'
	crm approve "$q" --as gm@example.com
	run crm show "$q" -o yaml
	has 'state: approved'
}

@test "an approved field may not be set" {
	quote
	crm quote submit "$q"
	crm approve "$q" --as ind@example.com
	fails 65 crm set "$q" 'lines[1].qty=1000'
	has FROZEN
}

@test "plain git commit of a covered field voids the approval" {
	quote
	crm quote submit "$q"
	crm approve "$q" --as ind@example.com
	file=$(git ls-files | grep "$q")
	sed -i 's/qty: 10$/qty: 11/' "$file"
	fails 65 crm commit
	git commit -qam 'raise it'
	fails 1 crm check
	has APPROVAL-VOID
	fails 65 crm quote send "$q"
	has APPROVAL-VOID
	crm withdraw "$q"
	run crm show "$q" -o yaml
	has 'state: draft'
}

@test "return needs a reason and brings it back" {
	quote
	crm quote submit "$q"
	fails 64 crm return "$q" --as ind@example.com
	crm return "$q" --as ind@example.com -m 'price?'
	run git log -1 --format=%B
	has 'Crm-Reason: price?'
	crm quote submit "$q"
	[ "$(crm quote list -o csv --columns number --no-headings | cut -d, -f2 | sort -u | wc -l)" -le 1 ]
}

@test "withdraw before the first decision only" {
	quote 400
	crm quote submit "$q"
	fails 77 crm withdraw "$q" --as com@example.com
	crm withdraw "$q"
	crm quote submit "$q"
	crm approve "$q" --as ind@example.com
	fails 65 crm withdraw "$q"
}

@test "a wrong verb says what is possible" {
	quote
	fails 65 crm quote send "$q"
	has submit
	fails 64 crm quote sbumit "$q"
	has submit
}

@test "who may is named" {
	people
	r=$(crm receipt new customer=Acme amount=100 -o id)
	fails 77 crm receipt confirm "$r"
	has fin
	crm receipt confirm "$r" --as fin@example.com
}

@test "--as is refused in a real book" {
	book
	fails 77 crm whoami --as x@example.com
}

@test "completeness of a lead names all that is missing" {
	people
	l=$(crm lead new name=Refit company=Beta -o id)
	fails 65 crm lead submit "$l"
	has LEAD-SOURCE
	has LEAD-CONTACT
	has LEAD-NEED
	has LEAD-FOLLOWED
}
