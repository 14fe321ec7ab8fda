load common

full='contact_name=孙海 mobile=19900002002 industry=port region=east
	amount=200000 expected=2027-01-31 need=起升机构变频改造停机十五天以内'

team() {
	company ind:industry_manager
	crm -q customer new name=宁波示例港务有限公司 industry=port \
		region=east uscc=91330212MA1XX0033U >/dev/null
}

lead() {
	crm lead new name=门机改造 "$@" -o id 2>/dev/null
}

complete() {
	crm -q set "$1" source=phone $full >/dev/null
	crm -q activity new subject=电话 type=call lead="$1" >/dev/null
}

@test "all that a lead lacks is named at once" {
	team
	l=$(lead company=大连示例重工有限公司)
	fails 65 crm lead submit "$l"
	for rule in SOURCE CONTACT PHONE INDUSTRY REGION NEED AMOUNT EXPECTED \
		FOLLOWED; do
		has "[LEAD-$rule]"
	done
	clean
}

@test "a new customer's lead needs no amount" {
	team
	l=$(lead company=大连示例重工有限公司 type=new_customer)
	fails 65 crm lead submit "$l"
	lacks LEAD-AMOUNT
	lacks LEAD-EXPECTED
	has LEAD-NEED
}

@test "a manager recognises; the owner may not" {
	team
	l=$(lead company=大连示例重工有限公司)
	complete "$l"
	crm lead submit "$l"
	fails 77 crm lead recognise "$l"
	has 'ind (industry_manager)'
	fails 64 crm lead refuse "$l" --as ind@example.com
	crm lead refuse "$l" --as ind@example.com -m '金额太含糊'
	crm lead submit "$l"
	crm lead recognise "$l" --as ind@example.com
	fails 65 crm set "$l" amount=1
	has FROZEN
}

@test "converting makes customer, contact and project in one commit" {
	team
	l=$(lead company=大连示例重工有限公司)
	complete "$l"
	crm lead submit "$l"
	crm lead recognise "$l" --as ind@example.com
	before=$(git rev-list --count HEAD)
	crm lead convert "$l"
	[ "$(git rev-list --count HEAD)" -eq $((before + 1)) ]
	run crm sql "SELECT customer.name, contact.name, project.name,
		project.customer = customer FROM leads WHERE id = '$l'" -o tsv
	has 大连示例重工有限公司
	has 孙海
	has 门机改造
	run crm project list lead:"$l" -o csv
	has 200000.00
	clean
}

@test "the lead of a company in the book is linked to it" {
	team
	l=$(lead company='宁波示例港务 有限公司')
	complete "$l"
	fails 65 crm lead submit "$l"
	has '[LEAD-KNOWN]'
	crm -q set "$l" customer=宁波示例港务有限公司
	crm lead submit "$l"
	crm lead recognise "$l" --as ind@example.com
	crm lead convert "$l"
	[ "$(crm customer count)" -eq 1 ]
}

@test "a second open lead of a company is pointed out" {
	team
	lead company=大连示例重工有限公司
	run crm lead new name=又一条 company=大连示例重工有限公司
	[ "$status" -eq 0 ]
	has '[LEAD-DUPLICATE]'
}

@test "a customer is entered once" {
	team
	fails 65 crm customer new name='宁波示例港务  有限公司' \
		industry=port region=east
	has '[CUSTOMER-DUPLICATE]'
	has 'Ann Lee'
	fails 65 crm customer new name=别的公司 industry=port region=east \
		uscc=91330212MA1XX0033U
	has '[CUSTOMER-DUPLICATE]'
	fails 65 crm customer new name=别的公司 industry=port region=east \
		uscc=91330212MA1XX0034U
	run crm customer new name='示例港务(宁波)有限责任公司' \
		industry=port region=east
	[ "$status" -eq 0 ]
	has '[CUSTOMER-SIMILAR]'
}

@test "nothing is sold to a blacklisted customer" {
	team
	crm -q employee new name=fin email=fin@example.com \
		roles+=role=finance >/dev/null
	p=$(crm project new name=P customer=宁波示例港务有限公司 -o id)
	fails 77 crm customer blacklist 宁波示例港务有限公司 -m 拖欠
	crm customer blacklist 宁波示例港务有限公司 --as fin@example.com -m 拖欠
	fails 65 crm quote new project="$p"
	has '[QUOTE-BLACKLIST]'
	fails 65 crm order new customer=宁波示例港务有限公司
	has '[ORDER-BLACKLIST]'
}
