load common
load small_book

with_report() {
	small_book
	mkdir -p schema/report
	cat >schema/report/sizes.yaml <<-'END'
		report: sizes
		label: {en: Sizes, zh: 尺寸统计}
		help: {en: How many of each., zh: 各有多少。}
		filter_kind: thing
		columns:
		  - {name: size, type: choice, of: {small: {en: small, zh: 小}, big: {en: big, zh: 大}}, label: {en: Size, zh: 尺寸}}
		  - {name: pieces, type: integer, sum: true, label: {en: Number, zh: 数量}}
		  - {name: worth, type: money, sum: true, label: {en: Worth, zh: 价值}}
		total: true
		sql: >-
		  SELECT t.size AS size, count(*) AS pieces, sum(t.price) AS worth FROM things t
		  WHERE t.id IN {filter} AND ({from} IS NULL OR t.created >= {from})
		  GROUP BY t.size ORDER BY t.size
	END
	printf 'state: fresh\nname: c\nsize: small\nprice: 1234.50\ncreated: 2026-05-01T09:00:00+08:00\n' \
		>thing/cdef000003.yaml
	git add . && git commit -qm report
}

@test "reports are listed, run, summed" {
	with_report
	run -0 crm report
	has sizes
	has 'How many of each.'
	run -0 crm report sizes
	has '1,234.50'
	[[ ${lines[-1]} == Total*3*1,234.50 ]]
	run -0 crm report sizes -o csv
	[ "$output" = $'size,pieces,worth\n,1,\nbig,1,\nsmall,1,1234.50' ]
	run -0 crm report sizes -o json
	has '"worth":{"value":"1234.50","currency":"CNY"}'
	LC_ALL=zh_CN.UTF-8 run -0 crm report sizes
	has 价值
}

@test "terms and periods narrow a report" {
	with_report
	run -0 crm report sizes size:small -o csv
	[ "$output" = $'size,pieces,worth\nsmall,1,1234.50' ]
	run -0 crm report sizes size:small price.gt:2000 -o csv
	[ "$output" = 'size,pieces,worth' ]
	run -0 crm report sizes --from 2026-04 -o csv
	[ "$output" = $'size,pieces,worth\nsmall,1,1234.50' ]
	run -0 crm report sizes --period last-month -o csv
	[ "$output" = 'size,pieces,worth' ]
	fails 64 crm report sizes --period someday
	fails 64 crm report sizes sise:big
	fails 64 crm report size
	has 'did you mean "sizes"'
}

@test "a report tells of what it leaves out" {
	with_report
	echo '  bad: [' >>thing/cdef000003.yaml
	git commit -qam broken
	run -0 --separate-stderr crm report sizes -o csv
	[ "$output" = $'size,pieces,worth\n,1,\nbig,1,' ]
	[[ $stderr == *'1'*'crm check'* ]]
}

@test "a report with mistakes says where" {
	with_report
	sed -i 's/AS worth/AS wroth/' schema/report/sizes.yaml
	git commit -qam typo
	fails 65 crm report sizes
	has 'schema/report/sizes.yaml:'
	has worth
	sed -i 's/type: integer/type: number/' schema/report/sizes.yaml
	git commit -qam worse
	fails 65 crm report sizes
	has 'schema/report/sizes.yaml:7:'
	run -0 crm report
	has sizes
	fails 1 crm check --schema
	has 'schema/report/sizes.yaml:7:'
}

@test "the shipped reports run, and ageing adds up" {
	crm init -q --demo --lang en demo
	cd demo
	for r in $(crm report -o csv | cut -d, -f1 | tail -n +2); do
		crm report $r >/dev/null
	done
	crm report ageing --json=outstanding,undated,not_due,days_30,days_60,days_90,days_180,days_over \
		>ageing.json
	run -0 crm report ageing -o csv
	awk -F, 'NR > 1 && $2 != $3 + $4 + $5 + $6 + $7 + $8 + $9 { exit 1 }' <<<"$output"
	awk -F, 'NR > 1 && $2 > 0 { n++ } END { exit n < 1 }' <<<"$output"
	run -0 crm report ageing --as-of 2026-02-01 -o csv
	[ -n "$output" ]
}
