#!/bin/bash
# records.md, alert; the message as in alert.md, with the category's new word.
. "$TESTS/alert/lib.bash"
analysis 0 high '"method":"category","category":"regression","context":"arm","project":"p","owner":"ana","failure_id":"f","run_id":"r","class":"broken"' |
    alert --only | jq -c 'del(.alert_id)'
