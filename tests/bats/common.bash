# What every test file loads: a folder of its own, an empty home, a git
# identity, a fixed clock and seed.

bats_require_minimum_version 1.5.0

setup() {
	work=$(mktemp -d "${TMPDIR:-/tmp}/crm-test.XXXXXX")
	export HOME=$work/home XDG_CACHE_HOME=$work/cache
	export XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config
	mkdir -p "$HOME"
	export GIT_CONFIG_NOSYSTEM=1
	cat >"$HOME/.gitconfig" <<-EOF
	[user]
		name = Ann Lee
		email = ann@example.com
	[init]
		defaultBranch = main
	EOF
	export LC_ALL=C.UTF-8 LANG=C.UTF-8 TZ=UTC COLUMNS=80
	unset LANGUAGE CRM_PAGER PAGER NO_COLOR
	export CRM_NOW=2026-11-23T09:30:00+08:00 CRM_SEED=test
	build=${BUILD:-build}
	case $build in
	/*) ;;
	*) build=$BATS_TEST_DIRNAME/../../$build ;;
	esac
	PATH=$build:$PATH
	cd "$work"
}

teardown() {
	cd /
	rm -rf "$work"
}

# Ends with this exit status.
fails() {
	local want=$1
	shift
	run "$@"
	[ "$status" -eq "$want" ] || {
		echo "exit $status, not $want: $output"
		return 1
	}
}

# The output has this text.
has() {
	[[ $output == *"$1"* ]] || {
		echo "no '$1' in: $output"
		return 1
	}
}

lacks() {
	[[ $output != *"$1"* ]] || {
		echo "'$1' in: $output"
		return 1
	}
}

# An empty book of which Ann is the first person.
book() {
	crm init -q --lang en --time-zone +08:00 "$@" book
	cd book
}

# A demo book without a story: people of every role, --as works.
company() {
	crm init -q --lang en --time-zone +08:00 book
	cd book
	sed -i 's/^demo: false/demo: true/' crm.yaml
	git commit -qam 'a demo'
	crm -q set ann@example.com roles+=role=sales 2>/dev/null ||
		crm -q set "Ann Lee" roles+=role=sales >/dev/null
	local who
	for who in "$@"; do
		crm -q employee new "name=${who%%:*}" \
			"email=${who%%:*}@example.com" \
			"roles+=role=${who#*:}" >/dev/null
	done
}

clean() {
	[ -z "$(git status --porcelain)" ] || {
		git status --porcelain
		return 1
	}
}
