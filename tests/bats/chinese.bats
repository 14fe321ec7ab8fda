load common

# The same command in both languages: what programs read is byte-equal.
same() {
	LANGUAGE=en crm "$@" >"$work/en"
	LANGUAGE=zh_CN crm "$@" >"$work/zh"
	[ -s "$work/en" ]
	cmp "$work/en" "$work/zh"
}

trade() {
	book
	crm customer new name=上海示例重工 industry=port region=east -o id
	crm customer new name=Acme industry=water region=east >/dev/null
}

@test "the first page, help and usage are Chinese" {
	export LANGUAGE=zh_CN
	run crm
	has '账簿'
	run crm help
	has '用法：crm'
	has '流程与审批'
	has '以一次新提交逐字段撤销某条命令'
	run crm help set
	has '显示改动和提交说明，不写入'
	run crm help options
	has '直接输出到终端'
}

@test "every command has a Chinese summary and options" {
	local c commands
	export LANGUAGE=zh_CN
	commands=$(crm __complete -- '' | cut -f1)
	[ -n "$commands" ]
	for c in $commands; do
		run crm help "$c"
		! grep -P '^ +(-., )?--\S+( \S+)?  +\S' <<<"$output" |
			grep -vP '\p{Han}' || return 1
		head -1 <<<"$output" | grep -qP '\p{Han}' || {
			echo "$c: $output"
			return 1
		}
	done
}

@test "help of a kind is Chinese" {
	book
	export LANGUAGE=zh_CN
	run crm help quote
	has '报价日期: 日期, 必填'
	has '执行人：负责人'
	has '最多 4 位小数的数值'
}

@test "errors are Chinese" {
	trade
	export LANGUAGE=zh_CN
	fails 64 crm nothing
	has 'crm: 未知命令“nothing”；请查看：crm help'
	fails 64 crm customer list --colmns=name
	has '未知选项“--colmns”'
	has '您是不是想输入“--columns”？'
	fails 66 crm show zzzz
	has '没有记录“zzzz”'
	fails 65 crm customer new name=B industry=moon region=east
	has '应为以下之一：steel (钢铁冶金)'
	fails 64 crm customer new nmae=B
	has 'customer 没有字段“nmae”；请查看：crm help customer'
	cd /
	fails 78 crm customer list
	has '请用 crm init 建立'
}

@test "a broken record is told in Chinese" {
	trade
	file=$(git ls-files customer | head -1)
	printf 'name: [\n' >"$file"
	export LANGUAGE=zh_CN
	fails 65 crm commit
	has "$file:"
	has '错误'
}

@test "hints and tables are Chinese" {
	export LANGUAGE=zh_CN
	run crm init --lang zh --time-zone +08:00 book
	has '→ 下一步：cd book && crm help'
	cd book
	run crm customer new name=甲 industry=港口起重 region=华东
	has '客户'
	run crm customer list
	has '行业'
	has '港口起重'
}

@test "LC_ALL and LANG choose the language, LANGUAGE before them" {
	run env LC_ALL=zh_CN.UTF-8 crm nothing
	has '未知命令'
	run env LC_ALL= LANG=zh_TW.UTF-8 crm nothing
	has '未知命令'
	run env LC_ALL=zh_CN.UTF-8 LANGUAGE=en crm nothing
	has 'unknown command'
	run env LC_ALL=C crm nothing
	has 'unknown command'
}

@test "what programs read is the same in both languages" {
	trade
	local id format
	id=$(crm customer list 上海示例重工 -o id)
	for format in csv tsv json jsonl yaml id; do
		same customer list -o "$format"
	done
	same customer list --porcelain
	same customer list --porcelain=v1 --columns=name,industry,owner
	same customer list -o id -z
	same show "$id" -o json
	same show "$id" -o yaml
	same report funnel -o json
	same count customer
	same sql 'SELECT name, industry FROM customers' -o csv
	same completion bash
}

@test "a commit is the same whatever the reader's language" {
	book
	LANGUAGE=zh_CN crm customer new name=Acme industry=港口起重 region=华东
	run git log -1 --format=%B
	has 'customer: new'
	has 'Crm-Change: industry - -> port'
	lacks '新建'
}
