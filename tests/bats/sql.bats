load common
load small_book

@test "sql answers from the plurals, with our functions" {
	small_book
	run -0 crm sql "SELECT count(*) AS n FROM things" -o csv
	[ "$output" = $'n\n2' ]
	run -0 crm sql "SELECT rmb_capitals(money('10.50')) AS t" -o csv
	[ "${lines[1]}" = 壹拾元零伍角 ]
	run -0 crm sql "SELECT id, name, state FROM things ORDER BY id" --json
	[ "${lines[0]}" = id ]
	run -0 crm sql "SELECT id, 1 AS one, NULL AS none FROM things LIMIT 1" -o json
	has '{"id":"abcd000001","one":1,"none":null}'
	[ "$(crm sql "SELECT id FROM things" -o id | wc -l)" -eq 2 ]
	run -0 crm sql "SELECT id FROM things WHERE 0"
	[ -z "$output" ] || [ "$output" = id ]
}

@test "sql reads only, one statement" {
	small_book
	fails 65 crm sql "DELETE FROM things"
	fails 65 crm sql "SELECT 1; SELECT 2"
	fails 65 crm sql "ATTACH 'x' AS x"
	fails 65 crm sql "PRAGMA user_version"
	fails 65 crm sql "SELECT load_extension('x')"
	fails 65 crm sql "SELECT nope FROM things"
	has nope
	fails 64 crm sql
	clean
}
