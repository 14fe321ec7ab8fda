load common
load small_book

@test "all is well" {
	small_book
	run -0 crm doctor
	lacks fail
	has 'ok    index'
	has 'Ann Lee'
	run -0 crm doctor -o csv
	[ "${lines[0]}" = status,check,text,mend ]
}

@test "what is wrong comes with what mends it" {
	small_book
	echo 'kind: [' >schema/thing.yaml
	sed -i 's/big/small/' thing/abcd000001.yaml
	git add schema && git commit -qm broken
	run -1 crm doctor
	has 'crm check --schema'
	has 'crm status'
	rm "$HOME/.gitconfig"
	run -1 crm doctor
	has 'git config --global user.name'
	LC_ALL=C run -1 crm doctor
	has 'LANG=C.UTF-8'
}

@test "outside of a book, and in one of a newer format" {
	fails 1 crm doctor
	has 'crm init'
	small_book
	sed -i 's/^format:.*/format: 9/' crm.yaml
	git commit -qam newer
	fails 1 crm doctor
	has 'format'
}
