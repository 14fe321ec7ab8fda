load common

# People, a product of each tax class, a customer, a project.
firm() {
	company ind:industry_manager com:commercial_head gm:general_manager \
		dep:department_manager fin:finance law:legal
	crm -q product new model=P1 name=Drive list_price=113 cost=60 >/dev/null
	crm -q product new model=S1 name=Day list_price=106 cost=50 \
		tax_class=service unit=day >/dev/null
	crm -q customer new name=Acme industry=port region=east >/dev/null
	crm -q project new name=Refit customer=Acme >/dev/null
}

as() {
	crm --as "$1@example.com" "${@:2}"
}

# An order confirmed: 100 of P1 (11300.00), half at signing, half after
# acceptance.
order() {
	firm
	o=$(crm order new project=Refit delivery=2026-12-10 \
		lines+=product=P1,qty=100 \
		instalments+=name=advance,percent=50,event=sign,offset_days=10 \
		instalments+=name=acceptance,percent=50,event=accept \
		"$@" -o id)
	crm -q order submit "$o"
	as dep -q approve "$o"
}

value() {
	crm sql "SELECT $1 FROM $2" -o tsv | tail -n 1
}

@test "tax is taken out of a gross price line by line" {
	firm
	q=$(crm quote new project=Refit lines+=product=P1,qty=1 \
		lines+=product=S1,qty=2 lines+='text=Freight,qty=1,price=100,tax=9' \
		-o id)
	run crm sql 'SELECT total, subtotal, tax_total, capitals FROM quotes' \
		-o csv
	has '42500,39174,3326,肆佰贰拾伍元整'
}

@test "tax is added to a net price" {
	firm
	crm quote new project=Refit price_basis=net lines+=product=P1,qty=3 \
		lines+='text=Freight,qty=1,price=0.01,tax=13'
	run crm sql 'SELECT total, subtotal, tax_total FROM quotes' -o csv
	has '33901,30001,3900'
}

@test "margin, discount or a line of unknown cost raise the ladder" {
	firm
	quote() {
		q=$(crm quote new project=Refit lines+="$1" -o id 2>/dev/null)
		crm -q quote submit "$q"
		as ind -q approve "$q"
	}
	state() {
		value state "quotes WHERE id = '$q'"
	}
	quote product=P1,qty=1
	[ "$(state)" = approved ]
	quote product=P1,qty=1,discount=16
	[ "$(state)" = review ]
	as gm -q approve "$q"
	[ "$(state)" = approved ]
	quote text=Odds,qty=1,price=10
	[ "$(state)" = review ]
	as com -q approve "$q"
	[ "$(state)" = approved ]
	crm -q set P1 floor_price=110
	quote product=P1,qty=1,discount=5
	[ "$(state)" = review ]
}

@test "a revision takes the place of the quote when it is approved" {
	firm
	q=$(crm quote new project=Refit lines+=product=P1,qty=1 -o id)
	crm -q quote submit "$q"
	as ind -q approve "$q"
	crm -q quote revise "$q"
	fails 65 crm quote revise "$q"
	r=$(value id "quotes WHERE replaces = '$q'")
	[ "$(value state "quotes WHERE id = '$q'")" = approved ]
	crm -q quote submit "$r"
	[ "$(value number "quotes WHERE id = '$r'")" = BJ20261123-001-V2 ]
	as ind -q approve "$r"
	[ "$(value state "quotes WHERE id = '$q'")" = superseded ]
}

@test "quote, contract and order hand their lines on" {
	firm
	q=$(crm quote new project=Refit lines+=product=P1,qty=100 -o id)
	crm -q quote submit "$q"
	as ind -q approve "$q"
	crm -q quote send "$q"
	crm -q quote accept "$q"
	c=$(value id contracts)
	fails 65 crm contract submit "$c"
	has instalments
	has delivery
	crm -q set "$c" delivery=2026-12-31 \
		instalments+=name=advance,percent=30,event=sign
	fails 65 crm contract submit "$c"
	has '[CONTRACT-PLAN]'
	has 3,390.00
	crm -q set "$c" instalments+=name=full,percent=70,event=ship
	crm -q contract submit "$c"
	for who in dep fin law; do
		as "$who" -q approve "$c"
	done
	fails 65 crm contract sign "$c"
	has sign_date
	fails 65 crm contract sign "$c" sign_date=2026-12-31
	has '[CONTRACT-SIGNED]'
	crm -q contract sign "$c" sign_date=2026-11-20
	[ "$(value state projects)" = won ]
	run crm sql 'SELECT total, planned, date, state FROM orders' -o csv
	has '1130000,1130000,2026-11-20,draft'
}

@test "terms of one's own need the general manager and an explanation" {
	firm
	c=$(crm contract new project=Refit delivery=2026-12-31 \
		lines+=product=P1,qty=1 instalments+=name=full,percent=100 \
		standard_terms=false -o id)
	fails 65 crm contract submit "$c"
	has '[CONTRACT-DEVIATION]'
	crm -q set "$c" deviations='penalty of 1 % a day'
	crm -q contract submit "$c"
	for who in dep fin law; do
		as "$who" -q approve "$c"
	done
	[ "$(value state contracts)" = review ]
	as gm -q approve "$c"
	[ "$(value state contracts)" = approved ]
}

@test "a collection plan sums to the order" {
	firm
	o=$(crm order new customer=Acme delivery=2026-12-31 \
		lines+=product=P1,qty=1 \
		instalments+=name=advance,amount=112.99 -o id)
	fails 65 crm order submit "$o"
	has '[ORDER-PLAN]'
	has 112.99
	has 113.00
	crm -q set "$o" 'instalments[1].amount=113'
	crm -q order submit "$o"
}

@test "no more is shipped than was ordered, and only from this order" {
	order
	crm -q order ship "$o"
	fails 65 crm order ship "$o"
	has '[SHIPMENT-OVER]'
	s=$(value id shipments)
	crm -q set "$s" 'lines[1].qty=40'
	crm -q shipment ship "$s"
	[ "$(value shipped orders)" = 4000 ]
	[ "$(value open_qty order_lines)" = 600000 ]
	fails 65 crm shipment new sales_order="$o" \
		lines+="order_line=$o/1,qty=60.0001"
	has '[SHIPMENT-OVER]'
	other=$(crm order new customer=Acme delivery=2026-12-31 \
		lines+=product=P1,qty=1 -o id)
	fails 65 crm shipment new sales_order="$o" \
		lines+="order_line=$other/1,qty=1"
	has '[SHIPMENT-LINE]'
	fails 65 crm shipment new sales_order="$other"
	has '[SHIPMENT-ORDER]'
	as com shipment take_back "$s" -m 'wrong goods'
	[ "$(value shipped orders)" = 0 ]
}

@test "no more is allocated than was received or is open" {
	order
	fails 65 as fin receipt new customer=Acme amount=100 \
		allocations+="instalment=$o/1,amount=100.01"
	has '[RECEIPT-ALLOCATED]'
	fails 65 as fin receipt new customer=Acme amount=9000 \
		allocations+="instalment=$o/1,amount=5650.01"
	has '[RECEIPT-OVER]'
	r=$(as fin receipt new customer=Acme amount=6000 \
		allocations+="instalment=$o/1,amount=5650" -o id)
	[ "$(value received orders)" = 0 ]
	fails 77 crm receipt confirm "$r"
	as fin receipt confirm "$r"
	[ "$(value received orders)" = 565000 ]
	[ "$(value outstanding orders)" = 565000 ]
	[ "$(value prepaid customers)" = 35000 ]
	fails 65 as fin receipt new customer=Acme amount=1 \
		allocations+="instalment=$o/1,amount=0.01"
	has '[RECEIPT-OVER]'
}

@test "an instalment falls due by its event" {
	order
	[ "$(value due_on "order_instalments WHERE name = 'advance'")" \
		= 2026-12-03 ]
	[ "$(value "coalesce(due_on, '-')" \
		"order_instalments WHERE name = 'acceptance'")" = - ]
	crm -q order accept "$o" accepted_on=2026-11-23
	[ "$(value due_on "order_instalments WHERE name = 'acceptance'")" \
		= 2026-11-23 ]
	CRM_NOW=2026-12-20T09:00:00+08:00
	[ "$(value overdue orders)" = 1130000 ]
	[ "$(value overdue_days orders)" = 27 ]
	[ "$(value days_late orders)" = 10 ]
}

@test "goods that were signed for make the money due" {
	firm
	o=$(crm order new project=Refit delivery=2026-12-10 \
		lines+=product=P1,qty=2 \
		instalments+=name=progress,percent=40,event=ship,offset_days=5 \
		instalments+=name=arrival,percent=60,event=arrive,offset_days=7 \
		-o id)
	crm -q order submit "$o"
	as dep -q approve "$o"
	due() {
		crm sql "SELECT coalesce(due_on, '-') FROM order_instalments
			WHERE name = '$1'" -o tsv | tail -n 1
	}
	s=$(crm shipment new sales_order="$o" lines+="order_line=$o/1,qty=1" \
		-o id)
	crm -q shipment ship "$s"
	[ "$(due progress)" = - ]
	crm -q order ship "$o"
	s2=$(value id "shipments WHERE state = 'draft'")
	crm -q shipment ship "$s2"
	[ "$(due progress)" = 2026-11-28 ]
	[ "$(due arrival)" = - ]
	crm -q shipment sign "$s" signed_on=2026-11-23 signer=Wang
	crm -q shipment sign "$s2" signed_on=2026-11-23 signer=Wang
	[ "$(due arrival)" = 2026-11-30 ]
}

@test "ageing adds up to what is outstanding, also as of a day" {
	order
	r=$(as fin receipt new customer=Acme amount=1000 \
		allocations+="instalment=$o/1,amount=1000" -o id)
	as fin -q receipt confirm "$r"
	run crm report ageing -o csv
	has '10300.00,5650.00,4650.00,0.00,0.00,0.00,0.00,0.00'
	for at in 2026-12-04:5650.00,0.00,4650.00,0.00,0.00,0.00,0.00 \
		2027-01-02:5650.00,0.00,4650.00,0.00,0.00,0.00,0.00 \
		2027-01-03:5650.00,0.00,0.00,4650.00,0.00,0.00,0.00 \
		2027-02-02:5650.00,0.00,0.00,0.00,4650.00,0.00,0.00 \
		2027-03-04:5650.00,0.00,0.00,0.00,0.00,4650.00,0.00 \
		2027-06-02:5650.00,0.00,0.00,0.00,0.00,0.00,4650.00; do
		run crm report ageing --as-of "${at%%:*}" -o csv
		has "10300.00,${at#*:}"
	done
	run crm report ageing --as-of 2026-11-22 -o csv
	lacks 5650.00
	run crm report orders -o csv
	has 10300.00
}

@test "an order is closed when all is shipped and paid" {
	order
	fails 65 crm order close "$o"
	has 'is shipped 0% and 11,300.00 is outstanding'
	fails 77 crm order terminate "$o" -m 'no need'
	crm -q order ship "$o"
	crm -q shipment ship "$(value id shipments)"
	fails 65 as dep order terminate "$o" -m 'no need'
	r=$(as fin receipt new customer=Acme amount=11300 \
		allocations+="instalment=$o/1,amount=5650" \
		allocations+="instalment=$o/2,amount=5650" -o id)
	as fin -q receipt confirm "$r"
	crm order close "$o"
}
