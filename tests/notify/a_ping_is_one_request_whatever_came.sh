#!/bin/bash
# Alerts pass, and none is told by it.
. "$TESTS/notify/lib.bash"
receive 200
two | notify --to ping --url '$URL' | jq -r .alert_id
for signal in start fail 0 3 ../x ''; do
	notify --to ping --url '$URL' --signal "$signal" </dev/null || echo $?
done
sed -E 's/^[0-9.]+ //' got/log
cat got/*.json
notify --to ping </dev/null || echo $?
notify --to slack --url '$URL' --signal start </dev/null || echo $?
