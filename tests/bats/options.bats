load common
load small_book

@test "an unknown option is refused with a guess" {
	run -64 crm --verison
	has 'unknown option "--verison"'
	has 'did you mean "--version"?'
	run -64 crm version --hlep
	has 'did you mean "--help"?'
	has 'crm help version'
	run -64 crm -X version
	has 'unknown option "-X"'
}

@test "beginnings of long options are refused" {
	run -64 crm --ver
	has 'unknown option "--ver"'
	run -64 crm --colo=never version
	has 'did you mean "--color"?'
}

@test "values of options" {
	run -64 crm --color
	has '--color needs a value: WHEN'
	run -64 crm --version=1
	has '--version takes no value'
	run -64 crm --color=blue version
	has '"blue" is none of always, auto, never'
	run -0 crm --color never version
	run -0 crm --color=never version
}

@test "options stand before or behind the command" {
	run -0 crm -q version
	run -0 crm version -q
	run -0 crm version --color=never
	POSIXLY_CORRECT=1 run -64 crm version x --hlep
	has 'unknown option "--hlep"'
}

@test "words behind -- are no options" {
	run -64 crm version -- --help
	has 'takes fewer words'
	run -0 crm -- version
}

@test "an unknown command is refused with a guess and not run" {
	run -64 crm hlep
	has 'unknown command "hlep"'
	has 'did you mean "help"?'
}

@test "an unknown kind, verb and second word get a guess" {
	small_book
	run -64 crm thnig list
	has 'did you mean "thing"?'
	run -64 crm thing finsh abcd
	has '"finsh" is no verb of thing'
	has 'did you mean "finish"?'
	run -64 crm thing
	has 'crm thing list'
	run -64 crm thing version
	has 'crm version'
}

@test "outside of a book a kind's command says where to begin" {
	run -78 crm thing list
	has 'crm init'
	run -78 crm -C / thing list
}

@test "-C goes elsewhere" {
	mkdir book
	(cd book && small_book)
	run -0 crm -C book help thing
	has 'Thing'
	run crm -C nowhere help thing
	[ "$status" -ne 0 ]
}

@test "an alias stands for words, never for a command" {
	small_book
	git config crm.alias.v version
	git config crm.alias.loop 'loop x'
	git config crm.alias.sh '!printf "%s,"'
	git config crm.alias.version help
	git config crm.alias.q "completion 'bash'"
	run -0 crm v
	[[ $output == crm\ * ]]
	run -0 crm version
	[[ $output == crm\ * ]]
	run -0 crm sh a 'b c'
	[ "$output" = 'a,b c,' ]
	run -0 crm q
	has 'complete '
	run -78 crm loop
	has 'leads nowhere'
}

@test "crm-NAME on the path is a command, too" {
	mkdir bin
	printf '#!/bin/sh\necho "outside $*"\n' >bin/crm-outside
	chmod +x bin/crm-outside
	PATH=$PWD/bin:$PATH
	run -0 crm outside a b
	[ "$output" = 'outside a b' ]
}

@test "CRM_NOW is a time, a day or seconds" {
	for now in 2026-11-23T09:30:00+08:00 2026-11-23 1764000000; do
		CRM_NOW=$now run -0 crm version
	done
	CRM_NOW=soon run -64 crm version
	has 'CRM_NOW: "soon"'
}

@test "a full disk and a closed stdout are 74, a closed pipe is quiet" {
	run -74 sh -c 'crm help >/dev/full'
	has 'cannot write the output'
	run -74 sh -c 'crm help >&-'
	run -0 sh -c 'crm help 2>&1 >/dev/full | grep -c "cannot write"'
	run sh -c '(sleep 0.2; crm help; echo $? >status) 2>err | true'
	[ "$(cat status)" = 74 ]
	[ ! -s err ]
}

@test "messages are made harmless" {
	run -64 crm $'\033[31mred'
	has '\x1b[31mred'
}
