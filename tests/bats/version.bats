load common

@test "version and --version print name and number" {
	run -0 crm version
	[[ $output =~ ^crm\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
	v=$output
	run -0 crm --version
	[ "$output" = "$v" ]
}

@test "version takes no words" {
	run -64 crm version now
	has 'usage: crm version'
}
