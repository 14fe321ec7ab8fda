load common
load small_book

# candidates WORD...: what the last word may be, without descriptions.
candidates() {
	crm __complete -- "$@" | cut -f1
}

@test "commands and options" {
	run -0 candidates vers
	[ "$output" = version ]
	run -0 candidates ''
	has 'completion'
	lacks '__'
	run -0 candidates --no-p
	[ "$output" = --no-pager ]
	run -0 candidates version --col
	[ "$output" = --color ]
	run -0 candidates --color ''
	[ "$output" = $'always\nauto\nnever' ]
	run -0 candidates version --color=a
	[ "$output" = $'--color=always\n--color=auto' ]
	run -0 candidates -q completion f
	[ "$output" = fish ]
	run -0 candidates help comple
	[ "$output" = completion ]
}

@test "descriptions stand behind a tab" {
	run -0 crm __complete -- vers
	[ "$output" = $'version\tshow the version of crm' ]
}

@test "nothing known is nothing said" {
	run -0 candidates nonsense ''
	[ -z "$output" ]
	run -0 crm __complete --
	[ -z "$output" ]
}

@test "kinds, verbs, fields, choices, states and ids" {
	small_book
	run -0 candidates th
	[ "$output" = thing ]
	run -0 candidates thing fin
	[ "$output" = finish ]
	run -0 candidates fin
	[ "$output" = finish ]
	run -0 candidates thing finish ''
	has 'abcd000001'
	lacks 'bcde000002'
	run -0 crm __complete -- thing finish abc
	[ "$output" = $'abcd000001\t第一件' ]
	run -0 candidates thing new si
	[ "$output" = size= ]
	run -0 candidates thing new size=
	[ "$output" = $'size=small\nsize=big' ]
	run -0 candidates thing new size=b
	[ "$output" = size=big ]
	run -0 candidates thing list state:
	[ "$output" = $'state:fresh\nstate:done' ]
	run -0 candidates thing new next=b
	[ "$output" = next=bcde000002 ]
	run -0 candidates -C . thing fin
	[ "$output" = finish ]
}

@test "the scripts are good for their shells" {
	crm completion bash | bash -n
	if command -v zsh; then
		crm completion zsh >crm.zsh
		zsh -n crm.zsh
	fi
	if command -v fish; then
		crm completion fish >crm.fish
		fish -n crm.fish
	fi
	run -64 crm completion csh
	has 'bash, fish, zsh'
}

# bash_line LINE: what bash would offer at the end of the line.
bash_line() {
	bash -c 'eval "$(crm completion bash)"
		compopt() { :; }
		COMP_LINE=$1 COMP_POINT=${#1}
		_crm
		printf "%s\n" "${COMPREPLY[@]}"' - "$1"
}

@test "bash completes words with = and : inside" {
	small_book
	run -0 bash_line 'crm vers'
	[ "$output" = version ]
	run -0 bash_line 'crm thing '
	has finish
	run -0 bash_line 'crm thing new size=b'
	[ "$output" = big ]
	run -0 bash_line 'crm thing list state:fr'
	[ "$output" = fresh ]
}

@test "fish completes" {
	command -v fish || skip 'no fish'
	small_book
	crm completion fish >crm.fish
	run -0 fish -c 'source crm.fish; complete -C "crm thing fin"'
	has finish
	run -0 fish -c 'source crm.fish; complete -C "crm thing new size=b"'
	has size=big
}
