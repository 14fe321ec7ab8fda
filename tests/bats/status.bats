load common
load small_book

@test "nothing edited" {
	small_book
	run -0 crm status
	has 'nothing was edited'
	run -0 crm status --exit-code
	[ -z "$(crm status -o csv | tail -n +2)" ]
}

@test "hand edits by field, bad ones with their place" {
	small_book
	sed -i 's/^size:.*/size: small/' thing/abcd000001.yaml
	sed -i 's/^name:.*/name: [/' thing/bcde000002.yaml
	printf 'state: fresh\nname: New\nprice: lots\n' >thing/cdef000003.yaml
	echo hello >README
	run -0 crm status
	has 'thing/abcd000001.yaml'
	has 'size: big → small'
	has 'thing/bcde000002.yaml:'
	has 'thing/cdef000003.yaml:3:8: error:'
	has README
	fails 1 crm status --exit-code
	run -0 crm status -o csv
	has 'changed,thing,abcd000001,thing/abcd000001.yaml,false'
	has 'new,thing,cdef000003,thing/cdef000003.yaml,true'
	rm thing/abcd000001.yaml
	run -0 crm status -o csv
	has 'deleted,thing,abcd000001'
	git checkout -q . && rm README thing/cdef000003.yaml
	clean
}

@test "a bare book has none" {
	small_book
	git clone -q --bare . ../bare.git
	cd ../bare.git
	run -0 crm status
	has bare
	run -0 crm thing list
	has 第一件
	run -0 crm doctor
	has bare
	cd .. && rm -rf bare.git
}
