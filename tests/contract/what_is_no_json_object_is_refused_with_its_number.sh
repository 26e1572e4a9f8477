#!/bin/bash
# NUL, bad UTF-8, a torn line, a plain word, an array, two objects, a repeated
# key, and things a tokenizer alone lets through.
. "$TESTS/contract/lib.bash"

bad=(
	'{"kind":"measurement","test_name":"a\x00b"}'
	'\x00'
	'{"kind":"weather","a":"\xff"}'
	'{"kind":"weather","a":"\xed\xa0\x80"}'
	'{"kind":"weather","a":"\xc0\xaf"}'
	'{"kind":"measurement","test_na'
	'Traceback (most recent call last):'
	'["kind"]'
	'{"a":1} {"b":2}'
	'{"kind":"weather","a":1,"a":2}'
	'{"kind":"weather","a":[1,,2]}'
	'{"kind":"weather","a":01}'
	'{"kind":"weather","a":nul}'
	'{"kind":"weather","a" 1}'
	'{"kind":"weather","a":"\\ud800"}'
	'{"kind":"weather","a":"\t"}'
	'{"kind":"weather","a":1,}'
)
for line in "${bad[@]}"; do
	measurement 1
	printf '%b\n' "$line"
done >in
measurement 2 >>in

check() {
	local name=$1 status n
	shift
	"$@" <in >out 2>err
	status=$?
	[ $status = 3 ] || wrong "$name" "status $status, not 3"
	for ((n = 2; n <= 2 * ${#bad[@]}; n += 2)); do
		grep -q "^$name: stdin:$n: " err ||
			wrong "$name" "says nothing about ${bad[n / 2 - 1]}"
	done
	[ "$(grep -c '"measurement"' out)" -ge 2 ] || wrong "$name" "loses lines"
	grep -q weather out && wrong "$name" "passes on $(grep -a weather out)"
}
each check
