load common
load small_book

# The kinds of the book that every test of lists starts with.
things() {
	small_book
	cat >thing/cdef000003.yaml <<-END
		state: fresh
		name: Third, with "quotes"
		size: small
		price: 1234.50
		next: abcd000001
		tags: [hot]
	END
	sed -i '/^plural:/a list: {columns: [name, size, price, next, state], sort: [name]}' \
		schema/thing.yaml
	git add . && git commit -q -m 'thing: three'
}

@test "a table shows labels, titles and short ids" {
	things
	run -0 crm thing list
	[[ ${lines[0]} == "ID "*"Name "*"Size "*"Price "*"Next "*"State" ]]
	[[ $output == *"cdef"*"small"*"1,234.50"*"第一件"*"Fresh"* ]]
	lacks abcd000001
	LC_ALL=zh_CN.UTF-8 run -0 crm thing list
	has 名称
	has 尺寸
}

@test "formats for programs have keys and whole values" {
	things
	run -0 crm thing list size:small -o csv
	[ "${lines[0]}" = 'id,name,size,price,next,state' ]
	[ "${lines[1]}" = 'cdef000003,"Third, with ""quotes""",small,1234.50,abcd000001,fresh' ]
	run -0 crm thing list size:small --json=name,price
	has '"price":{"value":"1234.50","currency":"CNY"}'
	run -0 crm list thing -o id --sort -name
	[ "${#lines[@]}" -eq 3 ]
	[ "$(crm thing list -z | tr '\0' '\n' | sort)" = "$(crm thing list -o id | sort)" ]
	run -0 crm thing list --porcelain=v1 size:small
	[[ ${lines[1]} == $'cdef000003\t'* ]]
}

@test "columns: any field, derived, paths; --json lists them" {
	things
	run -0 crm thing list size:small --columns name,twice,next.name -o csv
	[ "${lines[0]}" = id,name,twice,next.name ]
	[[ ${lines[1]} == *,2469.00,第一件 ]]
	run -0 crm thing list --json
	has twice
	has created_by
	run -0 crm thing list --columns '*' -o csv
	has twice
	fails 64 crm thing list --columns nmae
	has 'did you mean'
}

@test "terms, --where, --sort, --limit" {
	things
	[ "$(crm thing list 第一 -o id)" = abcd000001 ]
	[ "$(crm thing list +hot -o id)" = cdef000003 ]
	[ "$(crm thing list not:+hot -o id | wc -l)" -eq 2 ]
	[ "$(crm thing list price.ge:1000 -o id)" = cdef000003 ]
	[ "$(crm thing list --where 'twice > 200000' -o id)" = cdef000003 ]
	[ "$(crm thing list --limit 2 -o id | wc -l)" -eq 2 ]
	[ "$(crm thing list --sort -price --limit 1 -o id)" = cdef000003 ]
	fails 64 crm thing list sise:big
	has "did you mean"
	fails 65 crm thing list --where 'price >'
	fails 64 crm thnig list
	run -0 crm thing list name:nothing
	[ -z "$output" ]
}

@test "what cannot be read is listed, marked and told of" {
	things
	echo '  bad: [' >>thing/bcde000002.yaml
	sed -i 's/^price:.*/price: much/' thing/cdef000003.yaml
	git commit -qam 'by hand'
	run -0 --separate-stderr crm thing list
	[ "${#lines[@]}" -eq 4 ]
	[[ ${lines[3]} == 'bcde! '* ]]
	[[ $output == *'cdef! '* ]]
	[[ $stderr == *'2'*'crm check'* ]]
	run -0 --separate-stderr crm thing list size:big
	[ "${#lines[@]}" -eq 2 ]
	[[ $stderr == *'crm check'* ]]
	run -0 --separate-stderr crm thing count
	[ "$output" = 3 ]
	[[ $stderr == *'crm check'* ]]
	run -0 --separate-stderr crm thing list -o id
	[ "${#lines[@]}" -eq 3 ]
}

@test "count counts what list lists" {
	things
	[ "$(crm thing count)" = 3 ]
	[ "$(crm count thing size:big)" = 1 ]
	[ "$(crm thing count --where 'price IS NULL')" = 2 ]
	fails 64 crm thing count sise:big
}

@test "text of records is harmless on the way to a terminal" {
	things
	printf 'name: "a\\eb"\n' >thing/dddd000004.yaml
	printf 'name: "rtl \xe2\x80\xae end"\n' >thing/eeee000005.yaml
	git add . && git commit -qm evil
	run -0 crm thing list
	[[ $output != *$'\e'* ]]
	[[ $output != *$'\xe2\x80\xae'* ]]
	run -0 crm show eeee000005
	[[ $output != *$'\xe2\x80\xae'* ]]
}

@test "outside of a book" {
	fails 78 crm list thing
	has 'crm init'
}

@test "a condition written as an assignment is told how it is written" {
	book
	fails 64 crm customer list region=east
	has 'region:east'
}
