load common

@test "init makes a book with one commit and its first person" {
	run crm init --lang en shop
	[ "$status" -eq 0 ]
	cd shop
	[ -f crm.yaml ] && [ -f schema/customer.yaml ] && [ -f .gitattributes ]
	[ "$(git rev-list --count HEAD)" -eq 2 ]
	run crm employee list -o id
	[ "${#lines[@]}" -eq 1 ]
	clean
}

@test "crm.yaml holds format, book and the shipped blob of each file" {
	book
	grep -q '^format: 1$' crm.yaml
	grep -q '^book: [a-z][0-9a-z]*$' crm.yaml
	blob=$(git rev-parse HEAD:schema/quote.yaml)
	grep -q "schema/quote.yaml: .*$blob" crm.yaml
}

@test "init refuses where there is a book" {
	book
	fails 73 crm init .
	has 'already'
}

@test "init takes a repository that has no book" {
	git init -q old
	(cd old && git commit -q --allow-empty -m first)
	crm init -q old
	[ "$(git -C old rev-list --count HEAD)" -eq 3 ]
}

@test "init refuses an unknown language" {
	fails 64 crm init --lang fr shop
}

@test "init needs an identity and says how to give one" {
	: >"$HOME/.gitconfig"
	fails 78 crm init shop
	has 'git config --global user.name'
}

@test "outside a book a command says how to make one" {
	fails 78 crm customer list
	has 'crm init'
}

@test "a book of a newer format is refused" {
	book
	sed -i 's/^format: 1/format: 2/' crm.yaml
	git commit -qam newer
	fails 78 crm customer list
	has 'format 2'
}

@test "a bare book works" {
	crm init -q --bare --lang en b.git
	cd b.git
	crm customer new name=Acme industry=port region=east
	run crm customer list -o id
	[ "${#lines[@]}" -eq 1 ]
}
