load common

@test "an unknown option is refused with a guess" {
	run -64 crm --verison
	says 'unknown option "--verison"'
	says 'did you mean "--version"?'
	run -64 crm version --hlep
	says 'did you mean "--help"?'
	says 'crm help version'
	run -64 crm -X version
	says 'unknown option "-X"'
}

@test "beginnings of long options are refused" {
	run -64 crm --ver
	says 'unknown option "--ver"'
	run -64 crm --colo=never version
	says 'did you mean "--color"?'
}

@test "values of options" {
	run -64 crm --color
	says '--color needs a value: WHEN'
	run -64 crm --version=1
	says '--version takes no value'
	run -64 crm --color=blue version
	says '"blue" is none of always, auto, never'
	run -0 crm --color never version
	run -0 crm --color=never version
}

@test "options stand before or behind the command" {
	run -0 crm -q version
	run -0 crm version -q
	run -0 crm version --color=never
	POSIXLY_CORRECT=1 run -64 crm version x --hlep
	says 'unknown option "--hlep"'
}

@test "words behind -- are no options" {
	run -64 crm version -- --help
	says 'takes fewer words'
	run -0 crm -- version
}

@test "an unknown command is refused with a guess and not run" {
	run -64 crm hlep
	says 'unknown command "hlep"'
	says 'did you mean "help"?'
}

@test "an unknown kind, verb and second word get a guess" {
	small_book
	run -64 crm thnig list
	says 'did you mean "thing"?'
	run -64 crm thing finsh abcd
	says '"finsh" is no verb of thing'
	says 'did you mean "finish"?'
	run -64 crm thing
	says 'crm thing list'
	run -64 crm thing version
	says 'crm version'
}

@test "outside of a book a kind's command says where to begin" {
	run -78 crm thing list
	says 'crm init'
	run -78 crm -C / thing list
}

@test "-C goes elsewhere" {
	mkdir book
	(cd book && small_book)
	run -0 crm -C book help thing
	says 'Thing'
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
	says 'complete '
	run -78 crm loop
	says 'leads nowhere'
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
	says 'CRM_NOW: "soon"'
}

@test "a full disk and a closed stdout are 74, a closed pipe is quiet" {
	run -74 sh -c 'crm help >/dev/full'
	says 'cannot write the output'
	run -74 sh -c 'crm help >&-'
	run -0 sh -c 'crm help 2>&1 >/dev/full | grep -c "cannot write"'
	run sh -c '(sleep 0.2; crm help; echo $? >status) 2>err | true'
	[ "$(cat status)" = 74 ]
	[ ! -s err ]
}

@test "messages are made harmless" {
	run -64 crm $'\033[31mred'
	says '\x1b[31mred'
}
