load common

acme() {
	book
	id=$(crm customer new name=Acme industry=port region=east -o id)
	file=$(git ls-files | grep "$id")
}

@test "edit records what the editor wrote" {
	acme
	EDITOR='sed -i s/Acme/Apex/' crm edit "$id" -m 'new name'
	grep -q 'name: Apex' "$file"
	clean
}

@test "an unchanged text changes nothing" {
	acme
	n=$(git rev-list --count HEAD)
	EDITOR=true run crm edit "$id"
	[ "$status" -eq 0 ]
	[ "$(git rev-list --count HEAD)" -eq "$n" ]
}

@test "a refused text is kept and its path named" {
	acme
	EDITOR='sed -i s/east/nowhere/' fails 65 crm edit "$id"
	has nowhere
	has "$XDG_STATE_HOME/crm/edit/$id.yaml"
	grep -q nowhere "$XDG_STATE_HOME/crm/edit/$id.yaml"
	clean
}

@test "the state is not changed in an editor" {
	acme
	EDITOR='sed -i s/active/blacklisted/' fails 65 crm edit "$id"
	has KEPT
}

@test "an editor that fails changes nothing" {
	acme
	EDITOR=false fails 69 crm edit "$id"
	clean
}
