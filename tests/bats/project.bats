load common

project() {
	company dep:department_manager
	crm -q customer new name=Acme industry=port region=east >/dev/null
	crm -q contact new name=Wang customer=Acme >/dev/null
	crm -q contact new name=Zhao customer=Acme >/dev/null
	p=$(crm project new name=Refit customer=Acme amount=600000 \
		expected=2027-01-31 contact=Wang need='a new crane' "$@" -o id \
		2>/dev/null)
}

large() {
	project type=large no_competitor=true \
		team+='member=Ann Lee,role=lead' team+=member=dep \
		decision_tree+='contact=Wang,role=decision_maker' \
		decision_tree+='contact=Zhao,role=technical_gatekeeper'
}

@test "a general project goes straight to its quote" {
	project
	fails 65 crm project initiate "$p"
	has 'only a large project'
	run crm project bid "$p"
	[ "$status" -eq 0 ]
	has '[PROJECT-LARGE]'
	run crm project list -o csv
	has 600000.00
	run crm sql "SELECT chance, weighted FROM projects" -o tsv
	has 5000
	has 30000000
}

@test "a large project is initiated before its bid" {
	large
	fails 65 crm project bid "$p"
	has 'crm project initiate XM2026-0001'
	crm project initiate "$p"
	fails 77 crm project establish "$p"
	crm project establish "$p" --as dep@example.com
	fails 65 crm project bid "$p"
	has '[PROJECT-EXCHANGE]'
	lacks '[PROJECT-DECIDER]'
	crm -q activity new subject=Talk type=tech_exchange project="$p"
	crm project bid "$p"
	run crm project show "$p"
	has 'Bid or quote'
}

@test "a large project needs a team, its deciders and competitors" {
	project type=large
	fails 65 crm project initiate "$p"
	has '[PROJECT-TEAM]'
	crm -q set "$p" team+='member=Ann Lee,role=lead' team+=member=dep
	crm project initiate "$p"
	crm project establish "$p" --as dep@example.com
	fails 65 crm project bid "$p"
	has '[PROJECT-DECIDER]'
	has '[PROJECT-GATEKEEPER]'
	has '[PROJECT-COMPETITOR]'
	has '[PROJECT-EXCHANGE]'
}

@test "a project is not won without a contract, nor lost without a reason" {
	project
	fails 65 crm project win "$p"
	has 'no contract of Refit'
	fails 64 crm project lose "$p" lost_reason=price
	fails 65 crm project lose "$p" -m 'too dear'
	has lost_reason
	crm project lose "$p" lost_reason=price -m 'too dear'
	fails 77 crm project reopen "$p" -m 'once more'
	crm project reopen "$p" --as dep@example.com -m 'once more'
}

@test "the funnel weighs by stage and leaves out what is on hold" {
	project
	crm -q project bid "$p"
	run crm report funnel -o csv
	has 'bid,1,600000.00,300000.00'
	crm project hold "$p" hold_until=2027-02-01 -m 'no money yet'
	run crm report funnel -o csv
	lacks bid
	CRM_NOW=2027-03-01T09:00:00+08:00 run crm report funnel -o csv
	has 'bid,1,600000.00,300000.00'
}

@test "an activity is about something" {
	project
	fails 65 crm activity new subject=Chat
	has '[ACTIVITY-ABOUT]'
	crm -q customer new name=Other industry=port region=east >/dev/null
	fails 65 crm activity new subject=Chat project="$p" customer=Other
	has '[ACTIVITY-CUSTOMER]'
	crm activity new subject=Chat project="$p"
	run crm customer show Acme
	has 'Last contact  2026-11-23'
}
