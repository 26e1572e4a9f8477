#!/bin/bash
. "$TESTS/drift/data.bash"
results passed passed
for run in 1 2; do
	drift ci reports/$run.xml --run-id $run --now $NOW --at 2026-01-0${run}T00:00:00Z 2>/dev/null |
	    grep young
done
