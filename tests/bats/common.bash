# What every bats file begins with: `load common`. Each test runs in an empty
# folder of its own, with an empty home, a fixed clock, fixed ids and a git
# identity of its own; `crm` is the one just built.

bats_require_minimum_version 1.5.0

setup() {
	common_setup
}

common_setup() {
	ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	case ${BUILD:=build} in
	/*) ;;
	*) BUILD=$ROOT/$BUILD ;;
	esac
	export PATH=$BUILD:$PATH
	export HOME=$BATS_TEST_TMPDIR/home
	export GIT_CONFIG_GLOBAL=$BATS_TEST_TMPDIR/gitconfig
	export GIT_CONFIG_NOSYSTEM=1
	export CRM_NOW=2026-11-23T09:30:00+08:00 CRM_SEED=test
	export LC_ALL=C.UTF-8 TZ=UTC
	export GIT_AUTHOR_DATE=$CRM_NOW GIT_COMMITTER_DATE=$CRM_NOW
	unset LANGUAGE LANG LC_MESSAGES NO_COLOR COLUMNS PAGER CRM_PAGER
	unset XDG_CACHE_HOME XDG_STATE_HOME XDG_CONFIG_HOME VISUAL EDITOR
	unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
	# a book is never sought above the test's own folder
	export GIT_CEILING_DIRECTORIES=$BATS_TEST_TMPDIR
	mkdir -p "$HOME" "$BATS_TEST_TMPDIR/work"
	identity '王芳' wang.fang@example.com
	cd "$BATS_TEST_TMPDIR/work" || return 1
}

# identity NAME EMAIL: who is at work.
identity() {
	cat >"$GIT_CONFIG_GLOBAL" <<-END
		[user]
			name = $1
			email = $2
		[init]
			defaultBranch = main
		[core]
			fsync = none
	END
}

# says TEXT: the last `run` printed this somewhere.
says() {
	case $output in
	*"$1"*) ;;
	*)
		printf 'wanted: %s\ngot:    %s\n' "$1" "$output" >&2
		return 1
		;;
	esac
}

# silent_about TEXT: the last `run` did not print this.
silent_about() {
	case $output in
	*"$1"*)
		printf 'not wanted: %s\ngot: %s\n' "$1" "$output" >&2
		return 1
		;;
	esac
}

# small_book: a book of one small kind in the current folder, committed.
small_book() {
	git init -q .
	mkdir -p schema thing
	cat >crm.yaml <<-END
		format: 1
		book: a0000000test
		name: Test
		currency: CNY
		time_zone: "+08:00"
		language: en
	END
	cp "$BATS_TEST_DIRNAME/thing.yaml" schema/thing.yaml
	cat >thing/abcd000001.yaml <<-END
		state: fresh
		name: 第一件
		size: big
	END
	cat >thing/bcde000002.yaml <<-END
		state: done
		name: Second
	END
	git add . && git commit -q -m 'thing: two'
}
