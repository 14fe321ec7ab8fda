# `load small_book` behind `load common`.

# A book of one small kind (thing.yaml) in the current folder, made without
# crm and committed.
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
