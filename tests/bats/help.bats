load common
load small_book

@test "crm alone says what it is and how to begin" {
	run -0 crm
	has 'crm init DIR'
	has 'crm help'
	run -0 crm --help
	has 'crm init DIR'
}

@test "help lists every command with its summary" {
	run -0 crm help
	has 'version'
	has 'print the completion script of a shell'
	has '--as-of DATE'
	lacks '__complete'
	lacks 'Kinds of this book'
}

@test "help of a command has its usage and options" {
	run -0 crm help completion
	has 'usage: crm completion SHELL'
	help=$output
	run -0 crm completion --help
	[ "$output" = "$help" ]
	run -0 crm completion -h
	[ "$output" = "$help" ]
	run -0 crm help options
	has '--no-pager'
}

@test "every command has help, and no line is too long" {
	for c in $(crm __complete -- '' | cut -f1); do
		run -0 crm help "$c"
		has "usage: crm $c"
		[ -z "$(printf '%s\n' "$output" | grep -v '^usage' |
			grep -E '^.{81}')" ]
	done
}

@test "help on nothing known is refused with a guess" {
	run -64 crm help hepl
	has 'did you mean "help"?'
}

@test "help of a kind comes from the schema" {
	small_book
	run -0 crm help
	has 'Kinds of this book'
	has 'thing'
	run -0 crm help thing
	has 'thing - Thing'
	has 'What the tests handle.'
	has 'Name: text, required'
	has 'small'
	has 'Anything.'
	has 'twice'
	has 'Finish: fresh → done; by owner; needs size'
	has 'frozen except note'
	kind=$output
	run -0 crm help 物品
	[ "$output" = "$kind" ]
	run -0 crm thing --help
	[ "$output" = "$kind" ]
}

@test "help of a verb" {
	small_book
	run -0 crm help thing finish
	has 'usage: crm thing finish ID...'
	run -0 crm thing finish --help
	has 'usage: crm thing finish ID...'
	run -0 crm help finish
	has 'usage: crm thing finish ID...'
	run -64 crm help thing fnish
}

@test "a Chinese reader gets the labels in Chinese" {
	small_book
	LC_ALL=zh_CN.UTF-8 run -0 crm help thing
	has '物品'
	has '测试所用。'
	LC_ALL=C run -0 crm help thing
	has 'Thing'
	LC_ALL=C run -0 crm help 物品
	LANGUAGE=zh_CN:en run -0 crm help thing
	has '物品'
}
