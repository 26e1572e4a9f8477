#!/bin/bash
# Of a message of several it is found by halves, and all others are delivered;
# a receiver that refuses each of them is not asked about all.
. "$TESTS/notify/lib.bash"
alert 0 a | jq -c 'range(20) as $i | .alert_id = "0\($i)" |
    .message = (if $i == 6 or $i == 19 then "a bad one" else "fine \($i)" end) |
    .context = (if $i < 10 then "linux" else "mac" end)' >alerts
try() { # RECEIVER ANSWER FILE
	receive "$2"
	rm -f dead
	notify --only --to $1 --url '$URL' --dead-letter dead "${quick[@]}" "$3" >out 2>err
	echo "$1 $2: status $?, $(ls got | grep -c json) requests"
	jq -r .alert_id out | sort | cmp - <(jq -r .alert_id "$3" | sort)
	jq -r 'select(.ok == false) | .alert_id' out | xargs echo refused:
	[ ! -e dead ] || jq -c .alerts dead
	uniq err | sed 's/:[0-9]*: /: /'
}
try webhook 400/bad alerts
for n in $(seq $(ls got | grep -c json)); do
	cat got/$n.json && echo
done | tee all | "$TESTS/notify/limits" webhook
grep -v bad all | jq -r '.alerts[].labels.alert_id' | sort | cmp - <(grep -v bad alerts |
    jq -r .alert_id | sort)
jq -c 'select(.commonLabels.context) | .alerts | length' all | xargs
try discord 422/bad alerts
try teams 413/bad alerts
sed -n 6,8p alerts >three
try slack 400/bad three
try webhook 400 alerts
try webhook 401/bad alerts
# A text of several messages, one of which is refused.
{
	sed -n 1,2p alerts
	alert long "$(printf 'word %.0s' {1..3000})bad end"
	sed -n 3,4p alerts
} >long
try discord 400/bad long
