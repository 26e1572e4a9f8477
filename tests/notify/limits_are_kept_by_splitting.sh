#!/bin/bash
# Nothing of a long text is lost, and no character is cut in half: letters of
# every length in UTF-8, combining accents, families of emoji, flags.
. "$TESTS/notify/lib.bash"
long() { # TEXT N
	jq -nrj --arg t "$1" --argjson n "$2" '[range($n)] | map($t) | join("")'
}
{
	alert 01 "$(long 'word ' 9000)"
	alert 02 "$(long '<&>' 3000)"
	alert 03 "$(long '_*' 5000)"
	alert 04 "$(long $'e\u0301\u0323' 5000)"
	alert 05 "$(long $'\U1F469\u200d\U1F469\u200d\U1F467' 3000)"
	alert 06 "$(long $'\U1F1E9\U1F1EA' 3000)"
	alert 07 "$(long 測 30000)"
	alert 08 "$(long '"\' 20000)"
	alert 09 "$(long %: 15000)"
	alert 10 test | jq -c 'range(10; 100) as $n | .alert_id = "\($n)" |
	    .message = "test \($n)"'
} >alerts
names=("$(long 'word ' 8999)" "$(long '<&>' 3000)" "$(long '_*' 5000)"
    "$(long $'e\u0301\u0323' 5000)"
    "$(long $'\U1F469\u200d\U1F469\u200d\U1F467' 3000)"
    "$(long $'\U1F1E9\U1F1EA' 3000)" "$(long 測 30000)" "$(long '"\' 20000)"
    "$(long %: 15000)")
names+=("test 10" "test 99")
for to in slack teams discord pagerduty webhook alertmanager github mail junit; do
	notify --now $NOW --to $to --worst 100 alerts >payload || echo "$to: status $?"
	"$TESTS/notify/limits" $to "${names[@]}" <payload
	echo "$to $(wc -l <payload)"
done
# What belongs together but is larger than a piece comes apart, between
# characters all the same.
for heap in "a$(long $'\u0301' 9000)" "$(long $'\U1F469\u200d' 9000)"; do
	for to in slack teams discord github; do
		alert 01 "$heap" | notify --to $to |
		    "$TESTS/notify/limits" $to "$heap" | grep -v 'cut in half$'
	done
done
# What is beyond 1 MiB of a summary is counted; two steps share the file.
alert 01 "$(long '<test>' 100)" | jq -c 'range(3000) as $n | .' >many
notify --to github --summary summary many >/dev/null
notify --to github --summary summary many >/dev/null
"$TESTS/notify/limits" summary <summary
tail -n 1 summary
