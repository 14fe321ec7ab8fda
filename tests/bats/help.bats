load common

@test "crm alone says what it is and how to begin" {
	run -0 crm
	says 'crm init DIR'
	says 'crm help'
	run -0 crm --help
	says 'crm init DIR'
}

@test "help lists every command with its summary" {
	run -0 crm help
	says 'version'
	says 'print the completion script of a shell'
	says '--as-of DATE'
	silent_about '__complete'
	silent_about 'Kinds of this book'
}

@test "help of a command has its usage and options" {
	run -0 crm help completion
	says 'usage: crm completion SHELL'
	help=$output
	run -0 crm completion --help
	[ "$output" = "$help" ]
	run -0 crm completion -h
	[ "$output" = "$help" ]
	run -0 crm help options
	says '--no-pager'
}

@test "every command has help, and no line is too long" {
	for c in $(crm __complete -- '' | cut -f1); do
		run -0 crm help "$c"
		says "usage: crm $c"
		[ -z "$(printf '%s\n' "$output" | grep -v '^usage' |
			grep -E '^.{81}')" ]
	done
}

@test "help on nothing known is refused with a guess" {
	run -64 crm help hepl
	says 'did you mean "help"?'
}

@test "help of a kind comes from the schema" {
	small_book
	run -0 crm help
	says 'Kinds of this book'
	says 'thing'
	run -0 crm help thing
	says 'thing - Thing'
	says 'What the tests handle.'
	says 'Name: text, required'
	says 'small'
	says 'Anything.'
	says 'twice'
	says 'Finish: fresh → done; by owner; needs size'
	says 'frozen except note'
	kind=$output
	run -0 crm help 物品
	[ "$output" = "$kind" ]
	run -0 crm thing --help
	[ "$output" = "$kind" ]
}

@test "help of a verb" {
	small_book
	run -0 crm help thing finish
	says 'usage: crm thing finish ID...'
	run -0 crm thing finish --help
	says 'usage: crm thing finish ID...'
	run -0 crm help finish
	says 'usage: crm thing finish ID...'
	run -64 crm help thing fnish
}

@test "a Chinese reader gets the labels in Chinese" {
	small_book
	LC_ALL=zh_CN.UTF-8 run -0 crm help thing
	says '物品'
	says '测试所用。'
	LC_ALL=C run -0 crm help thing
	says 'Thing'
	LC_ALL=C run -0 crm help 物品
	LANGUAGE=zh_CN:en run -0 crm help thing
	says '物品'
}
