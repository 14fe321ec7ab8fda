load common

@test "README shows the sale as it runs" {
	root=$BATS_TEST_DIRNAME/../..
	sh "$root/tests/readme.sh" "$build/crm" >new
	diff "$root/README.md" new
}

@test "every man page that README names is there" {
	root=$BATS_TEST_DIRNAME/../..
	for page in $(grep -o 'man/[a-z-]*\.[1-8]' "$root/README.md" | sort -u)
	do
		[ -f "$root/$page" ] || {
			echo "$page"
			return 1
		}
	done
}
