#!/bin/bash
. "$TESTS/drift/data.bash"
results passed failed
for run in 1 2; do
	drift ci reports/$run.xml --run-id r$run --at 2026-01-0${run}T00:00:00Z \
	    --now $NOW >/dev/null 2>&1
done
name=$(drift export --db $DRIFT_DB --kind result --limit 1 -f csv \
    --fields test_name | sed 1d | tr -d '\r')
drift test "$name"
echo "$?"
drift test nobody
echo "$?"
