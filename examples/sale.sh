#!/bin/sh
# One sale from lead to paid order, in a demo book: sale.sh DIR
# Each step is done by the person whose task it is (--as works only in a demo
# book). CRM names the program; CRM_NOW fixes the clock.
set -eu

dir=${1:?usage: sale.sh DIR}
crm=${CRM:-crm}
CRM_NOW=${CRM_NOW:-2026-11-23T09:00:00+08:00}
CRM_SEED=${CRM_SEED:-sale}
export CRM_NOW CRM_SEED

# The demo's people.
sales=li.lei@example.com
industry=chen.gang@example.com
commercial=wang.li@example.com
manager=zhang.wei@example.com
department=liu.yang@example.com
finance=zhao.min@example.com
legal=zhou.jie@example.com

# Shows a command, then runs it.
run() {
	printf '\n$ crm'
	for word; do
		case $word in
		*[!A-Za-z0-9_@%+=:,./-]*) printf " '%s'" "$word" ;;
		*) printf ' %s' "$word" ;;
		esac
	done
	printf '\n'
	"$crm" "$@" 2>&1
}

# The same for a command that is to be refused.
refused() {
	if run "$@"; then
		echo "sale.sh: should have been refused: $*" >&2
		exit 1
	else
		echo "[exit status $?]"
	fi
}

say() {
	printf '\n# %s\n' "$*"
}

# Identity of whoever tries this, if git has none.
if ! git config user.email >/dev/null 2>&1; then
	GIT_AUTHOR_NAME=Visitor GIT_AUTHOR_EMAIL=visitor@example.com
	GIT_COMMITTER_NAME=Visitor GIT_COMMITTER_EMAIL=visitor@example.com
	export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL
	export GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
fi

rm -rf "$dir"
say 'A book with a year of a small company in it'
run init --demo "$dir"
cd "$dir"

say 'A lead comes in by phone; what is missing is named at once'
lead=$("$crm" --as "$sales" lead new name='3号门机电控改造' \
    company=大连示例重工有限公司 source=phone -o id)
run show "$lead"
refused --as "$sales" lead submit "$lead"
run --as "$sales" set "$lead" contact_name=孙海 mobile=19900002002 \
    industry=port region=northeast division=crane amount=108万 \
    expected=2027-01-31 need='3号门机电控系统老化，需整体改造，年底前签约。'
run --as "$sales" activity new subject='电话沟通改造范围' type=call lead="$lead"
run --as "$sales" lead submit "$lead"

say 'The industry manager recognises it; converting makes three records'
run --as "$industry" lead recognise "$lead"
run --as "$sales" lead convert "$lead"
project=$("$crm" project list lead:"$lead" -o id)
run show "$project"

say 'A quote, approved in three steps; nobody approves his own'
quote=$("$crm" --as "$sales" quote new project="$project" \
    lines+='product=XK-CRN-RTG,qty=1' lines+='product=XK-HMI-12,qty=2' \
    lines+='product=XK-DRV-90,qty=3,discount=8' -o id)
run --as "$sales" quote submit "$quote"
refused --as "$sales" approve "$quote"
run --as "$industry" approve "$quote"
run --as "$commercial" approve "$quote" -m '付款按3-3-3-1'
run --as "$manager" approve "$quote"
refused --as "$sales" set "$quote" 'lines[1].price=1'
run --as "$sales" quote send "$quote"
run --as "$sales" quote accept "$quote"

say 'The contract: department, finance and legal, and the general manager'
contract=$("$crm" contract list quote:"$quote" -o id)
run --as "$sales" set "$contract" delivery=2027-03-01 \
    instalments+='name=advance,percent=30,event=sign,offset_days=10' \
    instalments+='name=arrival,percent=60,event=arrive,offset_days=15' \
    instalments+='name=retention,percent=10,event=warranty'
run --as "$sales" contract submit "$contract"
run --as "$department" approve "$contract"
run --as "$finance" approve "$contract"
run --as "$legal" approve "$contract"
run --as "$manager" approve "$contract"
run --as "$sales" contract sign "$contract" sign_date=2026-11-23

say 'The order, a shipment, and the money'
order=$("$crm" order list contract:"$contract" -o id)
run --as "$sales" order submit "$order"
run --as "$department" approve "$order"
run --as "$manager" approve "$order"
run --as "$sales" order ship "$order"
shipment=$("$crm" shipment list sales_order:"$order" -o id)
run --as "$sales" shipment ship "$shipment" carrier=示例物流 waybill=SF2026112301
run --as "$sales" shipment sign "$shipment" signed_on=2026-11-23 signer=孙海
receipt=$("$crm" --as "$finance" receipt new customer=大连示例重工有限公司 \
    amount=318984 allocations+="instalment=$order/1,amount=318984" -o id)
run --as "$finance" receipt confirm "$receipt"

say 'What the book says now'
run order show "$order"
run report funnel
run report ageing --as-of 2027-06-30
run log "$order"
run check

printf '\nTry in %s:\n' "$dir"
printf '  crm customer list\n  crm report orders\n  crm help quote\n'
