#!/bin/bash
# records.md, alert; the message as in alert.md, with the category's old and
# new word, where it says them.
. "$TESTS/alert/lib.bash"
analysis 0 high '"method":"category","category":"regression","context":"arm","project":"p","owner":"ana","failure_id":"f","run_id":"r","class":"broken"' |
    alert --only | jq -c 'del(.alert_id)'
for from in 'sta\u0062le' regression; do
	analysis 0 high '"method":"category","category":"regression","evidence":{"from":"'$from'"}' |
	    alert --only | jq -r .message
done
