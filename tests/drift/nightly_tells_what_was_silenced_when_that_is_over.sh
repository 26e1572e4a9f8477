#!/bin/bash
# In the first night after, without a new run of the test; once.
. "$TESTS/drift/data.bash"
export DRIFT_DB=$DB
measurements t stable 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.4 0.4 0.4 0.4 0.4 0.4 0.4 0.4 | store
echo '{"test":"t","until":"2026-01-30T00:00:00Z","by":"ana","reason":"new bank"}' >silences
for day in 28 29 30 31; do
	echo "$day:"
	drift nightly --silences silences --now "2026-01-${day}T12:00:00Z"
	echo $?
done
drift read --kind alert --test t | jq -c '[.state, .created_at]'
