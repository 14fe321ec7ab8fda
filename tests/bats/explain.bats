load common
load small_book

@test "fields, verbs, states, rules and settings, with their place" {
	small_book
	run -0 crm explain thing.size
	has choice
	has 'schema/thing.yaml:9:3'
	run -0 crm explain thing.twice
	has 'price * 2'
	run -0 crm explain thing.finish
	has fresh
	has owner
	run -0 crm thing explain done
	has won
	LC_ALL=zh_CN.UTF-8 run -0 crm explain thing.size
	has 尺寸
	fails 64 crm explain thing.sise
	has 'did you mean "thing.size"'
	fails 64 crm explain nothing
	fails 64 crm explain thing
}

@test "the value of a field: what it is made of, who set it" {
	small_book
	crm set abcd price=10
	run -0 crm explain abcd twice
	has '20.00'
	has 'price * 2'
	has '10.00'
	run -0 crm explain abcd price
	has '10.00'
	has 'thing/abcd000001.yaml:4:8'
	has 'Ann Lee'
	run -0 crm explain abcd size
	has 'thing: two'
	fails 64 crm explain abcd nope
	fails 66 crm explain zzzz size
}

@test "rules and rows of the shipped kinds" {
	book
	run -0 crm explain customer-duplicate
	has CUSTOMER-DUPLICATE
	has 'schema/customer.yaml:'
	run -0 crm explain order.lines.amount
	has line_amount
	run -0 crm explain gm_limit
	has '1,000,000.00'
	c=$(crm customer new name=A industry=port region=east -o id)
	o=$(crm order new customer=$c lines+='text=Cable,qty=2,price=100' -o id)
	run -0 crm explain $o 'lines[1].amount'
	has '200.00'
	has qty
	fails 66 crm explain $o 'lines[7].amount'
}
